"""Advice: what it must say, one version a sending, old versions kept, acknowledged, challenged."""

import uuid
from datetime import date, timedelta

import pytest

from portal.commands import advice as commands
from portal.commands.base import Refused
from portal.commands.disagreements import disagree
from portal.extensions import db
from portal.models import Advice, AuditEvent, ContactEvent, Disagreement, NextStep, OutboxMessage
from portal.rules.answers import Choice
from portal.rules.lifecycle import NotAllowedNow
from portal.vocabulary import AdviceStatus, Answer, ContactStatus, OutcomeOfAdvice, Role
from tests.actors import actor_of
from tests.commands.disagreeing import CHALLENGE
from tests.makers import NOON, Maker

LATER = NOON + timedelta(hours=1)
WORDS = {
    "level": 2,
    "outcome": OutcomeOfAdvice.EARLY_HELP,
    "descriptors": ["CAR-20", "CAR"],
    "reasons": "Basic needs are not met often enough.",
    "advice": "Offer an early help assessment this week.",
    "next_steps": [("Meet the mother", "Class teacher", date(2026, 11, 20))],
    "still_missing": "Who lives in the home",
    "would_raise_one": "He loses weight",
    "would_raise_two": "Help is refused",
    "would_lower": "Breakfast every day for a month",
    "safe_to_tell": Answer.YES,
    "safe_to_tell_why": "",
}


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER)


@pytest.fixture
def teacher(make: Maker):
    return make.account()


@pytest.fixture
def contact(make: Maker, adviser, teacher):
    return make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)


def give(contact, adviser, at=LATER, **changes):
    words = {**WORDS, **changes}
    return commands.give_advice(contact, adviser=actor_of(adviser), at=at, **words)


def test_adviser_gives_advice_with_its_steps_mail_timeline_and_audit(contact, adviser):
    advice = give(contact, adviser)
    assert (advice.version, advice.status, advice.level) == (1, AdviceStatus.GIVEN, 2)
    assert contact.status is ContactStatus.ADVISED and not contact.is_open
    step = db.session.query(NextStep).one()
    assert (step.what, step.who, step.by_on) == WORDS["next_steps"][0]
    mail = db.session.query(OutboxMessage).one()
    assert (mail.kind, mail.account_id) == ("advice", contact.account_id)
    assert db.session.query(ContactEvent).filter_by(action="give_advice").count() == 1
    assert db.session.query(AuditEvent).filter_by(action="give_advice").count() == 1


def test_not_enough_to_say_is_a_level_choice(contact, adviser):
    assert give(contact, adviser, level=None).level is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level", Choice.NOT_MADE),
        ("level", 9),
        ("outcome", None),
        ("descriptors", []),
        ("descriptors", ["NO-SUCH"]),
        ("reasons", " "),
        ("advice", ""),
        ("next_steps", []),
        ("next_steps", [("", "", None)]),
        ("next_steps", [("Meet the mother", " ", None)]),
        ("next_steps", [("", "Class teacher", None)]),
        ("next_steps", [("Meet", "Teacher", None)] * 11),
        ("next_steps", [("Meet", "\u200b\u2060", None)]),
        ("safe_to_tell", None),
    ],
)
def test_nothing_sends_without_its_essentials_and_the_refusal_names_the_field(
    contact, adviser, field, value
):
    with pytest.raises(Refused) as refusal:
        give(contact, adviser, **{field: value})
    assert refusal.value.field == field
    assert db.session.query(Advice).count() == 0
    assert contact.status is ContactStatus.WITH_ADVISER
    assert db.session.query(OutboxMessage).count() == 0


@pytest.mark.parametrize(("year", "day"), [(2026, 17), (2062, 20)])
def test_a_next_step_has_a_day_that_is_still_to_come(contact, adviser, year, day):
    with pytest.raises(Refused) as refusal:
        give(contact, adviser, next_steps=[("Meet", "Teacher", date(year, 11, day))])
    assert refusal.value.field == "by_on"
    assert give(contact, adviser, next_steps=[("Meet", "Teacher", LATER.date())]).version == 1


def test_nothing_sends_without_something_that_would_change_it(contact, adviser):
    with pytest.raises(Refused) as refusal:
        give(contact, adviser, would_raise_one="", would_raise_two="", would_lower="")
    assert refusal.value.field == "would_raise_one"
    assert give(contact, adviser, would_raise_one="", would_raise_two="").version == 1


def test_nobody_answers_their_own_submission(make, adviser):
    own = make.consultation(ContactStatus.WITH_ADVISER, asker=adviser, adviser=adviser)
    with pytest.raises(Refused):
        give(own, adviser)
    assert db.session.query(Advice).count() == 0


def test_sending_twice_makes_one_version(contact, adviser):
    key = uuid.uuid4()
    first, second = (give(contact, adviser, key=key) for _ in range(2))
    assert first.id == second.id == key
    assert db.session.query(Advice).count() == 1
    assert db.session.query(OutboxMessage).count() == 1


def test_a_second_advice_from_another_tab_is_not_allowed(contact, adviser):
    give(contact, adviser, key=uuid.uuid4())
    with pytest.raises(NotAllowedNow):
        give(contact, adviser, key=uuid.uuid4())


