"""The keys of people recorded before there were keys, or before a name was known as a form."""

import uuid
from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert

from portal import audit
from portal.commands.base import command
from portal.extensions import db
from portal.frameworks.same_names import load_same_names
from portal.models import PersonKey
from portal.queries.matching import BATCH, everybody_after, looks_of_row
from portal.queries.rows import AnyRow
from portal.rules.matching_keys import keys

_FORGET = delete(PersonKey).where(PersonKey.person_id == bindparam("forgotten_id"))


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
