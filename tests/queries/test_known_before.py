"""What came before: contacts about the same people, and the answers that stand on them."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import insert

from portal.commands import decisions as commands
from portal.commands.base import Refused
from portal.commands.matching import decide_match
from portal.extensions import db
from portal.models import Contact, ContactEvent, ThresholdDecision
from portal.queries import known
from portal.queries.decisions import heard
from portal.vocabulary import ContactKind, ContactStatus, LinkDecision, OutcomeOfDecision, Role
from tests.actors import actor_of
from tests.commands.answered import DECISION, advised, decided
from tests.guards.put_in import child_of
from tests.makers import NOON, Maker

LATER = NOON + timedelta(hours=2)
A_MONTH = timedelta(days=30)


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER)


@pytest.fixture
def manager(make: Maker):
    return make.account(Role.DECISION_MAKER)


@pytest.fixture
def referral(make: Maker, adviser) -> Contact:
    return with_adviser(make, adviser, kind=ContactKind.REFERRAL)


def with_adviser(make: Maker, adviser, **fields) -> Contact:
    status = ContactStatus.WITH_ADVISER
    return make.consultation(status, asker=make.account(), adviser=adviser, **fields)


def joined(contact: Contact, *others: Contact, by) -> None:
    """The child of each is confirmed to be the child of the contact."""
    for other in others:
        decide_match(
            contact,
            person_id=child_of(contact),
            other_id=child_of(other),
            decision=LinkDecision.CONFIRMED,
            why="The same day of birth.",
            by=actor_of(by),
            at=LATER,
        )


def proposed(referral: Contact, adviser) -> ThresholdDecision:
    return commands.propose(referral, adviser=actor_of(adviser), at=LATER, **DECISION)


@pytest.mark.parametrize(("earlier", "needs_reader"), [(2, False), (3, True)])
def test_a_second_reader_is_asked_for_after_the_hubs_number_of_contacts(
    make, referral, adviser, earlier, needs_reader
):
    before = [
        with_adviser(make, adviser, submitted_at=NOON - A_MONTH * number)
        for number in range(1, earlier + 1)
    ]
    joined(referral, *before, by=adviser)
    assert proposed(referral, adviser).needs_second_reader is needs_reader


def test_a_second_reader_is_asked_for_by_what_is_known_when_it_is_signed(
    make, referral, adviser, manager
):
    """Confirming a match after the proposal avoids nobody, from whichever contact it is made."""
    make.hub.settings = {"second_reader_after": 1}
    before = with_adviser(make, adviser, submitted_at=NOON - A_MONTH)
    decision = proposed(referral, adviser)
    assert not decision.needs_second_reader
    joined(before, referral, by=adviser)
    assert decision.needs_second_reader
    decision.needs_second_reader = False  # joined through somebody else's contacts
    db.session.commit()
    with pytest.raises(Refused, match="second reader"):
        seen = {"version": 1, "heard": heard(referral)}
        commands.sign_off(referral, by=actor_of(manager), at=LATER, **seen)


def test_what_is_too_long_ago_came_later_or_was_not_confirmed_does_not_count(
    make, referral, adviser
):
    make.hub.settings = {"second_reader_after": 1, "known_before_months": 6}
    long_ago = with_adviser(make, adviser, submitted_at=NOON - A_MONTH * 7)
    later = with_adviser(make, adviser, submitted_at=NOON + timedelta(hours=1))
    with_adviser(make, adviser, submitted_at=NOON - A_MONTH)  # nobody has confirmed it
    joined(referral, long_ago, later, by=adviser)
    since = NOON - A_MONTH * 6
    assert known.earlier_contacts(actor_of(adviser), referral, since) == 0
    assert not proposed(referral, adviser).needs_second_reader


def test_the_answers_that_stand_are_advice_and_decisions_newest_first(
    make, referral, adviser, manager
):
    consultation = with_adviser(make, adviser)
    advised(consultation, adviser)
    made = decided(referral, adviser, manager, at=LATER)
    ids = [referral.id, consultation.id]
    rows = known.answers(actor_of(adviser), ids)
    assert [row.contact_id for row in rows] == ids
    assert (rows[0].level, rows[0].outcome) == (3, OutcomeOfDecision.TARGETED_EARLY_HELP)
    other = make.account(Role.DECISION_MAKER)
    commands.overturn(
        referral, by=actor_of(other), version=made.version, reason="New facts.", at=LATER
    )
    rows = known.answers(actor_of(adviser), ids)
    assert [row.contact_id for row in rows] == [consultation.id]


def test_of_more_events_than_are_told_the_newest_are(make, adviser):
    contact = with_adviser(make, adviser)
    numbers = range(known.MOST + 2)
    db.session.execute(
        insert(ContactEvent),
        [
            {
                "id": uuid.uuid4(),
                "hub_id": contact.hub_id,
                "contact_id": contact.id,
                "at": NOON + timedelta(minutes=number),
                "action": "reply",
                "to_status": contact.status,
                "account_name": str(number),
                "account_side": "hub",
                "reason": "",
            }
            for number in numbers
        ],
    )
    told = known.events(actor_of(adviser), [contact.id], ["reply"])
    assert [row.account_name for row in told] == [str(number) for number in numbers[2:]]
