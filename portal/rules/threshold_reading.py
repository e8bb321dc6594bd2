"""Reads a case as the engine does: what counts for certain, and what may count besides."""

from dataclasses import dataclass, replace

from portal.rules.threshold_case import Case, IndicatorAnswer
from portal.rules.threshold_index import Index
from portal.rules.threshold_model import DERIVED_FLAGS
from portal.rules.threshold_rules import Facts
from portal.vocabulary import Answer, Impact, IndicatorState, Pattern

ONGOING = (Pattern.REPEATED, Pattern.ONGOING)
PAST_EVERY_AGE = 1000  # months; older than any age that sets a flag


@dataclass(slots=True)
class _Marked:
    """Sets of indicators by what was said of them, filled while a case is read."""

    ticked: int = 0
    unknown: int = 0
    ongoing: int = 0
    maybe_ongoing: int = 0
    serious: int = 0
    maybe_serious: int = 0

    def add(self, bit: int, answer: IndicatorAnswer, *, is_strength: bool) -> None:
        if _is_ticked(answer.answer, is_strength=is_strength):
            self.ticked |= bit
            self._modify(bit, answer)
        elif answer.answer != IndicatorState.ABSENT:
            self.unknown |= bit

    def _modify(self, bit: int, answer: IndicatorAnswer) -> None:
        if answer.pattern in ONGOING:
            self.ongoing |= bit
        elif answer.pattern == Pattern.NOT_KNOWN:
            self.maybe_ongoing |= bit
        if answer.impact == Impact.SERIOUS:
            self.serious |= bit
        elif answer.impact == Impact.NOT_KNOWN:
            self.maybe_serious |= bit


def _is_ticked(answer: IndicatorState, *, is_strength: bool) -> bool:
    """Suspected counts as present, but a strength that is only suspected is not known (2.5a 1)."""
    return answer == IndicatorState.PRESENT or (
        answer == IndicatorState.SUSPECTED and not is_strength
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of the low run, those of the high run, and which indicators are not known."""

    low: Facts
    high: Facts
    unknown: int


def read(index: Index, case: Case) -> Reading:
    """What counts in each run (2.5a 1-5). Raises ValueError for an indicator that is not listed."""
    marked = _Marked()
    for indicator, answer in case.indicators.items():
        bit = index.bit.get(indicator)
        if bit is None:
            raise ValueError(f"{indicator} is not an indicator of this framework")
        marked.add(bit, answer, is_strength=bool(bit & index.strengths))
    either = marked.ticked | marked.unknown
    youngest = case.age_from_months or 0  # an age that is not known counts as the youngest
    low = Facts(
        counted=marked.ticked,
        ongoing=marked.ongoing,
        serious=marked.serious,
        flags=flags_at(index, case, marked.ticked, youngest, Answer.YES),
        danger=_danger(index, case, Answer.YES),
    )
    high = Facts(
        counted=either,
        ongoing=marked.ongoing | marked.maybe_ongoing,
        serious=marked.serious | marked.maybe_serious,
        flags=flags_at(index, case, either, youngest, Answer.YES, Answer.NOT_KNOWN),
        danger=_danger(index, case, Answer.YES, Answer.NOT_KNOWN),
    )
    return Reading(low, high, marked.unknown)


def safety_answer(case: Case, question: str) -> Answer:
    """A safety question without an answer counts as not known (2.5a 2)."""
    return case.safety.get(question, Answer.NOT_KNOWN)


def _danger(index: Index, case: Case, *answers: Answer) -> bool:
    return any(safety_answer(case, question) in answers for question in index.danger_questions)


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
