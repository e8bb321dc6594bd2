"""Disagreements: raised, answered in time or gone up, taken further, ended by who raised them."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from portal.commands import disagreements as commands
from portal.commands.advice import acknowledge
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import (
    AuditEvent,
    ContactEvent,
    DangerAnswer,
    OutboxMessage,
)
from portal.queries import contacts, disagreements
from portal.rules.lifecycle import NotAllowedNow
from portal.vocabulary import (
    Answer,
    CameBy,
    ContactStatus,
    DisagreementStatus,
    LearningTheme,
    Rag,
    Role,
    Urgency,
)
from tests.actors import actor_of
from tests.commands.answered import advised
from tests.commands.disagreeing import (
    CHALLENGE,
    LATER,
    ONE_DAY,
    RAISED,
    STAGES,
    answered,
    end,
    further,
    mails,
    raised,
    rounds,
)
from tests.makers import Maker


@pytest.fixture
def contact(make: Maker, adviser, teacher):
    made = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    advised(made, adviser)
    return made


def test_it_goes_first_to_who_gave_the_answer_with_a_day_of_its_own(contact, teacher, adviser):
    made = raised(contact, teacher)
    assert (made.stage, made.status) == (STAGES[0], DisagreementStatus.WAITING)
    assert (made.responder_id, made.responder_name) == (adviser.id, "Sam Okoro")
    assert made.due_at == ONE_DAY
    assert made.outcome_sought == CHALLENGE["outcome_sought"]
    assert mails("disagreement") == {adviser.id}
    (event,) = db.session.query(AuditEvent).filter_by(action="disagree")
    assert event.record_id == contact.id


@pytest.mark.parametrize("said", [Answer.YES, Answer.NOT_KNOWN])
def test_where_the_child_may_be_in_danger_the_contact_is_red_and_the_whole_hub_told(
    make, contact, teacher, adviser, manager, said
):
    contact.home_at = RAISED - timedelta(days=3)  # of the day it was sent
    raised(contact, teacher, at_risk_now=said)
    assert (contact.rag, contact.urgency) == (Rag.RED, Urgency.NOW)
    assert contact.due_at == RAISED + timedelta(hours=1)
    assert mails("at_risk_now") == {adviser.id, manager.id}
    assert db.session.query(ContactEvent).filter_by(action="risk_now").count() == 1


def test_otherwise_its_urgency_stays(contact, teacher):
    before = contact.rag
    raised(contact, teacher, at_risk_now=Answer.NO)
    assert contact.rag is before and mails("at_risk_now") == set()


def test_one_person_has_one_open_disagreement_on_a_contact(contact, teacher, adviser):
    made = raised(contact, teacher)
    with pytest.raises(Refused, match="still open"):
        raised(contact, teacher)
    end(made, contact, teacher)
    assert raised(contact, teacher).id != made.id


@pytest.mark.parametrize("said", [Answer.YES, Answer.NOT_KNOWN])
def test_an_open_one_becomes_urgent_with_its_words_on_the_record(contact, teacher, adviser, said):
    made = raised(contact, teacher)
    contact.status = ContactStatus.CLOSED
    key = uuid.uuid4()
    for _ in range(2):  # the same form twice says it once
        new = raised(
            contact, teacher, at=LATER, at_risk_now=said, reason="He is bleeding.", key=key
        )
    assert new.id == made.id and made.at_risk_now is said
    assert (contact.rag, contact.status) == (Rag.RED, ContactStatus.ADVISED)
    assert contact.due_at == LATER + timedelta(hours=1)
    assert mails("at_risk_now") == {adviser.id}
    assert db.session.query(OutboxMessage).filter_by(kind="at_risk_now").count() == 1
    (first,) = rounds(made)
    assert first.why == f"[18.11.2026 15:00] {CHALLENGE['outcome_sought']}\n\nHe is bleeding."
    again = LATER + timedelta(hours=2)
    raised(contact, teacher, at=again, at_risk_now=said, reason="He is bleeding.")  # a new form
    assert contact.due_at == LATER + timedelta(hours=1)  # its time goes on
    assert db.session.query(OutboxMessage).filter_by(kind="at_risk_now").count() == 2
    contact.rag = Rag.GREEN  # as an adviser called it meanwhile
    db.session.commit()
    raised(contact, teacher, at=again, at_risk_now=said, reason="Once more.")
    assert (contact.rag, contact.due_at) == (Rag.RED, again + timedelta(hours=1))


def test_danger_said_when_a_form_is_sent_once_more_is_never_passed_over(make, contact, teacher):
    """Back, "yes" instead of "no", and sent again: the hub hears of it."""
    key = uuid.uuid4()
    made = raised(contact, teacher, key=key)
    for count in (1, 1):
        assert raised(contact, teacher, key=key, at_risk_now=Answer.YES).id == made.id
        assert db.session.query(OutboxMessage).filter_by(kind="at_risk_now").count() == count
    assert (made.at_risk_now, contact.rag) == (Answer.YES, Rag.RED)
    with pytest.raises(Refused, match="still open"):
        raised(contact, teacher, key=key, reason="Other words, which must not be lost.")


def test_of_two_who_take_it_further_at_once_the_danger_of_the_second_is_told(
    make, contact, teacher, adviser, manager
):
    lead = make.account(Role.ORGANISATION_LEAD)
    made = answered(raised(contact, teacher), contact, adviser)
    first = {"stage": made.stage.value}
    further(made, contact, teacher, **first)
    with pytest.raises(NotAllowedNow):  # shown again, and not lost
        further(made, contact, lead, **first, why="I rang the mother.")
    for said in (Answer.YES, Answer.YES):
        further(made, contact, lead, **first, why="I rang the mother.", at_risk_now=said)
    assert (made.at_risk_now, contact.rag) == (Answer.YES, Rag.RED)
    assert mails("at_risk_now") == {adviser.id, manager.id}
    assert db.session.query(DangerAnswer).filter_by(said=Answer.YES).count() == 1
    assert rounds(made)[1].why == "Nobody has seen him.\n\n[18.11.2026 15:00] I rang the mother."


def test_words_that_cross_are_refused_and_never_passed_over(contact, teacher, adviser):
    made = answered(raised(contact, teacher), contact, adviser)
    with pytest.raises(NotAllowedNow):
        answered(made, contact, adviser, answer="From another window.")
    end(made, contact, teacher)
    with pytest.raises(NotAllowedNow):
        end(made, contact, teacher, how="It is not.")


@pytest.mark.parametrize("said", [Answer.YES, Answer.NOT_KNOWN, Answer.NO, None])
def test_danger_may_be_said_when_it_goes_further(contact, teacher, adviser, manager, said):
    made = answered(raised(contact, teacher), contact, adviser)
    further(made, contact, teacher, at_risk_now=said)
    is_said = said in {Answer.YES, Answer.NOT_KNOWN}
    assert made.at_risk_now is (said if is_said else Answer.NO)
    assert (contact.rag is Rag.RED) is is_said
    assert mails("at_risk_now") == ({adviser.id, manager.id} if is_said else set())


def test_answered_and_resolved_by_who_raised_it(contact, teacher, adviser):
    made = answered(raised(contact, teacher), contact, adviser)
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
    made = further(answered(raised(contact, teacher), contact, adviser), contact, teacher)
    assert (made.stage, made.status) == (STAGES[1], DisagreementStatus.WAITING)
    assert made.responder_id == manager.id
    assert [each.came_by for each in rounds(made)] == [CameBy.RAISED, CameBy.TAKEN_FURTHER]
    assert rounds(made)[1].why == "Nobody has seen him."
    with pytest.raises(Refused, match="Your own answer is challenged"):
        answered(made, contact, adviser)
    assert made.due_at == datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # two working days


def test_only_after_the_last_stage_may_it_end_without_agreement(
    make, contact, teacher, adviser, manager
):
    made = answered(raised(contact, teacher), contact, adviser)
    with pytest.raises(NotAllowedNow):
        end(made, contact, teacher, is_resolved=False)
    for _ in STAGES[1:]:
        answered(further(made, contact, teacher), contact, manager)
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


@pytest.mark.parametrize(("field", "changes"), [("how", {"how": " "}), ("theme", {"theme": None})])
def test_ending_it_needs_words_and_a_theme(contact, teacher, field, changes):
    made = raised(contact, teacher)
    with pytest.raises(Refused) as refusal:
        end(made, contact, teacher, **changes)
    assert refusal.value.field == field
    assert made.ended_at is None


def test_no_line_of_it_stands_in_the_contacts_own_timeline_but_for_the_first(
    contact, teacher, adviser, manager
):
    made = further(answered(raised(contact, teacher), contact, adviser), contact, teacher)
    end(made, contact, teacher)
    actions = {event.action for event in db.session.query(ContactEvent)}
    assert actions == {"submit", "give_advice", "disagree"}


def test_what_went_on_by_itself_was_not_taken_further(contact, teacher, adviser):
    made = raised(contact, teacher)
    commands.go_up_when_out_of_time(at=ONE_DAY + timedelta(minutes=1))
    with pytest.raises(NotAllowedNow):
        further(made, contact, teacher, stage=STAGES[0].value)
    assert len(rounds(made)) == 2


def test_only_the_last_step_further_may_be_sent_twice(contact, teacher, adviser, manager):
    made = further(answered(raised(contact, teacher), contact, adviser), contact, teacher)
    assert further(made, contact, teacher, stage=STAGES[0].value) is made
    further(answered(made, contact, manager), contact, teacher)
    with pytest.raises(NotAllowedNow):
        further(made, contact, teacher, stage=STAGES[0].value)


@pytest.mark.parametrize("said", [Answer.NO, Answer.YES, Answer.NOT_KNOWN])
def test_every_answer_about_danger_is_kept_with_its_time(contact, teacher, adviser, manager, said):
    made = raised(contact, teacher, at_risk_now=Answer.YES)
    answered(made, contact, adviser)
    further(made, contact, teacher, at_risk_now=said)
    kept = db.session.query(DangerAnswer).order_by(DangerAnswer.said_at)
    assert [(each.said, each.said_at) for each in kept] == [(Answer.YES, RAISED), (said, LATER)]
    assert {each.account_name for each in kept} == {teacher.name}
    assert made.at_risk_now is Answer.YES  # what is not known now was known then
    (shown,) = disagreements.of_contact(actor_of(adviser), contact)
    assert [each.said for each in shown.dangers] == [Answer.YES, said]


def test_danger_is_read_on_every_contact_of_the_chain(make, contact, teacher, adviser):
    """Whoever has the consultation open must not miss what is said of the referral from it."""
    chain = [make.consultation(ContactStatus.CLOSED, asker=teacher) for _ in range(4)]
    first, again, referral, _unrelated = chain
    contact.from_contact_id, again.from_contact_id = first.id, first.id
    referral.from_contact_id = contact.id
    db.session.commit()
    made = raised(contact, teacher, at_risk_now=Answer.NOT_KNOWN)

    def warned():
        rows = [contacts.contact(actor_of(adviser), each.id) for each in (contact, *chain)]
        return [row.is_at_risk for row in rows]

    assert warned() == [True, True, True, True, False]
    end(made, contact, teacher)
    assert not any(warned())
