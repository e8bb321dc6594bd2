"""What sending a contact does to what it came from, and to all that is about the same family."""

from datetime import datetime

from sqlalchemy import select

from portal.commands.base import note
from portal.commands.family_warnings import warn_family
from portal.extensions import db
from portal.models import Contact, FamilyConflict
from portal.rules.permissions import Actor
from portal.rules.warnings_kept import joined
from portal.vocabulary import ContactKind


def tell_what_it_is_tied_to(contact: Contact, *, by: Actor, at: datetime) -> None:
    """When a contact is sent: the one it came from says so, and warnings hold both ways.

    Whoever knows the family and so cannot see the first contact cannot see the second either. A
    warning on one holds for every contact of the chain and for early help: the same people could
    be put at risk by whoever reads only the other.
    """
    if contact.from_contact_id is not None:
        # Locked: a warning that is being put on it at this moment is read, or finds this one sent.
        source = db.session.get_one(
            Contact, contact.from_contact_id, with_for_update=True, populate_existing=True
        )
        _tell_the_first(source, contact, by, at)
    if contact.is_safe_contact or contact.must_not_be_told:
        warn_family(
            contact,
            is_safe_contact=contact.is_safe_contact,
            words=contact.must_not_be_told,
            by=by,
            at=at,
        )


def _tell_the_first(source: Contact, contact: Contact, by: Actor, at: datetime) -> None:
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
            is_by_match=each.is_by_match,
            kept_by=each.kept_by,
        )
        for each in db.session.scalars(knowing)
    )
