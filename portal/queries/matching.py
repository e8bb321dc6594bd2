"""People of one hub who may be the people of a contact: found by their keys, put in order."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Uuid,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from portal.extensions import db
from portal.frameworks.same_names import load_same_names
from portal.models import (
    Contact,
    ContactPerson,
    EarlyHelpEpisode,
    EpisodeConflict,
    EpisodePerson,
    FamilyConflict,
    Person,
)
from portal.queries.matching_help import NO_HELP, helped_by_barred, in_help
from portal.queries.rows import AnyRow, AnySelect, run
from portal.queries.shared_keys import as_list, listed, who_share
from portal.rules.matching import Match, ranked
from portal.rules.matching_keys import probes
from portal.rules.matching_looks import Looks, recorded
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import Part

MOST_CONTACTS = 20  # that one record of a person is on
MOST_PEOPLE = 25  # of one contact, for whom others are looked for


class Candidate(NamedTuple):
    """A recorded person who may be the one asked about, and the contact or help they are in."""

    id: uuid.UUID
    looks: Looks
    contact_id: uuid.UUID | None  # None for whom only early help knows
    reference: str
    submitted_at: datetime  # or when the help was set up
    help: AnyRow | None = None  # episode_id, started_on, ended_on, organisation_name


def on_barred(person_id: Any) -> ColumnElement[bool]:
    """On a contact or in early help that does not exist for the reader, who knows the family."""
    part, helped = aliased(ContactPerson), aliased(EpisodePerson)
    reader = bindparam("account_id", type_=Uuid())
    return or_(
        select(part.id)
        .join(FamilyConflict, FamilyConflict.contact_id == part.contact_id)
        .where(part.person_id == person_id, FamilyConflict.account_id == reader)
        .exists(),
        select(helped.id)
        .join(EpisodeConflict, EpisodeConflict.episode_id == helped.episode_id)
        .where(helped.person_id == person_id, EpisodeConflict.account_id == reader)
        .exists(),
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

    Whom only early help knows has a row for that. PostgreSQL is held to look each of them up: left
    to itself it reads every part of the hub.
    """
    given, person_id = listed("people", Uuid, dialect)
    is_here = (Person.hub_id == bindparam("hub_id", type_=Uuid()), Person.id == person_id)
    on_contacts = _on_contacts(dialect).where(*is_here)
    helped = in_help(dialect, *PERSON, *_IN_HELP).where(
        *is_here, ~helped_by_barred(EarlyHelpEpisode.id)
    )
    if dialect == "postgresql":
        each = union_all(
            select(on_contacts.limit(MOST_CONTACTS).subquery()),
            select(helped.limit(MOST_CONTACTS).subquery()),
        ).lateral()
        return select(*each.c).select_from(given.join(each, onclause=true()))
    return select(*union_all(on_contacts, helped).subquery().c)


_IN_HELP = (
    cast(null(), Uuid()).label("contact_id"),
    EarlyHelpEpisode.reference,
    EarlyHelpEpisode.created_at.label("submitted_at"),
)


def _on_contacts(dialect: str) -> AnySelect:
    return (
        select(
            *PERSON,
            Contact.id.label("contact_id"),
            Contact.reference,
            Contact.submitted_at,
            parents_of(dialect).label("parents"),
            *NO_HELP,
        )
        .join(ContactPerson, ContactPerson.person_id == Person.id)
        .join(Contact, Contact.id == ContactPerson.contact_id)
        .where(Contact.submitted_at.is_not(None), ~on_barred(Person.id))
    )


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
    looks = recorded(row, row.said_on or row.submitted_at.date(), parents)
    who = Candidate(
        id=row.id,
        looks=looks,
        contact_id=row.contact_id,
        reference=row.reference,
        submitted_at=row.submitted_at,
        help=row if row.episode_id else None,
    )
    return who, looks


def _told_at(row: AnyRow) -> tuple[datetime, uuid.UUID]:
    return row.submitted_at, row.id


def looks_of_row(row: AnyRow) -> Looks:
    """What a row of a person says to tell them by, on the day in the UK on which it was sent."""
    parents = tuple(row.parents.split("\n")) if row.parents else ()
    return recorded(row, row.said_on or row.submitted_at.astimezone(UK).date(), parents)
