"""Which episodes of early help a manager's list shows, as its address says it."""

from enum import StrEnum

from portal.vocabulary import N_


class EpisodeList(StrEnum):
    """Which episodes."""

    OPEN = "open"
    OVERDUE = "overdue"
    NO_LEAD = "no_lead"
    NO_AGREEMENT = "no_agreement"
    STEPPED_UP = "stepped_up"
    CLOSED = "closed"


EPISODES: dict[EpisodeList, str] = {
    EpisodeList.OPEN: N_("Open, the longest first"),
    EpisodeList.OVERDUE: N_("Overdue"),
    EpisodeList.NO_LEAD: N_("Nobody leads it now"),
    EpisodeList.NO_AGREEMENT: N_("Agreement missing"),
    EpisodeList.STEPPED_UP: N_("Stepped up"),
    EpisodeList.CLOSED: N_("Ended"),
}
