"""Whether a contact names adults and no child, and whether it is about an adult alone.

A GP who knows only a mother, and a worry about an adult, look alike until somebody says whether
there is a child. A child is made up of neither; nothing that was said of a child is left without
one (thresholds 2.5a).
"""

from portal.rules.consultation import UNNAMED, Consultation
from portal.rules.typed import one_of
from portal.vocabulary import Answer, IndicatorState

HAS_CHILD = "household.has_child"


def has_child(consultation: Consultation) -> Answer | None:
    """Whether there is a child or an unborn baby beside the adults; None where nobody said."""
    if consultation.children:
        return Answer.YES
    return one_of(Answer, consultation.texts.get(HAS_CHILD, ""))


def asks_for_child(consultation: Consultation) -> bool:
    """Whether somebody is named and none of them is a child."""
    return bool(consultation.people) and not consultation.children


def speaks_of_child(consultation: Consultation) -> bool:
    """Whether anything was ticked or weighed: the threshold document is about a child."""
    ticked = (*consultation.shared, *consultation.by_child.get(UNNAMED, ()))
    is_ticked = any(tick.state is not IndicatorState.ABSENT for tick in ticked)
    return is_ticked or any(name.startswith("view.") for name in consultation.texts)


def is_adult_only(consultation: Consultation) -> bool:
    """Whether only adults are on record: nobody says that there is a child, and nothing shows it.

    A yes stands for a child whose name is not known, and so does what was ticked about one.
    """
    return (
        asks_for_child(consultation)
        and has_child(consultation) is not Answer.YES
        and not speaks_of_child(consultation)
    )


def is_said_adult_only(consultation: Consultation) -> bool:
    """Whether somebody said that there is no child, and nothing else speaks of one."""
    return is_adult_only(consultation) and has_child(consultation) is Answer.NO
