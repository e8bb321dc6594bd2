"""The register of decisions to share and not to share, and those of one contact."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from portal.extensions import db
from portal.models import Contact, FamilyConflict, ShareRecord
from portal.queries.contacts import WARNINGS, facts
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor, is_of_hub
from portal.rules.queue_filters import Place
from portal.rules.share_filters import ShareFilter
from portal.vocabulary import ShareDecision

PAGE = 50
_COLUMNS = (
    *ShareRecord.__table__.c,
    Contact.reference,
    Contact.kind,
    *WARNINGS,
)
_NOT_KNOWN_TO_READER = (
    ~select(FamilyConflict.id)
    .where(
        FamilyConflict.contact_id == ShareRecord.contact_id,
        FamilyConflict.account_id == bindparam("account_id"),
    )
    .exists()
)
_SCOPES: dict[str, tuple[ColumnElement[bool], ...]] = {
    "hub": (
        ShareRecord.hub_id == bindparam("hub_id"),
        or_(Contact.account_id != bindparam("account_id"), ShareRecord.side == "professional"),
        _NOT_KNOWN_TO_READER,
    ),
    "own": (
        ShareRecord.hub_id == bindparam("hub_id"),
        ShareRecord.account_id == bindparam("account_id"),
        ShareRecord.side == "professional",
        Contact.organisation_id.is_not_distinct_from(bindparam("organisation_id")),
        _NOT_KNOWN_TO_READER,
    ),
}
_FILTERS: dict[ShareFilter, tuple[ColumnElement[bool], ...]] = {
    ShareFilter.ALL: (),
    ShareFilter.SHARED: (ShareRecord.decision == ShareDecision.SHARE,),
    ShareFilter.NOT_SHARED: (ShareRecord.decision == ShareDecision.NOT_SHARE,),
    ShareFilter.DUE: (
        ShareRecord.reviewed_at.is_(None),
        ShareRecord.review_on <= bindparam("today"),
    ),
}
_AFTER = or_(
    ShareRecord.decided_at < bindparam("decided_at"),
    and_(
        ShareRecord.decided_at == bindparam("decided_at"),
        ShareRecord.id < bindparam("share_id"),
    ),
)


def _statement(scope: str, wanted: ShareFilter, *, is_first: bool) -> Select[Any]:
    return (
        select(*_COLUMNS)
        .join(Contact, Contact.id == ShareRecord.contact_id)
        .where(*_SCOPES[scope], *_FILTERS[wanted], *(() if is_first else (_AFTER,)))
        .order_by(ShareRecord.decided_at.desc(), ShareRecord.id.desc())
        .limit(PAGE + 1)
    )


_STATEMENTS = {
    (scope, wanted, is_first): _statement(scope, wanted, is_first=is_first)
    for scope in _SCOPES
    for wanted in ShareFilter
    for is_first in (True, False)
}
_OF_CONTACT = (
    select(*ShareRecord.__table__.c)
    .where(
        ShareRecord.hub_id == bindparam("hub_id"),
        ShareRecord.contact_id == bindparam("contact_id"),
        or_(ShareRecord.side == "professional", bindparam("is_hub") == 1),
    )
    .order_by(ShareRecord.decided_at, ShareRecord.id)
    .limit(500)
)
_ONE = select(ShareRecord).where(
    ShareRecord.id == bindparam("share_id"),
    ShareRecord.hub_id == bindparam("hub_id"),
    ShareRecord.contact_id == bindparam("contact_id"),
    ShareRecord.reviewed_at.is_(None),
    or_(ShareRecord.side == "professional", bindparam("is_hub") == 1),
)


def register(
    actor: Actor, wanted: ShareFilter, after: Place | None, today: date
) -> tuple[Sequence[AnyRow], Place | None]:
    """One page of the register, newest first, and the place of the next; None on the last.

    The hub's people see every decision of the hub but those about families they know, and what
    the hub decided on what they sent themselves; everyone else their own, in the role they act in.
    """
    given: dict[str, Any] = {
        "hub_id": actor.hub_id,
        "account_id": actor.account_id,
        "organisation_id": actor.organisation_id,
        "today": today,
    }
    if after is not None:
        given |= {"decided_at": after.due_at, "share_id": after.contact_id}
    statement = _STATEMENTS["hub" if actor.advises else "own", wanted, after is None]
    rows = db.session.execute(statement, given).all()
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    return rows[:PAGE], Place(last.decided_at, last.id)


def of_contact(actor: Actor, contact: Any) -> Sequence[AnyRow]:
    """The decisions on one contact, oldest first; those of the hub are the hub's own."""
    return db.session.execute(_OF_CONTACT, _ids(actor, contact)).all()


def to_review(actor: Actor, contact: Any, share_id: uuid.UUID) -> ShareRecord | None:
    """A decision on this contact that has not been looked at again, for its reader to replace."""
    given = {**_ids(actor, contact), "share_id": share_id}
    return db.session.execute(_ONE, given).scalar_one_or_none()


def _ids(actor: Actor, contact: Any) -> dict[str, Any]:
    return {
        "hub_id": contact.hub_id,
        "contact_id": contact.id,
        "is_hub": int(is_of_hub(actor, facts(contact))),
    }
