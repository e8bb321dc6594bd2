"""Reads a case as the engine does: what counts for certain, and what may count besides."""

from dataclasses import dataclass, replace

from portal.rules.threshold_case import Case, IndicatorAnswer
from portal.rules.threshold_index import Index
from portal.rules.threshold_model import DERIVED_FLAGS
from portal.rules.threshold_rules import Facts
from portal.vocabulary import Answer, Impact, IndicatorState, Pattern

PRESENT, SUSPECTED, ABSENT = (
    IndicatorState.PRESENT,
    IndicatorState.SUSPECTED,
    IndicatorState.ABSENT,
)
ONGOING = (Pattern.REPEATED, Pattern.ONGOING)
SERIOUS = (Impact.SERIOUS,)
PAST_EVERY_AGE = 1000  # months; older than any age that sets a flag


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of the low run, those of the high run, and which indicators are not known."""

    low: Facts
    high: Facts
    unknown: int


def read(index: Index, case: Case) -> Reading:
    """What counts in each run (2.5a 1-5). Raises ValueError for an indicator that is not listed."""
    ticked = unknown = 0
    modified: list[tuple[int, IndicatorAnswer]] = []
    for indicator, answer in case.indicators.items():
        bit = index.bit.get(indicator)
        if bit is None:
            raise ValueError(f"{indicator} is not an indicator of this framework")
        state = answer.answer
        if state == PRESENT or (state == SUSPECTED and not bit & index.strengths):
            ticked |= bit
            if answer.pattern or answer.impact:
                modified.append((bit, answer))
        elif state != ABSENT:  # not known, or a strength that is only suspected (2.5a 1)
            unknown |= bit
    ongoing, maybe_ongoing = _marked(modified, "pattern", ONGOING)
    serious, maybe_serious = _marked(modified, "impact", SERIOUS)
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
        ongoing=maybe_ongoing,
        serious=maybe_serious,
        flags=flags_at(index, case, ticked | unknown, youngest, Answer.YES, Answer.NOT_KNOWN),
        danger=any(case.safety.get(q) != Answer.NO for q in index.danger_questions),
    )
    return Reading(low, high, unknown)


def _marked(
    modified: list[tuple[int, IndicatorAnswer]], modifier: str, worst: tuple[str, ...]
) -> tuple[int, int]:
    """Ticked indicators with a modifier at its worst, for certain and possibly (2.5a 4)."""
    certain = possible = 0
    for bit, answer in modified:
        said = getattr(answer, modifier)
        if said in worst:
            certain |= bit
        elif said == "not_known":
            possible |= bit
    return certain, certain | possible


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
