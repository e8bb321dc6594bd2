"""Who is named for which stage of a disagreement, and what happens when time runs out."""

from datetime import timedelta

import pytest
import time_machine

from portal.cli_worker import worker
from portal.commands import disagreements as commands
from portal.commands.base import Refused
from portal.commands.decisions import overturn
from portal.extensions import db
from portal.models import (
    AuditEvent,
    FamilyConflict,
)
from portal.queries import waiting_lists
from portal.queries.disagreements import of_contact
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.waiting_lists import DisagreementList
from portal.vocabulary import (
    CameBy,
    ContactKind,
    ContactStatus,
    DisagreementStage,
    DisagreementStatus,
    Role,
)
from tests.actors import actor_of
from tests.commands.answered import advised, decided
from tests.commands.disagreeing import (
    LATER,
    ONE_DAY,
    STAGES,
    answered,
    further,
    mails,
    named,
    raised,
    rounds,
)
from tests.makers import NOON, Maker


@pytest.fixture
def contact(make: Maker, adviser, teacher):
    made = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    advised(made, adviser)
    return made


def test_nobody_decides_on_their_own_decision(make, teacher, adviser, manager):
    referral = make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser, kind=ContactKind.REFERRAL
    )
    decided(referral, adviser, manager)
    made = raised(referral, teacher)
    assert made.responder_id == adviser.id  # who proposed it; the signer is challenged too
    further(answered(made, referral, adviser), referral, teacher)
    assert made.responder_id is None
    assert mails("nobody_to_answer") == {manager.id}
    with pytest.raises(Refused, match="Choose somebody from the list"):
        named(made, referral, manager, manager)
    other = make.account(Role.DECISION_MAKER)
    assert named(made, referral, manager, other).responder_id == other.id
    assert answered(made, referral, other).status is DisagreementStatus.ANSWERED


def test_nor_who_gave_or_signed_the_answer_that_took_its_place(make, teacher, adviser, manager):
    referral = make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser, kind=ContactKind.REFERRAL
    )
    first, other = decided(referral, adviser, manager), make.account(Role.DECISION_MAKER)
    made = answered(raised(referral, teacher), referral, adviser)
    overturn(referral, by=actor_of(other), version=first.version, reason="New.", at=LATER)
    signer = make.account(Role.DECISION_MAKER, name="Aaron Ash")  # would come first by name
    decided(referral, adviser, signer, at=LATER)
    assert further(made, referral, teacher).responder_id == other.id
    with pytest.raises(Refused, match="Choose somebody from the list"):
        named(made, referral, manager, signer)


def test_naming_somebody_else_moves_no_day(make, contact, teacher, manager):
    made = raised(contact, teacher)
    other = make.account(Role.MASH_ADVISER)
    assert named(made, contact, manager, other).due_at == ONE_DAY
    assert other.id in mails("disagreement")
    with pytest.raises(Refused, match="Choose somebody from the list"):
        named(made, contact, manager, teacher)


def test_a_later_stage_goes_to_a_manager_who_has_not_answered_before(
    make, contact, teacher, adviser, manager
):
    second = make.account(Role.DECISION_MAKER, name="Ann Second")
    made = further(answered(raised(contact, teacher), contact, adviser), contact, teacher)
    first = made.responder_id
    by = second if first == second.id else manager
    further(answered(made, contact, by), contact, teacher)
    assert made.stage is DisagreementStage.SENIOR_MANAGERS
    assert {first, made.responder_id} == {manager.id, second.id}


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
    answered(raised(contact, teacher), contact, adviser)
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


def test_who_entered_it_for_somebody_else_finds_what_they_disagree_with(make, contact, adviser):
    entered_by = make.account(Role.MASH_ADVISER)
    contact.account_id, contact.organisation_id = entered_by.id, None
    db.session.commit()
    made, actor = raised(contact, entered_by), actor_of(entered_by)
    rows, _ = waiting_lists.disagreements(actor, DisagreementList.OPEN, None, LATER)
    assert [row.id for row in rows] == [made.id] and made.responder_id == adviser.id
    assert waiting_lists.counts(actor, LATER, LATER.date()).open == 1


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
    answered(made, contact, adviser, at=late)
    assert commands.go_up_when_out_of_time(at=late) == 0
    further(made, contact, teacher, at=late)
    again = {"stage": stale_stage, "answer": "The level stays: his weight is the same.", "at": late}
    with pytest.raises(NotAllowedNow):
        commands.respond(contact, by=actor_of(manager), disagreement_id=made.id, **again)
    assert [bool(each.answered_at) for each in rounds(made)] == [True, False]


def test_where_who_answered_has_left_or_knows_the_family_a_colleague_is_named(
    make, contact, teacher, adviser
):
    colleague = make.account(Role.MASH_ADVISER, name="Ann Bee")
    knows = make.account(Role.MASH_ADVISER, name="Aaron Ash")  # would come first by name
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": knows.id}
    db.session.add(FamilyConflict(**ids, declared_at=NOON))
    adviser.is_active = False
    db.session.commit()
    assert raised(contact, teacher).responder_id == colleague.id


def test_where_the_hub_has_nobody_the_stage_runs_and_goes_up_all_the_same(
    contact, teacher, adviser
):
    adviser.is_active = False
    db.session.commit()
    made = raised(contact, teacher)
    assert (made.responder_id, made.due_at) == (None, ONE_DAY)
    assert commands.go_up_when_out_of_time(at=ONE_DAY + timedelta(minutes=1)) == 1
    db.session.refresh(made)
    assert (made.stage, made.responder_id) == (STAGES[1], None)
