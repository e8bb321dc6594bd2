"""Decisions: two people at least, never one's own, told at once, taken back only by another."""

import uuid
from datetime import date, timedelta

import pytest

from portal.commands import decisions as commands
from portal.commands.base import Refused
from portal.commands.conversation import add_information
from portal.commands.conversion import convert_back
from portal.commands.disagreements import disagree
from portal.extensions import db
from portal.models import (
    AuditEvent,
    ContactEvent,
    ContactPerson,
    Disagreement,
    NextStep,
    OutboxMessage,
    ThresholdDecision,
)
from portal.queries.decisions import heard, unread_too_long
from portal.rules.lifecycle import NotAllowedNow
from portal.vocabulary import (
    Answer,
    ContactKind,
    ContactStatus,
    DecisionStatus,
    HelpOffered,
    OutcomeOfDecision,
    Rag,
    Role,
    Urgency,
)
from tests.actors import actor_of
from tests.commands.disagreeing import CHALLENGE
from tests.makers import NOON, Maker

LATER = NOON + timedelta(hours=1)
WORDS = {
    "level": 3,
    "outcome": OutcomeOfDecision.TARGETED_EARLY_HELP,
    "need": "N5",
    "descriptors": ["CAR-20", "CAR"],
    "reasons": "Needs are not met often enough and help so far has not changed it.",
    "advice": "A family worker will ring the mother on Tuesday.",
    "next_steps": [("Ring the mother", "Family Help team", date(2026, 11, 24))],
    "would_raise_one": "He loses weight",
    "would_lower": "Breakfast every day for a month",
    "safe_to_tell": Answer.YES,
}


@pytest.fixture
def referral(make: Maker, adviser, teacher):
    return make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser, kind=ContactKind.REFERRAL
    )


def propose(contact, adviser, at=LATER, **changes) -> ThresholdDecision:
    return commands.propose(contact, adviser=actor_of(adviser), at=at, **{**WORDS, **changes})


def sign(contact, manager, decision, at=LATER) -> ThresholdDecision:
    seen = {"version": decision.version, "heard": heard(contact)}
    return commands.sign_off(contact, by=actor_of(manager), at=at, **seen)


def read(contact, reader, words="It fits.") -> ThresholdDecision:
    seen = {"version": 1, "heard": heard(contact)}
    return commands.read_second(contact, by=actor_of(reader), words=words, at=LATER, **seen)


def mails(contact) -> set[str]:
    return {mail.kind for mail in db.session.query(OutboxMessage).filter_by(contact_id=contact.id)}


def test_an_adviser_proposes_and_the_referrer_is_told_nothing(referral, adviser, manager):
    decision = propose(referral, adviser)
    assert referral.status is ContactStatus.PROPOSED and referral.is_open
    assert (decision.version, decision.status) == (1, DecisionStatus.PROPOSED)
    assert decision.need_code == "N5"
    assert db.session.query(NextStep).filter_by(decision_id=decision.id).count() == 1
    assert mails(referral) == {"to_sign_off"}
    actions = {event.action for event in db.session.query(AuditEvent)}
    assert "propose" in actions


def test_signing_off_tells_the_referrer_and_starts_the_time_to_read(referral, adviser, manager):
    decision = sign(referral, manager, propose(referral, adviser))
    assert referral.status is ContactStatus.DECIDED and not referral.is_open
    assert decision.signer_name == manager.name and decision.signed_at == LATER
    assert {"decision", "decision_signed"} <= mails(referral)
    assert decision.read_by_at == LATER + timedelta(days=1)  # 8.5 working hours of one day


