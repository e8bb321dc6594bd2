"""Whether two people read before one signs: what is known of the family when it is asked."""

import uuid
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import Contact, ContactPerson, ThresholdDecision
from portal.queries import decisions, hubs, known
from portal.rules import deciding, hub_settings
from portal.rules.matching_looks import months_before
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import DecisionStatus

MANY = 500  # more proposals than wait about one person

_PROPOSED = (
    select(ThresholdDecision, Contact)
    .join(Contact, Contact.id == ThresholdDecision.contact_id)
    .where(
        ThresholdDecision.hub_id == bindparam("hub_id"),
        ThresholdDecision.status == DecisionStatus.PROPOSED,
        ThresholdDecision.contact_id.in_(
            select(ContactPerson.contact_id).where(
                ContactPerson.hub_id == bindparam("hub_id"),
                ContactPerson.person_id.in_(bindparam("person_ids", expanding=True)),
            )
        ),
    )
    .order_by(ThresholdDecision.id)
    .limit(MANY)
)


def is_asked_for(actor: Actor, contact: Any) -> bool:
    """Whether the hub wants a second reader, by what this person may know of the family now."""
    settings = hub_settings.read(hubs.hub(contact.hub_id).settings)
    came_on = (contact.received_at or contact.submitted_at).astimezone(UK).date()
    first_day = months_before(came_on, settings.known_before_months)
    since = datetime.combine(first_day, time(), tzinfo=UK)
    return deciding.needs_second_reader(
        is_said_to_repeat=decisions.is_said_to_repeat(contact),
        earlier_contacts=known.earlier_contacts(actor, contact, since),
        limit=settings.second_reader_after,
    )


def proposals_about(
    actor: Actor, person_ids: Sequence[uuid.UUID]
) -> Sequence[tuple[ThresholdDecision, Contact]]:
    """What waits for sign-off on the contacts of these people."""
    given = {"hub_id": actor.hub_id, "person_ids": list(person_ids)}
    return [(row[0], row[1]) for row in db.session.execute(_PROPOSED, given).all()]
