"""Body maps: each place lies on its figure, left is the child's left, marks can be told apart."""

import pytest

from portal.rules import body_map
from portal.rules.body_drawing import drawing
from portal.rules.body_map import HIGH, MIDDLE, ON_LEFT, ON_RIGHT, PLACES, WIDE
from portal.rules.consultation import read
from portal.vocabulary import BodyFigure, BodySide

FIGURES = list(BodyFigure)


@pytest.mark.parametrize("figure", FIGURES)
def test_every_place_has_a_point_on_the_sheet(figure):
    points = body_map.points_of(figure)
    assert set(points) == set(PLACES)
    assert all(0 < x < WIDE and 0 < y < HIGH for x, y in points.values())


@pytest.mark.parametrize("figure", FIGURES)
def test_left_is_the_childs_own_left(figure):
    points = body_map.points_of(figure)
    for code, place in PLACES.items():
        x = points[code][0]
        if place.turn:
            is_right_hand = (place.turn == ON_LEFT) == (place.side is BodySide.FRONT)
            assert (x > MIDDLE) is is_right_hand, code
        else:
            assert x == MIDDLE, code


def test_both_sides_of_a_pair_are_mirrored():
    points = body_map.points_of(BodyFigure.CHILD)
    for code, place in PLACES.items():
        if place.turn == ON_LEFT:
            left, right = points[code], points[code.replace("-left", "-right")]
            assert left[0] + right[0] == WIDE and left[1] == right[1]
            assert PLACES[code.replace("-left", "-right")].turn == ON_RIGHT


def test_a_place_nobody_has_has_no_point():
    assert body_map.point_of(BodyFigure.CHILD, "wing") is None
    assert body_map.point_of(BodyFigure.CHILD, "") is None


@pytest.mark.parametrize(
    ("x", "y", "point"),
    [
        ("0", "0", (0, 0)),
        ("200", "420", (200, 420)),
        ("201", "1", None),
        ("-1", "1", None),
        ("1e3", "1", None),
        ("", "", None),
        ("9" * 5000, "1", None),
    ],
)
def test_a_point_has_to_lie_on_the_sheet(x, y, point):
    assert body_map.on_sheet(x, y) == point


def test_marks_on_one_place_are_moved_apart_and_never_endlessly():
    marks = list(body_map.spread((number, (100, 100)) for number in range(1, 8)))
    assert [number for number, _ in marks] == list(range(1, 8))
    assert len({point for _, point in marks}) == 7
    assert len(list(body_map.spread((number, (199, 419)) for number in range(900)))) == 900
    assert list(body_map.spread([(1, None)])) == []


@pytest.mark.parametrize(
    ("person", "months", "figure"),
    [
        ({"kind": "child"}, 3, BodyFigure.BABY),
        ({"kind": "child"}, 24, BodyFigure.CHILD),
        ({"kind": "child"}, 15 * 12, BodyFigure.ADULT),
        ({"kind": "child"}, None, BodyFigure.CHILD),
        ({"kind": "adult"}, None, BodyFigure.ADULT),
    ],
)
def test_the_figure_fits_the_person(person, months, figure):
    pages = {"person:00000000-0000-4000-8000-000000000001": {**person, "name": "Wren"}}
    assert body_map.figure_for(read(pages).people[0], months) is figure


@pytest.mark.parametrize("figure", FIGURES)
def test_a_drawing_stays_on_its_sheet_and_tells_front_from_back(figure):
    front, back = (drawing(figure, side) for side in BodySide)
    assert front.features != back.features and front.limbs == back.limbs
    points = [*front.trunk.split(), *(p for limb in front.limbs for p in limb.points.split())]
    for point in points:
        x, y = map(int, point.split(","))
        assert 0 < x < WIDE and 0 < y < HIGH
