"""On duty: said by oneself, one time at once, forgotten after a shift; the mails follow it."""

import threading
from datetime import timedelta

import pytest

from portal.commands.duties import go_off_duty, go_on_duty
from portal.extensions import db
from portal.models import Duty, Membership, OutboxMessage
from portal.models.transactions import begin_writing
from portal.queries.duties import agencies_now, on_duty, with_questions
from portal.vocabulary import Agency, ContactStatus, Role
from tests.actors import actor_of
from tests.check_maker import agency_of, ask, contributor_of
from tests.makers import NOON, Maker

SHIFT = 12


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER)


@pytest.fixture
def police(make: Maker):
    return agency_of(make, make.hub, Agency.POLICE, "Wessenshire Police")


@pytest.fixture
def officer(police):
    return contributor_of(police)


def there(adviser, at=NOON):
    return [row.name for row in on_duty(actor_of(adviser), at, SHIFT)]


def test_one_time_on_duty_at_once_and_deputies_stand_last(make, adviser, police, officer):
    deputy = make.account(Role.AGENCY_CONTRIBUTOR, organisation=police, name="Sergeant Lowe")
    go_on_duty(by=actor_of(deputy), is_deputy=True, at=NOON - timedelta(hours=2))
    for hours in (3, 1):
        go_on_duty(by=actor_of(officer), is_deputy=False, at=NOON - timedelta(hours=hours))
    assert there(adviser) == [officer.name, "Sergeant Lowe"]
    assert db.session.query(Duty).filter(Duty.ended_at.is_(None)).count() == 2
    for _ in range(2):
        go_off_duty(by=actor_of(officer), at=NOON)
    assert there(adviser) == ["Sergeant Lowe"]


def test_who_answers_for_the_agency_no_more_is_not_there(adviser, officer):
    go_on_duty(by=actor_of(officer), is_deputy=False, at=NOON - timedelta(hours=1))
    membership = db.session.query(Membership).filter_by(account_id=officer.id).one()
    membership.is_active = False
    db.session.commit()
    assert there(adviser) == []


def test_a_shift_that_nobody_ended_is_forgotten(adviser, officer):
    go_on_duty(by=actor_of(officer), is_deputy=False, at=NOON - timedelta(hours=SHIFT))
    assert there(adviser, NOON - timedelta(minutes=1)) == [officer.name]
    assert there(adviser) == []


def test_clicking_many_times_at_once_is_one_time_on_duty(app, officer):
    by, clicks, done = actor_of(officer), 8, []
    db.session.remove()
    together = threading.Barrier(clicks)

    def click() -> None:
        with app.app_context():
            for _ in range(3):
                begin_writing()
                together.wait(60)
                done.append(go_on_duty(by=by, is_deputy=False, at=NOON))
                db.session.remove()

    threads = [threading.Thread(target=click) for _ in range(clicks)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert len(done) == clicks * 3
    assert db.session.query(Duty).filter(Duty.ended_at.is_(None)).count() == 1


def test_a_closed_account_is_not_on_duty_for_its_agency(make, adviser, police, officer):
    ask(make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser), adviser, police)
    go_on_duty(by=actor_of(officer), is_deputy=False, at=NOON)
    (row,) = with_questions(actor_of(adviser), NOON, SHIFT)
    assert row.is_on_duty
    officer.is_active = False
    db.session.commit()
    (row,) = with_questions(actor_of(adviser), NOON, SHIFT)
    assert not row.is_on_duty


def test_another_hubs_people_are_not_on_the_board(make, adviser):
    force = agency_of(make, make.other_hub, Agency.POLICE, "Heddlu Dyffryn Arian")
    go_on_duty(by=actor_of(contributor_of(force)), is_deputy=False, at=NOON)
    assert there(adviser) == []
    assert len(agencies_now(actor_of(adviser), NOON, SHIFT)) == 1


def test_the_board_counts_what_waits_and_what_is_overdue(make, adviser, police):
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)
    ask(contact, adviser, police)  # due at two
    ask(contact, adviser, police, at=NOON + timedelta(hours=1))
    of_hub, of_police = agencies_now(actor_of(adviser), NOON + timedelta(hours=2.5), SHIFT)
    assert of_hub.organisation is None
    assert (of_police.waiting, of_police.overdue) == (2, 1)
    assert of_police.first_due_at == NOON + timedelta(hours=2)


@pytest.mark.parametrize("is_there", [True, False])
def test_who_is_on_duty_is_told_and_everybody_while_nobody_is(
    make, adviser, police, officer, is_there
):
    other = make.account(Role.AGENCY_CONTRIBUTOR, organisation=police)
    if is_there:
        go_on_duty(by=actor_of(officer), is_deputy=False, at=NOON - timedelta(hours=1))
    ask(make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser), adviser, police)
    told = {mail.account_id for mail in db.session.query(OutboxMessage)}
    assert told == ({officer.id} if is_there else {officer.id, other.id})
