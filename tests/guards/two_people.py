"""Which contact an address is about, and what of it: people, a disagreement, a next step."""

import uuid
from typing import Any

from sqlalchemy import select

from portal.extensions import db
from portal.models import Account, Contact, ContactPerson, Hub
from tests.guards.challenged import challenge_of, step_of
from tests.makers import Maker

_chosen: dict[uuid.UUID, uuid.UUID] = {}  # the contact beside each contact


def put_in(values: dict[str, Any], contact: Contact) -> None:
    """The contact's identifier, and where two people are asked for, theirs."""
    values["contact_id"] = contact.id
    if "disagreement_id" in values:
        values["disagreement_id"] = challenge_of(contact, values["disagreement_id"])
    if "step_id" in values:
        values["step_id"] = step_of(contact)
    if "other_id" in values:
        values |= {"person_id": child_of(contact), "other_id": child_of(_beside(contact))}


def _beside(contact: Contact) -> Contact:
    """Any other that was sent, and from then on the same one: an address is asked for twice."""
    if contact.id in _chosen:
        return db.session.get_one(Contact, _chosen[contact.id])
    other = select(Contact).where(
        Contact.hub_id == contact.hub_id,
        Contact.id != contact.id,
        Contact.submitted_at.is_not(None),
    )
    found = db.session.scalars(other.limit(1)).first() or _another(contact)
    _chosen[contact.id] = found.id
    return found


def _another(contact: Contact) -> Contact:
    asker = db.session.get_one(Account, contact.account_id)
    return Maker().consultation(hub=db.session.get_one(Hub, contact.hub_id), asker=asker)


def child_of(contact: Contact) -> uuid.UUID:
    """The first child that a maker puts on a contact."""
    children = select(ContactPerson.person_id).where(ContactPerson.contact_id == contact.id)
    first = children.order_by(ContactPerson.position, ContactPerson.person_id).limit(1)
    return db.session.scalars(first).one()
