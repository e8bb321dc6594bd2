"""A lead who may be the person causing harm does not read what colleagues send about it."""

import uuid

import pytest

from portal.commands import kept_out
from portal.commands.base import Refused
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.models import AuditEvent, ContactEvent, FamilyConflict, OutboxMessage
from portal.queries import contacts, home
from portal.queries.kept_out import leads_of
from portal.vocabulary import ContactStatus, KeptBy, Role
from tests.actors import actor_of
from tests.commands.writing import SAFE, fill, send, start
from tests.makers import NOON, Maker


@pytest.fixture
def teacher(make: Maker):
    return make.account()


@pytest.fixture
def lead(make: Maker):
    return make.account(Role.ORGANISATION_LEAD, name="Gareth Hughes")


@pytest.fixture
def other(make: Maker):
    return make.account(Role.ORGANISATION_LEAD, name="Carys Penry")


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER)


def sent(teacher, name="Mr Hughes", part="person_causing_harm"):
    contact = start(actor_of(teacher))
    person = {"kind": "adult", "name": name, "part": part, "age_kind": "not_known"}
    fill(actor_of(teacher), contact, {"safety": SAFE, f"person:{uuid.uuid4()}": person})
    return send(actor_of(teacher), contact)


def reads(account, contact) -> bool:
    db.session.expire_all()
    listed = contact.id in [row.contact_id for row in home.sent_by_colleagues(actor_of(account))]
    assert listed is (contacts.contact(actor_of(account), contact.id) is not None)
    return listed


def say(contact, adviser, lead, may_read, reason="His colleague says so.") -> None:
    kept_out.say_who_reads(
        contact, by=actor_of(adviser), account_id=lead.id, may_read=may_read, reason=reason, at=NOON
    )


def test_who_has_the_name_is_kept_out_at_once_until_the_hub_says_it_is_somebody_else(
    teacher, lead, other, adviser
):
    contact = sent(teacher)
    assert (reads(lead, contact), reads(other, contact)) == (False, True)
    assert {each.name: each.kept_by for each in leads_of(contact)} == {
        lead.name: KeptBy.RECORD,
        other.name: None,
    }
    queue_mail("closed", contact, [lead.id], NOON)
    assert db.session.query(OutboxMessage).filter_by(account_id=lead.id).count() == 0
    say(contact, adviser, lead, may_read=True)
    assert reads(lead, contact)
    assert {event.action for event in db.session.query(ContactEvent)} == {"submit"}  # untold


def test_nobody_is_kept_out_by_the_name_of_somebody_who_causes_no_harm(teacher, lead):
    assert reads(lead, sent(teacher, part="relative"))
    own = sent(lead)  # whoever wrote it reads their own words
    assert contacts.contact(actor_of(lead), own.id) is not None


def test_the_hub_keeps_a_lead_from_everything_about_the_family_and_lets_them_in_again(
    make, teacher, other, adviser
):
    contact = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    earlier = make.consultation(ContactStatus.CLOSED, asker=teacher, adviser=adviser)
    contact.from_contact_id = earlier.id
    db.session.commit()
    for _ in range(2):
        say(contact, adviser, other, may_read=False)
    assert (reads(other, contact), reads(other, earlier)) == (False, False)
    assert {each.kept_by for each in db.session.query(FamilyConflict)} == {KeptBy.HUB}
    event = db.session.query(AuditEvent).filter_by(action="keep_lead_out").first()
    assert event.why == "His colleague says so."
    say(contact, adviser, other, may_read=True)
    assert reads(other, contact) and reads(other, earlier)


def test_their_own_word_stands_whatever_the_hub_says(make, teacher, other, adviser):
    contact = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    given = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": other.id}
    db.session.add(FamilyConflict(declared_at=NOON, **given))
    db.session.commit()
    say(contact, adviser, other, may_read=True)
    assert not reads(other, contact)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"reason": " "}, "reason"), ({"may_read": None}, "may_read")],
)
def test_it_takes_a_choice_a_reason_and_a_lead_of_that_organisation(
    make, teacher, other, adviser, change, field
):
    contact = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    given = {"may_read": False, "reason": "She says so.", **change}
    with pytest.raises(Refused) as refusal:
        say(contact, adviser, other, **given)
    assert refusal.value.field == field
    with pytest.raises(Refused) as refusal:
        say(contact, adviser, teacher, may_read=False)
    assert refusal.value.field == "account_id"
