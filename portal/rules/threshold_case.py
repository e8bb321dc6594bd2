"""What is known about one child, and what the framework says of it: plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from portal.vocabulary import Answer, Impact, IndicatorState, Nation, Pattern, Urgency


class Certainty(StrEnum):
    """How it is known; shown to the hub and moves nothing."""

    SEEN = "seen"
    TOLD = "told"
    SUSPECTED = "suspected"


@dataclass(frozen=True)
class IndicatorAnswer:
    """What is said of one indicator; a modifier that was not asked is None."""

    answer: IndicatorState
    pattern: Pattern | None = None
    impact: Impact | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True)
class Case:
    """What is known about one child.

    Ages are completed months; an estimate has two different ends, and both are None when the age
    is not known. A safety question left out counts as not known; a flag left out as no.
    """

    age_from_months: int | None = None
    age_to_months: int | None = None
    is_unborn: bool = False
    safety: Mapping[str, Answer] = field(default_factory=dict)
    indicators: Mapping[str, IndicatorAnswer] = field(default_factory=dict)
    flags: Mapping[str, Answer] = field(default_factory=dict)
    protective_factors: tuple[str, ...] = ()
    is_seen: bool = False
    nation: Nation | None = None

    @property
    def unborn(self) -> bool:
        """An unborn baby, however that was said."""
        return self.is_unborn or self.flags.get("unborn") == Answer.YES

    @property
    def is_age_known(self) -> bool:
        """An age, an estimate of it, or unborn."""
        return self.unborn or self.age_from_months is not None


class ReasonKind(StrEnum):
    """What a reason names."""

    INDICATOR = "indicator"
    RULE = "rule"
    SAFETY = "safety"
    MISSING = "missing"


class Number(StrEnum):
    """Which number a reason holds up."""

    LEVEL = "level"
    UPPER = "upper"


class Reason(NamedTuple):
    """Why a number is what it is. `id` is an indicator, rule or safety question, or, for what is
    missing before level 1 can be shown, one of those, a domain, `age`, `seen`, `child_not_seen`
    or `upper`."""

    id: str
    kind: ReasonKind
    holds: Number
    text: str


@dataclass(frozen=True)
class Outcome:
    """What the framework points to for one child. It advises and never decides.

    `level` is None for not enough information; `upper` is the upper end of the range.
    `rests_on_age` is true when giving the age could lower the level.
    """

    level: int | None
    upper: int | None
    urgency: Urgency
    emergency: bool
    safe_contact: bool
    red_lines: tuple[str, ...]
    rests_on_age: bool
    reasons: tuple[Reason, ...]
