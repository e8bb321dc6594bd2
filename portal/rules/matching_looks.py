"""What is known of one person to tell them by."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from portal.rules.consultation import PersonFacts
from portal.vocabulary import Part, PersonKind

BEFORE_DUE, AFTER_DUE = timedelta(weeks=17), timedelta(weeks=6)


class Looks(NamedTuple):
    """What is known of one person to tell them by; `said_on` is the day it was said.

    `name` may hold several names ("Siân (Shan) Wyn, née Rees"). `age_months` is an estimate,
    youngest and oldest. `parents` are the names of the parents on the same contact.
    """

    kind: PersonKind
    name: str
    said_on: date
    born_on: date | None = None
    due_on: date | None = None
    age_months: tuple[int, int] | None = None
    address: str = ""
    school: str = ""
    parents: tuple[str, ...] = ()

    @property
    def born_between(self) -> tuple[date, date] | None:
        """The earliest and latest day of birth; None when nothing is known of it."""
        if self.born_on:
            return self.born_on, self.born_on
        if self.due_on:
            return _moved(self.due_on, -BEFORE_DUE), _moved(self.due_on, AFTER_DUE)
        if self.age_months is None:
            return None
        youngest, oldest = self.age_months
        return months_before(self.said_on, oldest + 1), months_before(self.said_on, youngest)


def months_before(on: date, months: int) -> date:
    """The same day so many months earlier, or the last of a shorter month."""
    whole = on.year * 12 + on.month - 1 - months
    year, month = max(1, whole // 12), whole % 12 + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def _moved(on: date, by: timedelta) -> date:
    """Another day, or the same where no calendar reaches the other."""
    try:
        return on + by
    except OverflowError:
        return on


def recorded(person: Any, said_on: date, parents: tuple[str, ...]) -> Looks:
    """What a record of a person, or a row of one, says to tell them by."""
    youngest, oldest = person.age_months_from, person.age_months_to
    return Looks(
        person.kind,
        person.name,
        said_on,
        person.born_on,
        person.due_on,
        None if youngest is None or oldest is None else (youngest, oldest),
        person.address,
        person.school,
        parents,
    )


def parents_among(people: Iterable[PersonFacts], person: PersonFacts) -> tuple[str, ...]:
    """The names of those given as parents on the same contact, but for the person themselves."""
    return tuple(
        each.name
        for each in people
        if each.part is Part.PARENT and each.name and each.id != person.id
    )
