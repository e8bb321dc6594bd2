"""What is ticked, and what the guidance makes of it."""

from enum import StrEnum

from portal.vocabulary.labels import N_


class Band(StrEnum):
    """What a local level of need means, whatever its number (thresholds 1.3)."""

    UNIVERSAL = "universal"
    EARLY_HELP = "early_help"
    TARGETED = "targeted"
    NEED = "need"
    PROTECTION = "protection"


class Urgency(StrEnum):
    """How soon to act, as the threshold guidance says it."""

    NOW = "now"
    SAMEDAY = "sameday"
    DAYS = "days"
    ROUTINE = "routine"


class Answer(StrEnum):
    """A plain question's answer; not known is never treated as no."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class IndicatorState(StrEnum):
    """What the professional says of one indicator."""

    PRESENT = "present"
    SUSPECTED = "suspected"
    ABSENT = "absent"
    NOT_KNOWN = "not_known"


class Pattern(StrEnum):
    """How often."""

    ONCE = "once"
    REPEATED = "repeated"
    ONGOING = "ongoing"
    NOT_KNOWN = "not_known"


class Impact(StrEnum):
    """What it does to the child."""

    NONE_SEEN = "none_seen"
    SOME = "some"
    SERIOUS = "serious"
    NOT_KNOWN = "not_known"


LABELLED: tuple[tuple[StrEnum, str], ...] = (
    (Urgency.NOW, N_("Now")),
    (Urgency.SAMEDAY, N_("Today")),
    (Urgency.DAYS, N_("Within about 5 working days")),
    (Urgency.ROUTINE, N_("As part of your usual work")),
    (Answer.YES, N_("Yes")),
    (Answer.NO, N_("No")),
    (Answer.NOT_KNOWN, N_("Not known")),
    (IndicatorState.PRESENT, N_("Present")),
    (IndicatorState.SUSPECTED, N_("Suspected")),
    (IndicatorState.ABSENT, N_("Absent")),
    (IndicatorState.NOT_KNOWN, N_("Not known")),
    (Pattern.ONCE, N_("Once")),
    (Pattern.REPEATED, N_("More than once")),
    (Pattern.ONGOING, N_("Ongoing")),
    (Pattern.NOT_KNOWN, N_("Not known")),
    (Impact.NONE_SEEN, N_("None that I have seen")),
    (Impact.SOME, N_("Some")),
    (Impact.SERIOUS, N_("Serious")),
    (Impact.NOT_KNOWN, N_("Not known")),
)
