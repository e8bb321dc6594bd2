"""What sending a carried-over referral does to the consultation it came from."""

from datetime import datetime

from sqlalchemy import select

from portal.commands.base import note
from portal.extensions import db
from portal.models import Contact, FamilyConflict
from portal.rules.permissions import Actor


def tell_the_consultation(contact: Contact, *, by: Actor, at: datetime) -> None:
    """When a carried-over referral is sent: a line on its consultation, the same people kept out.

    Whoever knows the family and so cannot see the consultation cannot see the referral either.
    """
    if contact.from_contact_id is None:
        return
    source = db.session.get_one(Contact, contact.from_contact_id)
    note(source, "refer_now", by=by, at=at)
    knowing = select(FamilyConflict).where(FamilyConflict.contact_id == source.id)
    db.session.add_all(
        FamilyConflict(
            hub_id=contact.hub_id,
            contact_id=contact.id,
            account_id=each.account_id,
            declared_at=each.declared_at,
        )
        for each in db.session.scalars(knowing)
    )
