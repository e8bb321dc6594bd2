"""A disagreement that was answered and left: recalled on its day, once, and waiting on pages."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.commands import disagreement_reminders as reminders
from portal.extensions import db
from portal.models import AuditEvent, FamilyConflict
from portal.queries import disagreements, waiting_lists
from portal.rules.waiting_lists import DisagreementList
from portal.vocabulary import ContactStatus, DisagreementStatus, Role
from tests.actors import actor_of
from tests.commands.answered import advised
from tests.commands.disagreeing import LATER, answered, end, further, mails, raised
from tests.makers import Maker


@pytest.fixture
def contact(make: Maker, adviser, teacher):
    made = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    advised(made, adviser)
    return made


FIVE_DAYS = date(2026, 11, 25)  # working days after Wednesday the 18th


def test_an_answer_that_nothing_follows_is_recalled_once_to_both_sides(contact, teacher, adviser):
    made = raised(contact, teacher)
    answered(made, contact, adviser)
    assert made.remind_on == FIVE_DAYS
    remind = reminders.remind_of_what_is_left
    assert remind(today=FIVE_DAYS - timedelta(days=1), at=LATER) == 0
    assert [remind(today=FIVE_DAYS, at=LATER) for _ in range(2)] == [1, 0]
    assert mails("disagreement_left") == {teacher.id}
    assert mails("disagreement_left_by_them") == {adviser.id}
    (event,) = db.session.query(AuditEvent).filter_by(action="disagreement_left")
    assert event.record_id == contact.id
    assert made.status is DisagreementStatus.ANSWERED  # only who raised it says what follows


def test_where_one_of_them_has_left_who_acts_for_their_side_hears_of_it(
    make, contact, teacher, adviser, manager
):
    lead = make.account(Role.ORGANISATION_LEAD)
    made = raised(contact, teacher)
    teacher.is_active = False
    db.session.commit()
    answered(made, contact, adviser)
    assert mails("disagreement_answered") == {lead.id}
    adviser.is_active = False
    db.session.commit()
    reminders.remind_of_what_is_left(today=FIVE_DAYS, at=LATER)
    assert mails("disagreement_left") == {lead.id}
    assert mails("disagreement_left_by_them") == {manager.id}


@pytest.mark.parametrize("how", ["resolved", "further"])
def test_what_is_resolved_or_goes_further_is_not_recalled(contact, teacher, adviser, manager, how):
    made = raised(contact, teacher)
    answered(made, contact, adviser)
    if how == "resolved":
        end(made, contact, teacher)
    else:
        further(made, contact, teacher)
    assert reminders.remind_of_what_is_left(today=FIVE_DAYS, at=LATER) == 0


def test_the_hub_says_after_how_many_working_days(make, contact, teacher, adviser):
    make.hub.settings = {"disagreement_reminder_days": 1}
    db.session.commit()
    made = raised(contact, teacher)
    answered(made, contact, adviser)
    assert made.remind_on == date(2026, 11, 19)


def test_what_is_left_is_counted_and_listed_for_the_hub(contact, teacher, adviser, manager):
    made = raised(contact, teacher)
    answered(made, contact, adviser)
    for days, number in ((-1, 0), (0, 1)):
        today = FIVE_DAYS + timedelta(days=days)
        now = datetime.combine(today, time(12), tzinfo=UTC)
        assert waiting_lists.counts(actor_of(manager), now, today).left == number
        wanted = DisagreementList.LEFT
        rows, _ = waiting_lists.disagreements(actor_of(manager), wanted, None, now)
        assert [row.id for row in rows] == [made.id] * number


def test_the_lead_of_the_organisation_has_it_before_them_too(make, contact, teacher, adviser):
    made = raised(contact, teacher)
    answered(made, contact, adviser)
    assert len(disagreements.answered_for(actor_of(teacher))) == 1
    leads = [make.account(Role.ORGANISATION_LEAD, hub=hub) for hub in (make.hub, make.other_hub)]
    for day, number in ((FIVE_DAYS - timedelta(days=1), 0), (FIVE_DAYS, 1)):
        found = [disagreements.left_by_colleagues(actor_of(lead), day) for lead in leads]
        assert [len(rows) for rows in found] == [number, 0]
    for account in (teacher, leads[0]):
        ids = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": account.id}
        db.session.add(FamilyConflict(**ids, declared_at=LATER))
    db.session.commit()
    assert disagreements.answered_for(actor_of(teacher)) == []
    assert disagreements.left_by_colleagues(actor_of(leads[0]), FIVE_DAYS) == []
