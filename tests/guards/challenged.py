"""Disagreements and next steps that a page of the access matrix is about."""

import uuid
from typing import Any

from sqlalchemy import select

from portal.extensions import db
from portal.models import Account, Contact, Disagreement, DisagreementRound, NextStep
from portal.vocabulary import Answer, CameBy, DisagreementStage, DisagreementStatus
from tests.makers import NOON


def challenge(contact: Contact, holder: Account, status: DisagreementStatus) -> uuid.UUID:
    """One that the writer raised and the holder is named to answer, or has answered."""
    named: dict[str, Any] = {"responder_id": holder.id, "responder_name": holder.name}
    stage = DisagreementStage.PRACTITIONERS
    made = Disagreement(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        author_id=holder.id,
        account_id=contact.account_id,
        account_name=contact.asker_name,
        at_risk_now=Answer.NO,
        reason="He is ill",
        raised_at=NOON,
        stage=stage,
        status=status,
        due_at=NOON,
        **named,
    )
    db.session.add(made)
    db.session.flush()
    is_answered = status is DisagreementStatus.ANSWERED
    went = DisagreementRound(
        hub_id=contact.hub_id,
        disagreement_id=made.id,
        stage=stage,
        came_by=CameBy.RAISED,
        started_at=NOON,
        due_at=NOON,
        answer="Nothing changes" if is_answered else "",
        answered_at=NOON if is_answered else None,
        **named,
    )
    db.session.add(went)
    db.session.flush()
    return made.id


def challenge_of(contact: Contact, status: DisagreementStatus) -> uuid.UUID:
    """The one on the contact whose turn is as asked for; made, where there is none."""
    wanted = select(Disagreement.id).where(
        Disagreement.contact_id == contact.id, Disagreement.status == status
    )
    found = db.session.scalars(wanted.order_by(Disagreement.id).limit(1)).first()
    if found is None:
        assert contact.adviser_id is not None
        found = challenge(contact, db.session.get_one(Account, contact.adviser_id), status)
        db.session.commit()
    return found


def step_of(contact: Contact) -> uuid.UUID:
    """The professional's first next step of the contact."""
    wanted = select(NextStep.id).where(
        NextStep.contact_id == contact.id, NextStep.owner_id == contact.account_id
    )
    return db.session.scalars(wanted.order_by(NextStep.id).limit(1)).one()
