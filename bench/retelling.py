"""What somebody else writes of a recorded person later: older, spelt as heard, a date turned round.

Each account has up to two slips in the name and, in three of ten, one in the date of birth; home,
school and parents are left out or have changed as often as not.
"""

import calendar
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench.names import HEARD, SHORT
from bench.people import TODAY, Known, Town
from portal.rules.matching_looks import Looks
from portal.vocabulary import PersonKind

ENOUGH = 4  # of what `shared` counts
WITHOUT_MARKS = str.maketrans("âêîôûŵŷáíé'-", "aeiouwyaie  ")


@dataclass(frozen=True)
class Account:
    """A second account of a person, and what went wrong in it."""

    of: int
    looks: Looks
    slips: tuple[str, ...]


def shared(one: Looks, other: Looks, slips: Sequence[str]) -> int:
    """How much two accounts have in common, so that a person could tell who is meant.

    Two for a name, of which a surname that changed or was left out is one; two for a date of birth
    in both, one for any age; one each for home, school and parents in both. Of an unborn baby two
    for the parents and none for the name.
    """
    is_unborn = PersonKind.UNBORN in (one.kind, other.kind)
    is_whole = not {"surname changed", "left out"} & set(slips) and " " in one.name
    return (
        (0 if is_unborn else 2 if is_whole else 1)
        + (2 if one.born_on and other.born_on else 1)
        + bool(one.address and one.address == other.address)
        + bool(one.school and one.school == other.school)
        + (2 if is_unborn else 1) * bool(one.parents and other.parents)
    )


