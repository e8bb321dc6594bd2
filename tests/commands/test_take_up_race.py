"""Sixteen advisers reach for the same contacts at the same moment: each contact has one winner."""

import threading
import uuid
from collections import Counter
from time import monotonic

from flask import Flask

from portal.commands import queue
from portal.extensions import db
from portal.models import Contact, ContactEvent
from portal.models.transactions import begin_writing
from portal.rules.permissions import Actor
from portal.vocabulary import Answer, ContactStatus, Role
from tests.actors import actor_of
from tests.makers import NOON, Maker

ADVISERS = 16
CONTACTS = 10
LONGEST = 60  # seconds; on a busy machine it takes two


def test_every_contact_has_exactly_one_winner(app: Flask, make: Maker) -> None:
    asker = make.account()
    contacts = [make.consultation(asker=asker).id for _ in range(CONTACTS)]
    advisers = [actor_of(make.account(Role.MASH_ADVISER)) for _ in range(ADVISERS)]
    db.session.remove()
    outcomes: list[tuple[uuid.UUID, uuid.UUID | str]] = []
    together = threading.Barrier(ADVISERS)

    def reach(adviser: Actor) -> None:
        with app.app_context():
            begin_writing()
            for contact_id in contacts:
                together.wait(LONGEST)
                outcomes.append((contact_id, _try(contact_id, adviser)))
                db.session.remove()

    started = monotonic()
    threads = [threading.Thread(target=reach, args=(adviser,)) for adviser in advisers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    assert monotonic() - started < LONGEST
    assert len(outcomes) == ADVISERS * CONTACTS

    winners = {contact_id: who for contact_id, who in outcomes if isinstance(who, uuid.UUID)}
    won = Counter(contact_id for contact_id, who in outcomes if isinstance(who, uuid.UUID))
    assert won == dict.fromkeys(contacts, 1)
    names = {adviser.account_id: adviser.name for adviser in advisers}
    for contact in db.session.query(Contact):
        assert contact.status is ContactStatus.WITH_ADVISER
        assert contact.adviser_id == winners[contact.id]
    for contact_id, who in outcomes:
        assert isinstance(who, uuid.UUID) or who == names[winners[contact_id]]
    assert db.session.query(ContactEvent).filter_by(action="take_up").count() == CONTACTS


def _try(contact_id: uuid.UUID, adviser: Actor) -> uuid.UUID | str:
    """The adviser's own id after winning, else the name of whoever has it."""
    try:
        queue.take_up(contact_id, adviser=adviser, knows_family=Answer.NO, at=NOON)
    except queue.AlreadyTaken as taken:
        return taken.name
    return adviser.account_id
