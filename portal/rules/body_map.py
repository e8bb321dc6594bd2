"""A body map: our own plain figures, places on them by name, and marks with a number.

Each figure is drawn on a sheet 200 wide and 420 high, once from the front and once from the back.
Left and right are the child's own. A place is a point on the sheet, so that a mark can be made by
choosing words as well as by pointing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.rules.consultation import PersonFacts
from portal.rules.typed import whole
from portal.vocabulary import N_, BodyFigure, BodySide, PersonKind

WIDE, HIGH = 200, 420
MIDDLE = WIDE // 2
APART = 12  # between two marks that would else hide one another
BABY_UNTIL = 24  # months
CHILD_UNTIL = 14 * 12
Point = tuple[int, int]


@dataclass(frozen=True)
class Build:
    """Where the joints of a figure are: heights, and half-widths from the middle."""

    head: tuple[int, int, int]  # height of its middle, half-width, half-height
    shoulder: Point
    waist: Point
    hip: Point
    elbow: Point
    wrist: Point
    knee: Point
    ankle: Point
    arm: int  # how thick
    leg: int

    @property
    def hand(self) -> Point:
        """The middle of the hand, a little below the wrist."""
        return self.wrist[0] + 3, self.wrist[1] + self.arm

    @property
    def crotch(self) -> int:
        """Where the legs part."""
        return self.hip[1] + self.leg // 2


BUILDS: dict[BodyFigure, Build] = {
    BodyFigure.ADULT: Build(
        (38, 20, 26), (42, 88), (28, 165), (35, 206), (58, 150), (66, 212), (21, 304), (20, 386),
        18, 30,
    ),
    BodyFigure.CHILD: Build(
        (48, 27, 34), (38, 104), (28, 172), (33, 212), (55, 160), (63, 212), (20, 304), (19, 384),
        19, 30,
    ),
    BodyFigure.BABY: Build(
        (74, 46, 54), (44, 150), (42, 212), (44, 256), (66, 190), (74, 232), (34, 320), (31, 376),
        26, 42,
    ),
}  # fmt: skip

# Named places: half of them once, in the middle; the others on both sides of the body.
_FRONT: dict[str, str] = {
    "top-of-head": N_("Top of the head"),
    "forehead": N_("Forehead"),
    "nose": N_("Nose"),
    "mouth": N_("Mouth or lips"),
    "chin": N_("Chin or jaw"),
    "neck": N_("Neck or throat"),
    "chest": N_("Chest"),
    "tummy": N_("Tummy"),
    "genitals": N_("Genitals"),
}
_FRONT_SIDES: dict[str, str] = {
    "eye": N_("Eye"),
    "ear": N_("Ear"),
    "cheek": N_("Cheek"),
    "shoulder": N_("Shoulder"),
    "upper-arm": N_("Upper arm"),
    "inner-elbow": N_("Inside of the elbow"),
    "forearm": N_("Forearm"),
    "hand": N_("Hand"),
    "side": N_("Side of the chest"),
    "hip": N_("Hip"),
    "thigh": N_("Thigh"),
    "knee": N_("Knee"),
    "shin": N_("Shin"),
    "foot": N_("Foot"),
}
_BACK: dict[str, str] = {
    "back-of-head": N_("Back of the head"),
    "back-of-neck": N_("Back of the neck"),
    "upper-back": N_("Upper back"),
    "lower-back": N_("Lower back"),
}
_BACK_SIDES: dict[str, str] = {
    "behind-ear": N_("Behind the ear"),
    "shoulder-blade": N_("Shoulder blade"),
    "back-of-arm": N_("Back of the upper arm"),
    "elbow": N_("Elbow"),
    "back-of-forearm": N_("Back of the forearm"),
    "back-of-hand": N_("Back of the hand"),
    "buttock": N_("Buttock"),
    "back-of-thigh": N_("Back of the thigh"),
    "back-of-knee": N_("Back of the knee"),
    "calf": N_("Calf"),
    "heel": N_("Heel or sole"),
}
ON_LEFT = N_("%(place)s, their left")
ON_RIGHT = N_("%(place)s, their right")
NOT_PLACED = N_("Not said where")


@dataclass(frozen=True)
class Place:
    """A named place: its code, the side it is seen from, English words and how they are turned."""

    code: str
    side: BodySide
    words: str
    turn: str = ""  # ON_LEFT, ON_RIGHT, or empty for the middle


def _places() -> Iterator[Place]:
    for side, middle, both in (
        (BodySide.FRONT, _FRONT, _FRONT_SIDES),
        (BodySide.BACK, _BACK, _BACK_SIDES),
    ):
        for code, words in middle.items():
            yield Place(code, side, words)
        for code, words in both.items():
            yield Place(f"{code}-left", side, words, ON_LEFT)
            yield Place(f"{code}-right", side, words, ON_RIGHT)


PLACES: dict[str, Place] = {place.code: place for place in _places()}


def _between(a: Point, b: Point, share: float = 0.5) -> Point:
    return round(a[0] + (b[0] - a[0]) * share), round(a[1] + (b[1] - a[1]) * share)


def _points(build: Build) -> dict[str, Point]:
    """Each place as (distance from the middle, height), without left and right."""
    return {**_of_head(build), **_of_trunk(build), **_of_limbs(build)}


def _of_head(build: Build) -> dict[str, Point]:
    middle, half, tall = build.head
    chin = middle + tall
    neck = (chin + build.shoulder[1]) // 2
    return {
        "top-of-head": (0, middle - tall + 5),
        "forehead": (0, middle - tall // 2),
        "nose": (0, middle + tall // 6),
        "mouth": (0, middle + tall // 2),
        "chin": (0, chin - 4),
        "neck": (0, neck),
        "eye": (half * 2 // 5, middle - 2),
        "ear": (half + 1, middle + 2),
        "cheek": (half * 3 // 5, middle + tall * 2 // 5),
        "back-of-head": (0, middle),
        "back-of-neck": (0, neck),
        "behind-ear": (half - 4, middle + tall // 3),
    }


def _of_trunk(build: Build) -> dict[str, Point]:
    chest, tummy = _between(build.shoulder, build.waist), _between(build.waist, build.hip, 0.4)
    return {
        "chest": (0, chest[1]),
        "tummy": (0, tummy[1]),
        "genitals": (0, build.crotch - 6),
        "shoulder": (build.shoulder[0] - 2, build.shoulder[1] + 2),
        "side": (chest[0] - 5, chest[1] + 14),
        "hip": (build.hip[0] - 2, build.hip[1]),
        "upper-back": (0, chest[1] - 10),
        "lower-back": (0, build.waist[1] + 8),
        "shoulder-blade": (chest[0] * 3 // 5, chest[1] - 8),
        "buttock": (build.hip[0] // 2, build.hip[1] + 4),
    }


def _of_limbs(build: Build) -> dict[str, Point]:
    """From the front, and the same points from the back under their own names."""
    front = {
        "upper-arm": _between(build.shoulder, build.elbow),
        "inner-elbow": build.elbow,
        "forearm": _between(build.elbow, build.wrist),
        "hand": build.hand,
        "thigh": (build.knee[0], _between(build.hip, build.knee, 0.55)[1]),
        "knee": build.knee,
        "shin": _between(build.knee, build.ankle),
        "foot": (build.ankle[0] + 3, build.ankle[1] + build.leg // 3),
    }
    behind = {
        "back-of-arm": "upper-arm",
        "elbow": "inner-elbow",
        "back-of-forearm": "forearm",
        "back-of-hand": "hand",
        "back-of-thigh": "thigh",
        "back-of-knee": "knee",
        "calf": "shin",
        "heel": "foot",
    }
    return front | {code: front[other] for code, other in behind.items()}


def point_of(figure: BodyFigure, code: str) -> Point | None:
    """Where a named place is on the sheet; None for a name that no place has."""
    place = PLACES.get(code)
    if place is None:
        return None
    away, y = _points(BUILDS[figure])[code.removesuffix("-left").removesuffix("-right")]
    is_left = place.turn == ON_LEFT
    if not place.turn or away == 0:
        return MIDDLE, y
    is_right_hand = is_left == (place.side is BodySide.FRONT)  # seen from the front, left is right
    return MIDDLE + (away if is_right_hand else -away), y


def points_of(figure: BodyFigure) -> dict[str, Point]:
    """Every named place of a figure with its point."""
    return {code: point for code in PLACES if (point := point_of(figure, code)) is not None}


def spread(marks: Iterable[tuple[int, Point | None]]) -> Iterator[tuple[int, Point]]:
    """Numbered marks with those that lie on one another moved apart, so that each can be read."""
    taken: list[Point] = []
    for number, point in marks:
        if point is None:
            continue
        x, y = point
        for _ in range(WIDE // APART):
            if not any(abs(x - left) < APART and abs(y - top) < APART for left, top in taken):
                break
            x = x + APART if x + APART < WIDE else APART
        taken.append((x, y))
        yield number, (x, y)


def on_sheet(x: str, y: str) -> Point | None:
    """A typed point, if it lies on the sheet."""
    across, down = whole(x), whole(y)
    if across is None or down is None or across > WIDE or down > HIGH:
        return None
    return across, down


def figure_for(child: PersonFacts | None, months: int | None) -> BodyFigure:
    """Whose body fits: by kind and by age in months; a child while the age is not known."""
    if child is not None and child.kind is PersonKind.ADULT:
        return BodyFigure.ADULT
    if months is None:
        return BodyFigure.CHILD
    if months < BABY_UNTIL:
        return BodyFigure.BABY
    return BodyFigure.CHILD if months < CHILD_UNTIL else BodyFigure.ADULT