def test_withdrawn_advice_is_kept_word_for_word_and_corrected_by_a_new_version(
    contact, adviser, teacher
):
    give(contact, adviser)
    commands.withdraw_advice(
        contact, by=actor_of(adviser), reason="Wrong child in the second line.", at=LATER
    )
    assert contact.status is ContactStatus.WITH_ADVISER and contact.is_open
    give(contact, adviser, at=LATER + timedelta(hours=1), advice="The right words.")
    old, new = db.session.query(Advice).order_by(Advice.version)
    assert (old.version, old.status) == (1, AdviceStatus.WITHDRAWN)
    assert (old.withdrawn_at, old.withdrawn_why) == (LATER, "Wrong child in the second line.")
    assert old.advice == WORDS["advice"] and old.reasons == WORDS["reasons"]
    assert (new.version, new.status, new.advice) == (2, AdviceStatus.GIVEN, "The right words.")
    steps = db.session.query(NextStep).all()
    assert steps and all(step.is_open == (step.advice_id == new.id) for step in steps)
    kinds = [mail.kind for mail in db.session.query(OutboxMessage)]
    assert sorted(kinds) == ["advice", "advice", "advice_withdrawn"]


def test_withdrawing_needs_a_reason(contact, adviser):
    give(contact, adviser)
    with pytest.raises(Refused) as refusal:
        commands.withdraw_advice(contact, by=actor_of(adviser), reason=" ", at=LATER)
    assert refusal.value.field == "reason"
    assert contact.status is ContactStatus.ADVISED


def test_reasons_stay_out_of_the_audit_trail(contact, adviser, teacher):
    give(contact, adviser)
    challenge = {**CHALLENGE, "reason": "Zyxcanary hid food."}
    disagree(contact, by=actor_of(teacher), at=LATER, **challenge)
    commands.withdraw_advice(contact, by=actor_of(adviser), reason="Zyxcanary", at=LATER)
    for told in (AuditEvent.why, ContactEvent.reason):
        trail = db.session.scalars(db.select(told)).all()
        assert len(trail) > 2 and not any("Zyxcanary" in each for each in trail)


def test_professional_acknowledges_once_and_the_adviser_hears(contact, adviser, teacher):
    give(contact, adviser)
    for minutes in (1, 2):
        at = LATER + timedelta(minutes=minutes)
        commands.acknowledge(contact, by=actor_of(teacher), at=at)
    assert contact.status is ContactStatus.CLOSED
    advice = db.session.query(Advice).one()
    assert advice.acknowledged_at == advice.read_at == LATER + timedelta(minutes=1)
    told = db.session.query(OutboxMessage).filter_by(kind="acknowledged").one()
    assert told.account_id == adviser.id


@pytest.mark.parametrize("acknowledged", [False, True])
def test_professional_disagrees_with_a_reason_and_it_stands_open(
    contact, adviser, teacher, acknowledged
):
    give(contact, adviser)
    if acknowledged:
        commands.acknowledge(contact, by=actor_of(teacher), at=LATER)
    key = uuid.uuid4()
    for _ in range(2):
        disagree(contact, by=actor_of(teacher), at=LATER, key=key, **CHALLENGE)
    assert contact.status is ContactStatus.ADVISED
    raised = db.session.query(Disagreement).one()
    assert raised.advice_id == db.session.query(Advice).one().id
    assert raised.reason == CHALLENGE["reason"]
    told = db.session.query(OutboxMessage).filter_by(kind="disagreement").one()
    assert told.account_id == adviser.id


def test_disagreeing_needs_a_reason_and_an_advice(contact, adviser, teacher):
    with pytest.raises(Refused):
        disagree(contact, by=actor_of(teacher), at=LATER, **CHALLENGE)
    give(contact, adviser)
    for field, nothing in (("reason", ""), ("outcome_sought", " "), ("at_risk_now", None)):
        with pytest.raises(Refused) as refusal:
            disagree(contact, by=actor_of(teacher), at=LATER, **{**CHALLENGE, field: nothing})
        assert refusal.value.field == field


def test_hub_closes_an_answered_contact_only(contact, adviser):
    with pytest.raises(NotAllowedNow):
        commands.close(contact, by=actor_of(adviser), at=LATER)
    give(contact, adviser)
    commands.close(contact, by=actor_of(adviser), at=LATER)
    assert contact.status is ContactStatus.CLOSED


def test_a_reason_for_an_earlier_version_does_not_pass_for_a_withdrawal_of_the_present_one(
    contact, adviser
):
    give(contact, adviser)
    first = {"by": actor_of(adviser), "reason": "Wrong child.", "at": LATER, "version": 1}
    withdrawn = commands.withdraw_advice(contact, **first)
    assert commands.withdraw_advice(contact, **first) is withdrawn  # the same act, sent twice
    give(contact, adviser, at=LATER + timedelta(hours=1))
    with pytest.raises(NotAllowedNow):
        commands.withdraw_advice(contact, **first)
    assert contact.status is ContactStatus.ADVISED
    commands.withdraw_advice(contact, **{**first, "version": 2})
    assert contact.status is ContactStatus.WITH_ADVISER
