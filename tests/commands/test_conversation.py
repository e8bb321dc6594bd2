"""The conversation on the record: who may say what when, once each, and who hears of it."""

import uuid
from datetime import timedelta

import pytest

from portal.commands import conversation
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import AuditEvent, Contact, ContactEvent, Message, OutboxMessage
from portal.rules.lifecycle import NotAllowedNow
from portal.vocabulary import ContactStatus, MessageKind, Role
from tests.actors import actor_of
from tests.makers import NOON, Maker

LATER = NOON + timedelta(minutes=20)


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER)


@pytest.fixture
def contact(make: Maker, adviser) -> Contact:
    return make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)


def mails() -> list[tuple[str, uuid.UUID]]:
    return [(mail.kind, mail.account_id) for mail in db.session.query(OutboxMessage)]


def test_asking_keeps_the_clock_and_mails_the_writer(contact, adviser):
    due_at = contact.due_at
    conversation.ask_for_more(
        contact, adviser=actor_of(adviser), text=" Who else lives there? ", at=LATER
    )
    assert contact.status is ContactStatus.WAITING_FOR_INFORMATION
    assert contact.is_open and contact.due_at == due_at
    message = db.session.query(Message).one()
    assert (message.kind, message.text) == (MessageKind.QUESTION, "Who else lives there?")
    assert mails() == [("question", contact.account_id)]
    assert db.session.query(ContactEvent).filter_by(action="ask_for_more").one().at == LATER
    assert db.session.query(AuditEvent).filter_by(action="ask_for_more").count() == 1


def test_reply_goes_back_to_the_adviser_who_hears_of_it(make, adviser):
    teacher = make.account()
    contact = make.consultation(
        ContactStatus.WAITING_FOR_INFORMATION, asker=teacher, adviser=adviser
    )
    conversation.reply(contact, by=actor_of(teacher), text="Her grandmother.", at=LATER)
    assert contact.status is ContactStatus.WITH_ADVISER
    assert mails() == [("reply", adviser.id)]
    assert db.session.query(Message).one().account_name == teacher.name


def test_reply_without_a_question_is_not_allowed(make, adviser):
    teacher = make.account()
    contact = make.consultation(ContactStatus.SUBMITTED, asker=teacher)
    with pytest.raises(NotAllowedNow):
        conversation.reply(contact, by=actor_of(teacher), text="Her grandmother.", at=LATER)
    assert db.session.query(Message).count() == 0
    assert mails() == []


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 20_001])
def test_empty_or_endless_text_is_refused_naming_the_field(contact, adviser, text):
    with pytest.raises(Refused) as refusal:
        conversation.ask_for_more(contact, adviser=actor_of(adviser), text=text, at=LATER)
    assert refusal.value.field == "text"
    assert db.session.query(Message).count() == 0


def test_sending_the_same_form_twice_asks_once(contact, adviser):
    key = uuid.uuid4()
    for _ in range(2):
        conversation.ask_for_more(
            contact, adviser=actor_of(adviser), text="Who lives there?", at=LATER, key=key
        )
    assert db.session.query(Message).one().id == key
    assert len(mails()) == 1


def test_information_added_before_take_up_reaches_nobodys_inbox_but_the_record(make):
    teacher = make.account()
    contact = make.consultation(asker=teacher)
    key = uuid.uuid4()
    for _ in range(2):
        conversation.add_information(
            contact, by=actor_of(teacher), text="He was sick today.", at=LATER, key=key
        )
    assert contact.status is ContactStatus.SUBMITTED
    assert [m.kind for m in db.session.query(Message)] == [MessageKind.ADDED]
    assert mails() == []


def test_information_added_by_the_hub_mails_the_writer(contact, adviser):
    conversation.add_information(contact, by=actor_of(adviser), text="Phoned: no answer.", at=LATER)
    assert mails() == [("information_added", contact.account_id)]


def test_a_form_of_another_contact_cannot_be_replayed_here(make, contact, adviser):
    other = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)
    key = uuid.uuid4()
    actor = actor_of(adviser)
    conversation.ask_for_more(contact, adviser=actor, text="Who?", at=LATER, key=key)
    with pytest.raises(Refused):
        conversation.ask_for_more(other, adviser=actor, text="Who?", at=LATER, key=key)
    assert other.status is ContactStatus.WITH_ADVISER
