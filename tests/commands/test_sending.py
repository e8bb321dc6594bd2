"""Sending a consultation: the records, the guidance and the targets, once and all together."""

import uuid
from datetime import timedelta

import pytest

from portal.commands import consultations as commands
from portal.extensions import db
from portal.models import (
    ContactEvent,
    ContactPerson,
    Guidance,
    IndicatorAnswer,
    OutboxMessage,
    Person,
    PersonName,
    QueueVersion,
    Statement,
)
from portal.queries import consultations
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.rules.reference import make_reference
from portal.vocabulary import (
    Answer,
    ContactRoute,
    ContactStatus,
    LawfulBasis,
    PersonKind,
    Rag,
    Role,
    Urgency,
)
from tests.actors import actor_of
from tests.commands.writing import (
    HOSTILE,
    PAGES,
    SAFE,
    THEN,
    WREN,
    all_of,
    answers_of,
    fill,
    save,
    send,
    start,
)
from tests.makers import NOON, Maker


@pytest.fixture
def teacher(make: Maker) -> Actor:
    return actor_of(make.account(name="Priya Nair"))


def test_sending_makes_the_records(teacher: Actor) -> None:
    contact = start(teacher)
    fill(teacher, contact, PAGES)
    send(teacher, contact)
    assert contact.status is ContactStatus.SUBMITTED and contact.is_open
    assert contact.people_label == "Siân, about 7"
    assert contact.has_protected_source and not contact.is_safe_contact
    assert [s.what for s in all_of(Statement, contact)] == [HOSTILE]
    child, mother = sorted(all_of(ContactPerson, contact), key=lambda part: part.position)
    assert (child.flags, child.flags_not_known) == (["disabled"], ["previous_plan"])
    assert child.daily_life == "Tired by ten" and child.seen is Answer.YES
    assert db.session.get_one(Person, mother.person_id).name == "Carly Adderley"
    words = db.session.query(PersonName).filter_by(person_id=child.person_id)
    assert {row.word for row in words} == {"sian", "wyn", "adderley"}


def test_sending_keeps_every_other_answer_as_given(teacher: Actor) -> None:
    contact = start(teacher)
    fill(teacher, contact, PAGES | {"family": PAGES["family"] | {"basis": "made_up"}})
    send(teacher, contact)
    given = answers_of(contact)
    assert given["tried.result"] == "Came twice"
    assert given["family.told_reasons"] == "raises_risk,evidence"
    assert given["safety.S1"] == "no"
    assert given["daily-life:0.own_words_how"] == "At lunch"
    assert given["family.basis"] == LawfulBasis.PUBLIC_TASK


def test_sending_freezes_the_guidance_with_the_writers_own_view(teacher: Actor) -> None:
    contact = start(teacher)
    fill(teacher, contact, PAGES)
    send(teacher, contact)
    (guidance,) = all_of(Guidance, contact)
    assert guidance.framework_id == contact.framework_id
    assert guidance.level == guidance.result["level"]
    assert guidance.case["indicators"] == {"CAR-20": {"answer": "present", "pattern": "ongoing"}}
    assert (guidance.professional_level, guidance.professional_reason) == (3, "It goes on")
    (tick,) = all_of(IndicatorAnswer, contact)
    assert tick.indicator_id == "CAR-20" and tick.person_id == guidance.person_id


def test_sending_twice_makes_one_contact(teacher: Actor) -> None:
    contact = start(teacher)
    fill(teacher, contact, PAGES)
    first = send(teacher, contact).reference
    assert send(teacher, contact, seed=9).reference == first
    assert len(all_of(Statement, contact)) == 1
    assert len(all_of(OutboxMessage, contact)) == 1
    assert [event.action for event in all_of(ContactEvent, contact)] == ["submit"]


def test_a_reference_that_is_taken_is_drawn_again(teacher: Actor) -> None:
    first, second = start(teacher), start(teacher)
    send(teacher, first, seed=1)
    send(teacher, second, seed=1)
    assert first.reference == make_reference((1).to_bytes(16, "big"))
    assert second.reference == make_reference((2).to_bytes(16, "big"))