class Retelling:
    """Second accounts, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - invented slips
        self.town = Town(seed)
        self.ways: Mapping[str, Callable[[str], str]] = {
            "spelt as heard": self._heard,
            "short form": self._short,
            "known as": self._known_as,
            "one letter": self._letter,
            "another letter": self._letter,
            "turned round": self._turned,
            "left out": self._left_out,
            "surname changed": self._changed,
            "middle name": self._middle,
            "without marks": lambda name: name.translate(WITHOUT_MARKS),
            "in capitals": str.upper,
        }

    def of(self, known: Known) -> Account | None:
        """Another account; None where the two share too little for anybody to tell who is meant."""
        dice, slips = self.dice, []
        said_on = min(known.looks.said_on + timedelta(days=dice.randrange(20, 4 * 365)), TODAY)
        looks = known.looks._replace(said_on=said_on, born_on=None, due_on=None, age_months=None)
        if looks.kind is PersonKind.UNBORN and said_on >= known.born_on:
            surname = (looks.name or known.parents[0]).split()[-1]
            looks = looks._replace(kind=PersonKind.CHILD, name=f"{self.town.first()} {surname}")
            slips.append("born since")
        if looks.kind is PersonKind.UNBORN:
            looks = looks._replace(due_on=known.looks.due_on)
        else:
            looks = self._aged(looks, known, slips)
        for _ in range(dice.choice((0, 1, 1, 1, 2))):
            looks = looks._replace(name=self._name(looks.name, slips))
        looks = self._around(looks, known)
        is_enough = looks.name and shared(known.looks, looks, slips) >= ENOUGH
        return Account(known.number, looks, tuple(slips)) if is_enough else None

    def _around(self, looks: Looks, known: Known) -> Looks:
        """Home, school and parents, as far as this writer knows them."""
        dice = self.dice
        home = known.home if dice.random() < 0.75 else self.town.address()
        parents = tuple(
            self._name(each, []) if dice.random() < 0.2 else each for each in known.parents
        )
        is_unborn = looks.kind is PersonKind.UNBORN
        return looks._replace(
            address=home if dice.random() < 0.6 else "",
            school=looks.school if dice.random() < 0.6 else "",
            parents=parents if is_unborn or dice.random() < 0.6 else (),
        )

    def _aged(self, looks: Looks, known: Known, slips: list[str]) -> Looks:
        """Four of five know a date of birth; one in three of the others is a year out."""
        if self.dice.random() < 0.8:
            return looks._replace(born_on=self._date(known.born_on, slips))
        out = self.dice.choice((0, 0, 0, 0, 1, -1))
        years = max(0, (looks.said_on - known.born_on).days // 365 + out)
        slips.append("age guessed")
        return looks._replace(age_months=(years * 12, years * 12 + 11))

    def _date(self, on: date, slips: list[str]) -> date:
        slip, changed = "", on
        kind = self.dice.random()
        if kind < 0.1 and on.day <= 12 and on.day != on.month:
            slip, changed = "day and month turned round", date(on.year, on.day, on.month)
        elif kind < 0.2:
            slip, changed = "one digit of the date", self._digit(on)
        elif kind < 0.25:
            year = min(on.year + self.dice.choice((-1, 1)), TODAY.year - 1)
            day = min(on.day, calendar.monthrange(year, on.month)[1])
            slip, changed = "year of birth out by one", date(year, on.month, day)
        elif kind < 0.3:
            slip, changed = "first of the month", on.replace(day=1)
        if changed != on:
            slips.append(slip)
        return changed

    def _digit(self, on: date) -> date:
        while True:
            digits = list(f"{on:%Y%m%d}")
            digits[self.dice.randrange(2, 8)] = self.dice.choice("0123456789")
            text = "".join(digits)
            try:
                changed = date(int(text[:4]), int(text[4:6]), int(text[6:]))
            except ValueError:
                continue
            if changed != on and changed <= TODAY:
                return changed

    def _name(self, name: str, slips: list[str]) -> str:
        """Changed in the first way that fits; spellings and short forms where there are any."""
        ways = self.dice.sample(sorted(self.ways), len(self.ways))
        if self.dice.random() < 0.3:
            ways = [*self.dice.sample(["spelt as heard", "short form", "known as"], 3), *ways]
        for way in ways:
            changed = self.ways[way](name)
            if changed and changed != name:
                slips.append(way.replace("another", "one"))
                return changed
        return name

    def _letter(self, name: str) -> str:
        """One left out, one put in, one for another, or two the other way round."""
        places = [at for at, letter in enumerate(name) if letter.isalpha()]
        if len(places) < 4:
            return ""
        at, letter = self.dice.choice(places), self.dice.choice("abcdefghijklmnoprstuvwy")
        two = name[at + 1 : at + 2] + name[at]
        put, skipped = self.dice.choice((("", 1), (letter, 0), (letter, 1), (two, 2)))
        return name[:at] + put + name[at + skipped :]

    def _instead(self, name: str, table: Mapping[str, str]) -> str:
        words = name.split()
        places = [at for at, word in enumerate(words) if word in table]
        if not places:
            return ""
        at = self.dice.choice(places)
        return " ".join([*words[:at], table[words[at]], *words[at + 1 :]])

    def _heard(self, name: str) -> str:
        return self._instead(name, HEARD)

    def _short(self, name: str) -> str:
        return self._instead(name, SHORT)

    def _known_as(self, name: str) -> str:
        first, _, rest = name.partition(" ")
        return f"{SHORT[first]} (known as {first}) {rest}" if first in SHORT else ""

    def _turned(self, name: str) -> str:
        first, _, last = name.rpartition(" ")
        return self.dice.choice((f"{last} {first}", f"{last}, {first}")) if first else ""

    def _left_out(self, name: str) -> str:
        """Half of a double surname, a middle name, or now and then the surname."""
        words = name.split()
        if "-" in words[-1]:
            return " ".join([*words[:-1], self.dice.choice(words[-1].split("-"))])
        if len(words) > 2:
            return f"{words[0]} {words[-1]}"
        return words[0] if self.dice.random() < 0.3 else ""

    def _changed(self, name: str) -> str:
        """The surname of a marriage, or of another parent."""
        first, _, _last = name.rpartition(" ")
        return f"{first} {self.town.last()}" if first and self.dice.random() < 0.5 else ""

    def _middle(self, name: str) -> str:
        first, _, rest = name.partition(" ")
        return f"{first} {self.town.first()} {rest}" if rest else ""