def test_nobody_signs_what_they_proposed_or_sent(make, manager, teacher):
    own = make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=manager, kind=ContactKind.REFERRAL
    )
    decision = propose(own, manager)
    with pytest.raises(Refused, match="Someone else signs it off"):
        sign(own, manager, decision)
    sent = make.consultation(
        ContactStatus.WITH_ADVISER, asker=manager, adviser=manager, kind=ContactKind.REFERRAL
    )
    with pytest.raises(Refused, match="You sent this yourself"):
        propose(sent, manager)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": None}, "level"),
        ({"level": 9}, "level"),
        ({"outcome": None}, "outcome"),
        ({"need": ""}, "need"),
        ({"need": "N77"}, "need"),
        ({"reasons": " "}, "reasons"),
        ({"descriptors": []}, "descriptors"),
        ({"descriptors": ["NOT-1"]}, "descriptors"),
        ({"advice": ""}, "advice"),
        ({"next_steps": []}, "next_steps"),
        ({"would_raise_one": "", "would_lower": ""}, "would_raise_one"),
        ({"safe_to_tell": None}, "safe_to_tell"),
        ({"outcome": OutcomeOfDecision.HELP_OFFERED}, "help_offered"),
        ({"help_offered": HelpOffered.ACCEPTED}, "help_offered"),
    ],
)
def test_no_decision_without_all_it_must_say(referral, adviser, changes, field):
    with pytest.raises(Refused) as refused:
        propose(referral, adviser, **changes)
    assert refused.value.field == field
    assert db.session.query(ThresholdDecision).count() == 0


@pytest.mark.parametrize("became", list(HelpOffered))
def test_help_offered_is_apart_from_no_further_action(referral, adviser, became):
    outcome = OutcomeOfDecision.HELP_OFFERED
    decision = propose(referral, adviser, outcome=outcome, help_offered=became)
    assert (decision.outcome, decision.help_offered) == (outcome, became)


def test_sending_twice_proposes_and_signs_once(referral, adviser, manager):
    key = uuid.uuid4()
    first = propose(referral, adviser, key=key)
    assert propose(referral, adviser, key=key).id == first.id
    sign(referral, manager, first)
    sign(referral, manager, first)
    assert db.session.query(ContactEvent).filter_by(action="sign_off").count() == 1


def test_a_returned_proposal_goes_back_with_its_reason_and_is_kept(referral, adviser, manager):
    decision = propose(referral, adviser)
    commands.return_proposal(
        referral, by=actor_of(manager), version=1, reason="Ask the nurse first.", at=LATER
    )
    assert referral.status is ContactStatus.WITH_ADVISER
    assert (decision.status, decision.ended_why) == (
        DecisionStatus.RETURNED,
        "Ask the nurse first.",
    )
    assert propose(referral, adviser).version == 2
    with pytest.raises(Refused, match="has changed"):
        sign(referral, manager, decision)


def test_where_contacts_keep_coming_a_second_person_reads_first(
    make, referral, adviser, manager, teacher
):
    db.session.query(ContactPerson).update({"flags": ["repeat_contacts"]})
    db.session.commit()
    decision = propose(referral, adviser)
    assert decision.needs_second_reader
    with pytest.raises(Refused, match="second reader"):
        sign(referral, manager, decision)
    with pytest.raises(Refused, match="someone else"):
        read(referral, adviser, "Mine")
    reader = make.account(Role.MASH_ADVISER)
    read(referral, reader)
    assert sign(referral, manager, decision).second_reader_note == "It fits."


def test_the_second_reader_does_not_sign_too(make, referral, adviser, manager):
    db.session.query(ContactPerson).update({"flags": ["repeat_contacts"]})
    db.session.commit()
    decision = propose(referral, adviser)
    read(referral, manager)
    with pytest.raises(Refused, match="Someone else signs it off"):
        sign(referral, manager, decision)


def test_nobody_signs_or_reads_over_what_they_were_not_shown(
    make, referral, adviser, manager, teacher
):
    """What is added to a proposal reaches whoever could sign it, and makes it urgent if it is."""
    decision, reader = propose(referral, adviser), make.account(Role.MASH_ADVISER)
    seen = {"version": 1, "heard": heard(referral)}
    add_information(referral, by=actor_of(teacher), text="He broke her arm.", at=LATER)
    told = db.session.query(OutboxMessage).filter_by(kind="information_added")
    assert {mail.account_id for mail in told} == {adviser.id, manager.id}
    for refused in (
        lambda: commands.sign_off(referral, by=actor_of(manager), at=LATER, **seen),
        lambda: commands.read_second(referral, by=actor_of(reader), words="Yes", at=LATER, **seen),
    ):
        with pytest.raises(Refused) as refusal:
            refused()
        assert refusal.value.field == "heard"
    raised = {"rag": Rag.RED, "reason": "A broken arm.", "at": LATER}
    commands.change_rag(referral, by=actor_of(manager), **raised)
    assert (referral.rag, referral.status) == (Rag.RED, ContactStatus.PROPOSED)
    assert sign(referral, manager, decision).status is DecisionStatus.SIGNED_OFF


