"""The hub's answers to one contact, as the commands that change them need them."""

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


def current_advice(contact: Contact) -> Advice | None:
    """The version that stands: the latest that is not withdrawn."""
    return db.session.execute(_CURRENT, _ids(contact)).scalar_one_or_none()


def highest_version(contact: Contact) -> int:
    """The number of the latest version, 0 before the first."""
    return int(db.session.execute(_HIGHEST, _ids(contact)).scalar_one() or 0)


def _ids(contact: Contact) -> dict[str, Any]:
    return {"contact_id": contact.id, "hub_id": contact.hub_id}
