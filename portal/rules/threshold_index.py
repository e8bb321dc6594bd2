"""What the engine works out once for a framework, so that each evaluation is a few set tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from portal.rules.threshold_model import Effect, Framework, Indicator, Rule
from portal.rules.threshold_rules import (
    Facts,
    IndicatorSets,
    Test,
    compile_condition,
    flags_in,
)
from portal.vocabulary import Band, Urgency

SOONEST_FIRST: tuple[Urgency, ...] = (
    Urgency.NOW,
    Urgency.SAMEDAY,
    Urgency.DAYS,
    Urgency.ROUTINE,
)
FLOOR_OF_BAND = {
    Band.TARGETED: Urgency.DAYS,
    Band.NEED: Urgency.DAYS,
    Band.PROTECTION: Urgency.SAMEDAY,
}
FLAG_SET_BY_TAG = {"history": "previous_plan", "disability": "disabled"}


@dataclass(frozen=True, eq=False)
class ReadyRule:
    """A rule with its test and with its targets resolved to ranks; 0 where it has none.

    One is the same as itself alone: comparing all they are made of took half of an evaluation.
    """

    rule: Rule
    holds: Test
    raise_to: int
    upper_to: int


@dataclass(frozen=True)
class Run:
    """One run of the algorithm: the numbers, and the rules that gave them."""

    level: int
    upper: int
    fired: tuple[ReadyRule, ...]


class Index:
    """The bit sets and resolved rules of one framework."""

    def __init__(self, framework: Framework) -> None:
        self.top = framework.top
        self._indicators = framework.indicators
        self.bit = {item.id: 1 << n for n, item in enumerate(framework.indicators)}
        self.red = self._where(framework, "red_line")
        self.emergency = self._where(framework, "emergency")
        self.by_level = [0] * (self.top + 1)
        self.by_urgency = dict.fromkeys(SOONEST_FIRST, 0)
        self.strengths = 0
        lowest = framework.levels[0]
        for item in framework.indicators:
            bit = self.bit[item.id]
            self.by_level[item.level] |= bit
            self.by_urgency[item.urgency] |= bit
            if item.level == lowest.rank and item.band == lowest.bands[0]:
                self.strengths |= bit
        self.strength_ids = tuple(
            item for item, bit in self.bit.items() if bit & self.strengths
        )  # the lines that say a need is met
        sets = IndicatorSets(framework.indicators)
        self.by_domain = sets.by_domain
        self.flag_setters = tuple(
            (sets.tagged(tag), flag) for tag, flag in FLAG_SET_BY_TAG.items() if sets.tagged(tag)
        )
        self.rules = tuple(self._ready(framework, rule, sets) for rule in framework.rules)
        self.asking = {
            flag: tuple(ready.holds for ready in self.rules if flag in flags_in(ready.rule.when))
            for flag in (flag.code for flag in framework.flags)
        }  # for each flag, the tests of the rules that ask for it
        self.floors = self._floors(framework)
        self.danger_questions = tuple(
            question.id for question in framework.safety if question.yes != Effect.SAFE_CONTACT
        )
        self.emergency_questions = tuple(
            question.id for question in framework.safety if question.yes == Effect.EMERGENCY
        )
        self.safe_contact_questions = tuple(
            question.id for question in framework.safety if question.yes == Effect.SAFE_CONTACT
        )

    def _where(self, framework: Framework, quality: str) -> int:
        return sum(self.bit[item.id] for item in framework.indicators if getattr(item, quality))

    def _ready(self, framework: Framework, rule: Rule, sets: IndicatorSets) -> ReadyRule:
        return ReadyRule(
            rule=rule,
            holds=compile_condition(rule.when, sets),
            raise_to=framework.rank_of(rule.raise_to) if rule.raise_to else 0,
            upper_to=framework.rank_of(rule.upper_to) if rule.upper_to else 0,
        )

    def _floors(self, framework: Framework) -> dict[int, Urgency]:
        """How soon at the least, by rank; a level of several bands goes by its highest."""
        return {
            level.rank: FLOOR_OF_BAND.get(level.bands[-1], Urgency.ROUTINE)
            for level in framework.levels
        }

    def run(self, facts: Facts) -> Run:
        """The algorithm of thresholds 2.5: danger, then red lines, then the highest of the rest."""
        if facts.danger or facts.counted & self.red:
            return Run(self.top, self.top, ())
        fired = tuple(ready for ready in self.rules if ready.holds(facts))
        level = max([self.base(facts.counted), *(ready.raise_to for ready in fired)])
        return Run(level, max([level, *(ready.upper_to for ready in fired)]), fired)

    def members(self, found: int) -> Iterator[Indicator]:
        """The indicators of a bit set, in the framework's order."""
        while found:
            lowest = found & -found
            yield self._indicators[lowest.bit_length() - 1]
            found ^= lowest

    def base(self, counted: int) -> int:
        """The highest level among these indicators, on their own; 0 for none of them."""
        for rank in range(self.top, 0, -1):
            if counted & self.by_level[rank]:
                return rank
        return 0


_indexes: WeakKeyDictionary[Framework, Index] = WeakKeyDictionary()


def index_of(framework: Framework) -> Index:
    """The framework's index, worked out on first use and kept as long as the framework is."""
    index = _indexes.get(framework)
    if index is None:
        index = _indexes[framework] = Index(framework)
    return index
