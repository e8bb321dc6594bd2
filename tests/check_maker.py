"""Agency checks for tests, made by the real commands: asked by the hub, answered by an agency."""

import itertools
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from portal.commands import checks as commands
from portal.extensions import db
from portal.models import (
    Account,
    AgencyCheck,
    CheckPerson,
    Contact,
    ContactPerson,
    Hub,
    Membership,
    Organisation,
)
from portal.rules.checks import AnswerWords, AskWords
from portal.vocabulary import Agency, CheckAnswer, LawfulBasis, MayShare, Role
from tests.actors import actor_of
from tests.makers import NOON, Maker

SUMMARY = "Two call-outs in March to shouting; no offence recorded."
_keys = itertools.count(1)


def agency_of(make: Maker, hub: Hub, agency: Agency, name: str) -> Organisation:
    """The organisation of that name, with somebody who answers for it."""
    found = db.session.query(Organisation).filter_by(hub_id=hub.id, name=name).first()
    if found is None:
        found = make.organisation(hub, agency, name)
        make.account(Role.AGENCY_CONTRIBUTOR, hub=hub, organisation=found)
    return found


def contributor_of(organisation: Organisation) -> Account:
    """Somebody who answers for it."""
    ids = {"organisation_id": organisation.id, "role": Role.AGENCY_CONTRIBUTOR}
    membership = db.session.query(Membership).filter_by(**ids).first()
    assert membership is not None
    return db.session.get_one(Account, membership.account_id)


def people_of(contact: Contact) -> tuple[uuid.UUID, ...]:
    """Everybody on the contact."""
    rows = db.session.query(ContactPerson).filter_by(contact_id=contact.id)
    return tuple(row.person_id for row in rows.order_by(ContactPerson.position, ContactPerson.id))


def ask_words(contact: Contact, *organisations: Organisation, **changes: Any) -> AskWords:
    """Why and what is asked, about the first person of the contact."""
    words: dict[str, Any] = {
        "organisation_ids": tuple(each.id for each in organisations),
        "person_ids": people_of(contact)[:1],
        "purpose": "To decide whether the child is safe at home.",
        "question": "Anything since March?",
        "basis": LawfulBasis.PUBLIC_TASK,
        "basis_reason": "",
    }
    return AskWords(**{**words, **changes})


def ask(
    contact: Contact,
    adviser: Account,
    *organisations: Organisation,
    at: datetime = NOON,
    key: uuid.UUID | None = None,
    **changes: Any,
) -> list[AgencyCheck]:
    """The agencies asked, a check each."""
    words = ask_words(contact, *organisations, **changes)
    by = actor_of(adviser)
    return commands.ask(contact, by=by, words=words, key=key or uuid.UUID(int=next(_keys)), at=at)


def known(person_id: uuid.UUID, **changes: Any) -> AnswerWords:
    """Known, and for the decision team."""
    words: dict[str, Any] = {
        "answer": CheckAnswer.KNOWN,
        "summary": SUMMARY,
        "source_on": date(2026, 3, 14),
        "may_share": MayShare.DECISION_TEAM,
    }
    return AnswerWords(person_id=person_id, **{**words, **changes})


def answer(
    check: AgencyCheck,
    by: Account,
    *words: AnswerWords,
    at: datetime = NOON + timedelta(minutes=20),
    version: int | None = None,
    key: uuid.UUID | None = None,
    **changes: Any,
) -> AgencyCheck:
    """What the agency knows; the same about everybody unless told."""
    contact = db.session.get_one(Contact, check.contact_id)
    given = words or tuple(known(each, **changes) for each in people_asked(check))
    return commands.answer(
        contact,
        check.id,
        by=actor_of(by),
        words=given,
        version=check.version if version is None else version,
        key=key or uuid.UUID(int=next(_keys)),
        at=at,
    )


def people_asked(check: AgencyCheck) -> tuple[uuid.UUID, ...]:
    """Those the check is about."""
    rows = db.session.query(CheckPerson).filter_by(check_id=check.id)
    return tuple(row.person_id for row in rows.order_by(CheckPerson.position))
