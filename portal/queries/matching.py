"""People of one hub who may be the people of a contact: found by their keys, put in order."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Uuid, bindparam, func, literal_column, select, true
from sqlalchemy.orm import aliased

from portal.extensions import db
from portal.frameworks.same_names import load_same_names
from portal.models import Contact, ContactPerson, FamilyConflict, Person
from portal.queries.rows import AnyRow, run
from portal.queries.shared_keys import as_list, listed, who_share
from portal.rules.matching import Match, ranked
from portal.rules.matching_keys import probes
from portal.rules.matching_looks import Looks, recorded
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import Part

MOST_CONTACTS = 20  # that one record of a person is on
BATCH = 1_000  # people whose keys are written in one transaction
MOST_PEOPLE = 25  # of one contact, for whom others are looked for
AnySelect = Select[*tuple[Any, ...]]


class Candidate(NamedTuple):
    """A recorded person who may be the one asked about, and the contact they are on."""

    id: uuid.UUID
    looks: Looks
    contact_id: uuid.UUID
    reference: str
    submitted_at: datetime


def on_barred(person_id: Any) -> ColumnElement[bool]:
    """On a contact that does not exist for the reader, who knows the family."""
    part = aliased(ContactPerson)
    return (
        select(part.id)
        .join(FamilyConflict, FamilyConflict.contact_id == part.contact_id)
        .where(
            part.person_id == person_id,
            FamilyConflict.account_id == bindparam("account_id", type_=Uuid()),
        )
        .exists()
    )


def parents_of(dialect: str) -> Any:
    """The names of the parents on the same contact, a line each."""
    part, parent = aliased(ContactPerson), aliased(Person)
    together = func.string_agg if dialect == "postgresql" else func.group_concat
    return (
        select(together(parent.name, literal_column("'\n'")))
        .select_from(part)
        .join(parent, parent.id == part.person_id)
        .where(
            part.contact_id == Contact.id,
            part.part == Part.PARENT,
            part.person_id != Person.id,
            parent.name != "",
        )
        .correlate(Contact, Person)
        .scalar_subquery()
    )


PERSON = (
    Person.id,
    Person.kind,
    Person.name,
    Person.born_on,
    Person.due_on,
    Person.age_months_from,
    Person.age_months_to,
    Person.address,
    Person.school,
)


@lru_cache(maxsize=2)
def _candidates(dialect: str) -> AnySelect:
    """People with what is recorded of them, and a row for each contact they are on.

    PostgreSQL is held to look each of them up: left to itself it reads every part of the hub.
    """
    given, person_id = listed("people", Uuid, dialect)
    recorded_as = (
        select(
            *PERSON,
            Contact.id.label("contact_id"),
            Contact.reference,
            Contact.submitted_at,
            parents_of(dialect).label("parents"),
        )
        .join(ContactPerson, ContactPerson.person_id == Person.id)
        .join(Contact, Contact.id == ContactPerson.contact_id)
        .where(
            Person.hub_id == bindparam("hub_id", type_=Uuid()),
            Person.id == person_id,
            Contact.submitted_at.is_not(None),
            ~on_barred(Person.id),
        )
    )
    if dialect == "postgresql":
        each = recorded_as.limit(MOST_CONTACTS).lateral()
        return select(*each.c).select_from(given.join(each, onclause=true()))
    return recorded_as


def matches(
    actor: Actor, people: Mapping[uuid.UUID, Looks]
) -> dict[uuid.UUID, tuple[Match[Candidate], ...]]:
    """For each person of a contact, 25 at most, the ten likeliest to be known before.

    Two statements for all of them: who shares keys, and what is recorded of those who share the
    most. Never anybody of another hub, of the same contact, of a draft, or of a contact whose
    family the reader knows.
    """
    same, ids = load_same_names(), list(people)[:MOST_PEOPLE]
    alike = who_share(actor, [probes(people[each], same) for each in ids], leave_out=people)
    known = _recorded(actor, set(chain.from_iterable(alike)))
    return {
        each: ranked(people[each], (known[one] for one in known if one in found), same)
        for each, found in zip(ids, map(frozenset, alike), strict=True)
    }


def _recorded(
    actor: Actor, people: Collection[uuid.UUID]
) -> dict[uuid.UUID, tuple[Candidate, Looks]]:
    """Each with what was first told of them, the latest told first.

    Of equally likely ones it stands before.
    """
    if not people:
        return {}
    given = {
        "hub_id": actor.hub_id,
        "account_id": actor.account_id,
        "people": as_list([each.hex for each in people]),
    }
    first: dict[uuid.UUID, AnyRow] = {}
    for row in run(_candidates(db.engine.dialect.name), given):
        before = first.setdefault(row.id, row)
        if row.submitted_at < before.submitted_at:
            first[row.id] = row
    rows = sorted(first.values(), key=_told_at, reverse=True)
    return {row.id: _with_looks(row) for row in rows}


def _with_looks(row: AnyRow) -> tuple[Candidate, Looks]:
    parents = tuple(row.parents.split("\n")) if row.parents else ()
    looks = recorded(row, row.submitted_at.date(), parents)
    return Candidate(row.id, looks, row.contact_id, row.reference, row.submitted_at), looks


def _told_at(row: AnyRow) -> tuple[datetime, uuid.UUID]:
    return row.submitted_at, row.id


@lru_cache(maxsize=2)
def _everybody(dialect: str) -> AnySelect:
    """Everybody of every hub, in the order of their identifiers."""
    return (
        select(Person.hub_id, *PERSON, Contact.submitted_at, parents_of(dialect).label("parents"))
        .join(ContactPerson, ContactPerson.person_id == Person.id)
        .join(Contact, Contact.id == ContactPerson.contact_id)
        .where(Contact.submitted_at.is_not(None), Person.id > bindparam("after", type_=Uuid()))
        .order_by(Person.id, Contact.submitted_at)
        .limit(BATCH)
    )


def everybody_after(after: uuid.UUID | None) -> Sequence[AnyRow]:
    """The next thousand people with the contacts they are on, whichever hub they are of.

    For upkeep alone, which has no reader: no page comes here.
    """
    return run(_everybody(db.engine.dialect.name), {"after": after or uuid.UUID(int=0)}).all()


def looks_of_row(row: AnyRow) -> Looks:
    """What a row of a person says to tell them by, on the day in the UK on which it was sent."""
    parents = tuple(row.parents.split("\n")) if row.parents else ()
    return recorded(row, row.submitted_at.astimezone(UK).date(), parents)
