"""A MARAC referral on the record: once each, numbered, never by who asked, told to nobody else."""

import uuid
from dataclasses import replace

import pytest

from portal.commands.base import Refused
from portal.commands.marac import record_marac
from portal.extensions import db
from portal.models import AuditEvent, ContactEvent, MaracReferral, OutboxMessage
from portal.rules.marac import MaracWords
from portal.vocabulary import Answer, ContactStatus, MaracAgreement, MaracCriterion, Role
from tests.actors import actor_of
from tests.makers import NOON, Maker

WORDS = MaracWords(
    criteria=(MaracCriterion.JUDGEMENT, MaracCriterion.REPEAT),
    criteria_why="A hand on the neck.",
    agreement=MaracAgreement.AGREED,
    without_why="",
    risks="To her life.",
    children="A referral was made.",
    teller="The nurse",
    telling_how="In person.",
    idva=Answer.NOT_KNOWN,
    idva_detail="",
    hub_note="",
)


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER)


@pytest.fixture
def contact(make: Maker, adviser):
    return make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)


def record(contact, account, words=WORDS, key=None) -> MaracReferral:
    by, key = actor_of(account), key or uuid.uuid4()
    return record_marac(contact, by=by, words=words, at=NOON, key=key)


def test_it_is_on_the_record_with_a_line_an_audit_event_and_one_mail(contact, adviser):
    made = record(contact, adviser)
    assert (made.version, made.criteria) == (1, ["judgement", "repeat"])
    assert made.account_name == adviser.name
    assert db.session.query(ContactEvent).filter_by(action="record_marac").count() == 1
    assert db.session.query(AuditEvent).filter_by(action="record_marac").count() == 1
    mail = db.session.query(OutboxMessage).one()
    assert (mail.kind, mail.account_id) == ("information_added", contact.account_id)


def test_the_same_key_records_once_and_another_makes_the_next_version(contact, adviser):
    key = uuid.uuid4()
    first = record(contact, adviser, key=key)
    assert record(contact, adviser, key=key).id == first.id
    assert record(contact, adviser).version == 2
    assert db.session.query(MaracReferral).count() == 2


def test_a_key_of_another_contact_is_refused(contact, adviser, make):
    key = uuid.uuid4()
    record(contact, adviser, key=key)
    other = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)
    with pytest.raises(Refused):
        record(other, adviser, key=key)


def test_nobody_records_it_on_what_they_sent_themselves(make):
    both = make.account(Role.MASH_ADVISER)
    contact = make.consultation(ContactStatus.WITH_ADVISER, asker=both)
    with pytest.raises(Refused):
        record(contact, both)
    assert db.session.query(MaracReferral).count() == 0


@pytest.mark.parametrize(
    ("lacks", "field"),
    [
        ({"criteria": ()}, "criteria"),
        ({"criteria_why": ""}, "criteria_why"),
        ({"risks": ""}, "risks"),
        ({"children": ""}, "children"),
        ({"agreement": None}, "agreement"),
        ({"agreement": MaracAgreement.WITHOUT}, "without_why"),
        ({"teller": ""}, "teller"),
        ({"telling_how": ""}, "telling_how"),
        ({"idva": None}, "idva"),
        ({"risks": "x" * 20_001}, "risks"),
    ],
)
def test_what_is_missing_or_too_long_is_named(contact, adviser, lacks, field):
    with pytest.raises(Refused) as refusal:
        record(contact, adviser, replace(WORDS, **lacks))
    assert refusal.value.field == field
    assert db.session.query(MaracReferral).count() == 0
