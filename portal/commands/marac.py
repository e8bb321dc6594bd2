"""Referrals to a MARAC, put on the record of a contact."""

import uuid
from datetime import datetime

from portal.commands.base import Refused, command, note
from portal.commands.contact_words import MOST, forget_words
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.models import Contact, MaracReferral
from portal.queries import abuse
from portal.rules.deciding import OWN
from portal.rules.marac import MaracWords, gaps
from portal.rules.permissions import Actor
from portal.vocabulary import N_


@command
def record_marac(
    contact: Contact, *, by: Actor, words: MaracWords, at: datetime, key: uuid.UUID
) -> MaracReferral:
    """Put a MARAC referral on the record and tell who asked that there is something to read.

    `key` makes sending twice record once. Nobody in the family is told from here. Raises
    `Refused`, naming the field, while something is missing, and on one's own submission.
    """
    if by.account_id == contact.account_id:
        raise Refused(OWN)
    for field, message in gaps(words, has_children=abuse.has_children(contact)):
        raise Refused(message, field)
    _refuse_too_long(words)
    before = db.session.get(MaracReferral, key)
    if before is not None:
        if before.contact_id != contact.id:
            raise Refused(
                N_("This form cannot be sent. Open the page again and send it from there.")
            )
        return before
    referral = MaracReferral(
        id=key,
        hub_id=contact.hub_id,
        contact_id=contact.id,
        version=abuse.highest_marac(contact) + 1,
        account_id=by.account_id,
        account_name=by.name,
        recorded_at=at,
        **{**vars(words), "criteria": [each.value for each in words.criteria]},
    )
    db.session.add(referral)
    forget_words(by, contact, "record_marac")
    note(contact, "record_marac", by=by, at=at)
    contact.updated_at = at
    queue_mail("information_added", contact, [contact.account_id], at)
    return referral


def _refuse_too_long(words: MaracWords) -> None:
    for field, text in vars(words).items():
        if isinstance(text, str) and len(text) > MOST:
            raise Refused(N_("Shorten this to 20,000 characters or fewer"), field)
