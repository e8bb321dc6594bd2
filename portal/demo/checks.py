"""The steps of a story in which agencies are asked what they know, and answer."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from portal.commands import checks
from portal.extensions import db
from portal.models import AgencyCheck, CheckPerson, Contact, ContactPerson, Organisation
from portal.rules.checks import AnswerWords, AskWords
from portal.rules.permissions import Actor
from portal.vocabulary import CheckAnswer, LawfulBasis, MayShare

Told = Mapping[str, Any]


def ask(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    """The agencies named in `of`, about everybody on the contact who has a name."""
    named = db.session.query(Organisation).filter_by(hub_id=contact.hub_id)
    people = db.session.query(ContactPerson).filter_by(contact_id=contact.id)
    words = AskWords(
        organisation_ids=tuple(named.filter_by(name=each).one().id for each in told["of"]),
        person_ids=tuple(row.person_id for row in people),
        purpose=told["purpose"],
        question=told.get("question", ""),
        basis=LawfulBasis.PUBLIC_TASK,
        basis_reason="",
    )
    checks.ask(contact, by=by, words=words, key=uuid.uuid4(), at=at)


def answer(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    """The same of everybody; answering again corrects what was answered before."""
    check = _check(contact, organisation_id=by.organisation_id)
    days_ago = told.get("source_days_ago")
    words = {
        "answer": CheckAnswer(told["answer"]),
        "declined_why": told.get("declined_why", ""),
        "summary": told.get("summary", ""),
        "source_on": at.date() - timedelta(days=int(days_ago)) if days_ago else None,
        "may_share": MayShare(told["may_share"]) if "may_share" in told else None,
    }
    asked = db.session.query(CheckPerson).filter_by(check_id=check.id)
    checks.mark_opened(contact, check.id, by=by, at=at - timedelta(minutes=12))
    checks.answer(
        contact,
        check.id,
        by=by,
        words=[AnswerWords(person_id=row.person_id, **words) for row in asked],
        version=check.version,
        key=uuid.uuid4(),
        at=at,
    )


def withdraw(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    """The question to the agency named in `of`."""
    check = _check(contact, organisation_name=told["of"])
    checks.withdraw(contact, check.id, by=by, reason=told["reason"], at=at)


def _check(contact: Contact, **which: Any) -> AgencyCheck:
    found = db.session.query(AgencyCheck).filter_by(contact_id=contact.id, **which)
    return found.order_by(AgencyCheck.number.desc()).limit(1).one()
