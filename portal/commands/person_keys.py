"""The keys that people are found again by: of new people, and of those recorded earlier."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, insert

from portal import audit
from portal.commands.base import command
from portal.extensions import db
from portal.frameworks.same_names import load_same_names
from portal.models import Person, PersonKey
from portal.queries import early_help
from portal.queries.everybody import BATCH, everybody_after
from portal.queries.matching import looks_of_row
from portal.queries.matching_help import by_hand
from portal.queries.rows import AnyRow
from portal.rules.matching_keys import keys
from portal.rules.matching_looks import recorded
from portal.vocabulary import Part

_FORGET = delete(PersonKey).where(PersonKey.person_id == bindparam("forgotten_id"))


def keys_of(person: Person, said_on: date, parents: tuple[str, ...]) -> Iterator[PersonKey]:
    """What a new person is found again by, to be kept in the transaction that records them.

    `parents` are the names of the parents on the same contact. Written whether or not anybody was
    known before, so that nothing tells from outside.
    """
    for key in keys(recorded(person, said_on, parents), load_same_names()):
        yield PersonKey(hub_id=person.hub_id, person_id=person.id, key=key)


def index_family(episode: Any) -> None:
    """Write anew what those are found by whom only this help knows, in the present transaction.

    Who is on a contact is found by what was written there. Somebody taken out of the family is
    found no more; the names of the parents here are part of what a child is found by.
    """
    everybody = by_hand(episode)
    db.session.execute(
        delete(PersonKey).where(PersonKey.person_id.in_([person.id for _, person in everybody]))
    )
    parents = {
        row.person_id: row.name
        for row in early_help.people(episode.hub_id, episode.id)
        if row.part is Part.PARENT and row.name and not row.is_removed
    }
    found = [
        {"hub_id": row.hub_id, "person_id": row.person_id, "key": row.key}
        for member, person in everybody
        if not member.is_removed
        for row in keys_of(
            person,
            member.age_on,
            tuple(name for key, name in parents.items() if key != person.id),
        )
    ]
    if found:
        db.session.execute(insert(PersonKey), found)


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
