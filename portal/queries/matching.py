"""People of one hub who may be the people of a contact: found by their keys, put in order."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    Uuid,
    bindparam,
    cast,
    column,
    func,
    lateral,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from portal.extensions import db
from portal.frameworks.same_names import load_same_names
from portal.models import (
    Contact,
    ContactPerson,
    EpisodeConflict,
    EpisodePerson,
    FamilyConflict,
    Person,
    PersonKey,
)
from portal.queries.rows import AnyRow, run
from portal.rules.matching import Match, ranked
from portal.rules.matching_keys import probes
from portal.rules.matching_looks import Looks, recorded
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import Part

MOST_UNDER_A_KEY = 40  # looked at; more share too little to be worth more time
MOST_COMPARED = 120  # for one person: those who share the most keys
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


def _probed(dialect: str) -> Any:
    """The keys to look under, as rows of slot (whose they are), key and weight."""
    if dialect == "postgresql":
        arrays: list[Any] = [
            cast(bindparam(name), ARRAY(kind))
            for name, kind in (("slots", Integer), ("keys", BigInteger), ("weights", Integer))
        ]
        rows = func.unnest(*arrays).table_valued(
            column("slot", Integer), column("key", BigInteger), column("weight", Integer)
        )
        return select(rows.render_derived()).cte("probe")
    one = func.json_each(bindparam("probes")).table_valued("value").c.value
    parts = [func.json_extract(one, f"$[{place}]") for place in range(3)]
    labels = ("slot", "key", "weight")
    return (
        select(*(part.label(name) for part, name in zip(parts, labels, strict=True)))
        .cte("probe")
        .prefix_with("MATERIALIZED")
    )


def _hits(dialect: str) -> AnySelect:
    """Everybody under those keys, of each key the first forty."""
    probe = _probed(dialect)
    hub_id = bindparam("hub_id", type_=Uuid())
    if dialect == "postgresql":
        under = lateral(
            select(PersonKey.person_id)
            .where(PersonKey.hub_id == hub_id, PersonKey.key == probe.c.key)
            .limit(MOST_UNDER_A_KEY)
        )
        return select(probe.c.slot, under.c.person_id, probe.c.weight).select_from(
            probe.join(under, onclause=true())
        )
    first = aliased(PersonKey)
    some = (
        select(first.person_id)
        .where(first.hub_id == hub_id, first.key == probe.c.key)
        .limit(MOST_UNDER_A_KEY)
    )
    return select(probe.c.slot, PersonKey.person_id, probe.c.weight).join(
        PersonKey,
        (PersonKey.hub_id == hub_id)
        & (PersonKey.key == probe.c.key)
        & PersonKey.person_id.in_(some.correlate(probe)),
    )


def _likeliest(dialect: str) -> Subquery:
    """For each slot those who share the most."""
    hits = _hits(dialect).subquery()
    weight = func.sum(hits.c.weight)
    place = func.row_number().over(
        partition_by=hits.c.slot, order_by=(weight.desc(), hits.c.person_id)
    )
    grouped = (
        select(hits.c.slot, hits.c.person_id, place.label("place"))
        .group_by(hits.c.slot, hits.c.person_id)
        .subquery()
    )
    return (
        select(grouped.c.slot, grouped.c.person_id)
        .where(grouped.c.place <= MOST_COMPARED)
        .subquery()
    )


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
    """The likeliest with what is recorded of them, and a row for each contact they are on.

    PostgreSQL is held to look each of them up: left to itself it reads every part of the hub.
    """
    found = _likeliest(dialect)
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
            Person.id == found.c.person_id,
            Contact.submitted_at.is_not(None),
            ~on_barred(Person.id),
        )
    )
    if dialect == "postgresql":
        each = recorded_as.limit(MOST_CONTACTS).lateral()
        return select(found.c.slot, *each.c).select_from(found.join(each, onclause=true()))
    return recorded_as.add_columns(found.c.slot)


def matches(
    actor: Actor, people: Mapping[uuid.UUID, Looks]
) -> dict[uuid.UUID, tuple[Match[Candidate], ...]]:
    """For each person of a contact, 25 at most, the ten likeliest to be known before.

    One statement for all of them. Never anybody of another hub, of the same contact, of a draft, or
    of a contact whose family the reader knows.
    """
    same, ids = load_same_names(), list(people)[:MOST_PEOPLE]
    asked = [
        (slot, *probe) for slot, each in enumerate(ids) for probe in probes(people[each], same)
    ]
    if not asked:
        return {}
    given = {"hub_id": actor.hub_id, "account_id": actor.account_id, **_as_given(asked)}
    rows = run(_candidates(db.engine.dialect.name), given).all()
    found: list[dict[uuid.UUID, AnyRow]] = [{} for _ in ids]
    for row in rows:
        before = found[row.slot].setdefault(row.id, row)
        if row.submitted_at < before.submitted_at:
            found[row.slot][row.id] = row
    return {
        each: ranked(people[each], _looks(candidates, people), same)
        for each, candidates in zip(ids, found, strict=True)
    }


def _looks(
    rows: Mapping[uuid.UUID, AnyRow], own: Mapping[uuid.UUID, Looks]
) -> Iterator[tuple[Candidate, Looks]]:
    """The others, the latest told first: of equally likely ones it stands before."""
    for row in sorted(rows.values(), key=_told_at, reverse=True):
        person_id = row.id
        if person_id not in own:
            parents = tuple(row.parents.split("\n")) if row.parents else ()
            looks = recorded(row, row.submitted_at.date(), parents)
            who = Candidate(person_id, looks, row.contact_id, row.reference, row.submitted_at)
            yield who, looks


def _told_at(row: AnyRow) -> tuple[datetime, uuid.UUID]:
    return row.submitted_at, row.id


def _as_given(asked: Sequence[tuple[int, int, int]]) -> Mapping[str, Any]:
    if db.engine.dialect.name == "postgresql":
        slots, keys, weights = zip(*asked, strict=True)
        return {"slots": list(slots), "keys": list(keys), "weights": list(weights)}
    return {"probes": json.dumps(asked)}


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
