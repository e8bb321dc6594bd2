"""Everything a contact holds, as its reader may have it, in the same few statements always."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from portal.extensions import db
from portal.models import (
    Advice,
    ContactAnswer,
    ContactEvent,
    ContactPerson,
    Guidance,
    IndicatorAnswer,
    Message,
    NextStep,
    Person,
    Statement,
    ThresholdDecision,
)
from portal.queries.abuse import AbuseRecord, abuse_record
from portal.queries.abuse import of_contact as _of
from portal.queries.contacts import facts
from portal.queries.referrals import NO_REFERRAL, ReferralRecord, referral_record
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor, is_of_hub, is_own
from portal.vocabulary import ContactKind, SaidBy, StatementBasis

MANY = 500  # more rows of one kind than any contact has; nothing is read without an end


_PEOPLE = (
    select(
        ContactPerson.person_id,
        ContactPerson.position,
        ContactPerson.part,
        ContactPerson.lives_in_home,
        ContactPerson.flags,
        ContactPerson.flags_not_known,
        ContactPerson.seen,
        ContactPerson.daily_life,
        ContactPerson.own_words,
        Person.kind,
        Person.name,
        Person.age_kind,
        Person.born_on,
        Person.due_on,
        Person.age_months_from,
        Person.age_months_to,
        Person.school,
        Person.address,
    )
    .join(Person, Person.id == ContactPerson.person_id)
    .where(*_of(ContactPerson))
    .order_by(ContactPerson.position, ContactPerson.id)
    .limit(MANY)
)
_STATEMENTS = (
    select(
        Statement.position,
        Statement.what,
        Statement.when,
        Statement.how_often,
        Statement.said_by,
        Statement.said_by_detail,
        Statement.basis,
        Statement.is_source_protected,
    )
    .where(*_of(Statement))
    .order_by(Statement.position, Statement.id)
    .limit(MANY)
)
_ANSWERS = (
    select(ContactAnswer.field, ContactAnswer.text)
    .where(*_of(ContactAnswer))
    .order_by(ContactAnswer.field, ContactAnswer.id)
    .limit(MANY)
)
_TICKS = (
    select(
        IndicatorAnswer.person_id,
        IndicatorAnswer.indicator_id,
        IndicatorAnswer.state,
        IndicatorAnswer.pattern,
        IndicatorAnswer.impact,
    )
    .where(*_of(IndicatorAnswer))
    .order_by(IndicatorAnswer.indicator_id, IndicatorAnswer.id)
    .limit(MANY)
)
_GUIDANCE = (
    select(
        Guidance.person_id,
        Guidance.framework_id,
        Guidance.level,
        Guidance.upper,
        Guidance.urgency,
        Guidance.is_emergency,
        Guidance.case,
        Guidance.result,
        Guidance.professional_level,
        Guidance.professional_reason,
        Guidance.given_at,
    )
    .where(*_of(Guidance))
    .order_by(Guidance.given_at, Guidance.id)
    .limit(MANY)
)
_ADVICE = (
    select(*Advice.__table__.c).where(*_of(Advice)).order_by(Advice.version.desc()).limit(MANY)
)
_STEPS = (
    select(*NextStep.__table__.c)
    .join(Advice, Advice.id == NextStep.advice_id)
    .where(*_of(Advice))
    .order_by(NextStep.advice_id, NextStep.position)
    .limit(MANY)
)
_DECISIONS = (
    select(*ThresholdDecision.__table__.c)
    .where(*_of(ThresholdDecision))
    .order_by(ThresholdDecision.version.desc())
    .limit(MANY)
)
_DECISION_STEPS = (
    select(*NextStep.__table__.c)
    .join(ThresholdDecision, ThresholdDecision.id == NextStep.decision_id)
    .where(*_of(ThresholdDecision))
    .order_by(NextStep.decision_id, NextStep.position)
    .limit(MANY)
)
_MESSAGES = (
    select(Message.kind, Message.account_name, Message.text, Message.at)
    .where(*_of(Message))
    .order_by(Message.at, Message.id)
    .limit(MANY)
)
_EVENTS = (
    select(
        ContactEvent.at,
        ContactEvent.action,
        ContactEvent.account_name,
        ContactEvent.account_side,
        ContactEvent.reason,
    )
    .where(*_of(ContactEvent))
    .order_by(ContactEvent.at.desc(), ContactEvent.id)
    .limit(MANY)
)


@dataclass(frozen=True)
class StatementShown:
    """Something said or seen, as this reader may have it."""

    position: int
    what: str
    when: str
    how_often: str
    said_by: SaidBy | None
    said_by_detail: str
    basis: StatementBasis | None
    is_source_protected: bool


@dataclass(frozen=True)
class AnswerShown:
    """One version of the advice or the decision with its next steps."""

    row: AnyRow
    steps: tuple[AnyRow, ...]


@dataclass(frozen=True)
class Record:
    """Everything a contact holds that this reader may have."""

    contact: AnyRow
    sees_sources: bool
    people: Sequence[AnyRow]
    statements: tuple[StatementShown, ...]
    answers: Mapping[str, str]  # "tried.result" -> words
    ticks: Sequence[AnyRow]
    guidance: Sequence[AnyRow]
    advice: tuple[AnswerShown, ...]  # newest first
    decisions: tuple[AnswerShown, ...]  # newest first; a referrer has those signed off
    messages: Sequence[AnyRow]
    events: Sequence[AnyRow]  # newest first
    referral: ReferralRecord
    abuse: AbuseRecord


def sees_sources(actor: Actor, contact: Any) -> bool:
    """Who said a protected statement: the hub, and the writer who wrote it down; nobody else."""
    return actor.advises or is_own(actor, facts(contact))


def record(actor: Actor, contact: Any) -> Record:
    """The whole contact, in as many statements for two people as for twenty."""
    ids = {"contact_id": contact.id, "hub_id": actor.hub_id}

    def rows(statement: Any) -> Sequence[AnyRow]:
        return db.session.execute(statement, ids).all()

    is_hub_or_writer = sees_sources(actor, contact)
    answers, events = {row.field: row.text for row in rows(_ANSWERS)}, rows(_EVENTS)
    was_referred = contact.kind is ContactKind.REFERRAL or any(
        event.action == "convert_back" for event in events
    )
    return Record(
        contact=contact,
        sees_sources=is_hub_or_writer,
        people=rows(_PEOPLE),
        statements=_shown(rows(_STATEMENTS), answers, is_hub_or_writer),
        answers={name: text for name, text in answers.items() if not _is_of_statement(name)},
        ticks=rows(_TICKS),
        guidance=rows(_GUIDANCE),
        advice=advice_versions(actor, contact),
        decisions=decision_versions(actor, contact),
        messages=rows(_MESSAGES),
        events=events,
        referral=referral_record(actor, contact) if was_referred else NO_REFERRAL,
        abuse=abuse_record(actor, contact, {event.action for event in events}),
    )


def _is_of_statement(field: str) -> bool:
    """Whether the answer is the long form of a statement's line, which could name its source."""
    return field.startswith("statement:")


