"""Decisions to share and not to share: once each, never changed, a later one takes its place."""

import uuid
from datetime import date, timedelta

import pytest

from portal.commands import opening, sharing
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import AuditEvent, ContactEvent, FamilyConflict, ShareRecord
from portal.queries import sharing as queries
from portal.rules.queue_filters import place_from
from portal.rules.share_filters import ShareFilter
from portal.rules.sharing import ShareWords
from portal.vocabulary import ContactStatus, LawfulBasis, Role, ShareDecision
from tests.actors import actor_of
from tests.makers import NOON, Maker

TODAY = date(2026, 11, 18)
SHARE = ShareWords(
    decision=ShareDecision.SHARE,
    what="What was seen at school",
    with_whom="The health visitor",
    basis=LawfulBasis.PUBLIC_TASK,
    basis_reason="",
    why="So that the baby is seen too",
    review_on=None,
)
WITHHOLD = ShareWords(
    decision=ShareDecision.NOT_SHARE,
    what="Where she is staying",
    with_whom="Her father",
    basis=None,
    basis_reason="",
    why="He has threatened her",
    review_on=TODAY,
)


@pytest.fixture
def teacher(make: Maker):
    return make.account(name="Rosalind Pike")


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER)


@pytest.fixture
def contact(make: Maker, teacher, adviser):
    return make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)


def record(contact, account, words=SHARE, key=None, minutes=0, **more) -> ShareRecord:
    return sharing.record_decision(
        contact,
        by=actor_of(account),
        words=words,
        at=NOON + timedelta(minutes=minutes),
        key=key or uuid.uuid4(),
        **more,
    )


def listed(account, wanted=ShareFilter.ALL, after=None):
    return queries.register(actor_of(account), wanted, after, TODAY)


def test_a_decision_says_who_made_it_and_when_and_is_audited(contact, teacher):
    made = record(contact, teacher)
    assert (made.account_name, made.side, made.decided_at) == (
        *("Rosalind Pike", "professional"),
        NOON,
    )
    assert db.session.query(ContactEvent).filter_by(action="share_decision").count() == 1
    assert db.session.query(AuditEvent).filter_by(action="share_decision").one().why == ""


def test_the_same_form_sent_twice_records_once(contact, teacher):
    key = uuid.uuid4()
    assert record(contact, teacher, key=key).id == record(contact, teacher, key=key).id
    assert db.session.query(ShareRecord).count() == 1


def test_another_basis_than_the_one_proposed_needs_its_reason(contact, teacher):
    changed = ShareWords(**{**vars(SHARE), "basis": LawfulBasis.CONSENT})
    with pytest.raises(Refused) as refusal:
        record(contact, teacher, changed)
    assert refusal.value.field == "basis_reason"
    assert db.session.query(ShareRecord).count() == 0


def test_the_hubs_decisions_are_the_hubs_own(contact, teacher, adviser):
    record(contact, teacher)
    record(contact, adviser, WITHHOLD, minutes=1)
    assert [row.side for row in queries.of_contact(actor_of(adviser), contact)] == [
        *("professional", "hub")
    ]
    assert [row.side for row in queries.of_contact(actor_of(teacher), contact)] == ["professional"]
    assert [row.what for row in listed(teacher)[0]] == [SHARE.what]
    assert len(listed(adviser)[0]) == 2


def test_looked_at_again_the_earlier_decision_is_done_and_its_words_stay(contact, teacher):
    first = record(contact, teacher, WITHHOLD)
    assert [row.id for row in listed(teacher, ShareFilter.DUE)[0]] == [first.id]
    second = record(contact, teacher, SHARE, minutes=5, reviews=first.id)
    db.session.expire_all()
    assert first.reviewed_at == NOON + timedelta(minutes=5)
    assert (first.what, second.reviews_id) == (WITHHOLD.what, first.id)
    assert listed(teacher, ShareFilter.DUE)[0] == []


def test_a_decision_of_another_contact_is_not_looked_at_from_here(make, contact, teacher):
    elsewhere = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher)
    other = record(elsewhere, teacher, WITHHOLD)
    assert record(contact, teacher, reviews=other.id).reviews_id is None
    db.session.expire_all()
    assert other.reviewed_at is None


def test_the_hubs_register_leaves_out_families_that_its_reader_knows(make, contact, teacher):
    record(contact, teacher)
    knows = make.account(Role.MASH_ADVISER)
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
    db.session.add(FamilyConflict(**ids, account_id=knows.id, declared_at=NOON))
    db.session.commit()
    assert listed(knows)[0] == []
    elsewhere = make.account(Role.MASH_ADVISER, hub=make.other_hub)
    assert listed(elsewhere)[0] == []


def test_what_the_hub_decided_on_ones_own_submission_is_not_in_ones_register(make, adviser):
    """Who sent it in another role reads no more of it here than on its page."""
    colleague = make.account(Role.MASH_ADVISER)
    own = make.consultation(ContactStatus.WITH_ADVISER, asker=adviser, adviser=colleague)
    record(own, colleague, WITHHOLD)
    assert listed(adviser)[0] == [] and len(listed(colleague)[0]) == 1


def test_the_register_turns_its_pages_by_place_and_shows_each_decision_once(
    contact, teacher, adviser
):
    for number in range(103):
        record(contact, teacher, WITHHOLD if number % 2 else SHARE, minutes=number // 3)
    seen, after = [], None
    for expected in (50, 50, 3):
        rows, following = listed(adviser, after=after)
        assert len(rows) == expected
        seen += [row.id for row in rows]
        after = place_from(following.cursor()) if following else None
    assert after is None and len(set(seen)) == 103
    withheld, _ = listed(adviser, ShareFilter.NOT_SHARED)
    assert {row.decision for row in withheld} == {ShareDecision.NOT_SHARE}


def test_a_secret_address_is_opened_with_a_reason_on_the_record(make, adviser):
    contact = make.referral(ContactStatus.WITH_ADVISER, adviser=adviser)
    with pytest.raises(Refused):
        opening.open_address(contact, by=actor_of(adviser), reason=" ", at=NOON)
    opening.open_address(contact, by=actor_of(adviser), reason="A visit today", at=NOON)
    event = db.session.query(AuditEvent).filter_by(action="open_address").one()
    assert (event.account_id, event.why, event.record_id) == (
        *(adviser.id, "A visit today"),
        contact.id,
    )
