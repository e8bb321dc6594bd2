"""Which disagreements and next steps a list shows, as its address says it."""

from enum import StrEnum

from portal.vocabulary import N_


class DisagreementList(StrEnum):
    """Which disagreements."""

    OPEN = "open"
    OVERDUE = "overdue"
    LEFT = "left"
    ENDED = "ended"


class StepList(StrEnum):
    """Which next steps."""

    OVERDUE = "overdue"
    COMING = "coming"
    MINE = "mine"


DISAGREEMENTS: dict[DisagreementList, str] = {
    DisagreementList.OPEN: N_("Open"),
    DisagreementList.OVERDUE: N_("Overdue"),
    DisagreementList.LEFT: N_("Answered and left"),
    DisagreementList.ENDED: N_("Ended"),
}
STEPS: dict[StepList, str] = {
    StepList.OVERDUE: N_("Overdue"),
    StepList.COMING: N_("Today and later"),
    StepList.MINE: N_("Yours"),
}
