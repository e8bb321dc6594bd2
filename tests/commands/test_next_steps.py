"""Next steps: each has a day and somebody who is asked on it, and says once what happened."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import time_machine

from portal.cli_worker import worker
from portal.commands import accounts, advice, decisions
from portal.commands import next_steps as commands
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import AuditEvent, FamilyConflict, NextStep, OutboxMessage
from portal.queries import following_up as queries
from portal.queries import waiting_lists
from portal.queries.decisions import heard
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.waiting_lists import StepList
from portal.vocabulary import ContactKind, ContactStatus, Role, StepOutcome, StepSide
from tests.actors import actor_of
from tests.commands.answered import ANSWERED, DECISION, advised, decided
from tests.makers import NOON, Maker

TODAY = NOON.date()
OWN_DAY = date(2026, 11, 20)
STEPS = [("Meet the mother", "Class teacher", OWN_DAY), ("Ring the school nurse", "Sam Okoro")]


@pytest.fixture
def teacher(make: Maker):
    return make.account()


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER, name="Sam Okoro")


@pytest.fixture
def manager(make: Maker):
    return make.account(Role.DECISION_MAKER)


@pytest.fixture
def contact(make: Maker, adviser, teacher):
    made = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    advised(made, adviser, next_steps=STEPS)
    return made


@pytest.fixture
def referral(make: Maker, adviser, teacher):
    return make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser, kind=ContactKind.REFERRAL
    )


def steps() -> list[NextStep]:
    return db.session.query(NextStep).order_by(NextStep.position).all()


def say(contact, step, by, outcome=StepOutcome.DONE, said="") -> NextStep:
    return commands.follow_up(
        contact, by=actor_of(by), step_id=step.id, outcome=outcome, said=said, at=ANSWERED
    )


def ask_on(day: date) -> int:
    at = datetime.combine(day, NOON.timetz())
    return commands.ask_about_steps(today=day, at=at)


def test_every_step_has_a_day_and_an_owner_on_one_side(contact, teacher, adviser):
    mothers, nurses = steps()
    assert (mothers.by_on, mothers.side, mothers.owner_id) == (
        OWN_DAY,
        StepSide.PROFESSIONAL,
        teacher.id,
    )
    ten_working_days = date(2026, 12, 2)
    assert (nurses.by_on, nurses.side, nurses.owner_id) == (
        ten_working_days,
        StepSide.HUB,
        adviser.id,
    )
    assert mothers.is_open and nurses.is_open


def test_the_adviser_may_say_who_is_asked_where_the_name_does_not(make, teacher, adviser):
    made = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    visit = ("Visit the family", "Duty team", None)
    advised(made, adviser, next_steps=[visit, (*visit, StepSide.HUB)])
    assert [(step.side, step.owner_id) for step in steps()] == [
        (StepSide.PROFESSIONAL, teacher.id),
        (StepSide.HUB, adviser.id),
    ]


def test_the_hub_sets_how_long_a_step_without_a_day_has(make, teacher, adviser):
    make.hub.settings = {"follow_up_days": 3}
    made = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    advised(made, adviser, next_steps=[("Ring the school nurse", "Somebody")])
    assert steps()[0].by_on == date(2026, 11, 23)


def test_the_steps_of_a_decision_are_asked_about_once_it_is_signed_off(referral, adviser, manager):
    made = decisions.propose(referral, adviser=actor_of(adviser), at=ANSWERED, **DECISION)
    assert [step.is_open for step in steps()] == [False]
    seen = {"version": made.version, "heard": heard(referral)}
    decisions.sign_off(referral, by=actor_of(manager), at=ANSWERED, **seen)
    db.session.expire_all()
    assert [(step.is_open, step.side) for step in steps()] == [(True, StepSide.HUB)]


def test_the_usual_time_of_a_decisions_steps_counts_from_its_sign_off(referral, adviser, manager):
    words = {**DECISION, "next_steps": [("Visit", "Somebody"), ("Ring", "Somebody", OWN_DAY)]}
    made = decisions.propose(referral, adviser=actor_of(adviser), at=ANSWERED, **words)
    assert [step.by_on for step in steps()] == [date(2026, 12, 2), OWN_DAY]
    seen = {"version": made.version, "heard": heard(referral)}
    later = ANSWERED + timedelta(days=5)
    decisions.sign_off(referral, by=actor_of(manager), at=later, **seen)
    db.session.expire_all()
    assert [step.by_on for step in steps()] == [date(2026, 12, 7), OWN_DAY]


def test_nobody_is_asked_about_an_answer_that_is_taken_back(
    make, contact, referral, adviser, manager
):
    advice.withdraw_advice(contact, by=actor_of(adviser), reason="Wrong child.", at=ANSWERED)
    made = decided(referral, adviser, manager)
    other = make.account(Role.DECISION_MAKER)
    decisions.overturn(
        referral, by=actor_of(other), version=made.version, reason="New facts.", at=ANSWERED
    )
    db.session.expire_all()
    assert len(steps()) == 3 and not any(step.is_open for step in steps())
    assert ask_on(date(2027, 1, 20)) == 0


def test_each_owner_is_asked_once_on_the_day(contact, teacher, adviser):
    assert ask_on(OWN_DAY - timedelta(days=1)) == 0
    assert ask_on(OWN_DAY) == 1
    assert ask_on(OWN_DAY) == 0
    (mail,) = db.session.query(OutboxMessage).filter_by(kind="step_due")
    assert (mail.account_id, mail.contact_id) == (teacher.id, contact.id)
    assert [row.what for row in queries.due_for(actor_of(teacher), OWN_DAY)] == ["Meet the mother"]
    assert not queries.due_for(actor_of(adviser), OWN_DAY)
    in_another_role = replace(actor_of(teacher), role=Role.MASH_ADVISER, organisation_id=None)
    assert not queries.due_for(in_another_role, OWN_DAY)
    (event,) = db.session.query(AuditEvent).filter_by(action="ask_about_step")
    assert (event.role, event.hub_id) == ("system", contact.hub_id)


def test_what_was_given_to_somebody_who_has_left_is_asked_of_who_acts_for_them_now(
    make, contact, teacher, adviser, manager
):
    lead = make.account(Role.ORGANISATION_LEAD)
    make.account(Role.ORGANISATION_LEAD, hub=make.other_hub, name="Aled Elsewhere")
    knows = make.account(Role.DECISION_MAKER, name="Aaron Ash")  # would come first by name
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": knows.id}
    db.session.add(FamilyConflict(**ids, declared_at=NOON))
    db.session.commit()
    late = date(2026, 12, 2)
    assert ask_on(late) == 2
    gone = {teacher.id: lead, adviser.id: manager}
    assert {step.owner_id for step in steps()} == set(gone)
    for account_id in gone:
        accounts.deactivate(account_id, at=NOON)
    assert [ask_on(late), ask_on(late)] == [2, 0]
    db.session.expire_all()
    for step, (account_id, now) in zip(steps(), gone.items(), strict=True):
        assert step.owner_id == now.id != account_id
        assert [row.id for row in queries.due_for(actor_of(now), late)] == [step.id]
    told = [mail.account_id for mail in db.session.query(OutboxMessage).filter_by(kind="step_due")]
    assert sorted(told) == sorted([*gone, lead.id, manager.id])


def test_who_entered_a_contact_for_somebody_else_is_asked_in_their_place(make, adviser, manager):
    entered = make.consultation(ContactStatus.WITH_ADVISER, asker=manager, adviser=adviser)
    entered.organisation_id = None
    advised(entered, adviser, next_steps=[("Meet the mother", entered.asker_name, OWN_DAY)])
    (row,) = queries.due_for(actor_of(manager), OWN_DAY)
    assert row.contact_id == entered.id and not queries.due_for(actor_of(adviser), OWN_DAY)


@pytest.mark.parametrize("outcome", list(StepOutcome))
def test_what_happened_is_said_once_with_a_short_note(contact, teacher, outcome):
    step = steps()[0]
    for _ in range(2):
        say(contact, step, teacher, outcome, " She came on Friday. ")
    assert (step.outcome, step.note, step.is_open) == (outcome, "She came on Friday.", False)
    assert (step.followed_up_by, step.followed_up_at) == (teacher.name, ANSWERED)
    assert db.session.query(AuditEvent).filter_by(action="follow_up").count() == 1
    assert not queries.due_for(actor_of(teacher), OWN_DAY)


def test_what_was_said_is_not_said_otherwise(contact, teacher):
    step = steps()[0]
    say(contact, step, teacher)
    with pytest.raises(NotAllowedNow):
        say(contact, step, teacher, StepOutcome.NOT_POSSIBLE)
    with pytest.raises(NotAllowedNow):  # a colleague's note is shown to them again
        say(contact, step, teacher, said="She did not come.")
    assert step.outcome is StepOutcome.DONE


@pytest.mark.parametrize(
    ("field", "words"), [("outcome", (None, "")), ("note", (StepOutcome.DONE, "x" * 501))]
)
def test_a_refusal_names_the_field(contact, teacher, field, words):
    with pytest.raises(Refused) as refusal:
        say(contact, steps()[0], teacher, *words)
    assert refusal.value.field == field
    assert steps()[0].is_open


def test_the_hub_lists_what_is_overdue_and_what_comes(make, contact, teacher, adviser, manager):
    day_after = OWN_DAY + timedelta(days=1)

    def listed(actor, wanted):
        return [
            row.what for row in waiting_lists.steps(actor_of(actor), wanted, None, day_after)[0]
        ]

    assert listed(manager, StepList.OVERDUE) == ["Meet the mother"]
    assert listed(manager, StepList.COMING) == ["Ring the school nurse"]
    assert listed(adviser, StepList.MINE) == ["Ring the school nurse"]
    elsewhere = make.account(Role.DECISION_MAKER, hub=make.other_hub)
    assert listed(elsewhere, StepList.OVERDUE) == []
    assert waiting_lists.counts(actor_of(manager), NOON, day_after).steps == 1
    assert waiting_lists.counts(actor_of(adviser), NOON, day_after).steps == 0


def test_the_list_goes_on_where_a_page_ends(make, contact, teacher, manager):
    first = steps()[0]
    for number in range(60):
        db.session.add(
            NextStep(
                hub_id=contact.hub_id,
                contact_id=contact.id,
                advice_id=first.advice_id,
                position=number + 2,
                what=f"Step {number}",
                who="Class teacher",
                by_on=OWN_DAY,
                side=StepSide.PROFESSIONAL,
                owner_id=teacher.id,
                is_open=True,
            )
        )
    db.session.commit()
    actor, day_after = actor_of(manager), OWN_DAY + timedelta(days=1)
    rows, following = waiting_lists.steps(actor, StepList.OVERDUE, None, day_after)
    rest, end = waiting_lists.steps(actor, StepList.OVERDUE, following, day_after)
    assert (len(rows), len(rest), end) == (50, 11, None)
    assert len({row.id for row in (*rows, *rest)}) == 61
    assert waiting_lists.counts(actor, NOON, day_after).steps == 61


def test_the_worker_asks_and_tells_in_one_round_and_the_letters_name_nobody(
    app, contact, teacher, capsys
):
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        said = app.test_cli_runner().invoke(worker, ["--once"])
    assert said.exit_code == 0, said.output
    states = {mail.kind: mail.state for mail in db.session.query(OutboxMessage)}
    assert states == {"advice": "sent", "step_due": "sent"}
    assert "Meet the mother" not in said.output + "".join(capsys.readouterr())
