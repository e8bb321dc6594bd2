"""Decisions on one referral, as the commands that change them and the pages need them."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, select

from portal.extensions import db
from portal.models import (
    Contact,
    ContactEvent,
    ContactPerson,
    FamilyConflict,
    ThresholdDecision,
)
from portal.queries.contacts import WARNINGS
from portal.queries.rows import AnyRow
from portal.rules.deciding import TELLS_NOTHING
from portal.rules.permissions import Actor
from portal.vocabulary import DecisionStatus

PAGE = 50
REPEAT = "repeat_contacts"

_OF_CONTACT = (
    ThresholdDecision.contact_id == bindparam("contact_id"),
    ThresholdDecision.hub_id == bindparam("hub_id"),
)
_STANDING = (
    select(ThresholdDecision)
    .where(*_OF_CONTACT, ThresholdDecision.status == bindparam("status"))
    .order_by(ThresholdDecision.version.desc())
    .limit(1)
)
_NUMBERED = select(ThresholdDecision).where(
    *_OF_CONTACT, ThresholdDecision.version == bindparam("version")
)
_HIGHEST = select(func.max(ThresholdDecision.version)).where(*_OF_CONTACT)
_UNREAD = (
    select(ThresholdDecision.id)
    .where(
        *_OF_CONTACT,
        ThresholdDecision.status == DecisionStatus.SIGNED_OFF,
        ThresholdDecision.read_at.is_(None),
    )
    .limit(1)
)
_OVERDUE = (
    select(
        Contact.id.label("contact_id"),
        Contact.reference,
        Contact.people_label,
        *WARNINGS,
        Contact.asker_name,
        ThresholdDecision.signed_at,
        ThresholdDecision.read_by_at,
    )
    .join(Contact, Contact.id == ThresholdDecision.contact_id)
    .where(
        ThresholdDecision.hub_id == bindparam("hub_id"),
        ThresholdDecision.status == DecisionStatus.SIGNED_OFF,
        ThresholdDecision.read_at.is_(None),
        ThresholdDecision.read_by_at < bindparam("now"),
        ~exists().where(
            FamilyConflict.contact_id == Contact.id,
            FamilyConflict.account_id == bindparam("account_id"),
        ),
    )
    .order_by(ThresholdDecision.read_by_at, ThresholdDecision.id)
    .limit(PAGE)
)


_FLAGS = (
    select(ContactPerson.flags)
    .where(
        ContactPerson.contact_id == bindparam("contact_id"),
        ContactPerson.hub_id == bindparam("hub_id"),
    )
    .limit(PAGE)
)
_TELLING = (
    ContactEvent.contact_id == bindparam("contact_id"),
    ContactEvent.hub_id == bindparam("hub_id"),
    ContactEvent.action.notin_(sorted(TELLS_NOTHING)),
)
_WAS_SIGNED = (
    select(ThresholdDecision.id)
    .where(*_OF_CONTACT, ThresholdDecision.signed_at.is_not(None))
    .limit(1)
)
_HEARD = select(func.count(ContactEvent.id)).where(*_TELLING)
_LAST_RAG = (
    select(ContactEvent.account_id, ContactEvent.reason)
    .where(
        ContactEvent.contact_id == bindparam("contact_id"),
        ContactEvent.hub_id == bindparam("hub_id"),
        ContactEvent.action == "change_rag",
    )
    .order_by(ContactEvent.at.desc(), ContactEvent.id.desc())
    .limit(1)
)
_TOLD_AT = (
    select(ContactEvent.at)
    .where(*_TELLING)
    .order_by(ContactEvent.at, ContactEvent.id)
    .offset(bindparam("heard"))
    .limit(1)
)
_SINCE = (
    select(ContactEvent.at, ContactEvent.action, ContactEvent.account_name, ContactEvent.reason)
    .where(*_TELLING, ContactEvent.at >= bindparam("since"))
    .order_by(ContactEvent.at, ContactEvent.id)
    .limit(PAGE)
)


def standing(contact: Any, status: DecisionStatus) -> ThresholdDecision | None:
    """The latest version with that status: the proposal, or the decision that stands."""
    given = {**_ids(contact), "status": status}
    return db.session.execute(_STANDING, given).scalar_one_or_none()


def numbered(contact: Any, version: int) -> ThresholdDecision | None:
    """The version of that number."""
    given = {**_ids(contact), "version": version}
    return db.session.execute(_NUMBERED, given).scalar_one_or_none()


def highest_version(contact: Any) -> int:
    """The number of the latest version, 0 before the first."""
    return int(db.session.execute(_HIGHEST, _ids(contact)).scalar_one() or 0)


def unread_decision(contact: Any) -> uuid.UUID | None:
    """The decision that stands, while its reader has not opened it."""
    return db.session.execute(_UNREAD, _ids(contact)).scalar_one_or_none()


def was_signed(contact: Any) -> bool:
    """Whether any decision on it was ever signed off, overturned since or not."""
    return db.session.execute(_WAS_SIGNED, _ids(contact)).first() is not None


def heard(contact: Any) -> int:
    """How much the contact has told so far: the number grows with whatever may bear on it."""
    return int(db.session.execute(_HEARD, _ids(contact)).scalar_one())


def told_beyond(contact: Any, heard: int) -> datetime | None:
    """When the first thing was told that a page which had heard so much does not show."""
    given = {**_ids(contact), "heard": heard}
    return db.session.execute(_TOLD_AT, given).scalar_one_or_none()


def has_called_it_so(actor: Actor, contact: Any, reason: str) -> bool:
    """Whether it was this person who last said how urgent it is, in the same words."""
    last = db.session.execute(_LAST_RAG, _ids(contact)).one_or_none()
    return last is not None and tuple(last) == (actor.account_id, reason)


def told_since(contact: Any, since: datetime) -> Sequence[AnyRow]:
    """The acts since then that may bear on a decision, the oldest first."""
    return db.session.execute(_SINCE, {**_ids(contact), "since": since}).all()


def is_said_to_repeat(contact: Any) -> bool:
    """Whether the writer said of anybody that there have been several contacts before."""
    return any(REPEAT in flags for flags in db.session.execute(_FLAGS, _ids(contact)).scalars())


def unread_too_long(actor: Actor, now: datetime) -> Sequence[AnyRow]:
    """Decisions of the hub whose referrers should have opened them by now, oldest first."""
    given = {"hub_id": actor.hub_id, "account_id": actor.account_id, "now": now}
    return db.session.execute(_OVERDUE, given).all()


def _ids(contact: Any) -> dict[str, Any]:
    return {"contact_id": contact.id, "hub_id": contact.hub_id}
