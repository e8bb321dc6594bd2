"""Agency checks: a check an agency, due by urgency, answered once, corrected, withdrawn, chased."""

import uuid
from datetime import date, timedelta

import pytest

from portal.commands import checks as commands
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import AgencyCheck, AuditEvent, FamilyConflict, OutboxMessage, PersonReturn
from portal.rules.lifecycle import NotAllowedNow
from portal.vocabulary import (
    Agency,
    CheckAnswer,
    CheckStatus,
    ContactStatus,
    LawfulBasis,
    MayShare,
    Rag,
    Role,
)
from tests.actors import actor_of
from tests.check_maker import agency_of, answer, ask, contributor_of, known, people_asked
from tests.commands.disagreeing import mails
from tests.makers import NOON, Maker

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def contact(make: Maker, adviser):
    return make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)


def test_each_agency_gets_a_check_of_its_own_and_is_told(contact, adviser, police, health, officer):
    first, second = ask(contact, adviser, police, health)
    assert {first.organisation_id, second.organisation_id} == {police.id, health.id}
    assert [first.number, second.number] == [1, 2]
    assert {first.status, second.status} == {CheckStatus.ASKED}
    assert first.prompts != second.prompts
    assert mails("check_asked") == {officer.id, contributor_of(health).id}
    (event,) = db.session.query(AuditEvent).filter_by(action="ask_checks")
    assert event.record_id == contact.id


@pytest.mark.parametrize(
    ("rag", "minutes"), [(Rag.RED, 30), (Rag.AMBER, 120), (Rag.GREEN, 24 * 60)]
)
def test_an_answer_is_due_by_the_urgency_on_the_hubs_own_clock(
    contact, adviser, police, rag, minutes
):
    contact.rag = rag
    (check,) = ask(contact, adviser, police)
    assert check.due_at == NOON + timedelta(minutes=minutes)  # a working day is a day later


def test_a_hubs_own_targets_count(make, contact, adviser, police):
    make.hub.settings = {"check_targets": {"amber": {"minutes": 45, "clock": "calendar"}}}
    db.session.commit()
    (check,) = ask(contact, adviser, police)
    assert check.due_at == NOON + timedelta(minutes=45)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation_ids": ()}, "organisations"),
        ({"organisation_ids": (uuid.uuid4(),)}, "organisations"),
        ({"person_ids": ()}, "people"),
        ({"person_ids": (uuid.uuid4(),)}, "people"),
        ({"purpose": "  "}, "purpose"),
        ({"purpose": "x" * 20_001}, "purpose"),
        ({"basis": None}, "basis"),
        ({"basis": LawfulBasis.CONSENT}, "basis_reason"),
    ],
)
def test_no_question_without_all_it_must_say(contact, adviser, police, changes, field):
    with pytest.raises(Refused) as refused:
        ask(contact, adviser, police, **changes)
    assert refused.value.field == field
    assert db.session.query(AgencyCheck).count() == 0


def test_an_agency_of_another_hub_cannot_be_asked(make, contact, adviser):
    elsewhere = agency_of(make, make.other_hub, Agency.POLICE, "Heddlu Dyffryn Arian")
    with pytest.raises(Refused) as refused:
        ask(contact, adviser, elsewhere)
    assert refused.value.field == "organisations"


def test_asking_twice_with_one_form_asks_once(contact, adviser, police, health):
    key = uuid.uuid4()
    ask(contact, adviser, police, health, key=key)
    ask(contact, adviser, police, health, key=key)
    assert db.session.query(AgencyCheck).count() == 2


def test_one_agency_more_on_the_same_form_is_asked_and_the_others_not_again(
    contact, adviser, police, health
):
    """The first answer was lost on its way: whoever ticks another agency then asks that one."""
    key = uuid.uuid4()
    for first, both in ((police, (police, health)), (health, (police, health))):
        ask(contact, adviser, first, key=key)
        ask(contact, adviser, *both, key=key)
        assert db.session.query(AgencyCheck).count() == 2


def test_nobody_is_asked_once_the_contact_is_answered(make, adviser, police):
    closed = make.consultation(ContactStatus.CLOSED, adviser=adviser)
    with pytest.raises(NotAllowedNow):
        ask(closed, adviser, police)


def test_an_answer_reaches_who_asked_and_who_has_it_now(make, contact, adviser, police, officer):
    (check,) = ask(contact, adviser, police)
    other = make.account(Role.MASH_ADVISER)
    contact.adviser_id = other.id
    db.session.commit()
    answer(check, officer, at=LATER)
    assert (check.status, check.version) == (CheckStatus.ANSWERED, 1)
    assert (check.answered_at, check.answered_by_name) == (LATER, officer.name)
    assert mails("check_answered") == {adviser.id, other.id}
    assert check.remind_at is None


