"""Who knows the family steps aside: the question still reaches somebody."""

from datetime import timedelta

import pytest

from portal.commands import checks as commands
from portal.commands.duties import go_on_duty
from portal.queries.checks import own
from portal.queries.contacts import who_know_the_family
from portal.vocabulary import ContactStatus, Role
from tests.actors import actor_of
from tests.check_maker import answer, ask
from tests.commands.disagreeing import mails
from tests.makers import NOON, Maker

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def contact(make: Maker, adviser):
    return make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)


def test_where_only_who_knows_the_family_is_on_duty_the_others_are_told(
    make, contact, adviser, police, officer
):
    other = make.account(Role.AGENCY_CONTRIBUTOR, organisation=police)
    go_on_duty(by=actor_of(officer), is_deputy=False, at=NOON - timedelta(hours=1))
    commands.step_aside(contact, by=actor_of(officer), at=NOON)
    ask(contact, adviser, police)
    assert mails("check_asked") == {other.id}


def test_stepping_aside_hands_the_question_to_colleagues_unopened(
    make, contact, adviser, police, officer
):
    other = make.account(Role.AGENCY_CONTRIBUTOR, organisation=police)
    (check,) = ask(contact, adviser, police)
    commands.mark_opened(contact, check.id, by=actor_of(officer), at=LATER)
    commands.step_aside(contact, by=actor_of(officer), at=LATER)
    assert (check.opened_at, check.opened_by_name) == (None, "")
    assert mails("check_reminder") == {other.id} and mails("check_nobody") == set()


def test_stepping_aside_holds_for_what_it_was_carried_over_from(
    make, contact, adviser, police, officer
):
    referral = make.referral(ContactStatus.WITH_ADVISER, adviser=adviser)
    referral.from_contact_id = contact.id
    namesake = make.account(Role.AGENCY_CONTRIBUTOR, organisation=police, name=officer.name)
    (earlier,) = ask(contact, adviser, police)
    commands.mark_opened(contact, earlier.id, by=actor_of(namesake), at=LATER)
    commands.step_aside(referral, by=actor_of(officer), at=LATER)
    for each in (contact, referral):
        assert who_know_the_family(each, [officer.id]) == {officer.id}
    assert own(actor_of(officer), contact.id, earlier.id) is None
    assert earlier.opened_by_name == officer.name  # by somebody else of that name
    commands.step_aside(contact, by=actor_of(officer), at=LATER)  # again, and nothing more


def test_where_nobody_is_left_who_asked_is_told_and_what_a_colleague_opened_stays(
    make, contact, adviser, police, officer
):
    other = make.account(Role.AGENCY_CONTRIBUTOR, organisation=police, name="Ann Bee")
    (check,) = ask(contact, adviser, police)
    commands.mark_opened(contact, check.id, by=actor_of(other), at=LATER)
    for each in (officer, other):
        assert mails("check_nobody") == set()
        commands.step_aside(contact, by=actor_of(each), at=LATER)
        assert (check.opened_at is None) is (each is other)
    assert mails("check_nobody") == {adviser.id}


def test_an_answered_question_is_not_passed_on(contact, adviser, police, officer):
    (check,) = ask(contact, adviser, police)
    answer(check, officer)
    commands.step_aside(contact, by=actor_of(officer), at=LATER)
    assert mails("check_reminder") == mails("check_nobody") == set()
