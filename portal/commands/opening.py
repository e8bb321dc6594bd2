"""The first time each side opens what the other sent, once and for good."""

import uuid
from datetime import datetime

from sqlalchemy import update

from portal import audit
from portal.commands.base import command, note
from portal.commands.contact_words import checked_text
from portal.extensions import db
from portal.models import Advice, Contact, ThresholdDecision
from portal.rules.permissions import Actor
from portal.vocabulary import N_


@command
def mark_opened(contact_id: uuid.UUID, *, by: Actor, at: datetime) -> None:
    """Note the hub's first look at a contact; a second look at the same moment changes nothing."""
    first = db.session.execute(
        update(Contact)
        .where(Contact.id == contact_id, Contact.hub_id == by.hub_id, Contact.opened_at.is_(None))
        .values(opened_at=at)
        .returning(Contact.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if first is not None:
        note(db.session.get_one(Contact, contact_id), "opened", by=by, at=at)


@command
def open_address(contact: Contact, *, by: Actor, reason: str, at: datetime) -> None:
    """Note that somebody opens a secret address, and why; it is shown in the same answer.

    Raises `Refused` without a reason: no reason, no address.
    """
    reason = checked_text(reason, "reason", N_("Write why you need the address now"))
    note(contact, "open_address", by=by, at=at, reason=reason)


@command
def mark_advice_read(
    contact_id: uuid.UUID, advice_id: uuid.UUID, *, by: Actor, at: datetime
) -> None:
    """Note that the professional has opened the advice, so that the hub knows it arrived."""
    first = db.session.execute(
        update(Advice)
        .where(Advice.id == advice_id, Advice.contact_id == contact_id, Advice.read_at.is_(None))
        .values(read_at=at)
        .returning(Advice.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if first is not None:
        note(db.session.get_one(Contact, contact_id), "read_advice", by=by, at=at)


@command
def mark_decision_read(
    contact_id: uuid.UUID, decision_id: uuid.UUID, *, by: Actor, at: datetime
) -> None:
    """Note that the referrer has opened the decision, so that nobody need ring to ask."""
    first = db.session.execute(
        update(ThresholdDecision)
        .where(
            ThresholdDecision.id == decision_id,
            ThresholdDecision.contact_id == contact_id,
            ThresholdDecision.read_at.is_(None),
        )
        .values(read_at=at)
        .returning(ThresholdDecision.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if first is not None:
        note(db.session.get_one(Contact, contact_id), "read_decision", by=by, at=at)


@command
def note_beside(contact_id: uuid.UUID, *, by: Actor, why: str, at: datetime) -> None:
    """What others wrote is shown beside words that came too late: that is a read like any other."""
    audit.record(by, "read", "contact", contact_id, at=at, why=why)
