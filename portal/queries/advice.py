"""The hub's answers to one contact, as the commands that change them need them."""

import uuid
from typing import Any

from sqlalchemy import bindparam, func, select

from portal.extensions import db
from portal.models import Advice, Contact
from portal.vocabulary import AdviceStatus

_OF_CONTACT = (
    Advice.contact_id == bindparam("contact_id"),
    Advice.hub_id == bindparam("hub_id"),
)
_CURRENT = (
    select(Advice)
    .where(*_OF_CONTACT, Advice.status == AdviceStatus.GIVEN)
    .order_by(Advice.version.desc())
    .limit(1)
)
_HIGHEST = select(func.max(Advice.version)).where(*_OF_CONTACT)
_WITHDRAWN = select(Advice).where(
    *_OF_CONTACT,
    Advice.version == bindparam("version"),
    Advice.status == AdviceStatus.WITHDRAWN,
)
_UNREAD = (
    select(Advice.id)
    .where(*_OF_CONTACT, Advice.status == AdviceStatus.GIVEN, Advice.read_at.is_(None))
    .limit(1)
)


def current_advice(contact: Contact) -> Advice | None:
    """The version that stands: the latest that is not withdrawn."""
    return db.session.execute(_CURRENT, _ids(contact)).scalar_one_or_none()


def highest_version(contact: Contact) -> int:
    """The number of the latest version, 0 before the first."""
    return int(db.session.execute(_HIGHEST, _ids(contact)).scalar_one() or 0)


def withdrawn_version(contact: Contact, version: int) -> Advice | None:
    """The version of that number, if it has been withdrawn."""
    given = {**_ids(contact), "version": version}
    return db.session.execute(_WITHDRAWN, given).scalar_one_or_none()


def unread_advice(contact: Any) -> uuid.UUID | None:
    """The version that stands, while its reader has not opened it."""
    return db.session.execute(_UNREAD, _ids(contact)).scalar_one_or_none()


def _ids(contact: Any) -> dict[str, Any]:
    return {"contact_id": contact.id, "hub_id": contact.hub_id}
