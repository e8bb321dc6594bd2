"""Runs the algorithm twice, for certain facts and for possible ones, and makes the range."""

from dataclasses import dataclass, field

from portal.rules.threshold_case import Case
from portal.rules.threshold_gate import Unmet, unmet_conditions
from portal.rules.threshold_index import SOONEST_FIRST, Index, Run, index_of
from portal.rules.threshold_model import Framework
from portal.rules.threshold_reading import Reading, at_oldest, read, safety_answer
from portal.vocabulary import Answer, Urgency


@dataclass(frozen=True)
class Weighed:
    """The numbers for one child, and everything they were made from."""

    case: Case
    index: Index = field(repr=False)
    reading: Reading
    low: Run
    high: Run
    level: int | None
    upper: int | None
    unmet: tuple[Unmet, ...]

    def safety_answer(self, question: str) -> Answer:
        """A safety question without an answer is not known."""
        return safety_answer(self.case, question)

    @property
    def urgency(self) -> Urgency:
        """How soon, by everything that may be true, with a floor by the upper end (2.5a 7)."""
        facts = self.reading.high
        if facts.danger or facts.counted & self.index.red:
            return Urgency.NOW
        soonest = [self.index.floors[self.high.upper]] if self.high.upper else []
        soonest += [soon for soon in SOONEST_FIRST if facts.counted & self.index.by_urgency[soon]]
        if "open_to_social_care" in facts.flags:
            soonest.append(Urgency.SAMEDAY)
        if any(ready.rule.consult_today for ready in self.high.fired):
            soonest.append(Urgency.SAMEDAY)
        return min(soonest, key=SOONEST_FIRST.index, default=Urgency.ROUTINE)

    @property
    def is_emergency(self) -> bool:
        """An emergency question answered yes, or an emergency indicator ticked (2.5a 8)."""
        return bool(self.reading.low.counted & self.index.emergency) or any(
            self.safety_answer(question) == Answer.YES
            for question in self.index.emergency_questions
        )

    @property
    def is_safe_contact(self) -> bool:
        """Take care with every message unless it is known to be safe (2.5a 14)."""
        return any(
            self.safety_answer(question) != Answer.NO
            for question in self.index.safe_contact_questions
        )

    @property
    def red_lines(self) -> tuple[str, ...]:
        """Every red line ticked, whatever else decided, sorted by id (2.5a 9)."""
        red = self.index.members(self.reading.low.counted & self.index.red)
        return tuple(sorted(indicator.id for indicator in red))

    @property
    def rests_on_age(self) -> bool:
        """Whether the level would be lower for the oldest child the answer allows (2.5a 3)."""
        if self.level is None:
            return False
        facts = at_oldest(self.index, self.case, self.reading.low)
        return facts.flags != self.reading.low.flags and (
            self.index.run(facts).level < self.low.level
        )


def weigh(framework: Framework, case: Case) -> Weighed:
    """Level and upper end for one child under a framework already read for the case's nation."""
    index = index_of(framework)
    reading = read(index, case)
    low = index.run(reading.low)
    high = low if reading.high == reading.low else index.run(reading.high)
    level: int | None = low.level
    upper: int | None = max(low.upper, high.upper)
    unmet: tuple[Unmet, ...] = ()
    if low.level <= 1:
        unmet = unmet_conditions(framework, index, case, reading, high.upper)
    if unmet:
        level = None
        upper = high.upper if high.upper > 1 else None
    return Weighed(case, index, reading, low, high, level, upper, unmet)
