"""Body maps in a reader's words, the same while they are drawn, on the record and on paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from portal.documents.body import BodyMark, BodyView
from portal.rules import body_map
from portal.rules.body_map import Point
from portal.vocabulary import LABELS, BodyFigure, BodySide

Placed = tuple[int, str, Point | None]  # number, code of the place, where somebody pointed


@dataclass(frozen=True)
class Option:
    """A place to choose, with its point for whoever points instead."""

    code: str
    words: str
    side: BodySide
    x: int
    y: int


def place_words(code: str) -> str:
    """A place in the reader's language, with whose left or right it is."""
    place = body_map.PLACES.get(code)
    if place is None:
        return str(gettext(body_map.NOT_PLACED))
    words = gettext(place.words)
    return str(gettext(place.turn, place=words)) if place.turn else str(words)


def views(figure: BodyFigure, placed: Iterable[Placed]) -> tuple[BodyView, ...]:
    """The figure from the front and the back, each with its own marks."""
    given = list(placed)
    return tuple(_view(figure, side, given) for side in BodySide)


def _view(figure: BodyFigure, side: BodySide, placed: list[Placed]) -> BodyView:
    here = [
        (number, point or body_map.point_of(figure, code))
        for number, code, point in placed
        if code in body_map.PLACES and body_map.PLACES[code].side is side
    ]
    marks = tuple(BodyMark(number=number, x=x, y=y) for number, (x, y) in body_map.spread(here))
    return BodyView(figure=figure, side=side, title=_title(figure, side, marks), marks=marks)


def _title(figure: BodyFigure, side: BodySide, marks: tuple[BodyMark, ...]) -> str:
    of = {"side": gettext(LABELS[side]), "figure": gettext(LABELS[figure])}
    if not marks:
        return str(gettext("Body map, %(figure)s, %(side)s: no marks", **of))
    numbers = ", ".join(str(mark.number) for mark in marks)
    return str(gettext("Body map, %(figure)s, %(side)s: marks %(numbers)s", numbers=numbers, **of))


def options(figure: BodyFigure) -> list[tuple[str, list[Option]]]:
    """Every place to choose from, under the side it is seen from."""
    points = body_map.points_of(figure)
    return [
        (
            str(gettext(LABELS[side])),
            [
                Option(code, place_words(code), side, *points[code])
                for code, place in body_map.PLACES.items()
                if place.side is side
            ],
        )
        for side in BodySide
    ]
