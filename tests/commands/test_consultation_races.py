"""The same person at several windows in the same moment: one draft, one sending, no lost page."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from portal.commands import consultations as commands
from portal.commands.consultations import PageConflict
from portal.extensions import db
from portal.models import Contact, Guidance, SavedPage, Statement
from portal.models.transactions import begin_writing
from portal.queries import consultations
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.vocabulary import ContactRoute, ContactStatus
from tests.actors import actor_of
from tests.commands.writing import PAGES, fill, start
from tests.makers import NOON, Maker

WINDOWS = 8
LONGEST = 60  # seconds; on a busy machine it takes two


def together(app: Flask, act: Callable[[int], Any]) -> list[Any]:
    """What each of the windows gets when all of them act at once."""
    db.session.remove()  # the test itself lets go of the database
    outcomes: list[Any] = [None] * WINDOWS
    ready = threading.Barrier(WINDOWS)

    def one(number: int) -> None:
        with app.app_context():
            begin_writing()
            ready.wait(LONGEST)
            try:
                outcomes[number] = act(number)
            except (PageConflict, NotAllowedNow) as refused:
                outcomes[number] = type(refused)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(WINDOWS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    assert None not in outcomes
    return outcomes


@pytest.fixture
def teacher(make: Maker) -> Actor:
    return actor_of(make.account())


def own(teacher: Actor, contact_id: uuid.UUID) -> Contact:
    contact = consultations.own(teacher, contact_id)
    assert contact is not None
    return contact


def test_eight_clicks_on_start_start_one_draft(app: Flask, teacher: Actor) -> None:
    def begin(_number: int) -> uuid.UUID:
        return commands.start_consultation(
            teacher, route=ContactRoute.FULL, start_key="once", at=NOON
        ).id

    assert len(set(together(app, begin))) == 1


def test_eight_clicks_on_send_send_once(app: Flask, teacher: Actor) -> None:
    contact_id = start(teacher).id
    fill(teacher, own(teacher, contact_id), PAGES)

    def send(number: int) -> str | None:
        return commands.submit_consultation(
            teacher,
            own(teacher, contact_id),
            at=NOON,
            randomness=lambda: bytes([number + 1] * 16),
        ).reference

    assert len(set(together(app, send))) == 1
    assert db.session.query(Statement).count() == 1
    assert db.session.query(Guidance).count() == 1


def test_of_eight_windows_that_begin_a_page_one_saves_and_seven_are_told(
    app: Flask, teacher: Actor
) -> None:
    contact_id = start(teacher).id

    def save(number: int) -> int:
        typed = {"tried": {"tried": f"from window {number}"}}
        return commands.save_pages(
            teacher,
            own(teacher, contact_id),
            typed,
            tab=f"window{number}.1",
            base_version=0,
            at=NOON,
        )

    outcomes = together(app, save)
    assert outcomes.count(1) == 1 and outcomes.count(PageConflict) == WINDOWS - 1
    winner = outcomes.index(1)
    row = db.session.query(SavedPage).one()
    assert row.answers == {"tried": f"from window {winner}"}


def test_a_page_saved_while_sending_is_sent_or_refused_and_never_swallowed(
    app: Flask, teacher: Actor
) -> None:
    contact_id = start(teacher).id

    def act(number: int) -> str | int | None:
        contact = own(teacher, contact_id)
        if number == 0:
            return commands.submit_consultation(
                teacher, contact, at=NOON, randomness=lambda: bytes(range(16))
            ).reference
        page = f"statement:{uuid.UUID(int=number)}"
        typed = {page: {"what": f"Said in window {number}"}}
        return commands.save_pages(teacher, contact, typed, tab="a", base_version=0, at=NOON)

    outcomes = together(app, act)
    assert own(teacher, contact_id).status is ContactStatus.SUBMITTED
    saved = {n for n in range(1, WINDOWS) if outcomes[n] is not NotAllowedNow}
    sent = {row.what for row in db.session.query(Statement)}
    assert sent == {f"Said in window {number}" for number in saved}
