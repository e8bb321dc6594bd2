"""Distance travelled in words, beside its drawing: for the page, the assessment and documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from portal.rules.distance import ScoreLine, Travelled, draw, travelled
from portal.vocabulary import LABELS, HelpDomain
from portal.web import day


@dataclass(frozen=True)
class PointLine:
    """One number on one day: whom it was agreed with and what it rested on."""

    on: date
    score: int
    agreed_with: str
    evidence: str


@dataclass(frozen=True)
class DistanceLine:
    """One domain: its words, its numbers and its drawing with what it says to who cannot see it."""

    domain: HelpDomain
    name: str
    first: int
    first_on: date
    latest: int
    latest_on: date
    change: int | None
    change_words: str
    title: str
    said: str
    drawing: ScoreLine
    points: tuple[PointLine, ...]


def distance_lines(scores: Iterable[Any]) -> tuple[DistanceLine, ...]:
    """The domains that have a score, in the reader's language. Rows of `queries.assessments`."""
    given = list(scores)
    return tuple(_line(row, given) for row in travelled(given))


def _line(row: Travelled, scores: list[Any]) -> DistanceLine:
    name = str(gettext(LABELS[row.domain]))
    return DistanceLine(
        domain=row.domain,
        name=name,
        first=row.first.score,
        first_on=row.first.on,
        latest=row.latest.score,
        latest_on=row.latest.on,
        change=row.change,
        change_words=change_words(row.change),
        title=str(gettext("%(domain)s on a line from 1 to 10", domain=name)),
        said=_said(row),
        drawing=draw(row),
        points=tuple(
            PointLine(each.on, each.score, each.agreed_with, each.evidence)
            for each in scores
            if each.domain == row.domain
        ),
    )


def change_words(change: int | None) -> str:
    """Up or down, and by how much; a first number has nothing to compare with."""
    if change is None:
        return str(gettext("First number"))
    if change == 0:
        return str(gettext("The same"))
    if change > 0:
        return str(gettext("Up %(steps)s", steps=change))
    return str(gettext("Down %(steps)s", steps=-change))


def _said(row: Travelled) -> str:
    if row.change is None:
        said = gettext("%(score)s on %(day)s.", score=row.latest.score, day=day(row.latest.on))
        return str(said)
    return str(
        gettext(
            "From %(first)s on %(first_day)s to %(latest)s on %(latest_day)s.",
            first=row.first.score,
            first_day=day(row.first.on),
            latest=row.latest.score,
            latest_day=day(row.latest.on),
        )
    )