def test_an_empty_consultation_is_accepted_with_a_child_whose_name_is_not_known(
    teacher: Actor,
) -> None:
    contact = start(teacher)
    send(teacher, contact)
    (part,) = all_of(ContactPerson, contact)
    child = db.session.get_one(Person, part.person_id)
    assert (child.kind, child.name) == (PersonKind.CHILD, "")
    assert contact.people_label == "Child, name not known"
    assert len(all_of(Guidance, contact)) == 1
    assert contact.is_safe_contact  # nobody has ruled danger out


def test_unanswered_safety_questions_make_it_urgent(teacher: Actor) -> None:
    contact = start(teacher)
    send(teacher, contact)
    assert (contact.urgency, contact.rag) == (Urgency.NOW, Rag.RED)
    assert contact.due_at == NOON + timedelta(hours=1)


def test_the_place_in_the_queue_is_before_the_child_goes_home(teacher: Actor) -> None:
    contact = start(teacher)
    leaves = {"leaves_day": "18", "leaves_month": "11", "leaves_year": "2026"}
    fill(teacher, contact, {**PAGES, "timing": {**leaves, "leaves_time": "3.15pm"}})
    send(teacher, contact)
    assert contact.home_at == NOON + timedelta(hours=3, minutes=15)
    assert contact.due_at == contact.home_at
    assert contact.target_at is not None and contact.target_at > contact.due_at


def test_a_time_that_has_passed_tells_the_queue_nothing(teacher: Actor) -> None:
    contact = start(teacher)
    leaves = {"leaves_day": "17", "leaves_month": "11", "leaves_year": "2026"}
    fill(teacher, contact, {**PAGES, "timing": {**leaves, "leaves_time": "3.15pm"}})
    send(teacher, contact)
    assert contact.home_at is None and contact.due_at == contact.target_at
    assert answers_of(contact)["timing.leaves_time"] == "3.15pm"


def test_sending_tells_the_queue_and_the_writer(teacher: Actor) -> None:
    contact = start(teacher)
    before = db.session.get_one(QueueVersion, teacher.hub_id).version
    send(teacher, contact)
    db.session.expire_all()
    assert db.session.get_one(QueueVersion, teacher.hub_id).version > before
    (mail,) = all_of(OutboxMessage, contact)  # nobody advises in this hub yet
    assert (mail.kind, mail.account_id) == ("received", teacher.account_id)


def test_something_that_cannot_wait_is_mailed_to_everyone_who_advises(
    teacher: Actor, make: Maker
) -> None:
    advising = {make.account(role).id for role in (Role.MASH_ADVISER, Role.DECISION_MAKER)}
    make.account(Role.MASH_ADVISER, hub=make.other_hub)
    make.account(Role.ORGANISATION_LEAD)
    urgent, routine = start(teacher), start(teacher)
    fill(teacher, routine, PAGES)
    send(teacher, urgent, seed=1)
    send(teacher, routine, seed=2)
    assert routine.rag is not Rag.RED
    mails = db.session.query(OutboxMessage).filter_by(kind="new_contact").all()
    assert {mail.account_id for mail in mails} == advising
    assert {mail.contact_id for mail in mails} == {urgent.id}


def test_words_too_long_for_their_column_are_kept_whole(teacher: Actor) -> None:
    contact = start(teacher)
    long = "every morning " * 40
    fill(teacher, contact, {f"statement:{THEN}": {"what": "Hungry", "when": long}})
    fill(teacher, contact, {f"person:{WREN}": {"kind": "child", "name": "Wren " * 80}})
    send(teacher, contact)
    (statement,) = all_of(Statement, contact)
    assert statement.when == long[:200]
    given = answers_of(contact)
    assert given["statement:0.when"] == long.strip()
    assert given["person:0.name"] == ("Wren " * 80).strip()


