"""How a contact reached the hub before it was entered."""

from sqlalchemy import select

from portal.extensions import db
from portal.models import Contact, LateEntry


def of_contact(contact: Contact) -> LateEntry | None:
    """The late entry of this contact of the reader's own; None for one sent in the usual way."""
    if contact.received_at is None:
        return None
    mine = select(LateEntry).where(
        LateEntry.hub_id == contact.hub_id, LateEntry.contact_id == contact.id
    )
    return db.session.execute(mine).scalar_one()
