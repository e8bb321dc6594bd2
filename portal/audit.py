"""The audit trail's one door: every act and every read passes here, in its own transaction."""

import uuid
from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from portal.extensions import db, present
from portal.models import AuditEvent, prepared
from portal.rules.permissions import Actor

_INSERT = insert(AuditEvent).inline()
_WRITTEN = (
    *("at", "hub_id", "account_id", "role", "action"),
    *("record_type", "record_id", "result", "why"),
)
_RECORDED = "audit event recorded"


def record(
    actor: Actor | None,
    action: str,
    record_type: str,
    record_id: uuid.UUID | None,
    *,
    at: datetime | None = None,
    why: str = "",
    hub_id: uuid.UUID | None = None,
    result: str = "done",
    connection: Connection | None = None,
) -> None:
    """Add one event to the present transaction; it is kept only if that transaction is.

    With `connection` it is the transaction open there, else that of the session.

    `why` holds a reason given by a person, or the name of the access rule; never case content.
    `actor` is None for the worker and the command line.
    """
    if connection is None:
        session = present()
        session.info[_RECORDED] = True
        connection = session.plain()
    event = {
        "at": at or datetime.now(UTC),
        "hub_id": hub_id or (actor.hub_id if actor else None),
        "account_id": actor.account_id if actor else None,
        "role": str(actor.role) if actor else "system",
        "action": action,
        "record_type": record_type,
        "record_id": record_id,
        "result": result,
        "why": why,
    }
    prepared.run(connection, _INSERT, event, writes=_WRITTEN)


def record_reads(actor: Actor, contact_ids: Collection[uuid.UUID], *, why: str) -> None:
    """One event for each contact of which something is shown beside another, in one statement."""
    now = datetime.now(UTC)
    shared = {
        "at": now,
        "hub_id": actor.hub_id,
        "account_id": actor.account_id,
        "role": str(actor.role),
        "action": "read",
        "record_type": "contact",
        "result": "done",
        "why": why,
    }
    if contact_ids:
        db.session.info[_RECORDED] = True
        rows = [{**shared, "record_id": contact_id} for contact_id in contact_ids]
        db.session.connection().execute(_INSERT, rows)


def begin() -> None:
    """From here on, `has_event` tells of what comes."""
    db.session.info.pop(_RECORDED, None)


def has_event() -> bool:
    """Whether an event has been recorded since `begin`, and not been rolled back by a command."""
    return _RECORDED in db.session.info
