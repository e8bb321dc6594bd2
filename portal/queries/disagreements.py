"""Disagreements for their parties: those of one contact, one to be changed, those out of time."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import (
    Advice,
    Contact,
    DangerAnswer,
    Disagreement,
    DisagreementRound,
    ThresholdDecision,
)
from portal.queries.contacts import NOT_KNOWN_TO_READER, WARNINGS, facts
from portal.queries.rows import AnyRow
from portal.rules import disagreeing
from portal.rules.disagreeing import OPEN, Standing
from portal.rules.permissions import Actor
from portal.vocabulary import Answer, DisagreementStatus

MANY = 100  # more disagreements than any contact has

_IS_OF_CONTACT = (
    Disagreement.hub_id == bindparam("hub_id"),
    Disagreement.contact_id == bindparam("contact_id"),
)
_OF_CONTACT = (
    select(
        *Disagreement.__table__.c,
        Advice.version.label("advice_version"),
        ThresholdDecision.version.label("decision_version"),
    )
    .outerjoin(Advice, Advice.id == Disagreement.advice_id)
    .outerjoin(ThresholdDecision, ThresholdDecision.id == Disagreement.decision_id)
    .where(*_IS_OF_CONTACT)
    .order_by(Disagreement.raised_at, Disagreement.id)
    .limit(MANY)
)
_ROUNDS = (
    select(*DisagreementRound.__table__.c)
    .join(Disagreement, Disagreement.id == DisagreementRound.disagreement_id)
    .where(*_IS_OF_CONTACT)
    .order_by(DisagreementRound.started_at, DisagreementRound.id)
    .limit(MANY)
)
_DANGERS = (
    select(*DangerAnswer.__table__.c)
    .join(Disagreement, Disagreement.id == DangerAnswer.disagreement_id)
    .where(*_IS_OF_CONTACT)
    .order_by(DangerAnswer.said_at, DangerAnswer.id)
    .limit(MANY)
)
_TO_CHANGE = (
    select(Disagreement)
    .where(*_IS_OF_CONTACT, Disagreement.id == bindparam("disagreement_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_ROUNDS_OF_ONE = (
    select(DisagreementRound)
    .where(
        DisagreementRound.hub_id == bindparam("hub_id"),
        DisagreementRound.disagreement_id == bindparam("disagreement_id"),
    )
    .order_by(DisagreementRound.started_at, DisagreementRound.id)
    .limit(MANY)
)
_OPEN_ABOUT = (
    select(Disagreement.account_id)
    .where(
        *_IS_OF_CONTACT,
        Disagreement.status.in_(OPEN),
    )
    .limit(MANY)
)
_OPEN_OF = (
    select(Disagreement)
    .where(
        *_IS_OF_CONTACT,
        Disagreement.account_id == bindparam("account_id"),
        Disagreement.status.in_(OPEN),
    )
    .order_by(Disagreement.raised_at.desc(), Disagreement.id)
    .limit(1)
    .with_for_update()
    .execution_options(populate_existing=True)
)
_AT_RISK = (
    select(Disagreement.id)
    .where(
        *_IS_OF_CONTACT,
        Disagreement.status.in_(OPEN),
        Disagreement.at_risk_now != Answer.NO,
    )
    .limit(1)
)
_ANSWERED = (
    select(
        Disagreement.id,
        Disagreement.contact_id,
        Contact.reference,
        Contact.people_label,
        *WARNINGS,
        Disagreement.remind_on,
    )
    .join(Contact, Contact.id == Disagreement.contact_id)
    .where(
        Disagreement.hub_id == bindparam("hub_id"),
        Disagreement.account_id == bindparam("account_id"),
        Contact.organisation_id.is_not_distinct_from(bindparam("organisation_id")),
        Disagreement.ended_at.is_(None),
        Disagreement.status == DisagreementStatus.ANSWERED,
        NOT_KNOWN_TO_READER,
    )
    .order_by(Disagreement.due_at, Disagreement.id)
    .limit(50)
)
_LEFT_BY_COLLEAGUES = (
    select(
        Disagreement.id,
        Disagreement.contact_id,
        Disagreement.account_name,
        Disagreement.remind_on,
        Contact.reference,
        *WARNINGS,
    )
    .join(Contact, Contact.id == Disagreement.contact_id)
    .where(
        Disagreement.hub_id == bindparam("hub_id"),
        Disagreement.ended_at.is_(None),
        Disagreement.status == DisagreementStatus.ANSWERED,
        Disagreement.remind_on <= bindparam("today"),
        Disagreement.account_id != bindparam("account_id"),
        Contact.organisation_id == bindparam("organisation_id"),
        NOT_KNOWN_TO_READER,
    )
    .order_by(Disagreement.due_at, Disagreement.id)
    .limit(50)
)
_LEFT = (
    select(Disagreement)
    .where(
        Disagreement.remind_on <= bindparam("today"),
        Disagreement.reminded_at.is_(None),
        Disagreement.status == DisagreementStatus.ANSWERED,
    )
    .order_by(Disagreement.remind_on, Disagreement.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_OUT_OF_TIME = (
    select(Disagreement)
    .where(
        Disagreement.status == DisagreementStatus.WAITING,
        Disagreement.due_at < bindparam("now"),
        Disagreement.stage != disagreeing.STAGES[-1],
    )
    .order_by(Disagreement.due_at, Disagreement.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


@dataclass(frozen=True)
class DisagreementShown:
    """One disagreement with its stages, the oldest first, and what access turns on."""

    row: AnyRow
    rounds: tuple[AnyRow, ...]
    standing: Standing
    dangers: tuple[AnyRow, ...] = ()  # what was said of danger to the child, the first first


def of_contact(actor: Actor, contact: Any) -> tuple[DisagreementShown, ...]:
    """Those this reader is a party to, the oldest first; in three statements always."""
    given = {"hub_id": actor.hub_id, "contact_id": contact.id}
    rounds: dict[uuid.UUID, list[AnyRow]] = defaultdict(list)
    for each in _in_order(db.session.execute(_ROUNDS, given)):
        rounds[each.disagreement_id].append(each)
    dangers: dict[uuid.UUID, list[AnyRow]] = defaultdict(list)
    for each in db.session.execute(_DANGERS, given).all():
        dangers[each.disagreement_id].append(each)
    shown = (
        DisagreementShown(
            row,
            tuple(rounds[row.id]),
            standing_of(contact, row, rounds[row.id]),
            tuple(dangers[row.id]),
        )
        for row in db.session.execute(_OF_CONTACT, given).all()
    )
    return tuple(each for each in shown if disagreeing.sees(actor, each.standing))


def _in_order(rounds: Iterable[Any]) -> list[Any]:
    """As the stages follow each other: two may begin at the same instant."""
    return sorted(rounds, key=lambda each: disagreeing.STAGES.index(each.stage))


def one(actor: Actor, contact: Any, disagreement_id: uuid.UUID) -> DisagreementShown | None:
    """The one of that number on the contact, if this reader is a party to it."""
    found = of_contact(actor, contact)
    return next((each for each in found if each.row.id == disagreement_id), None)


def to_change(contact: Any, disagreement_id: uuid.UUID) -> Disagreement | None:
    """The record of that contact, locked until the transaction ends."""
    given = {
        "hub_id": contact.hub_id,
        "contact_id": contact.id,
        "disagreement_id": disagreement_id,
    }
    return db.session.execute(_TO_CHANGE, given).scalar_one_or_none()


def rounds_of(disagreement: Disagreement) -> Sequence[DisagreementRound]:
    """Its stages so far, the present one last."""
    given = {"hub_id": disagreement.hub_id, "disagreement_id": disagreement.id}
    return _in_order(db.session.execute(_ROUNDS_OF_ONE, given).scalars())


def open_of(actor: Actor, contact: Any) -> Disagreement | None:
    """This person's disagreement on the contact that is not over yet, locked."""
    given = {
        "hub_id": contact.hub_id,
        "contact_id": contact.id,
        "account_id": actor.account_id,
    }
    return db.session.execute(_OPEN_OF, given).scalars().first()