def test_a_date_that_is_none_stays_on_the_record_as_typed(teacher: Actor) -> None:
    contact = start(teacher)
    born = {"born_day": "31", "born_month": "2", "born_year": "2019"}
    child = {"kind": "child", "age_kind": "date_of_birth", **born}
    fill(teacher, contact, {f"person:{WREN}": child})
    send(teacher, contact)
    assert answers_of(contact)["person:0.born"] == "31/2/2019"


def test_the_short_form_makes_the_same_record(teacher: Actor) -> None:
    contact = start(teacher, ContactRoute.SHORT)
    short = {"what_happened": "A bruise", "impact": "She flinches", "tried": "Asked Mum"}
    fill(teacher, contact, {"safety": SAFE, "short": short})
    send(teacher, contact)
    assert [s.what for s in all_of(Statement, contact)] == ["A bruise"]
    (part,) = all_of(ContactPerson, contact)
    assert part.daily_life == "She flinches"
    assert answers_of(contact)["tried.tried"] == "Asked Mum"


def test_the_short_form_goes_on_in_full_with_everything_typed(teacher: Actor) -> None:
    contact = start(teacher, ContactRoute.SHORT)
    fill(teacher, contact, {"safety": SAFE, "short": {"what_happened": "A bruise"}})
    commands.continue_in_full(teacher, contact, at=NOON)
    commands.continue_in_full(teacher, contact, at=NOON)
    assert contact.route is ContactRoute.FULL
    pages = consultations.draft_of(contact).pages
    assert [p["what"] for n, p in pages.items() if n.startswith("statement:")] == ["A bruise"]
    send(teacher, contact)
    assert len(all_of(Statement, contact)) == 1


def test_a_sent_consultation_takes_no_more_words(teacher: Actor) -> None:
    contact = start(teacher)
    send(teacher, contact)
    with pytest.raises(NotAllowedNow):
        save(teacher, contact, "tried", {"tried": "late"})
    with pytest.raises(NotAllowedNow):
        commands.discard_draft(teacher, contact, at=NOON)


def test_a_discarded_draft_is_never_sent(teacher: Actor) -> None:
    contact = start(teacher)
    commands.discard_draft(teacher, contact, at=NOON)
    commands.discard_draft(teacher, contact, at=NOON)
    with pytest.raises(NotAllowedNow):
        send(teacher, contact)
    assert contact.reference is None


def test_a_failure_half_way_sends_nothing(teacher: Actor) -> None:
    contact = start(teacher)
    fill(teacher, contact, PAGES)

    def broken() -> bytes:
        raise OSError("no randomness")

    with pytest.raises(OSError, match="no randomness"):
        commands.submit_consultation(teacher, contact, at=NOON, randomness=broken)
    assert contact.status is ContactStatus.DRAFT
    assert all_of(Statement, contact) == all_of(Guidance, contact) == []
    assert send(teacher, contact).status is ContactStatus.SUBMITTED


def test_people_stand_in_the_order_they_were_added(teacher: Actor) -> None:
    contact = start(teacher)
    order = [uuid.UUID(int=number) for number in (9, 3, 7, 1, 5)]
    for number, key in enumerate(order):
        save(teacher, contact, f"person:{key}", {"kind": "child", "name": f"Child{number}"})
    save(teacher, contact, f"person:{order[0]}", {"kind": "child", "name": "Child0", "school": "A"})
    send(teacher, contact)
    assert contact.people_label.startswith("Child0, age not known; Child1")


def test_drafts_and_sent_are_the_writers_alone(teacher: Actor, make: Maker) -> None:
    draft, done = start(teacher), start(teacher)
    save(teacher, draft, "safety", SAFE)
    save(teacher, draft, "tried", {"tried": "a"})
    send(teacher, done)
    (row,) = consultations.drafts(teacher)
    assert (row.contact_id, row.route, row.last_page) == (draft.id, ContactRoute.FULL, "tried")
    assert [row.reference for row in consultations.sent(teacher)] == [done.reference]
    for role_mate in (make.account(), make.account(hub=make.other_hub)):
        other = actor_of(role_mate)
        assert not consultations.drafts(other) and not consultations.sent(other)
        assert consultations.own(other, draft.id) is None
