"""Taking up, giving back and reassigning: who may, who wins, what is recorded."""

from datetime import timedelta

import pytest

from portal.commands import queue
from portal.commands.base import Refused
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.models import (
    AuditEvent,
    Contact,
    ContactEvent,
    FamilyConflict,
    OutboxMessage,
    QueueVersion,
)
from portal.rules.lifecycle import NotAllowedNow
from portal.vocabulary import Answer, ContactStatus, Role
from tests.actors import actor_of
from tests.makers import NOON, Maker

LATER = NOON + timedelta(hours=1)


def fresh(contact: Contact) -> Contact:
    db.session.rollback()
    return db.session.get(Contact, contact.id, populate_existing=True)


def last_event(contact: Contact) -> ContactEvent:
    return (
        db.session.query(ContactEvent)
        .filter_by(contact_id=contact.id)
        .order_by(ContactEvent.at.desc())
        .first()
    )


def test_adviser_takes_up_a_waiting_contact(make: Maker) -> None:
    contact = make.consultation()
    adviser = make.account(Role.MASH_ADVISER, name="Sam Hill")
    version = db.session.get(QueueVersion, contact.hub_id).version

    queue.take_up(contact.id, adviser=actor_of(adviser), knows_family=Answer.NO, at=LATER)

    now = fresh(contact)
    assert (now.status, now.is_open) == (ContactStatus.WITH_ADVISER, True)
    assert (now.adviser_id, now.adviser_name) == (adviser.id, "Sam Hill")
    line = last_event(contact)
    assert (line.action, line.account_id, line.at) == ("take_up", adviser.id, LATER)
    assert line.from_status is ContactStatus.SUBMITTED
    audited = db.session.query(AuditEvent).filter_by(record_id=contact.id, action="take_up").one()
    assert audited.account_id == adviser.id
    assert db.session.get(QueueVersion, contact.hub_id).version == version + 1


def test_the_second_adviser_is_told_who_has_it_and_since_when(make: Maker) -> None:
    contact = make.consultation()
    first = make.account(Role.MASH_ADVISER, name="Sam Hill")
    second = make.account(Role.MASH_ADVISER)
    queue.take_up(contact.id, adviser=actor_of(first), knows_family=Answer.NO, at=LATER)

    with pytest.raises(queue.AlreadyTaken) as refused:
        queue.take_up(contact.id, adviser=actor_of(second), knows_family=Answer.NO, at=LATER)

    assert (refused.value.name, refused.value.at) == ("Sam Hill", LATER)
    assert fresh(contact).adviser_id == first.id
    taken = db.session.query(ContactEvent).filter_by(contact_id=contact.id, action="take_up")
    assert taken.count() == 1


def test_nobody_takes_up_their_own_submission(make: Maker) -> None:
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.consultation(asker=adviser)
    with pytest.raises(queue.AlreadyTaken):
        queue.take_up(contact.id, adviser=actor_of(adviser), knows_family=Answer.NO, at=LATER)
    assert fresh(contact).status is ContactStatus.SUBMITTED


def test_nobody_takes_up_a_contact_of_another_hub(make: Maker) -> None:
    contact = make.consultation()
    stranger = make.account(Role.MASH_ADVISER, hub=make.other_hub)
    for answer in (Answer.NO, Answer.YES):
        try:
            queue.take_up(contact.id, adviser=actor_of(stranger), knows_family=answer, at=LATER)
        except queue.AlreadyTaken as refused:
            assert refused.name == ""
    assert fresh(contact).status is ContactStatus.SUBMITTED
    assert db.session.query(FamilyConflict).count() == 0


