"""Entering what the hub was told on paper or by phone, with the time it truly came."""

from datetime import datetime

from portal.commands.base import Refused, command
from portal.commands.consultations import begin_draft, new_row
from portal.extensions import db
from portal.models import Contact, LateEntry
from portal.rules.late_entry import LateWords, gaps
from portal.rules.permissions import Actor
from portal.vocabulary import Agency, ContactKind, ContactRoute


@command
def start_late_entry(
    actor: Actor,
    *,
    words: LateWords,
    kind: ContactKind,
    route: ContactRoute,
    agency: Agency | None,
    start_key: str,
    at: datetime,
) -> Contact:
    """A draft of what was received; its clock runs from then. The same key twice is one draft.

    The hub enters for others, and names them; everyone else enters what they handed over
    themselves. Raises `Refused`, naming the field, while something is missing.
    """
    for field, message in gaps(words, at, is_for_another=actor.advises):
        raise Refused(message, field)
    own_key = f"late {start_key}"[:64]  # never the key of what was begun in the usual way
    contact = begin_draft(actor, own_key, kind=kind, route=route, at=at)
    if contact.received_at is None:
        contact.received_at = words.received_at
        db.session.add(_entry(actor, contact, words, at))
        if actor.advises:
            contact.agency = agency or Agency.OTHER
            new_row(contact, "you", at).answers = {
                "phone": words.sender_phone,
                "job_title": words.sender_role,
            }
    return contact


def _entry(actor: Actor, contact: Contact, words: LateWords, at: datetime) -> LateEntry:
    is_for_another = actor.advises
    return LateEntry(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        how=words.how,
        received_by=words.received_by,
        sender_name=words.sender_name if is_for_another else "",
        sender_role=words.sender_role if is_for_another else "",
        sender_organisation=words.sender_organisation if is_for_another else "",
        sender_phone=words.sender_phone if is_for_another else "",
        why=words.why,
        account_id=actor.account_id,
        account_name=actor.name,
        entered_at=at,
    )
