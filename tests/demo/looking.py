"""What the tests of the loaded demo look at."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from portal.extensions import db
from portal.models import Account, Contact, LateEntry, Person
from portal.models.base import Base
from portal.queries.actors import acting
from portal.queries.matching import matches
from portal.rules.matching_looks import recorded
from portal.vocabulary import ContactStatus

SOON = timedelta(hours=1)
STATUSES = {
    ContactStatus.DRAFT: 4,
    ContactStatus.DISCARDED: 1,
    ContactStatus.SUBMITTED: 10,
    ContactStatus.WITH_ADVISER: 4,
    ContactStatus.WAITING_FOR_INFORMATION: 3,
    ContactStatus.PROPOSED: 1,
    ContactStatus.ADVISED: 9,
    ContactStatus.DECIDED: 4,
    ContactStatus.CLOSED: 28,
}


def count(model: Any, *conditions: Any) -> int:
    """How many rows."""
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def tally(column: Any) -> dict[Any, int]:
    """How many rows of each value."""
    rows = db.session.execute(select(column, func.count()).group_by(column)).all()
    return {value: number for value, number in rows}


def states_of_queue(now: datetime) -> Counter[str]:
    """How the open contacts of both hubs stand at that moment."""
    rows = db.session.execute(select(Contact.due_at).where(Contact.is_open)).all()
    return Counter(_state(due_at - now) for (due_at,) in rows)


def _state(left: timedelta) -> str:
    if left < timedelta(0):
        return "overdue"
    return "due_soon" if left <= SOON else "in_time"


def empty() -> None:
    """Nothing is left of the demo."""
    db.session.remove()
    for table in reversed(Base.metadata.sorted_tables):
        db.session.execute(table.delete())
    db.session.commit()
    db.session.remove()


def late_entry() -> tuple[LateEntry, Contact]:
    """The only contact that was entered late, with what was said of it."""
    (late,) = db.session.scalars(select(LateEntry)).all()
    return late, db.session.get_one(Contact, late.contact_id)


def known_in_help(name: str, now: datetime) -> dict[str, Any]:
    """Who somebody on a contact may be, by name, each with the help they are in."""
    adviser = db.session.query(Account).filter_by(email="adviser@demo.example").one()
    person = db.session.query(Person).filter_by(name=name).one()
    looks = {person.id: recorded(person, now.date(), ())}
    found = matches(acting(adviser.id), looks)[person.id]
    return {each.who.looks.name: each.who.help for each in found}