def test_an_adviser_who_knows_the_family_steps_aside(make: Maker) -> None:
    contact = make.consultation()
    adviser = make.account(Role.MASH_ADVISER)

    taken = queue.take_up(contact.id, adviser=actor_of(adviser), knows_family=Answer.YES, at=LATER)

    assert taken is None
    assert fresh(contact).status is ContactStatus.SUBMITTED
    conflict = db.session.query(FamilyConflict).one()
    assert (conflict.contact_id, conflict.account_id) == (contact.id, adviser.id)
    assert db.session.query(AuditEvent).filter_by(action="knows_family").one()
    with pytest.raises(queue.AlreadyTaken):  # a change of mind goes through a decision maker
        queue.take_up(contact.id, adviser=actor_of(adviser), knows_family=Answer.NO, at=LATER)
    queue.take_up(contact.id, adviser=actor_of(adviser), knows_family=Answer.YES, at=LATER)
    assert db.session.query(FamilyConflict).count() == 1


def test_who_knows_the_family_and_was_given_it_meanwhile_no_longer_has_it(make: Maker) -> None:
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)
    queue.take_up(contact.id, adviser=actor_of(adviser), knows_family=Answer.YES, at=LATER)
    now = fresh(contact)
    assert (now.status, now.adviser_id) == (ContactStatus.SUBMITTED, None)
    assert db.session.query(FamilyConflict).one().account_id == adviser.id


def test_not_known_is_no_answer_to_knowing_the_family(make: Maker) -> None:
    contact = make.consultation()
    adviser = actor_of(make.account(Role.MASH_ADVISER))
    with pytest.raises(Refused):
        queue.take_up(contact.id, adviser=adviser, knows_family=Answer.NOT_KNOWN, at=LATER)
    assert fresh(contact).status is ContactStatus.SUBMITTED


def test_adviser_gives_a_contact_back_with_a_reason(make: Maker) -> None:
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)
    version = db.session.get(QueueVersion, contact.hub_id).version

    queue.give_back(contact.id, by=actor_of(adviser), reason=" End of my shift ", at=LATER)

    now = fresh(contact)
    assert (now.status, now.adviser_id, now.adviser_name) == (ContactStatus.SUBMITTED, None, "")
    assert last_event(contact).reason == "End of my shift"
    assert db.session.get(QueueVersion, contact.hub_id).version == version + 1
    assert db.session.query(OutboxMessage).count() == 0  # nobody writes to themselves


def test_giving_back_needs_a_reason(make: Maker) -> None:
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)
    with pytest.raises(Refused) as refused:
        queue.give_back(contact.id, by=actor_of(adviser), reason="  ", at=LATER)
    assert refused.value.field == "reason"
    assert fresh(contact).status is ContactStatus.WITH_ADVISER


def test_a_waiting_contact_cannot_be_given_back(make: Maker) -> None:
    contact = make.consultation()
    adviser = actor_of(make.account(Role.DECISION_MAKER))
    with pytest.raises(NotAllowedNow):
        queue.give_back(contact.id, by=adviser, reason="Why not", at=LATER)


def test_an_adviser_who_sees_later_that_they_know_the_family(make: Maker) -> None:
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)
    queue.give_back(
        contact.id, by=actor_of(adviser), reason="My cousin", knows_family=True, at=LATER
    )
    assert fresh(contact).status is ContactStatus.SUBMITTED
    assert db.session.query(FamilyConflict).one().account_id == adviser.id


def test_who_knows_the_family_sees_neither_the_consultation_nor_its_referral(make: Maker) -> None:
    consultation = make.consultation(ContactStatus.ADVISED)
    referral = make.referral(from_contact_id=consultation.id)
    make.consultation()  # of another family
    for contact in (referral, consultation):
        adviser = make.account(Role.MASH_ADVISER)
        if contact is consultation:
            consultation.status = ContactStatus.SUBMITTED
            db.session.commit()
        queue.take_up(contact.id, adviser=actor_of(adviser), knows_family=Answer.YES, at=LATER)
        barred = db.session.query(FamilyConflict).filter_by(account_id=adviser.id)
        assert {each.contact_id for each in barred} == {consultation.id, referral.id}