def _shown(
    rows: Sequence[AnyRow], answers: Mapping[str, str], sees_sources: bool
) -> tuple[StatementShown, ...]:
    """Where one source is protected others read no source at all: one gap would show which."""
    shown = tuple(_whole(StatementShown(**row._mapping), answers) for row in rows)
    if sees_sources or not any(line.is_source_protected for line in shown):
        return shown
    return tuple(
        replace(line, said_by=None, said_by_detail="", is_source_protected=False) for line in shown
    )


def _whole(line: StatementShown, answers: Mapping[str, str]) -> StatementShown:
    """With the words that were too long for a one-line column."""

    def long(name: str, short: str) -> str:
        return answers.get(f"statement:{line.position}.{name}", short)

    return replace(
        line,
        when=long("when", line.when),
        how_often=long("how_often", line.how_often),
        said_by_detail=long("said_by_detail", line.said_by_detail),
    )


def advice_versions(actor: Actor, contact: Any) -> tuple[AnswerShown, ...]:
    """Every version of the answer, newest first."""
    ids = {"contact_id": contact.id, "hub_id": actor.hub_id}
    steps = db.session.execute(_STEPS, ids).all()
    return tuple(
        AnswerShown(row, tuple(step for step in steps if step.advice_id == row.id))
        for row in db.session.execute(_ADVICE, ids).all()
    )


def decision_versions(actor: Actor, contact: Any) -> tuple[AnswerShown, ...]:
    """Every version; for the referrer's side those that were signed off, standing or overturned."""
    ids = {"contact_id": contact.id, "hub_id": actor.hub_id}
    is_hub = is_of_hub(actor, facts(contact))
    steps = db.session.execute(_DECISION_STEPS, ids).all()
    return tuple(
        AnswerShown(row, tuple(step for step in steps if step.decision_id == row.id))
        for row in db.session.execute(_DECISIONS, ids).all()
        if is_hub or row.signed_at is not None
    )


def messages(actor: Actor, contact: Any) -> Sequence[AnyRow]:
    """The conversation so far, oldest first."""
    ids = {"contact_id": contact.id, "hub_id": actor.hub_id}
    return db.session.execute(_MESSAGES, ids).all()
