"""The figures of a body map as shapes, the same for the page and for paper: drawn by ourselves.

Drawn twice, first a little wider and dark, then light: what is left of the first is the outline.
"""

from dataclasses import dataclass
from functools import cache

from portal.rules.body_map import BUILDS, HIGH, MIDDLE, WIDE, Build, Point
from portal.vocabulary import BodyFigure, BodySide


@dataclass(frozen=True)
class Stroke:
    """A line with round ends, as SVG points, and how thick it is."""

    points: str
    width: int


@dataclass(frozen=True)
class Ring:
    """An ellipse: its middle and half-widths."""

    x: int
    y: int
    across: int
    down: int


@dataclass(frozen=True)
class Drawing:
    """One figure from one side."""

    side: BodySide
    limbs: tuple[Stroke, ...]
    trunk: str  # points of a polygon
    rings: tuple[Ring, ...]  # head, ears, hands, feet
    features: tuple[Stroke, ...]  # thin lines that tell front from back

    wide: int = WIDE
    high: int = HIGH


def _line(*points: Point) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _both(build: Build, side: int) -> tuple[Stroke, Stroke]:
    """An arm and a leg on one side of the sheet."""

    def at(point: Point) -> Point:
        return MIDDLE + side * point[0], point[1]

    shoulder = (build.shoulder[0] - build.arm // 2 + 2, build.shoulder[1] + build.arm // 2)
    top = (build.hip[0] - build.leg // 2, build.hip[1])
    arm = Stroke(_line(at(shoulder), at(build.elbow), at(build.wrist)), build.arm)
    leg = Stroke(_line(at(top), at(build.knee), at(build.ankle)), build.leg)
    return arm, leg


def _trunk(build: Build) -> str:
    corners = [
        (build.arm // 2, build.shoulder[1] - 12),
        (build.shoulder[0] - 4, build.shoulder[1]),
        (build.waist[0] - 2, build.waist[1]),
        (build.hip[0] - 2, build.hip[1]),
        (build.hip[0] - 8, build.crotch - 4),
    ]
    right = [(MIDDLE + x, y) for x, y in corners]
    left = [(MIDDLE - x, y) for x, y in reversed(corners)]
    return _line(*right, *left)


def _rings(build: Build) -> tuple[Ring, ...]:
    middle, half, tall = build.head
    found = [Ring(MIDDLE, middle, half, tall)]
    for side in (-1, 1):
        found += [
            Ring(MIDDLE + side * half, middle + 2, 4, max(7, tall // 5)),
            Ring(
                MIDDLE + side * build.hand[0], build.hand[1], build.arm // 2 + 1, build.arm // 2 + 4
            ),
            Ring(
                MIDDLE + side * (build.ankle[0] + 3),
                build.ankle[1] + build.leg // 3 + 1,
                build.leg // 2 + 1,
                build.leg // 3,
            ),
        ]
    return tuple(found)


def _front(build: Build) -> tuple[Stroke, ...]:
    middle, half, tall = build.head
    eye, lip, mouth = half * 2 // 5, half // 3, middle + tall // 2
    nostril, navel = middle + tall // 4, (build.waist[1] + build.hip[1]) // 2
    eyes = (
        Stroke(
            _line((MIDDLE + side * eye - 3, middle - 2), (MIDDLE + side * eye + 3, middle - 2)), 3
        )
        for side in (-1, 1)
    )
    return (
        *eyes,
        Stroke(_line((MIDDLE, middle), (MIDDLE - 3, nostril), (MIDDLE + 2, nostril)), 2),
        Stroke(_line((MIDDLE - lip, mouth), (MIDDLE, mouth + 2), (MIDDLE + lip, mouth)), 2),
        Stroke(_line((MIDDLE, navel), (MIDDLE, navel + 3)), 3),
    )


def _back(build: Build) -> tuple[Stroke, ...]:
    blade, away = build.shoulder[1] + 22, build.shoulder[0] // 2
    blades = (
        Stroke(
            _line((MIDDLE + side * away, blade - 12), (MIDDLE + side * (away - 6), blade + 6)), 2
        )
        for side in (-1, 1)
    )
    return (
        Stroke(_line((MIDDLE, build.shoulder[1] + 6), (MIDDLE, build.waist[1] + 10)), 1),
        Stroke(_line((MIDDLE, build.hip[1] - 10), (MIDDLE, build.crotch)), 2),
        *blades,
    )


@cache
def drawing(figure: BodyFigure, side: BodySide) -> Drawing:
    """A figure from one side, as shapes on the sheet."""
    build = BUILDS[figure]
    limbs = tuple(stroke for each in (-1, 1) for stroke in _both(build, each))
    neck = Stroke(
        _line((MIDDLE, build.head[0] + build.head[2] - 6), (MIDDLE, build.shoulder[1])),
        build.head[1] * 4 // 5,
    )
    features = _front(build) if side is BodySide.FRONT else _back(build)
    return Drawing(side, (*limbs, neck), _trunk(build), _rings(build), features)
