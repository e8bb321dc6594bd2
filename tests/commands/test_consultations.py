"""Writing and sending a consultation: nothing acknowledged is lost, nothing is sent twice."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from portal.commands import consultations as commands
from portal.commands.consultations import PageConflict
from portal.extensions import db
from portal.models import (
    AuditEvent,
    Contact,
    ContactAnswer,
    ContactEvent,
    ContactPerson,
    Guidance,
    IndicatorAnswer,
    OutboxMessage,
    Person,
    PersonName,
    QueueVersion,
    SavedPage,
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
    Urgency,
)
from tests.actors import actor_of
from tests.makers import NOON, Maker

WREN = uuid.UUID("11111111-0000-4000-8000-000000000001")
MOTHER = uuid.UUID("22222222-0000-4000-8000-000000000002")
THEN = uuid.UUID("33333333-0000-4000-8000-000000000003")
SAFE = {f"S{number}": "no" for number in range(1, 9)}
HOSTILE = (
    "<script>alert('x')</script> \"%s\" {{ 7*7 }} \\ ŵŷ 🙂 \u202e '; DROP TABLE contacts; --\n\tend"
)
PAGES: dict[str, dict[str, Any]] = {
    "safety": SAFE,
    "you": {"phone": "01632 960131", "lead_aware": "yes"},
    f"person:{WREN}": {
        "kind": "child",
        "name": "Siân Ŵyn-Adderley",
        "part": "subject",
        "age_kind": "estimate",
        "age_years": "7",
        "seen": "yes",
        "previous_plan": "not_known",
        "disabled": "yes",
    },
    f"person:{MOTHER}": {"kind": "adult", "name": "Carly Adderley", "part": "parent"},
    "household": {"knows_all_adults": "yes"},
    f"statement:{THEN}": {"what": HOSTILE, "said_by": "me", "source_protected": "yes"},
    f"daily-life:{WREN}": {"daily_life": "Tired by ten", "own_words_how": "At lunch"},
    "tried": {"tried": "Breakfast club", "result": "Came twice", "help_tried": "no"},
    f"seen:{WREN}": {"CAR-20.answer": "present", "CAR-20.pattern": "ongoing"},
    "view": {"level": "3", "reason": "It goes on"},
    "family": {"told": "no_unsafe", "told_reasons": ["raises_risk", "evidence"]},
    "question": {"topic": "threshold", "question": "Early help, or refer?"},
}


@pytest.fixture
def teacher(make: Maker) -> Actor:
    return actor_of(make.account(name="Priya Nair"))


def start(actor: Actor, route: ContactRoute = ContactRoute.FULL, key: str = "") -> Contact:
    key = key or uuid.uuid4().hex
    return commands.start_consultation(actor, route=route, start_key=key, at=NOON)


def save(
    actor: Actor,
    contact: Contact,
    page: str,
    answers: Mapping[str, Any],
    *,
    tab: str = "one",
    base: int | None = None,
) -> int:
    return commands.save_page(actor, contact, page, answers, tab=tab, base_version=base, at=NOON)


def fill(actor: Actor, contact: Contact, pages: Mapping[str, Mapping[str, Any]]) -> None:
    for name, answers in pages.items():
        save(actor, contact, name, answers)


def send(actor: Actor, contact: Contact, seed: int = 1) -> Contact:
    numbers = count(seed)
    return commands.submit_consultation(
        actor, contact, at=NOON, randomness=lambda: next(numbers).to_bytes(16, "big")
    )


def all_of(model: Any, contact: Contact) -> list[Any]:
    db.session.expire_all()
    return db.session.query(model).filter_by(contact_id=contact.id).all()


def answers_of(contact: Contact) -> dict[str, str]:
    return {row.field: row.text for row in all_of(ContactAnswer, contact)}


def stored(contact: Contact, page: str) -> SavedPage:
    db.session.expire_all()
    return db.session.query(SavedPage).filter_by(contact_id=contact.id, page=page).one()


def test_the_same_start_key_starts_one_draft(teacher: Actor) -> None:
    assert start(teacher, key="once").id == start(teacher, key="once").id
    assert start(teacher, key="again").id != start(teacher, key="once").id
    assert db.session.query(AuditEvent).filter_by(action="start").count() == 2


def test_two_people_may_use_the_same_start_key(teacher: Actor, make: Maker) -> None:
    other = actor_of(make.account())
    assert start(teacher, key="same").id != start(other, key="same").id


def test_a_page_is_kept_exactly_as_typed(teacher: Actor) -> None:
    contact = start(teacher)
    typed = {"what": HOSTILE, "when": " 31/2 ", "how_often": ""}
    assert save(teacher, contact, f"statement:{THEN}", typed) == 1
    assert stored(contact, f"statement:{THEN}").answers == typed


def test_each_save_is_audited_in_its_transaction(teacher: Actor) -> None:
    contact = start(teacher)
    save(teacher, contact, "tried", {"tried": "a"})
    save(teacher, contact, "tried", {"tried": "ab"})
    assert db.session.query(AuditEvent).filter_by(action="save_page").count() == 2


def test_another_window_is_never_overwritten_unseen(teacher: Actor) -> None:
    contact = start(teacher)
    version = save(teacher, contact, "tried", {"tried": "first"}, tab="one.1", base=0)
    save(teacher, contact, "tried", {"tried": "second"}, tab="two.1", base=version)
    with pytest.raises(PageConflict) as conflict:
        save(teacher, contact, "tried", {"tried": "mine"}, tab="one.2", base=version)
    assert conflict.value.saved == {"tried": {"tried": "second"}}
    assert conflict.value.typed == {"tried": {"tried": "mine"}}
    assert stored(contact, "tried").answers == {"tried": "second"}
    chosen = {"tried": "mine"}
    save(teacher, contact, "tried", chosen, tab="three", base=conflict.value.version)
    assert stored(contact, "tried").answers == chosen


def test_two_windows_that_both_begin_a_page_are_a_conflict(teacher: Actor) -> None:
    contact = start(teacher)
    save(teacher, contact, "tried", {"tried": "first"}, tab="one", base=0)
    with pytest.raises(PageConflict):
        save(teacher, contact, "tried", {"tried": "second"}, tab="two", base=0)


def test_a_lost_reply_is_no_conflict(teacher: Actor) -> None:
    contact = start(teacher)
    save(teacher, contact, "tried", {"tried": "a"}, tab="one.1", base=0)
    save(teacher, contact, "tried", {"tried": "a b"}, tab="one.2", base=0)
    assert stored(contact, "tried").answers == {"tried": "a b"}


def test_the_same_save_twice_is_no_conflict_and_no_new_version(teacher: Actor) -> None:
    contact = start(teacher)
    first = save(teacher, contact, "tried", {"tried": "a"}, tab="one.1", base=0)
    assert save(teacher, contact, "tried", {"tried": "a"}, tab="one.1", base=0) == first
    assert save(teacher, contact, "tried", {"tried": "a"}, tab="two.1", base=0) == first


def test_a_save_overtaken_by_a_later_one_of_its_window_changes_nothing(teacher: Actor) -> None:
    contact = start(teacher)
    version = save(teacher, contact, "tried", {"tried": "a b c"}, tab="one.2", base=0)
    assert save(teacher, contact, "tried", {"tried": "a"}, tab="one.1", base=0) == version
    assert stored(contact, "tried").answers == {"tried": "a b c"}


def test_pages_filled_in_together_conflict_together_or_not_at_all(teacher: Actor) -> None:
    contact = start(teacher, ContactRoute.SHORT)
    pages = {"short": {"impact": "a"}, "question": {"question": "b"}}
    save(teacher, contact, "question", {"question": "older"}, tab="zero", base=0)
    both = {"tab": "one", "at": NOON}
    assert commands.save_pages(teacher, contact, pages, base_version=1, **both) == 3
    pages["short"] = {"impact": "a lot"}
    assert commands.save_pages(teacher, contact, pages, base_version=1, **both) == 4
    save(teacher, contact, "question", {"question": "elsewhere"}, tab="two", base=2)
    with pytest.raises(PageConflict):
        commands.save_pages(teacher, contact, pages, base_version=4, **both)


@pytest.mark.parametrize("name", ["advice", "person", "person:1", "../you", "check"])
def test_a_name_that_no_page_has_is_refused(teacher: Actor, name: str) -> None:
    with pytest.raises(ValueError, match="no page is called"):
        save(teacher, start(teacher), name, {})


def test_a_person_taken_away_can_be_put_back_word_for_word(teacher: Actor) -> None:
    contact = start(teacher)
    page = f"person:{WREN}"
    save(teacher, contact, page, PAGES[page])
    commands.remove_part(teacher, contact, page, at=NOON)
    assert stored(contact, page).answers == {**PAGES[page], "removed": "yes"}
    commands.restore_part(teacher, contact, page, at=NOON)
    assert stored(contact, page).answers == PAGES[page]


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
    fill(teacher, contact, PAGES)
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
    (mail,) = all_of(OutboxMessage, contact)
    assert (mail.kind, mail.account_id) == ("received", teacher.account_id)


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
