"""What sending a carried-over contact does to the one it came from."""

from datetime import datetime

from sqlalchemy import select

from portal.commands.base import note
from portal.extensions import db
from portal.models import Contact, FamilyConflict
from portal.rules.permissions import Actor
from portal.rules.warnings_kept import joined
from portal.vocabulary import ContactKind


def tell_the_consultation(contact: Contact, *, by: Actor, at: datetime) -> None:
    """When what was carried over is sent: a line where it came from, the same people kept out.

    Whoever knows the family and so cannot see the first contact cannot see the second either. A
    warning on the first holds for the second: the same people could be put at risk.
    """
    if contact.from_contact_id is None:
        return
    source = db.session.get_one(Contact, contact.from_contact_id)
    contact.is_safe_contact = contact.is_safe_contact or source.is_safe_contact
    contact.must_not_be_told = joined(contact.must_not_be_told, source.must_not_be_told)
    is_referral = contact.kind is ContactKind.REFERRAL
    note(source, "refer_now" if is_referral else "ask_again", by=by, at=at)
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
