"""Everybody of every hub, a thousand at a time, for the upkeep of the keys they are found by."""

import uuid
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Uuid, bindparam, select, union_all

from portal.extensions import db
from portal.models import Contact, ContactPerson, EarlyHelpEpisode, Person
from portal.queries.matching import PERSON, parents_of
from portal.queries.matching_help import NO_HELP, in_help
from portal.queries.rows import AnyRow, AnySelect, run

BATCH = 1_000  # people whose keys are written in one transaction


@lru_cache(maxsize=2)
def _everybody(dialect: str) -> AnySelect:
    """Everybody of every hub, in the order of their identifiers."""
    is_after = Person.id > bindparam("after", type_=Uuid())
    first = (Person.hub_id, *PERSON)
    sent = (
        select(
            *first,
            Contact.submitted_at,
            parents_of(dialect).label("parents"),
            *NO_HELP,
        )
        .join(ContactPerson, ContactPerson.person_id == Person.id)
        .join(Contact, Contact.id == ContactPerson.contact_id)
        .where(Contact.submitted_at.is_not(None), is_after)
    )
    helped = in_help(dialect, *first, EarlyHelpEpisode.created_at.label("submitted_at"))
    both = [
        select(each.order_by(Person.id, time).limit(BATCH).subquery())
        for each, time in (
            (sent, Contact.submitted_at),
            (helped.where(is_after), EarlyHelpEpisode.created_at),
        )
    ]
    all_of_them = union_all(*both).subquery()
    return (
        select(*all_of_them.c).order_by(all_of_them.c.id, all_of_them.c.submitted_at).limit(BATCH)
    )


def everybody_after(after: uuid.UUID | None) -> Sequence[AnyRow]:
    """The next thousand people with the contacts or help they are in, whichever hub they are of.

    For upkeep alone, which has no reader: no page comes here.
    """
    return run(_everybody(db.engine.dialect.name), {"after": after or uuid.UUID(int=0)}).all()
