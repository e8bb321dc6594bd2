"""Which contact an address is about, and what of it: people, a check, a disagreement, a step."""

import uuid
from typing import Any

from sqlalchemy import select

from portal.extensions import db
from portal.models import Account, AgencyCheck, Contact, ContactPerson, Hub
from portal.vocabulary import Agency, CheckStatus, MayShare, Role
from tests.check_maker import agency_of, answer, ask, contributor_of
from tests.guards.challenged import challenge_of, step_of
from tests.guards.episodes import put_in_episode
from tests.makers import Maker

POLICE = "County Police"
_beside: dict[uuid.UUID, uuid.UUID] = {}


def put_in(values: dict[str, Any], contact: Contact) -> None:
    """The contact's identifier, and where two people are asked for, theirs."""
    values["contact_id"] = contact.id
    if "episode_id" in values:
        put_in_episode(values, contact)
        return
    if "disagreement_id" in values:
        values["disagreement_id"] = challenge_of(contact, values["disagreement_id"])
    if "step_id" in values:
        values["step_id"] = step_of(contact)
    if "other_id" in values:
        other = select(Contact).where(
            Contact.hub_id == contact.hub_id,
            Contact.id != contact.id,
            Contact.submitted_at.is_not(None),
        )
        if contact.id not in _beside:  # the same one each time, whatever comes later
            found = db.session.scalars(other.limit(1)).first() or _another(contact)
            _beside[contact.id] = child_of(found)
        values |= {"person_id": child_of(contact), "other_id": _beside[contact.id]}
    if "check_id" in values:
        is_answered = values["check_id"] == "answered"
        is_draft = contact.submitted_at is None  # about which nobody can be asked
        values["check_id"] = uuid.uuid4() if is_draft else check_of(contact, is_answered).id


def check_of(contact: Contact, is_answered: bool) -> AgencyCheck:
    """The check of the police that was put or answered before on this contact, or a new one."""
    status = CheckStatus.ANSWERED if is_answered else CheckStatus.ASKED
    asked = db.session.query(AgencyCheck).filter_by(contact_id=contact.id, status=status)
    found = asked.order_by(AgencyCheck.number).first()
    if found is not None:
        return found
    hub = db.session.get_one(Hub, contact.hub_id)
    police = agency_of(Maker(), hub, Agency.POLICE, POLICE)
    holder = contact.adviser_id
    adviser = db.session.get(Account, holder) if holder else None
    is_open, contact.is_open = contact.is_open, True  # asked before it was answered
    (made,) = ask(contact, adviser or Maker().account(Role.DECISION_MAKER, hub=hub), police)
    contact.is_open = is_open
    db.session.commit()
    if is_answered:
        answer(made, contributor_of(police), may_share=MayShare.FAMILY)
    return made


def _another(contact: Contact) -> Contact:
    asker = db.session.get_one(Account, contact.account_id)
    return Maker().consultation(hub=db.session.get_one(Hub, contact.hub_id), asker=asker)


def child_of(contact: Contact) -> uuid.UUID:
    """The first child that a maker puts on a contact."""
    children = select(ContactPerson.person_id).where(ContactPerson.contact_id == contact.id)
    first = children.order_by(ContactPerson.position, ContactPerson.person_id).limit(1)
    return db.session.scalars(first).one()
