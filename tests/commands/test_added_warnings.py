"""Warnings added after sending: by either side, on all of the family, and never taken off."""

import uuid
from typing import Any

import pytest

from portal.commands import added_warnings
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import Contact, ContactEvent, Message, OutboxMessage
from portal.vocabulary import ContactKind, ContactStatus, Role
from tests.actors import actor_of
from tests.commands.test_episodes import start
from tests.makers import NOON, Maker


def warn(contact: Contact, by: Any, key: uuid.UUID | None = None, **words: Any) -> Message:
    given = {"is_safe_contact": False, "must_not_be_told": "", "reason": "She rang us.", **words}
    return added_warnings.add_warning(
        contact, by=actor_of(by), at=NOON, key=key or uuid.uuid4(), **given
    )


def test_either_side_adds_and_nobody_takes_off(make: Maker):
    teacher, adviser = make.account(), make.account(Role.MASH_ADVISER)
    contact = make.consultation(ContactStatus.CLOSED, asker=teacher, adviser=adviser)
    key = uuid.uuid4()
    for _again in range(2):
        warn(contact, teacher, key, must_not_be_told="The father must not know.")
    warn(contact, adviser, is_safe_contact=True, must_not_be_told="Nor his mother.")
    warn(contact, teacher, must_not_be_told="Nor his brother.")
    assert contact.is_safe_contact and contact.status is ContactStatus.CLOSED
    assert contact.must_not_be_told.splitlines() == [
        *("The father must not know.", "Nor his mother.", "Nor his brother.")
    ]
    said = db.session.query(ContactEvent).filter_by(contact_id=contact.id, action="add_warning")
    assert said.count() == db.session.query(Message).count() == 3
    mails = [(mail.kind, mail.account_id) for mail in db.session.query(OutboxMessage)]
    told = [adviser.id, teacher.id, adviser.id]
    assert sorted(mails) == sorted(("information_added", each) for each in told)


def test_all_that_is_about_the_same_family_is_warned_of(make: Maker):
    teacher = make.account()
    contact = make.consultation(ContactStatus.ADVISED, asker=teacher)
    referral = make.consultation(ContactStatus.SUBMITTED, asker=teacher, kind=ContactKind.REFERRAL)
    other = make.consultation(ContactStatus.SUBMITTED, asker=teacher)
    referral.from_contact_id = contact.id
    helped = start(teacher, contact)
    warn(referral, teacher, is_safe_contact=True, must_not_be_told="The father must not know.")
    for each in (contact, referral):
        assert each.is_safe_contact and each.must_not_be_told == "The father must not know."
    assert (other.is_safe_contact, other.must_not_be_told) == (False, "")
    assert helped.must_not_be_told == "The father must not know." and helped.has_been_risky


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({}, "must_not_be_told"),
        ({"is_safe_contact": True, "reason": " "}, "reason"),
        ({"must_not_be_told": "Known", "is_safe_contact": True}, "must_not_be_told"),
    ],
)
def test_something_new_has_to_be_said_and_how_it_is_known(make: Maker, words, field):
    teacher = make.account()
    contact = make.consultation(ContactStatus.SUBMITTED, asker=teacher)
    contact.is_safe_contact, contact.must_not_be_told = True, "Known"
    db.session.commit()
    with pytest.raises(Refused) as refused:
        warn(contact, teacher, **words)
    assert refused.value.field == field
    assert db.session.query(Message).count() == 0
