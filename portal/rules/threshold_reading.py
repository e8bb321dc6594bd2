"""Reads a case as the engine does: what counts for certain, and what may count besides."""

from dataclasses import dataclass, replace

from portal.rules.threshold_case import Case
from portal.rules.threshold_index import Index
from portal.rules.threshold_model import DERIVED_FLAGS
from portal.rules.threshold_rules import Facts
from portal.vocabulary import Answer, Impact, IndicatorState, Pattern

PAST_EVERY_AGE = 1000  # months; older than any age that sets a flag


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of the low run, those of the high run, and which indicators are not known."""

    low: Facts
    high: Facts
    unknown: int


def read(index: Index, case: Case) -> Reading:
    """What counts in each run (2.5a 1-5). Raises ValueError for an indicator that is not listed."""
    states: dict[IndicatorState, int] = dict.fromkeys(IndicatorState, 0)
    patterns: dict[Pattern | None, int] = dict.fromkeys((None, *Pattern), 0)
    impacts: dict[Impact | None, int] = dict.fromkeys((None, *Impact), 0)
    for indicator, answer in case.indicators.items():
        bit = index.bit.get(indicator)
        if bit is None:
            raise ValueError(f"{indicator} is not an indicator of this framework")
        states[answer.answer] |= bit
        patterns[answer.pattern] |= bit
        impacts[answer.impact] |= bit
    suspected = states[IndicatorState.SUSPECTED]  # a strength that is only suspected is not known
    ticked = states[IndicatorState.PRESENT] | (suspected & ~index.strengths)
    unknown = states[IndicatorState.NOT_KNOWN] | (suspected & index.strengths)
    ongoing = ticked & (patterns[Pattern.REPEATED] | patterns[Pattern.ONGOING])
    serious = ticked & impacts[Impact.SERIOUS]
    youngest = case.age_from_months or 0  # an age that is not known counts as the youngest
    low = Facts(
        counted=ticked,
        ongoing=ongoing,
        serious=serious,
        flags=flags_at(index, case, ticked, youngest, Answer.YES),
        danger=any(case.safety.get(q) == Answer.YES for q in index.danger_questions),
    )
    high = Facts(
        counted=ticked | unknown,
        ongoing=ongoing | (ticked & patterns[Pattern.NOT_KNOWN]),
        serious=serious | (ticked & impacts[Impact.NOT_KNOWN]),
        flags=flags_at(index, case, ticked | unknown, youngest, Answer.YES, Answer.NOT_KNOWN),
        danger=any(case.safety.get(q) != Answer.NO for q in index.danger_questions),
    )
    return Reading(low, high, unknown)


def safety_answer(case: Case, question: str) -> Answer:
    """A safety question without an answer counts as not known (2.5a 2)."""
    return case.safety.get(question, Answer.NOT_KNOWN)


def flags_at(
    index: Index, case: Case, counted: int, months: int, *answers: Answer
) -> frozenset[str]:
    """The flags answered so, those ticked indicators set, and those of an age of `months`."""
    flags = {code for code, answer in case.flags.items() if answer in answers}
    flags.update(flag for tagged, flag in index.flag_setters if counted & tagged)
    if case.is_unborn or "unborn" in flags:
        flags.update(DERIVED_FLAGS)
    if months < 12 or "under_1" in flags:
        flags.add("under_1")
    if months < 24 or "under_1" in flags:
        flags.add("under_2")
    return frozenset(flags)


def at_oldest(index: Index, case: Case, low: Facts) -> Facts:
    """The low run's facts if the child were as old as the answer allows."""
    if not case.is_age_known:
        oldest = PAST_EVERY_AGE
    elif case.age_to_months is None:
        return low
    else:
        oldest = case.age_to_months
    return replace(low, flags=flags_at(index, case, low.counted, oldest, Answer.YES))
