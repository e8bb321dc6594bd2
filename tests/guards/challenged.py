"""Disagreements and next steps that a page of the access matrix is about."""

import uuid
from typing import Any

from sqlalchemy import select

from portal.extensions import db
from portal.models import Account, Advice, Contact, Disagreement, DisagreementRound, NextStep
from portal.vocabulary import Answer, CameBy, DisagreementStage, DisagreementStatus
from tests.makers import NOON

ASKED_FOR = "He is asked for by an address"


def challenge(
    contact: Contact, holder: Account, status: DisagreementStatus, reason: str = "He is ill"
) -> uuid.UUID:
    """One that the writer raised and the holder is named to answer, or has answered."""
    named: dict[str, Any] = {"responder_id": holder.id, "responder_name": holder.name}
    stage = DisagreementStage.PRACTITIONERS
    made = Disagreement(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        author_id=holder.id,
        account_id=contact.account_id,
        account_name=contact.asker_name,
        at_risk_now=Answer.YES,
        reason=reason,
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
        Disagreement.contact_id == contact.id,
        Disagreement.status == status,
        Disagreement.reason == ASKED_FOR,
    )
    found = db.session.scalars(wanted.limit(1)).first()
    if found is None:
        holder_id = contact.adviser_id or contact.account_id  # nobody has it yet
        holder = db.session.get_one(Account, holder_id)
        found = challenge(contact, holder, status, ASKED_FOR)
        db.session.commit()
    return found


def step_of(contact: Contact) -> uuid.UUID:
    """The professional's next step of the latest advice on the contact; no step before there is."""
    wanted = (
        select(NextStep.id)
        .join(Advice, Advice.id == NextStep.advice_id)
        .where(NextStep.contact_id == contact.id, NextStep.owner_id == contact.account_id)
        .order_by(Advice.version.desc(), NextStep.position)
        .limit(1)
    )
    return db.session.scalars(wanted).first() or uuid.UUID(int=0)