def test_mail_about_a_contact_passes_over_who_knows_the_family(make: Maker) -> None:
    contact, knowing, other = make.consultation(), *(make.account(Role.MASH_ADVISER) for _ in "ab")
    queue.take_up(contact.id, adviser=actor_of(knowing), knows_family=Answer.YES, at=LATER)
    queue_mail("at_risk_now", contact, [knowing.id, other.id], LATER)
    db.session.commit()
    assert db.session.query(OutboxMessage).one().account_id == other.id


def test_a_decision_maker_who_takes_it_away_and_knows_the_family(make: Maker) -> None:
    adviser, decider = make.account(Role.MASH_ADVISER), make.account(Role.DECISION_MAKER)
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)
    queue.give_back(
        contact.id, by=actor_of(decider), reason="My niece", knows_family=True, at=LATER
    )
    assert db.session.query(FamilyConflict).one().account_id == decider.id
    assert db.session.query(OutboxMessage).one().account_id == adviser.id


def test_decision_maker_gives_a_waiting_contact_to_an_adviser(make: Maker) -> None:
    contact = make.consultation()
    decider = make.account(Role.DECISION_MAKER)
    adviser = make.account(Role.MASH_ADVISER, name="Mererid Rhys")

    queue.reassign(
        contact.id,
        by=actor_of(decider),
        to_account_id=adviser.id,
        reason="Knows the school",
        at=LATER,
    )

    now = fresh(contact)
    assert (now.status, now.adviser_id) == (ContactStatus.WITH_ADVISER, adviser.id)
    assert last_event(contact).action == "reassign"
    assert db.session.query(OutboxMessage).filter_by(kind="given_to_you").one()


def test_reassigning_tells_both_advisers(make: Maker) -> None:
    former, later = make.account(Role.MASH_ADVISER), make.account(Role.MASH_ADVISER)
    contact = make.consultation(ContactStatus.WAITING_FOR_INFORMATION, adviser=former)
    decider = actor_of(make.account(Role.DECISION_MAKER))
    queue.reassign(contact.id, by=decider, to_account_id=later.id, reason="Sick leave", at=LATER)
    assert fresh(contact).status is ContactStatus.WAITING_FOR_INFORMATION
    sent = {(mail.kind, mail.account_id) for mail in db.session.query(OutboxMessage)}
    assert sent == {("given_to_you", later.id), ("taken_from_you", former.id)}


@pytest.mark.parametrize(
    "who", ["teacher", "elsewhere", "inactive", "asker", "knows", "holder", "administrator"]
)
def test_reassigning_refuses_people_who_cannot_have_it(make: Maker, who: str) -> None:
    asker = make.account(Role.MASH_ADVISER)
    holder = make.account(Role.MASH_ADVISER)
    contact = make.consultation(ContactStatus.WITH_ADVISER, asker=asker, adviser=holder)
    people = {
        "teacher": lambda: make.account(),
        "elsewhere": lambda: make.account(Role.MASH_ADVISER, hub=make.other_hub),
        "inactive": lambda: make.account(Role.MASH_ADVISER, is_active=False),
        "asker": lambda: asker,
        "knows": lambda: make.account(Role.MASH_ADVISER),
        "holder": lambda: holder,
        "administrator": lambda: make.account(Role.HUB_ADMINISTRATOR),
    }
    person = people[who]()
    if who == "knows":
        db.session.add(
            FamilyConflict(
                hub_id=contact.hub_id,
                contact_id=contact.id,
                account_id=person.id,
                declared_at=NOON,
            )
        )
        db.session.commit()
    decider = actor_of(make.account(Role.DECISION_MAKER))
    with pytest.raises(Refused) as refused:
        queue.reassign(contact.id, by=decider, to_account_id=person.id, reason="Because", at=LATER)
    assert refused.value.field == "to_account_id"
    assert fresh(contact).adviser_id == holder.id
