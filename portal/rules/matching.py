"""Whether somebody may have been known before: possible matches in order, each with its reasons.

Nothing here decides anything. The points only put one possible match before another; no page
shows them, and a person says who is who.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from heapq import nlargest
from typing import Generic, NamedTuple, TypeVar

from portal.rules.matching_dates import compare_births
from portal.rules.matching_looks import Looks
from portal.rules.matching_names import NamesCompared, compare_names
from portal.rules.matching_places import read_address, read_school, sounds_of
from portal.rules.matching_reasons import NOTHING, Kind, Reason, Scored
from portal.rules.person_names import SameNames
from portal.vocabulary import PersonKind

SHOWN = 10  # of one person's possible matches
LEAST = 12.5  # points; below, what two people share tells nothing
SAME_HOUSE, SAME_POSTCODE, SAME_STREET, SAME_SCHOOL = 8.0, 3.0, 6.0, 4.0
SAME_PARENT, SAME_PARENT_OF_UNBORN = 6.0, 14.0
FOR_A_PARENT = 15.0  # points of two names that are one parent's
GROWN_UP_SINCE = -10.0
GROWN_UP = timedelta(days=14 * 365)
Who = TypeVar("Who")


class Match(NamedTuple, Generic[Who]):
    """Somebody who may be the same person; `points` is for ranking alone."""

    who: Who
    points: float
    reasons: tuple[Reason, ...]


class Comparison(NamedTuple):
    """Everything two people share, and what tells them apart."""

    one: Looks
    other: Looks
    names: NamesCompared | None
    births: Scored
    home: Scored
    others: tuple[Scored, ...]

    @property
    def points(self) -> float:
        """What it comes to, for ranking alone."""
        found = self.births.points + self.home.points + sum(each.points for each in self.others)
        return found + (self.names.points if self.names else 0.0)

    def reasons(self) -> Iterator[Reason]:
        """In words: first that they may be brother and sister, then names, ages, homes."""
        if self._may_be_siblings():
            yield Reason(Kind.MAY_BE_SIBLING)
        if self.names is not None:
            yield from self.names.reasons()
        for scored in (self.births, self.home, *self.others):
            if scored.kind is not None:
                yield Reason(scored.kind, scored.names)

    def _may_be_siblings(self) -> bool:
        """The same surname with another first name, and the same day of birth or home."""
        names = self.names
        if names is None or not names.first_differ or names.last_differ:
            return False
        is_same_day = self.births.kind in {Kind.SAME_BIRTH, Kind.SAME_DUE}
        is_child = PersonKind.ADULT not in (self.one.kind, self.other.kind)
        return is_same_day or (is_child and self.home.points >= SAME_STREET)


def ranked(
    looks: Looks, others: Iterable[tuple[Who, Looks]], same: SameNames
) -> tuple[Match[Who], ...]:
    """The ten likeliest of the others with the reasons for each; who shares too little is none."""
    compared = _worth_reading([(who, _alone(looks, other, same)) for who, other in others], same)
    scored = [(found.points, place) for place, (_, found) in enumerate(compared)]
    best = sorted((-points, place) for points, place in scored if points >= LEAST)[:SHOWN]
    return tuple(
        Match(compared[place][0], -points, tuple(compared[place][1].reasons()))
        for points, place in best
    )


def _worth_reading(
    found: Sequence[tuple[Who, Comparison]], same: SameNames
) -> list[tuple[Who, Comparison]]:
    """Those who may be among the ten, their parents compared too.

    Comparing parents is half the work and can only bring two people nearer: who would still stand
    behind ten others with the most that a parent can say is left out.
    """
    alone = [each.points for _, each in found]
    tenth = nlargest(SHOWN, alone)[-1] if len(alone) >= SHOWN else LEAST
    least = max(LEAST, tenth)
    return [
        (who, _with_parents(each, same))
        for (who, each), points in zip(found, alone, strict=True)
        if points + _most_of_a_parent(each) >= least
    ]


def compare(one: Looks, other: Looks, same: SameNames) -> Comparison:
    """What two people share, and what tells them apart."""
    return _with_parents(_alone(one, other, same), same)


def _with_parents(alone: Comparison, same: SameNames) -> Comparison:
    parent = _parent(alone.one, alone.other, same)
    if parent is NOTHING:
        return alone
    school, grown_up = alone.others
    return alone._replace(others=(school, parent, grown_up))


def _most_of_a_parent(alone: Comparison) -> float:
    is_unborn = PersonKind.UNBORN in (alone.one.kind, alone.other.kind)
    return SAME_PARENT_OF_UNBORN if is_unborn else SAME_PARENT


def _alone(one: Looks, other: Looks, same: SameNames) -> Comparison:
    """The two by themselves, whatever parents they have."""
    return Comparison(
        one,
        other,
        compare_names(one.name, other.name, same),
        compare_births(one, other),
        _home(one.address, other.address),
        (
            _school(one.school, other.school),
            _grown_up(one, other) if one.kind is not other.kind else NOTHING,
        ),
    )


def _home(one: str, other: str) -> Scored:
    if not (one and other):
        return NOTHING
    here, there = read_address(one), read_address(other)
    is_house = here.number == there.number and bool(here.number or here.street == there.street)
    if here.postcode and here.postcode == there.postcode:
        if is_house:
            return Scored(SAME_HOUSE, Kind.SAME_ADDRESS)
        return Scored(SAME_POSTCODE, Kind.SAME_POSTCODE)
    may_be = is_house and bool(here.street) and not (here.postcode and there.postcode)
    if may_be and sounds_of(here.street) == sounds_of(there.street):
        return Scored(SAME_STREET, Kind.SAME_ADDRESS)
    return NOTHING


def _school(one: str, other: str) -> Scored:
    if not (one and other):
        return NOTHING
    here, there = read_school(one), read_school(other)
    return Scored(SAME_SCHOOL, Kind.SAME_SCHOOL) if here and here == there else NOTHING


def _parent(one: Looks, other: Looks, same: SameNames) -> Scored:
    """A parent of both; of an unborn baby it is nearly all that can be known."""
    if not one.parents or not other.parents:
        return NOTHING
    for parent in one.parents:
        for another in other.parents:
            names = compare_names(parent, another, same)
            if names is not None and names.points > FOR_A_PARENT:
                if PersonKind.UNBORN in (one.kind, other.kind):
                    return Scored(SAME_PARENT_OF_UNBORN, Kind.SAME_PARENT_OF_UNBORN, (another,))
                return Scored(SAME_PARENT, Kind.SAME_PARENT, (another,))
    return NOTHING


def _grown_up(one: Looks, other: Looks) -> Scored:
    """An adult of no known age is not a child who was small a short while ago."""
    for adult, child in ((one, other), (other, one)):
        is_ageless = adult.kind is PersonKind.ADULT and adult.born_between is None
        if is_ageless and child.born_between:
            age_by_then = adult.said_on - child.born_between[0]
            return (
                Scored(GROWN_UP_SINCE, Kind.ADULT_AND_CHILD) if age_by_then < GROWN_UP else NOTHING
            )
    return NOTHING
