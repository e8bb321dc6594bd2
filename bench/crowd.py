"""A hub of very many invented people, written straight into the tables of one database or two."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import islice
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Index, Table, insert, text

from bench.people import Known
from portal.extensions import db
from portal.frameworks.same_names import load_same_names
from portal.models import Contact, ContactPerson, Person, PersonKey
from portal.queries.actors import acting
from portal.rules.matching_keys import keys
from portal.rules.permissions import Actor
from portal.vocabulary import AgeKind, ContactStatus, Part, PersonKind, Role
from tests.makers import Maker

BATCH = 20_000
Rows = list[dict[str, Any]]
PARTS = {PersonKind.ADULT: Part.PARENT}


def id_of(number: int) -> uuid.UUID:
    """The same number is the same person in every database."""
    return uuid.UUID(int=(1 << 100) + number)


class Crowd:
    """One database with one hub, and the adviser who looks people up there."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            make = Maker()
            told = make.consultation(ContactStatus.CLOSED)
            self.contact = {each.key: getattr(told, each.key) for each in Contact.__table__.c}
            self.actor: Actor = acting(make.account(Role.MASH_ADVISER).id)
            db.session.remove()

    def begin(self) -> None:
        """Without the index that people are found by: it is made when everybody is there."""
        with self.app.app_context():
            _index().drop(db.session.connection())
            db.session.commit()
            db.session.remove()

    def write(self, people: Sequence[Known]) -> None:
        """Each family on a contact of its own, of the day it was told."""
        with self.app.app_context():
            connection = db.session.connection()
            families = {known.family: known for known in people}
            for table, rows in (
                (Contact.__table__, [self._contact(known) for known in families.values()]),
                (Person.__table__, [self._person(known) for known in people]),
                (ContactPerson.__table__, [self._part(known) for known in people]),
            ):
                assert isinstance(table, Table)
                connection.execute(insert(table), rows)
            _copy(connection, self.actor.hub_id, people)
            db.session.commit()
            db.session.remove()

    def settle(self) -> None:
        """The index, and what a database in use knows of its tables."""
        with self.app.app_context():
            _index().create(db.session.connection())
            db.session.execute(text("ANALYZE"))
            db.session.commit()
            db.session.remove()

    def _contact(self, known: Known) -> dict[str, Any]:
        contact_id = id_of(-1 - known.family)
        said_at = datetime.combine(known.looks.said_on, time(12), tzinfo=UTC)
        own = {"id": contact_id, "start_key": contact_id.hex, "reference": f"B-{known.family}"}
        return {**self.contact, **own, "submitted_at": said_at}

    def _person(self, known: Known) -> dict[str, Any]:
        looks = known.looks
        youngest, oldest = looks.age_months or (None, None)
        return {
            "id": id_of(known.number),
            "hub_id": self.actor.hub_id,
            "kind": looks.kind,
            "name": looks.name,
            "age_kind": AgeKind.NOT_KNOWN,
            "born_on": looks.born_on,
            "due_on": looks.due_on,
            "age_months_from": youngest,
            "age_months_to": oldest,
            "school": looks.school,
            "address": looks.address,
        }

    def _part(self, known: Known) -> dict[str, Any]:
        return {
            "id": id_of(known.number),
            "hub_id": self.actor.hub_id,
            "contact_id": id_of(-1 - known.family),
            "person_id": id_of(known.number),
            "part": PARTS.get(known.looks.kind, Part.SUBJECT),
            "position": 0,
            "flags": [],
            "flags_not_known": [],
            "daily_life": "",
            "own_words": "",
        }


def _index() -> Index:
    """The index that people are found by: made when everybody is there, which is quicker."""
    table = PersonKey.__table__
    assert isinstance(table, Table)
    return next(index for index in table.indexes if index.name == "ix_person_keys_found")


def _copy(connection: Connection, hub_id: uuid.UUID, people: Sequence[Known]) -> None:
    """The keys, through the driver: there are nine a person."""
    same = load_same_names()
    rows = (
        (hub_id, id_of(known.number), key)
        for known in people
        for key in sorted(keys(known.looks, same))
    )
    cursor: Any = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        with cursor.copy("COPY person_keys (hub_id, person_id, key) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        plain = ((hub.hex, person.hex, key) for hub, person, key in rows)
        cursor.executemany(
            "INSERT INTO person_keys (hub_id, person_id, key) VALUES (?, ?, ?)", plain
        )


def batches(people: Iterator[Known]) -> Iterator[list[Known]]:
    """Whole families, about twenty thousand people at a time."""
    rest: list[Known] = []
    while batch := [*rest, *islice(people, BATCH)]:
        last = batch[-1].family
        rest = [known for known in batch if known.family == last] if len(batch) > BATCH // 2 else []
        yield batch[: len(batch) - len(rest)] or batch
