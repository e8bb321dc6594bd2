"""The keys that people are found again by: of new people, and of those recorded earlier."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import bindparam, delete, insert

from portal import audit
from portal.commands.base import command
from portal.extensions import db
from portal.frameworks.same_names import load_same_names
from portal.models import Person, PersonKey
from portal.queries.matching import BATCH, everybody_after, looks_of_row
from portal.queries.rows import AnyRow
from portal.rules.matching_keys import keys
from portal.rules.matching_looks import recorded

_FORGET = delete(PersonKey).where(PersonKey.person_id == bindparam("forgotten_id"))


def keys_of(person: Person, said_on: date, parents: tuple[str, ...]) -> Iterator[PersonKey]:
    """What a new person is found again by, to be kept in the transaction that records them.

    `parents` are the names of the parents on the same contact. Written whether or not anybody was
    known before, so that nothing tells from outside.
    """
    for key in keys(recorded(person, said_on, parents), load_same_names()):
        yield PersonKey(hub_id=person.hub_id, person_id=person.id, key=key)


@command
def write_keys(after: uuid.UUID | None) -> tuple[int, uuid.UUID | None]:
    """Write the keys of the next thousand people; how many there were, and the last of them.

    The second is None when nobody is left. Doing it twice changes nothing.
    """
    rows = everybody_after(after)
    people = {row.id: row for row in reversed(rows)}  # of several contacts, the first
    if people:
        connection = db.session.connection()
        connection.execute(_FORGET, [{"forgotten_id": person_id} for person_id in people])
        if found := _keys(list(people.values())):
            connection.execute(insert(PersonKey), found)
    audit.record(None, "write_person_keys", "people", None)
    is_last = len(rows) < BATCH
    return len(people), None if is_last else rows[-1].id


def _keys(rows: Sequence[AnyRow]) -> list[dict[str, object]]:
    same = load_same_names()
    return [
        {"hub_id": row.hub_id, "person_id": row.id, "key": key}
        for row in rows
        for key in sorted(keys(looks_of_row(row), same))
    ]