def test_who_knows_the_family_is_told_nothing(make, contact, adviser, police, officer):
    db.session.add(
        FamilyConflict(
            hub_id=contact.hub_id, contact_id=contact.id, account_id=officer.id, declared_at=NOON
        )
    )
    db.session.commit()
    ask(contact, adviser, police)
    assert mails("check_asked") == set()
    assert mails("check_nobody") == {adviser.id}


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": None},
        {"summary": " "},
        {"source_on": None},
        {"source_on": date(2027, 1, 1)},
        {"may_share": None},
        {"answer": CheckAnswer.DECLINED},
        {"answer": CheckAnswer.NOT_KNOWN, "may_share": None},
    ],
)
def test_no_answer_without_all_it_must_say(contact, adviser, police, officer, changes):
    (check,) = ask(contact, adviser, police)
    with pytest.raises(Refused):
        answer(check, officer, **changes)
    assert db.session.query(PersonReturn).count() == 0


def test_an_answer_is_about_everybody_asked_about(contact, adviser, police, officer):
    (check,) = ask(contact, adviser, police)
    with pytest.raises(Refused):
        answer(check, officer, known(uuid.uuid4()))


def test_declining_keeps_its_reason_for_the_decision_team(contact, adviser, police, officer):
    (check,) = ask(contact, adviser, police)
    why = "A live investigation. Ring the unit."
    answer(check, officer, answer=CheckAnswer.DECLINED, declined_why=why, may_share=MayShare.FAMILY)
    (row,) = db.session.query(PersonReturn)
    assert (row.declined_why, row.summary, row.source_on) == (why, "", None)
    assert row.may_share is MayShare.DECISION_TEAM


def test_answering_twice_with_one_form_answers_once(contact, adviser, police, officer):
    (check,) = ask(contact, adviser, police)
    key = uuid.uuid4()
    answer(check, officer, version=0, key=key)
    answer(check, officer, version=0, key=key)
    assert db.session.query(PersonReturn).count() == 1


def test_a_colleagues_answer_is_not_overwritten_unseen(make, contact, adviser, police, officer):
    (check,) = ask(contact, adviser, police)
    colleague = make.account(Role.AGENCY_CONTRIBUTOR, organisation=police)
    answer(check, colleague)
    with pytest.raises(Refused, match="answered since"):
        answer(check, officer, version=0)
    answer(check, officer, summary="Three call-outs.")
    assert check.version == 2
    assert {row.version for row in db.session.query(PersonReturn)} == {1, 2}
    actions = {event.action for event in db.session.query(AuditEvent)}
    assert {"check_answered", "check_corrected"} <= actions


def test_a_withdrawn_question_is_answered_by_nobody(contact, adviser, police, officer):
    (check,) = ask(contact, adviser, police)
    by = actor_of(adviser)
    with pytest.raises(Refused) as refused:
        commands.withdraw(contact, check.id, by=by, reason=" ", at=LATER)
    assert refused.value.field == "reason"
    for _ in range(2):
        commands.withdraw(contact, check.id, by=by, reason="The wrong force.", at=LATER)
    assert (check.status, check.withdrawn_why) == (CheckStatus.WITHDRAWN, "The wrong force.")
    assert mails("check_withdrawn") == {officer.id}
    assert db.session.query(OutboxMessage).filter_by(kind="check_withdrawn").count() == 1
    with pytest.raises(Refused, match="withdrawn"):
        answer(check, officer)


def test_an_answer_stays_on_the_record(contact, adviser, police, officer):
    (check,) = ask(contact, adviser, police)
    answer(check, officer)
    with pytest.raises(Refused, match="stays on the record"):
        commands.withdraw(contact, check.id, by=actor_of(adviser), reason="Late.", at=LATER)


def test_agencies_are_reminded_at_half_the_time_and_once_it_is_overdue(
    contact, adviser, police, officer
):
    (check,) = ask(contact, adviser, police)  # amber: two hours
    assert commands.remind(at=NOON + timedelta(minutes=59)) == 0
    for _ in range(2):
        commands.remind(at=NOON + timedelta(minutes=60))
    assert mails("check_reminder") == {officer.id}
    for _ in range(2):
        commands.remind(at=NOON + timedelta(minutes=121))
    assert mails("check_overdue") == {officer.id, adviser.id}
    kinds = [mail.kind for mail in db.session.query(OutboxMessage)]
    assert kinds.count("check_reminder") == 1 and kinds.count("check_overdue") == 2
    assert check.remind_at is None


def test_what_is_answered_is_not_chased(contact, adviser, police, officer):
    (check,) = ask(contact, adviser, police)
    answer(check, officer)
    assert commands.remind(at=NOON + timedelta(days=3)) == 0


def test_the_worker_reminds_and_delivers_in_one_look(app, contact, adviser, police):
    ask(contact, adviser, police)  # long ago by the clock of the test run, or not due at all
    db.session.query(AgencyCheck).update({"remind_at": NOON - timedelta(days=900)})
    db.session.query(AgencyCheck).update({"due_at": NOON - timedelta(days=800)})
    db.session.commit()
    app.test_cli_runner().invoke(args=["worker", "--once"])
    db.session.expire_all()
    assert {mail.state for mail in db.session.query(OutboxMessage)} == {"sent"}
    assert mails("check_overdue")


def test_people_asked_are_those_chosen(contact, adviser, police):
    (check,) = ask(contact, adviser, police)
    assert len(people_asked(check)) == 1
