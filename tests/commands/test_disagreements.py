"""Disagreements: raised, answered in time or gone up, taken further, ended by who raised them."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.cli_worker import worker
from portal.commands import disagreements as commands
from portal.commands.advice import acknowledge
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import AuditEvent, ContactEvent, Disagreement, DisagreementRound, OutboxMessage
from portal.queries import waiting_lists
from portal.queries.disagreements import of_contact
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.waiting_lists import DisagreementList
from portal.vocabulary import (
    Answer,
    CameBy,
    ContactKind,
    ContactStatus,
    DisagreementStage,
    DisagreementStatus,
    LearningTheme,
    Rag,
    Role,
    Urgency,
)
from tests.actors import actor_of
from tests.commands.answered import advised, decided
from tests.commands.disagreeing import CHALLENGE, RAISED, raised
from tests.makers import NOON, Maker

LATER = RAISED + timedelta(hours=1)
ONE_DAY = datetime(2026, 11, 19, 14, 0, tzinfo=UTC)  # 510 working minutes after Wednesday 2pm
STAGES = tuple(DisagreementStage)


@pytest.fixture
def teacher(make: Maker):
    return make.account()


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER, name="Sam Okoro")


@pytest.fixture
def manager(make: Maker):
    return make.account(Role.DECISION_MAKER, name="Grace Abara")


@pytest.fixture
def contact(make: Maker, adviser, teacher):
    made = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    advised(made, adviser)
    return made


def answer(made, contact, by, at=LATER) -> Disagreement:
    return commands.respond(
        contact,
        by=actor_of(by),
        disagreement_id=made.id,
        stage=made.stage.value,
        answer="The level stays: his weight is the same.",
        at=at,
    )


def further(made, contact, by, at=LATER, stage="") -> Disagreement:
    return commands.take_further(
        contact,
        by=actor_of(by),
        disagreement_id=made.id,
        stage=stage or made.stage.value,
        why="Nobody has seen him.",
        at=at,
    )


def end(made, contact, by, *, is_resolved=True, **changes) -> Disagreement:
    words = {"how": "A visit on Friday.", "theme": LearningTheme.REASONS, "theme_note": ""}
    return commands.end(
        contact,
        by=actor_of(by),
        disagreement_id=made.id,
        is_resolved=is_resolved,
        at=LATER,
        **{**words, **changes},
    )


def mails(kind: str) -> set[uuid.UUID]:
    return {mail.account_id for mail in db.session.query(OutboxMessage).filter_by(kind=kind)}


def rounds(made) -> list[DisagreementRound]:
    found = db.session.query(DisagreementRound).filter_by(disagreement_id=made.id)
    return sorted(found, key=lambda each: STAGES.index(each.stage))


def test_it_goes_first_to_who_gave_the_answer_with_a_day_of_its_own(contact, teacher, adviser):
    made = raised(contact, teacher)
    assert (made.stage, made.status) == (STAGES[0], DisagreementStatus.WAITING)
    assert (made.responder_id, made.responder_name) == (adviser.id, "Sam Okoro")
    assert made.due_at == ONE_DAY
    assert made.outcome_sought == CHALLENGE["outcome_sought"]
    assert mails("disagreement") == {adviser.id}
    (event,) = db.session.query(AuditEvent).filter_by(action="disagree")
    assert event.record_id == contact.id


def test_where_the_child_may_be_in_danger_the_contact_is_red_and_the_whole_hub_told(
    make, contact, teacher, adviser, manager
):
    raised(contact, teacher, at_risk_now=Answer.YES)
    assert (contact.rag, contact.urgency) == (Rag.RED, Urgency.NOW)
    assert contact.due_at == RAISED + timedelta(hours=1)
    assert mails("at_risk_now") == {adviser.id, manager.id}
    assert db.session.query(ContactEvent).filter_by(action="risk_now").count() == 1


def test_otherwise_its_urgency_stays(contact, teacher):
    before = contact.rag
    raised(contact, teacher, at_risk_now=Answer.NOT_KNOWN)
    assert contact.rag is before and mails("at_risk_now") == set()


def test_one_person_has_one_open_disagreement_on_a_contact(contact, teacher, adviser):
    made = raised(contact, teacher)
    with pytest.raises(Refused, match="still open"):
        raised(contact, teacher)
    end(made, contact, teacher)
    assert raised(contact, teacher).id != made.id


def test_answered_and_resolved_by_who_raised_it(contact, teacher, adviser):
    made = answer(raised(contact, teacher), contact, adviser)
    assert made.status is DisagreementStatus.ANSWERED
    assert mails("disagreement_answered") == {teacher.id}
    for _ in range(2):
        end(made, contact, teacher, theme_note="  Say why sooner. ")
    assert made.status is DisagreementStatus.RESOLVED
    assert (made.ended_by, made.how_resolved) == (teacher.name, "A visit on Friday.")
    assert (made.theme, made.theme_note) == (LearningTheme.REASONS, "Say why sooner.")
    assert mails("disagreement_ended") == {adviser.id}
    assert db.session.query(AuditEvent).filter_by(action="end_disagreement").count() == 1


def test_what_was_acknowledged_before_is_closed_again_when_nobody_waits(contact, teacher, adviser):
    acknowledge(contact, by=actor_of(teacher), at=RAISED)
    made = raised(contact, teacher)
    assert contact.status is ContactStatus.ADVISED
    end(made, contact, teacher)
    assert contact.status is ContactStatus.CLOSED


def test_the_second_stage_is_answered_by_somebody_with_no_part_in_it(
    make, contact, teacher, adviser, manager
):
    made = further(answer(raised(contact, teacher), contact, adviser), contact, teacher)
    assert (made.stage, made.status) == (STAGES[1], DisagreementStatus.WAITING)
    assert made.responder_id == manager.id
    assert [each.came_by for each in rounds(made)] == [CameBy.RAISED, CameBy.TAKEN_FURTHER]
    assert rounds(made)[1].why == "Nobody has seen him."
    with pytest.raises(Refused, match="Your own answer is challenged"):
        answer(made, contact, adviser)
    assert made.due_at == datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # two working days


def test_nobody_decides_on_their_own_decision(make, teacher, adviser, manager):
    referral = make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser, kind=ContactKind.REFERRAL
    )
    decided(referral, adviser, manager)
    made = raised(referral, teacher)
    assert made.responder_id == adviser.id  # who proposed it; the signer is challenged too
    further(answer(made, referral, adviser), referral, teacher)
    assert made.responder_id is None
    assert mails("nobody_to_answer") == {manager.id}
    with pytest.raises(Refused, match="Choose somebody from the list"):
        name(made, referral, manager, manager)
    other = make.account(Role.DECISION_MAKER)
    assert name(made, referral, manager, other).responder_id == other.id
    assert answer(made, referral, other).status is DisagreementStatus.ANSWERED


def name(made, contact, by, account) -> Disagreement:
    return commands.name_responder(
        contact, by=actor_of(by), disagreement_id=made.id, account_id=account.id, at=LATER
    )


def test_naming_somebody_else_moves_no_day(make, contact, teacher, manager):
    made = raised(contact, teacher)
    other = make.account(Role.MASH_ADVISER)
    assert name(made, contact, manager, other).due_at == ONE_DAY
    assert other.id in mails("disagreement")
    with pytest.raises(Refused, match="Choose somebody from the list"):
        name(made, contact, manager, teacher)


def test_a_later_stage_goes_to_a_manager_who_has_not_answered_before(
    make, contact, teacher, adviser, manager
):
    second = make.account(Role.DECISION_MAKER, name="Ann Second")
    made = further(answer(raised(contact, teacher), contact, adviser), contact, teacher)
    first = made.responder_id
    by = second if first == second.id else manager
    further(answer(made, contact, by), contact, teacher)
    assert made.stage is DisagreementStage.SENIOR_MANAGERS
    assert {first, made.responder_id} == {manager.id, second.id}


def test_only_after_the_last_stage_may_it_end_without_agreement(
    make, contact, teacher, adviser, manager
):
    made = answer(raised(contact, teacher), contact, adviser)
    with pytest.raises(NotAllowedNow):
        end(made, contact, teacher, is_resolved=False)
    for _ in STAGES[1:]:
        answer(further(made, contact, teacher), contact, manager)
    with pytest.raises(NotAllowedNow):
        further(made, contact, teacher)
    end(made, contact, teacher, is_resolved=False)
    assert made.status is DisagreementStatus.NOT_RESOLVED


def test_doing_it_twice_does_it_once(contact, teacher, adviser, manager):
    made = raised(contact, teacher)
    first, words = made.stage.value, {"disagreement_id": made.id, "at": LATER}
    for _ in range(2):
        commands.respond(contact, by=actor_of(adviser), stage=first, answer="It stays.", **words)
    for _ in range(2):
        further(made, contact, teacher, stage=first)
    assert len(rounds(made)) == 2
    assert db.session.query(OutboxMessage).filter_by(kind="disagreement_answered").count() == 1


def test_an_answer_to_a_stage_that_is_over_is_not_taken(contact, teacher, adviser, manager):
    made = raised(contact, teacher)
    first = made.stage.value
    commands.go_up_when_out_of_time(at=ONE_DAY + timedelta(minutes=1))
    db.session.refresh(made)
    with pytest.raises(NotAllowedNow):
        commands.respond(
            contact,
            by=actor_of(adviser),
            disagreement_id=made.id,
            stage=first,
            answer="Late.",
            at=LATER,
        )


@pytest.mark.parametrize(("field", "changes"), [("how", {"how": " "}), ("theme", {"theme": None})])
def test_ending_it_needs_words_and_a_theme(contact, teacher, field, changes):
    made = raised(contact, teacher)
    with pytest.raises(Refused) as refusal:
        end(made, contact, teacher, **changes)
    assert refusal.value.field == field
    assert made.ended_at is None


def test_what_nobody_answers_in_time_goes_up_by_itself(contact, teacher, adviser, manager):
    made = raised(contact, teacher)
    assert commands.go_up_when_out_of_time(at=ONE_DAY) == 0
    late = ONE_DAY + timedelta(minutes=1)
    assert commands.go_up_when_out_of_time(at=late) == 1
    assert commands.go_up_when_out_of_time(at=late) == 0
    db.session.refresh(made)
    assert (made.stage, made.responder_id) == (STAGES[1], manager.id)
    assert rounds(made)[1].came_by is CameBy.TIME_RAN_OUT
    assert mails("disagreement_further") == {teacher.id}
    (event,) = db.session.query(AuditEvent).filter_by(action="disagreement_out_of_time")
    assert (event.account_id, event.role, event.record_id) == (None, "system", contact.id)


def test_one_that_waits_for_the_professional_never_goes_up(contact, teacher, adviser):
    answer(raised(contact, teacher), contact, adviser)
    assert commands.go_up_when_out_of_time(at=NOON + timedelta(days=90)) == 0


def test_at_the_last_stage_it_stays_and_stands_out_of_time(contact, teacher, adviser, manager):
    made = raised(contact, teacher)
    at = ONE_DAY
    for _ in STAGES[1:]:
        at += timedelta(days=60)
        assert commands.go_up_when_out_of_time(at=at) == 1
    at += timedelta(days=60)
    assert commands.go_up_when_out_of_time(at=at) == 0
    db.session.refresh(made)
    assert made.stage is STAGES[-1]
    counts = waiting_lists.counts(actor_of(manager), at, at.date())
    assert (counts.open, counts.overdue) == (1, 1)


def test_it_is_counted_and_listed_for_its_parties_alone(make, contact, teacher, adviser, manager):
    made = raised(contact, teacher)
    parties, others = (
        (adviser, manager),
        (make.account(Role.MASH_ADVISER), make.account(Role.DECISION_MAKER, hub=make.other_hub)),
    )
    for people, count in ((parties, 1), (others, 0)):
        for actor in map(actor_of, people):
            rows, _ = waiting_lists.disagreements(actor, DisagreementList.OPEN, None, LATER)
            assert [row.id for row in rows] == [made.id] * count
            assert waiting_lists.counts(actor, LATER, LATER.date()).open == count
            assert len(of_contact(actor, contact)) == count


def test_no_line_of_it_stands_in_the_contacts_own_timeline_but_for_the_first(
    contact, teacher, adviser, manager
):
    made = further(answer(raised(contact, teacher), contact, adviser), contact, teacher)
    end(made, contact, teacher)
    actions = {event.action for event in db.session.query(ContactEvent)}
    assert actions == {"submit", "give_advice", "disagree"}


def test_the_worker_takes_up_what_is_out_of_time(app, contact, teacher, manager):
    made = raised(contact, teacher)
    with time_machine.travel(ONE_DAY + timedelta(hours=1), tick=False):
        said = app.test_cli_runner().invoke(worker, ["--once"])
    assert said.exit_code == 0, said.output
    db.session.refresh(made)
    assert (made.stage, made.responder_id) == (STAGES[1], manager.id)


def test_an_answer_and_the_timer_never_both_win(contact, teacher, adviser, manager):
    """Whoever comes second finds the stage answered, or over."""
    made = raised(contact, teacher)
    stale_stage = made.stage.value
    late = ONE_DAY + timedelta(minutes=1)
    answer(made, contact, adviser, at=late)
    assert commands.go_up_when_out_of_time(at=late) == 0
    further(made, contact, teacher, at=late)
    again = {"stage": stale_stage, "answer": "The level stays: his weight is the same.", "at": late}
    with pytest.raises(NotAllowedNow):
        commands.respond(contact, by=actor_of(manager), disagreement_id=made.id, **again)
    assert [bool(each.answered_at) for each in rounds(made)] == [True, False]
