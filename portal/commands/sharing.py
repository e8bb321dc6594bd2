"""Decisions to share and not to share, put on the record of a contact."""

import uuid
from datetime import datetime

from portal.commands.base import Refused, command, note
from portal.commands.contact_words import forget_words
from portal.extensions import db
from portal.models import Contact, ShareRecord
from portal.queries import sharing as queries
from portal.rules.permissions import Actor
from portal.rules.sharing import ShareWords, gaps, proposed_for

HUB = "hub"


@command
def record_decision(
    contact: Contact,
    *,
    by: Actor,
    words: ShareWords,
    at: datetime,
    key: uuid.UUID,
    reviews: uuid.UUID | None = None,
) -> ShareRecord:
    """Put a decision on the record; its words never change, a later one takes its place.

    `key` makes sending twice record once. `reviews` names the earlier decision that this one looks
    at again. Raises `Refused`, naming the field, while something is missing.
    """
    for field, message in gaps(words, proposed_for(by)):
        raise Refused(message, field)
    before = db.session.get(ShareRecord, key)
    if before is not None:
        return before
    earlier = queries.to_review(by, contact, reviews) if reviews else None
    if earlier is not None:
        earlier.reviewed_at = at
    record = ShareRecord(
        id=key,
        hub_id=contact.hub_id,
        contact_id=contact.id,
        reviews_id=earlier.id if earlier else None,
        account_id=by.account_id,
        account_name=by.name,
        side=by.side,
        decided_at=at,
        **vars(words),
    )
    db.session.add(record)
    forget_words(by, contact, "record_sharing")
    note(contact, "hub_share_decision" if by.side == HUB else "share_decision", by=by, at=at)
    return record
