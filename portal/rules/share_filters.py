"""What of the register of decisions about sharing a person asked for."""

from enum import StrEnum

from portal.vocabulary import N_


class ShareFilter(StrEnum):
    """Which decisions the register shows, as its address says it."""

    ALL = "all"
    SHARED = "shared"
    NOT_SHARED = "not-shared"
    DUE = "due"


WORDS: dict[ShareFilter, str] = {
    ShareFilter.ALL: N_("All"),
    ShareFilter.SHARED: N_("Shared"),
    ShareFilter.NOT_SHARED: N_("Not shared"),
    ShareFilter.DUE: N_("Due to be looked at again"),
}
