"""A consultation becomes a referral and back: nothing typed again, nothing twice, nothing lost."""

from datetime import timedelta

import pytest

from portal.commands import conversion
from portal.commands.base import Refused
from portal.commands.consultations import discard_draft
from portal.extensions import db
from portal.models import (
    AuditEvent,
    Contact,
    ContactEvent,
    FamilyConflict,
    Injury,
    OutboxMessage,
    SavedPage,
)
from portal.queries import consultations
from portal.rules.lifecycle import NotAllowedNow
from portal.vocabulary import ContactKind, ContactRoute, ContactStatus, Role
from tests.actors import actor_of
from tests.commands.writing import PAGES, SAFE, fill, send, start
from tests.makers import NOON, Maker

LATER = NOON + timedelta(hours=2)


@pytest.fixture
def writer(make: Maker):
    return actor_of(make.account())


def sent(writer, pages=PAGES, route=ContactRoute.FULL) -> Contact:
    contact = start(writer, route)
    fill(writer, contact, pages)
    return send(writer, contact)


def refer(writer, contact, key="one") -> Contact:
    return conversion.refer_now(writer, contact, start_key=key, at=LATER)


def pages_of(contact) -> dict:
    return consultations.draft_of(contact).pages


def test_a_draft_is_turned_where_it_stands_and_back(writer):
    contact = start(writer)
    fill(writer, contact, PAGES)
    conversion.turn_draft(writer, contact, ContactKind.REFERRAL, at=LATER)
    conversion.turn_draft(writer, contact, ContactKind.REFERRAL, at=LATER)
    assert contact.kind is ContactKind.REFERRAL and pages_of(contact) == PAGES
    conversion.turn_draft(writer, contact, ContactKind.CONSULTATION, at=LATER)
    assert contact.kind is ContactKind.CONSULTATION and pages_of(contact) == PAGES
    turned = db.session.query(AuditEvent).filter(AuditEvent.action.like("turn_into_%"))
    assert turned.count() == 2


def test_what_is_sent_is_not_turned(writer):
    contact = sent(writer)
    with pytest.raises(NotAllowedNow):
        conversion.turn_draft(writer, contact, ContactKind.REFERRAL, at=LATER)


def test_a_sent_consultation_is_carried_over_whole_and_linked(writer):
    contact = sent(writer)
    draft = refer(writer, contact)
    assert draft.kind is ContactKind.REFERRAL and draft.status is ContactStatus.DRAFT
    assert draft.from_contact_id == contact.id
    assert pages_of(draft) == PAGES
    assert contact.status is ContactStatus.SUBMITTED  # it stays what it is
    assert db.session.query(AuditEvent).filter_by(action="refer_now").count() == 1


def test_from_the_next_day_on_it_is_asked_anew_whether_anybody_is_in_danger(writer):
    contact = sent(writer)
    days_later = NOON + timedelta(days=20)
    draft = conversion.refer_now(writer, contact, start_key="late", at=days_later)
    assert pages_of(draft) == {name: page for name, page in PAGES.items() if name != "safety"}


def test_a_short_form_is_carried_over_as_the_guided_one(writer):
    short = {"safety": SAFE, "short": {"what_happened": "No coat", "impact": "Cold"}}
    draft = refer(writer, sent(writer, short, ContactRoute.SHORT))
    assert draft.route is ContactRoute.FULL
    kinds = {name.partition(":")[0] for name in pages_of(draft)}
    assert {"person", "statement", "daily-life"} <= kinds


def test_one_consultation_is_carried_over_once(writer):
    contact = sent(writer)
    drafts = {refer(writer, contact, key).id for key in ("one", "one", "two")}
    assert len(drafts) == 1
    assert db.session.query(Contact).count() == 2


def test_a_draft_that_was_put_aside_may_be_started_again(writer):
    contact = sent(writer)
    first = refer(writer, contact)
    discard_draft(writer, first, at=LATER)
    assert refer(writer, contact, "two").id != first.id


def test_a_key_of_another_draft_is_refused(writer):
    contact, other = sent(writer), start(writer, key="taken")
    with pytest.raises(Refused):
        refer(writer, contact, "taken")
    assert pages_of(other) == {}


def test_a_draft_and_a_referral_are_not_carried_over(writer, make):
    with pytest.raises(NotAllowedNow):
        refer(writer, start(writer))
    with pytest.raises(NotAllowedNow):
        refer(writer, make.referral())


def test_words_of_answering_are_not_carried_over(writer, make):
    contact = sent(writer)
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": writer.account_id}
    db.session.add(SavedPage(**ids, page="reply", answers={"text": "Her nan"}, saved_at=NOON))
    db.session.commit()
    assert "reply" not in pages_of(refer(writer, contact))


def test_sending_it_is_told_on_the_consultation_and_keeps_the_same_people_out(writer, make):
    contact = sent(writer)
    knows = make.account(Role.MASH_ADVISER)
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
    db.session.add(FamilyConflict(**ids, account_id=knows.id, declared_at=NOON))
    db.session.commit()
    draft = send(writer, refer(writer, contact), seed=4)
    event = db.session.query(ContactEvent).filter_by(contact_id=contact.id, action="refer_now")
    assert event.count() == 1
    kept_out = db.session.query(FamilyConflict).filter_by(contact_id=draft.id).one()
    assert kept_out.account_id == knows.id


@pytest.mark.parametrize(
    "status",
    [
        ContactStatus.SUBMITTED,
        ContactStatus.WITH_ADVISER,
        ContactStatus.WAITING_FOR_INFORMATION,
    ],
)
def test_a_referral_is_turned_back_until_a_decision_is_proposed(make, status):
    adviser = make.account(Role.MASH_ADVISER)
    holder = None if status is ContactStatus.SUBMITTED else adviser
    contact = make.referral(status, adviser=holder)
    before = (contact.status, contact.due_at, contact.rag, contact.is_open)
    conversion.convert_back(contact, by=actor_of(adviser), reason=" Advice is enough ", at=LATER)
    assert contact.kind is ContactKind.CONSULTATION
    assert (contact.status, contact.due_at, contact.rag, contact.is_open) == before
    event = db.session.query(ContactEvent).filter_by(action="convert_back").one()
    assert event.reason == "Advice is enough"
    assert db.session.query(Injury).filter_by(contact_id=contact.id).count() == 1
    mail = db.session.query(OutboxMessage).one()
    assert (mail.kind, mail.account_id) == ("converted", contact.account_id)


def test_turning_back_twice_is_turning_back_once(make):
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.referral(ContactStatus.WITH_ADVISER, adviser=adviser)
    for _ in range(2):
        conversion.convert_back(contact, by=actor_of(adviser), reason="Advice", at=LATER)
    assert db.session.query(ContactEvent).filter_by(action="convert_back").count() == 1
    assert db.session.query(OutboxMessage).count() == 1


@pytest.mark.parametrize("status", [ContactStatus.PROPOSED, ContactStatus.DECIDED])
def test_with_a_decision_proposed_it_is_too_late(make, status):
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.referral(status, adviser=adviser)
    with pytest.raises(NotAllowedNow):
        conversion.convert_back(contact, by=actor_of(adviser), reason="Advice", at=LATER)
    assert contact.kind is ContactKind.REFERRAL


def test_without_a_reason_nothing_is_turned(make):
    contact = make.referral(ContactStatus.WITH_ADVISER)
    with pytest.raises(Refused):
        conversion.convert_back(contact, by=actor_of(make.account()), reason="  ", at=LATER)
    assert contact.kind is ContactKind.REFERRAL
