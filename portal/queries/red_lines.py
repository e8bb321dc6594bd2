"""The level that the red lines ticked on a contact stand for, as its guidance was given."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import Guidance
from portal.queries.rows import AnyRow

MANY = 500  # more children than one contact has

_GIVEN = (
    select(Guidance.level, Guidance.result)
    .where(
        Guidance.hub_id == bindparam("hub_id"),
        Guidance.contact_id == bindparam("contact_id"),
        Guidance.level.is_not(None),
    )
    .order_by(Guidance.given_at, Guidance.id)
    .limit(MANY)
)


def red_line_level(contact: Any) -> int | None:
    """The highest level of a child with a red line; None where none was ticked."""
    given = {"hub_id": contact.hub_id, "contact_id": contact.id}
    return highest_red_line(db.session.execute(_GIVEN, given).all())


def highest_red_line(rows: Iterable[AnyRow]) -> int | None:
    """The same of the guidance of a contact that was read already."""
    with_line = (row.level for row in rows if row.level and row.result.get("red_lines"))
    return max(with_line, default=None)
