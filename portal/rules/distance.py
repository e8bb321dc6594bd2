"""Distance travelled: where a family stood in each domain, then and now, and how to draw it.

Scores are 1 to 10 as agreed with the family. The drawing is numbers only, so that the page and the
document draw the same; it never stands without its table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from portal.rules.assessment import LEAST, MOST
from portal.vocabulary import HelpDomain


class Scored(Protocol):
    """One score, as a row or anything like it has it."""

    @property
    def domain(self) -> HelpDomain: ...
    @property
    def score(self) -> int: ...
    @property
    def on(self) -> date: ...


@dataclass(frozen=True)
class Point:
    """One score on one day."""

    on: date
    score: int


@dataclass(frozen=True)
class Travelled:
    """One domain over time: every point, oldest first."""

    domain: HelpDomain
    points: tuple[Point, ...]

    @property
    def first(self) -> Point:
        """Where it began."""
        return self.points[0]

    @property
    def latest(self) -> Point:
        """Where it is now."""
        return self.points[-1]

    @property
    def change(self) -> int | None:
        """Steps up, or down where it is less; None while there is only one score."""
        return self.latest.score - self.first.score if len(self.points) > 1 else None


def travelled(scores: Iterable[Scored]) -> tuple[Travelled, ...]:
    """The domains that have a score, in the order of the vocabulary.

    Of two scores of one day the later in the given order stands: it put the first right.
    """
    found: dict[HelpDomain, dict[date, int]] = {}
    for each in scores:
        found.setdefault(each.domain, {})[each.on] = each.score
    return tuple(
        Travelled(domain, tuple(Point(on, days[on]) for on in sorted(days)))
        for domain in HelpDomain
        if (days := found.get(domain))
    )


WIDE, HIGH = 320, 44  # of one row
LEFT, RIGHT, MIDDLE = 14, 306, 18


@dataclass(frozen=True)
class Mark:
    """A score on the line: its middle, and the number written in or below it."""

    x: int
    y: int
    score: int


@dataclass(frozen=True)
class ScoreLine:
    """One domain as a line from 1 to 10, with where it began and where it is now.

    `first` is None while there is one score only; `between` are the scores in the middle.
    """

    domain: HelpDomain
    first: Mark | None
    latest: Mark
    between: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    wide: int = WIDE
    high: int = HIGH
    left: int = LEFT
    right: int = RIGHT
    middle: int = MIDDLE


def place(score: int) -> int:
    """How far from the left a score stands."""
    return LEFT + round((score - LEAST) * (RIGHT - LEFT) / (MOST - LEAST))


def draw(row: Travelled) -> ScoreLine:
    """The drawing of one domain; it holds no colour and no words."""
    first, latest = row.first.score, row.latest.score
    between = {point.score for point in row.points[1:-1]} - {first, latest}
    return ScoreLine(
        domain=row.domain,
        first=_mark(first) if len(row.points) > 1 and first != latest else None,
        latest=_mark(latest),
        between=tuple(_mark(each) for each in sorted(between)),
        ticks=tuple(_mark(each) for each in range(LEAST, MOST + 1)),
    )


def _mark(score: int) -> Mark:
    return Mark(place(score), MIDDLE, score)
