"""Danger that is said of an answered contact, in the queue that advisers work from."""

import pytest

from portal.commands.advice import acknowledge
from portal.extensions import db
from portal.models import QueueVersion
from portal.queries import queue, queue_around
from portal.rules.queue_filters import Asked
from portal.vocabulary import Answer, ContactStatus, Rag
from tests.actors import actor_of
from tests.commands.answered import advised
from tests.commands.disagreeing import RAISED, answered, end, raised
from tests.makers import Maker


@pytest.fixture
def contact(make: Maker, adviser, teacher):
    made = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    advised(made, adviser)
    return made


def queue_version(hub_id):
    db.session.expire_all()
    return db.session.get(QueueVersion, hub_id).version


def test_danger_brings_what_was_closed_into_the_open_queue_until_it_is_over(
    contact, teacher, adviser
):
    def row():
        asked = queue.page_of(actor_of(adviser), Asked(rag=Rag.RED), RAISED).rows
        return [(each.reference, each.is_in_queue) for each in asked]

    acknowledge(contact, by=actor_of(teacher), at=RAISED)
    assert row() == []
    made = raised(contact, teacher, at_risk_now=Answer.YES)
    with_danger = [(contact.reference, True)]
    assert row() == with_danger
    around = queue_around.around(actor_of(adviser), None, RAISED)
    assert around.urgent == [str(contact.id)[:8]]  # announced like an arrival
    acknowledge(contact, by=actor_of(teacher), at=RAISED)  # once more: nothing happens
    answered(made, contact, adviser)
    assert row() == with_danger
    before = queue_version(contact.hub_id)
    end(made, contact, teacher)
    assert (row(), contact.status) == ([], ContactStatus.CLOSED)
    assert queue_version(contact.hub_id) > before