def who_waits(contact: Any) -> Sequence[uuid.UUID]:
    """Whose disagreements on the contact are not over."""
    given = {"hub_id": contact.hub_id, "contact_id": contact.id}
    return db.session.execute(_OPEN_ABOUT, given).scalars().all()


def is_at_risk(contact: Any) -> bool:
    """Whether somebody who disagrees has said that there may be danger, and it is not over."""
    given = {"hub_id": contact.hub_id, "contact_id": contact.id}
    return db.session.execute(_AT_RISK, given).first() is not None


def answered_for(actor: Actor) -> Sequence[AnyRow]:
    """This person's disagreements that the hub has answered and that wait for them, 50 at most."""
    given = {
        "hub_id": actor.hub_id,
        "account_id": actor.account_id,
        "organisation_id": actor.organisation_id,
    }
    return db.session.execute(_ANSWERED, given).all()


def left_by_colleagues(actor: Actor, today: date) -> Sequence[AnyRow]:
    """Answered disagreements of this lead's organisation that were left, 50 at most."""
    given = {
        "hub_id": actor.hub_id,
        "account_id": actor.account_id,
        "organisation_id": actor.organisation_id,
        "today": today,
    }
    return db.session.execute(_LEFT_BY_COLLEAGUES, given).all()


def left(today: date, most: int) -> Sequence[Disagreement]:
    """Answered ones whose day has come and of which nobody was reminded, locked."""
    return db.session.execute(_LEFT, {"today": today, "most": most}).scalars().all()


def out_of_time(now: datetime, most: int) -> Sequence[Disagreement]:
    """Those nobody answered in time and that can go up, locked; the worker's own look."""
    given = {"now": now, "most": most}
    return db.session.execute(_OUT_OF_TIME, given).scalars().all()


def contact_of(disagreement: Disagreement) -> Contact:
    """The contact it is about."""
    return db.session.get_one(Contact, disagreement.contact_id)


def standing_of(contact: Any, row: Any, rounds: Sequence[Any]) -> Standing:
    """What access turns on, of a row or a record."""
    before = (uuid.UUID(each) for stage in rounds for each in stage.named_before)
    named = (*before, *(stage.responder_id for stage in rounds))
    return Standing(
        contact=facts(contact),
        raiser_id=row.account_id,
        stage=row.stage,
        status=row.status,
        responder_id=row.responder_id,
        challenged=frozenset(filter(None, (row.author_id, row.signer_id))),
        were_named=frozenset(filter(None, named)),
    )
