"""Questions to agencies when their contact changes: due sooner, or withdrawn with its answer."""

from datetime import timedelta

import pytest

from portal.commands import advice, decisions
from portal.commands.disagreement_danger import raise_urgency
from portal.extensions import db
from portal.models import AuditEvent
from portal.vocabulary import CheckStatus, ContactStatus, Rag
from tests.actors import actor_of
from tests.check_maker import answer, ask, contributor_of
from tests.commands.answered import advised, decided
from tests.commands.disagreeing import mails
from tests.makers import NOON, Maker

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def contact(make: Maker, adviser):
    return make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)


def _more_urgent(contact, by, rag: Rag, at=LATER):
    decisions.change_rag(contact, by=actor_of(by), rag=rag, reason="More is known.", at=at)


def test_what_waits_is_due_sooner_when_the_contact_becomes_more_urgent(
    contact, adviser, police, health, officer
):
    of_health, of_police = ask(contact, adviser, police, health)
    answer(of_health, contributor_of(health))
    answered_due = of_health.due_at
    _more_urgent(contact, adviser, Rag.RED)
    assert of_police.due_at == LATER + timedelta(minutes=30)  # from now: nobody was told before
    assert of_police.remind_at == LATER + timedelta(minutes=15)
    assert of_health.due_at == answered_due
    assert mails("check_sooner") == {officer.id}
    actions = [event.action for event in db.session.query(AuditEvent)]
    assert actions.count("hasten_checks") == 1


def test_what_waits_is_never_due_later(contact, adviser, police):
    (check,) = ask(contact, adviser, police)  # amber: two hours
    before = check.due_at
    _more_urgent(contact, adviser, Rag.GREEN)
    assert check.due_at == before
    _more_urgent(contact, adviser, Rag.AMBER, before - timedelta(minutes=1))
    assert check.due_at == before  # two hours from then would be later
    assert mails("check_sooner") == set()


def test_danger_said_in_a_disagreement_hastens_what_waits(contact, adviser, police, officer):
    (check,) = ask(contact, adviser, police)
    raise_urgency(contact, actor_of(adviser), NOON, was_said=False)
    db.session.commit()
    assert check.due_at == NOON + timedelta(minutes=30)
    assert mails("check_sooner") == {officer.id}


@pytest.mark.parametrize("how", ["advice", "decision", "closed"])
def test_what_waits_is_withdrawn_when_the_contact_is_answered_or_closed(
    make, adviser, manager, police, health, officer, how
):
    maker = make.referral if how == "decision" else make.consultation
    contact = maker(ContactStatus.WITH_ADVISER, adviser=adviser)
    of_health, of_police = ask(contact, adviser, police, health)
    answer(of_health, contributor_of(health))
    if how == "decision":
        decided(contact, adviser, manager)
    elif how == "advice":
        advised(contact, adviser)
    else:  # as one that was answered before questions were withdrawn with it
        contact.status = ContactStatus.ADVISED
        advice.close(contact, by=actor_of(adviser), at=LATER)
    assert (of_police.status, of_police.remind_at) == (CheckStatus.WITHDRAWN, None)
    assert (of_police.withdrawn_at, of_police.withdrawn_why) == (LATER, "")
    assert of_health.status is CheckStatus.ANSWERED
    assert mails("check_withdrawn") == {officer.id}
    assert db.session.query(AuditEvent).filter_by(action="withdraw_check").count() == 1
