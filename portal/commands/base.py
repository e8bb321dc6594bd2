"""The command shape: the only commit and rollback, and the one way a status changes."""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from sqlalchemy import ColumnElement, CursorResult, update

from portal import audit
from portal.extensions import db
from portal.models import Contact, ContactEvent, QueueVersion
from portal.queries.disagreements import is_at_risk
from portal.rules import lifecycle
from portal.rules.permissions import Actor
from portal.vocabulary import ContactStatus

P = ParamSpec("P")
T = TypeVar("T")


class Refused(Exception):
    """A command that cannot be done, with a sentence for the person who asked."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Crossed(Exception):
    """Somebody else changed the same record since it was opened; nothing was written.

    `saved` is what it says now, `who` changed it ("" where that is not kept with it), `version`
    what to save from once the person has read both.
    """

    def __init__(self, saved: Any) -> None:
        super().__init__("changed meanwhile")
        names = saved.__table__.c.keys()
        self.saved = {name: getattr(saved, name) for name in names}
        self.who, self.version = self.saved.get("changed_by", ""), saved.version


def command(function: Callable[P, T]) -> Callable[P, T]:
    """Commit when the function returns; roll everything back when it raises.

    Audit events are added by the function (or by `advance`) to the same transaction. A command
    never calls another command; shared work lives in plain functions.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            result = function(*args, **kwargs)
            db.session.commit()
        except BaseException:
            db.session.rollback()
            audit.begin()
            raise
        return result

    run.is_command = True  # type: ignore[attr-defined]  # read by a guard test
    return run


def advance(contact: Contact, action: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Move the contact along the lifecycle table: status, timeline, queue version and audit.

    Raises `NotAllowedNow` when the table has no such act for the present status.
    """
    before = contact.status
    contact.status = lifecycle.after(contact.kind, before, action)
    contact.is_open = _stays_open(contact)
    contact.updated_at = at
    note(contact, action, by=by, at=at, reason=reason, before=before)


def settle_place(contact: Contact) -> None:
    """In the open queue or out of it, as what was said about it stands by now."""
    if contact.is_open is not (stays := _stays_open(contact)):
        contact.is_open = stays
        bump_queue(contact.hub_id)


def _stays_open(contact: Contact) -> bool:
    """Whether it belongs in the open queue: it waits for an answer, or somebody is in danger.

    Danger that somebody said who disagrees keeps an answered contact there until that is over.
    """
    if contact.status in lifecycle.OPEN:
        return True
    return contact.status in lifecycle.ANSWERED and is_at_risk(contact)


def advance_if(
    contact_id: uuid.UUID,
    action: str,
    *conditions: ColumnElement[bool],
    start: ContactStatus,
    by: Actor,
    at: datetime,
    **values: Any,
) -> bool:
    """Move a contact of any kind on only if it still stands at `start` and the conditions hold.

    One statement tests and writes, so of many who race one gets True and everyone else False, with
    nothing written. `values` are set with the status.
    """
    after = lifecycle.while_asking(start, action)
    changed = db.session.execute(
        update(Contact)
        .where(
            Contact.id == contact_id,
            Contact.hub_id == by.hub_id,
            Contact.status == start,
            *conditions,
        )
        .values(
            status=after,
            is_open=after in lifecycle.OPEN,
            updated_at=at,
            version=Contact.version + 1,
            **values,
        )
        .execution_options(synchronize_session=False)
    )
    if cast("CursorResult[Any]", changed).rowcount != 1:
        return False
    _line(by.hub_id, contact_id, action, start, after, by=by, at=at)
    bump_queue(by.hub_id)
    return True


def note(
    contact: Contact,
    action: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    before: ContactStatus | None = None,
) -> None:
    """Add a line to the timeline and the audit trail, and tell the hub's queue."""
    hub_id, after = contact.hub_id, contact.status
    _line(hub_id, contact.id, action, before, after, by=by, at=at, reason=reason)
    if contact.submitted_at is not None:
        bump_queue(hub_id)


def _line(
    hub_id: uuid.UUID,
    contact_id: uuid.UUID,
    action: str,
    before: ContactStatus | None,
    after: ContactStatus,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    db.session.add(
        ContactEvent(
            hub_id=hub_id,
            contact_id=contact_id,
            at=at,
            action=action,
            from_status=before,
            to_status=after,
            account_id=by.account_id,
            account_name=by.name,
            account_side=by.side,
            reason=reason,
        )
    )
    audit.record(by, action, "contact", contact_id, at=at, why=reason, hub_id=hub_id)


def bump_queue(hub_id: uuid.UUID) -> None:
    """Raise the version that polls compare, in the present transaction."""
    db.session.execute(
        update(QueueVersion)
        .where(QueueVersion.hub_id == hub_id)
        .values(version=QueueVersion.version + 1)
        .execution_options(synchronize_session=False)
    )
