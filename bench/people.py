"""Invented families, as one professional wrote them down; the same seed gives the same people."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bench.names import FIRST, LAST, SCHOOLS, STREETS
from portal.rules.matching_looks import Looks
from portal.vocabulary import PersonKind

TODAY = date(2026, 11, 18)
SIX_YEARS = 6 * 365


@dataclass(frozen=True)
class Known:
    """One recorded person: what was written of them, and what is true."""

    number: int
    family: int
    looks: Looks
    born_on: date  # true, whether or not it was written; of an unborn baby the day it came
    home: str
    parents: tuple[str, ...]


@dataclass(frozen=True)
class Family:
    """What is true of everybody at one address, and what was written of it."""

    number: int
    last: str
    said_on: date
    home: str
    told_home: str
    school: str
    adults: tuple[str, ...]
    told_adults: tuple[str, ...]


class Town:
    """A place full of invented families."""

    def __init__(self, seed: int = 20261122) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - invented people, no secrets

    def people(self, count: int) -> Iterator[Known]:
        """So many recorded people, family by family."""
        made = 0
        while made < count:
            for known in self._everyone(self._family(made)):
                if made == count:
                    return
                yield known
                made += 1

    def _family(self, number: int) -> Family:
        dice, last, home = self.dice, self.last(), self.address()
        adults = [f"{self.first()} {last if dice.random() < 0.6 else self.last()}"]
        if dice.random() < 0.6:
            adults.append(f"{self.first()} {self.last()}")
        return Family(
            number=number,
            last=last,
            said_on=TODAY - timedelta(days=dice.randrange(SIX_YEARS)),
            home=home,
            told_home=home if dice.random() < 0.7 else "",
            school=dice.choice(SCHOOLS),
            adults=tuple(adults),
            told_adults=tuple(adults) if dice.random() < 0.75 else (),
        )

    def _everyone(self, family: Family) -> Iterator[Known]:
        """One to four children, three in a hundred a twin of the one before, and the adults."""
        number, twin = family.number, None
        for _ in range(self.dice.choice((1, 1, 1, 2, 2, 3, 4))):
            born_on = twin or family.said_on - timedelta(days=self.dice.randrange(10, 17 * 365))
            twin = born_on if self.dice.random() < 0.03 else None
            is_unborn = self.dice.random() < 0.02
            yield (
                self._unborn(number, family) if is_unborn else self._child(number, family, born_on)
            )
            number += 1
        for adult in family.told_adults:
            yield self._adult(number, family, adult)
            number += 1

    def _child(self, number: int, family: Family, born_on: date) -> Known:
        dice = self.dice
        middle = f" {self.first()}" if dice.random() < 0.1 else ""
        years = (family.said_on - born_on).days // 365
        is_dated = dice.random() < 0.75
        looks = Looks(
            PersonKind.CHILD,
            f"{self.first()}{middle} {family.last}",
            family.said_on,
            born_on=born_on if is_dated else None,
            age_months=None if is_dated else (years * 12, years * 12 + 11),
            address=family.told_home,
            school=family.school if years > 2 and dice.random() < 0.7 else "",
            parents=family.told_adults,
        )
        return Known(number, family.number, looks, born_on, family.home, family.adults)

    def _unborn(self, number: int, family: Family) -> Known:
        born_on = family.said_on + timedelta(days=self.dice.randrange(10, 180))
        looks = Looks(
            PersonKind.UNBORN,
            f"Baby {family.last}" if self.dice.random() < 0.7 else "",
            family.said_on,
            due_on=born_on + timedelta(days=round(self.dice.gauss(0, 9))),
            address=family.told_home,
            parents=family.told_adults,
        )
        return Known(number, family.number, looks, born_on, family.home, family.adults)

    def _adult(self, number: int, family: Family, name: str) -> Known:
        born_on = family.said_on - timedelta(days=self.dice.randrange(18 * 365, 60 * 365))
        is_dated = self.dice.random() < 0.3
        looks = Looks(
            PersonKind.ADULT,
            name,
            family.said_on,
            born_on=born_on if is_dated else None,
            address=family.told_home,
        )
        return Known(number, family.number, looks, born_on, family.home, ())

    def first(self) -> str:
        """A first name, as common as it is."""
        return self.dice.choices(FIRST[0], cum_weights=FIRST[1])[0]

    def last(self) -> str:
        """A surname, as common as it is; one in twenty is two."""
        name = self.dice.choices(LAST[0], cum_weights=LAST[1])[0]
        if self.dice.random() < 0.05:
            return f"{name}-{self.dice.choices(LAST[0], cum_weights=LAST[1])[0]}"
        return name

    def address(self) -> str:
        """A house in a street, six in ten with a postcode."""
        dice = self.dice
        street = f"{dice.randrange(1, 120)} {dice.choice(STREETS)}"
        district = f"W{dice.choice('NSEX')}{dice.randrange(1, 40)}"
        area = f"{dice.randrange(1, 10)}{dice.choice('ABDEFGH')}{dice.choice('JLNPQR')}"
        return f"{street}, {district} {area}" if dice.random() < 0.6 else street
