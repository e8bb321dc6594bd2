"""Two dates of birth, due dates or ages compared."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from portal.rules.matching_looks import Looks
from portal.rules.matching_reasons import NOTHING, Kind, Scored
from portal.vocabulary import PersonKind

YEAR = timedelta(days=366)
DUE_ALIKE = timedelta(days=28)
POINTS = {
    Kind.SAME_BIRTH: 14.0,
    Kind.BIRTH_ROUND: 11.0,
    Kind.BIRTH_SWAPPED: 9.0,
    Kind.BIRTH_DIGIT: 9.0,
    Kind.BIRTH_DAY: 5.0,
    Kind.BIRTH_MONTH: 5.0,
    Kind.AGE_FITS: 5.0,
    Kind.AGE_NEAR: 3.0,
    Kind.SAME_DUE: 10.0,
    Kind.BORN_WHEN_DUE: 8.0,
    Kind.BIRTH_DIFFERS: -8.0,
}
FOR_EACH_YEAR, AT_MOST = -2.0, -10.0
_SCORED = {kind: Scored(points, kind) for kind, points in POINTS.items()}


def compare_births(one: Looks, other: Looks) -> Scored:
    """Points and the reason; nothing where either age is not known."""
    if one.born_on and other.born_on:
        return _SCORED[_of_dates(one.born_on, other.born_on)]
    here, there = one.born_between, other.born_between
    if here is None or there is None:
        return NOTHING
    gap = max(here[0] - there[1], there[0] - here[1], timedelta())
    if PersonKind.UNBORN in (one.kind, other.kind):
        return _of_unborn(one, other, gap)
    return _of_ages(gap)


def _of_dates(one: date, other: date) -> Kind:
    if one == other:
        return Kind.SAME_BIRTH
    if other in dates_like(one):
        return _slip(one, other)
    if (one.month, one.day) == (other.month, other.day):
        return Kind.BIRTH_DAY
    if (one.year, one.month) == (other.year, other.month):
        return Kind.BIRTH_MONTH
    return Kind.BIRTH_DIFFERS


def _slip(one: date, other: date) -> Kind:
    """Which slip makes one date of the other, where one of them does."""
    if other == turned_round(one):
        return Kind.BIRTH_ROUND
    digits = zip(_digits(one), _digits(other), strict=True)
    is_one = sum(here != there for here, there in digits) == 1
    return Kind.BIRTH_DIGIT if is_one else Kind.BIRTH_SWAPPED


def _of_unborn(one: Looks, other: Looks, gap: timedelta) -> Scored:
    if one.due_on and other.due_on and not (one.born_on or other.born_on):
        is_alike = abs(one.due_on - other.due_on) <= DUE_ALIKE
        return _SCORED[Kind.SAME_DUE] if is_alike else _of_ages(gap + 2 * YEAR)
    return _of_ages(gap + 2 * YEAR) if gap else _SCORED[Kind.BORN_WHEN_DUE]


def _of_ages(gap: timedelta) -> Scored:
    if not gap:
        return _SCORED[Kind.AGE_FITS]
    if gap <= YEAR:
        return _SCORED[Kind.AGE_NEAR]
    return Scored(max(FOR_EACH_YEAR * (gap.days / 365), AT_MOST), Kind.AGE_DIFFERS)


def turned_round(on: date) -> date | None:
    """The day with day and month the other way round; None when it is none, or the same."""
    return _date(on.year, on.day, on.month) if on.day != on.month else None


@lru_cache(maxsize=4_096)
def dates_like(on: date) -> tuple[date, ...]:
    """Days that one slip makes of this one: parts swapped, one digit off, two digits swapped."""
    found = {turned_round(on)}
    for year, month, day in _slips(_digits(on)):
        found.add(_date(year, month, day))
    return tuple(sorted(each for each in found if each is not None and each != on))


def _digits(on: date) -> str:
    return f"{on.year:04}{on.month:02}{on.day:02}"


def _slips(digits: str) -> Iterator[tuple[int, int, int]]:
    for place in range(2, 8):  # the century is never the slip
        others = [digit for digit in "0123456789" if digit != digits[place]]
        changed = [digits[:place] + digit + digits[place + 1 :] for digit in others]
        if place in (3, 5, 7):
            swapped = digits[place] + digits[place - 1]
            changed.append(digits[: place - 1] + swapped + digits[place + 1 :])
        for text in changed:
            yield int(text[:4]), int(text[4:6]), int(text[6:])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