def test_only_another_decision_maker_overturns(make, referral, adviser, manager):
    decision = sign(referral, manager, propose(referral, adviser))
    with pytest.raises(Refused, match="Someone else overturns it"):
        commands.overturn(referral, by=actor_of(manager), version=1, reason="Wrong", at=LATER)
    other = make.account(Role.DECISION_MAKER)
    commands.overturn(referral, by=actor_of(other), version=1, reason="New facts.", at=LATER)
    assert referral.status is ContactStatus.WITH_ADVISER and referral.is_open
    assert decision.status is DecisionStatus.OVERTURNED
    assert "decision_overturned" in mails(referral)
    with pytest.raises(Refused, match="stays a referral"):
        convert_back(referral, by=actor_of(adviser), reason="Advice is enough.", at=LATER)
    assert referral.kind is ContactKind.REFERRAL


def test_the_referrer_acknowledges_or_disagrees(referral, adviser, manager, teacher):
    decision = sign(referral, manager, propose(referral, adviser))
    commands.acknowledge_decision(referral, by=actor_of(teacher), at=LATER)
    assert referral.status is ContactStatus.CLOSED and decision.acknowledged_at == LATER
    disagree(referral, by=actor_of(teacher), at=LATER, **CHALLENGE)
    (challenge,) = db.session.query(Disagreement)
    assert (challenge.decision_id, challenge.advice_id) == (decision.id, None)
    assert referral.status is ContactStatus.DECIDED


def test_a_decision_nobody_opened_is_the_managers_worry_after_a_working_day(
    referral, adviser, manager
):
    decision = sign(referral, manager, propose(referral, adviser))
    actor = actor_of(manager)
    assert not unread_too_long(actor, decision.read_by_at)
    (late,) = unread_too_long(actor, decision.read_by_at + timedelta(minutes=1))
    assert late.reference == referral.reference


@pytest.mark.parametrize("kind", list(ContactKind))
def test_urgency_changes_with_a_reason_and_its_target_starts_from_receipt(make, adviser, kind):
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser, kind=kind)
    by = actor_of(adviser)
    with pytest.raises(Refused) as refused:
        commands.change_rag(contact, by=by, rag=Rag.RED, reason=" ", at=LATER)
    assert refused.value.field == "reason"
    for _ in range(2):
        commands.change_rag(contact, by=by, rag=Rag.RED, reason="He is missing now.", at=LATER)
    with pytest.raises(Refused, match="that urgent already"):
        commands.change_rag(contact, by=by, rag=Rag.RED, reason="Still missing.", at=LATER)
    assert (contact.rag, contact.urgency) == (Rag.RED, Urgency.NOW)
    assert contact.due_at == NOON + timedelta(hours=1)
    (event,) = db.session.query(ContactEvent).filter_by(action="change_rag")
    assert event.reason == "He is missing now."


def test_a_consultation_has_no_decision(make, adviser):
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)
    with pytest.raises(NotAllowedNow):
        propose(contact, adviser)


def test_words_about_an_earlier_proposal_do_not_pass_for_the_return_of_the_present_one(
    referral, adviser, manager
):
    propose(referral, adviser)
    first = {"by": actor_of(manager), "version": 1, "reason": "Ask the nurse.", "at": LATER}
    returned = commands.return_proposal(referral, **first)
    assert commands.return_proposal(referral, **first) is returned  # the same act, sent twice
    propose(referral, adviser)
    with pytest.raises(Refused, match="has changed"):
        commands.return_proposal(referral, **first)
    assert referral.status is ContactStatus.PROPOSED


def test_words_about_an_earlier_decision_do_not_pass_for_overturning_the_present_one(
    make, referral, adviser, manager
):
    other = make.account(Role.DECISION_MAKER)
    sign(referral, manager, propose(referral, adviser))
    first = {"by": actor_of(other), "version": 1, "reason": "New facts.", "at": LATER}
    overturned = commands.overturn(referral, **first)
    assert commands.overturn(referral, **first) is overturned  # the same act, sent twice
    sign(referral, manager, propose(referral, adviser))
    with pytest.raises(NotAllowedNow):
        commands.overturn(referral, **first)
    assert referral.status is ContactStatus.DECIDED
