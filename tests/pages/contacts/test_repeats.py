"""A document given once more before the application wakes up: never other than its own answer."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.blueprints.contacts.repeats import RepeatDownloads
from portal.commands import accounts, added_warnings, checks
from portal.commands import advice as advice_commands
from portal.commands.sign_ins import end_everywhere
from portal.extensions import db
from portal.models import Account, AuditEvent, Contact, SignIn
from portal.vocabulary import Role
from tests.actors import actor_of
from tests.makers import NOON, Maker
from tests.page_client import PageClient
from tests.pages.contacts.helpers import url
from tests.several_roles import other_role

HUB = "?audience=hub"


@dataclass
class Story:
    """Who reads a document, and what can be changed about it."""

    app: Flask
    make: Maker
    contact: Contact
    reader: Account
    adviser: Account
    browser: PageClient
    clock: Any
    reached: list[str] = field(default_factory=list)  # requests that came to the application

    def get(self, path: str, **headers: str) -> tuple[TestResponse, bool]:
        """The answer, and whether it was given at the door."""
        where = url(self.contact, path)
        db.session.rollback()  # SQLite has one writer, and the door does not wait for long
        self.reached.clear()
        answer = self.browser.get(where, headers=headers)
        db.session.rollback()
        return answer, not self.reached


@pytest.fixture
def story(
    app: Flask,
    make: Maker,
    clock: Any,
    with_advice: Contact,
    teacher: Account,
    adviser: Account,
    as_writer: PageClient,
) -> Iterator[Story]:
    told = Story(app, make, with_advice, teacher, adviser, as_writer, clock)

    def note() -> None:
        told.reached.append("once")

    app.before_request_funcs[None].append(note)
    yield told
    app.before_request_funcs[None].remove(note)


def as_hub(story: Story, client_for: Callable[[Account], PageClient]) -> None:
    """The reader is the adviser from here on."""
    story.reader, story.browser = story.adviser, client_for(story.adviser)


def events() -> list[tuple[Any, ...]]:
    seen = db.session.query(AuditEvent).filter_by(action="read_document").order_by(AuditEvent.id)
    skipped = {"id", "at"}
    columns = [each.name for each in AuditEvent.__table__.c if each.name not in skipped]
    return [tuple(getattr(event, name) for name in columns) for event in seen]


@pytest.mark.parametrize("path", ["advice/1.pdf", "copy.pdf", "copy.pdf?audience=professional"])
def test_a_repeat_is_answered_at_the_door_as_the_application_would(story: Story, path: str) -> None:
    first, at_door = story.get(path)
    assert not at_door and first.status_code == 200
    told = events()
    again, at_door = story.get(path)
    assert at_door and again.status_code == 200
    assert again.data == first.data and sorted(again.headers) == sorted(first.headers)
    assert again.headers["Cache-Control"] == "no-store"
    assert told * 2 == events() and len(told) == 1


def _ended(story: Story) -> None:
    end_everywhere(story.reader.id, at=NOON)


def _suspended(story: Story) -> None:
    accounts.deactivate(story.reader.id, at=NOON)


def _role_ended(story: Story) -> None:
    actor = actor_of(story.reader)
    place = {"hub_id": actor.hub_id, "organisation_id": actor.organisation_id}
    accounts.end_role(story.reader.id, role=actor.role, at=NOON, **place)


def _acts_elsewhere(story: Story) -> None:
    there = other_role(story.reader, Role.MASH_ADVISER, story.make.other_hub)
    answer = story.browser.post_form("/role", membership_id=str(there.id))
    assert answer.status_code == 303


def _has_chosen_no_role(story: Story) -> None:
    other_role(story.reader, Role.MASH_ADVISER, story.make.other_hub)
    story.browser = PageClient(story.app)
    story.browser.sign_in(story.reader.email)


def _knows_the_family(story: Story) -> None:
    checks.step_aside(story.contact, by=actor_of(story.reader), at=NOON)


def _unused(story: Story) -> None:
    story.clock.shift(timedelta(minutes=15))


def _no_demo(story: Story) -> None:
    story.reader.is_demo = True
    db.session.commit()
    story.app.config["DEMO_ALLOWED"] = False


LOST = [  # with whether the adviser loses it, or the teacher who wrote it
    *((_ended, False), (_role_ended, False), (_acts_elsewhere, False), (_unused, False)),
    (_has_chosen_no_role, False),
    *((_suspended, True), (_role_ended, True), (_knows_the_family, True), (_no_demo, True)),
]


@pytest.mark.parametrize(("change", "is_of_hub"), LOST)
def test_who_may_no_longer_read_it_is_not_given_it_again(
    story: Story,
    client_for: Callable[[Account], PageClient],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Story], None],
    is_of_hub: bool,
) -> None:
    monkeypatch.setitem(story.app.config, "DEMO_ALLOWED", True)
    if is_of_hub:
        as_hub(story, client_for)
    path = "copy.pdf" + (HUB if is_of_hub else "")
    for at_door in (False, True):
        answer, was_at_door = story.get(path)
        assert answer.status_code == 200 and was_at_door is at_door
    told = len(events())
    change(story)
    answer, at_door = story.get(path)
    assert not at_door and answer.status_code in {303, 404}
    refused = [each for each in events()[told:] if "done" in each]
    assert refused == [] and answer.mimetype != "application/pdf"


def _withdrawn(story: Story) -> None:
    by = actor_of(story.adviser)
    advice_commands.withdraw_advice(story.contact, by=by, reason="Wrong.", at=NOON)


def _warned(story: Story) -> None:
    words = {"must_not_be_told": "The father.", "reason": "She said so.", "is_safe_contact": True}
    by = actor_of(story.adviser)
    added_warnings.add_warning(story.contact, by=by, at=NOON, key=uuid.uuid4(), **words)


def _acknowledged(story: Story) -> None:
    by = db.session.get(Account, story.contact.account_id)
    assert by is not None
    advice_commands.acknowledge(story.contact, by=actor_of(by), at=NOON)


def _in_welsh(story: Story) -> None:
    assert story.browser.post("/language", {"locale": "cy"}).status_code in {303, 409}
    page = story.browser.get("/help").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    story.browser.post("/language", {"locale": "cy", "csrf_token": token})


CHANGED = {_withdrawn: True, _warned: True, _acknowledged: False, _in_welsh: True}


@pytest.mark.parametrize("change", CHANGED)
def test_what_has_changed_since_is_made_by_the_application_and_then_given_again(
    story: Story, change: Callable[[Story], None]
) -> None:
    first = [story.get("advice/1.pdf") for _ in range(2)][-1]
    assert first[1]
    change(story)
    answer, at_door = story.get("advice/1.pdf")
    assert answer.status_code == 200 and not at_door
    assert (answer.data != first[0].data) is CHANGED[change]
    again, at_door = story.get("advice/1.pdf")
    assert at_door and again.data == answer.data


def test_the_hub_copy_is_not_given_to_who_may_have_the_other(
    story: Story, client_for: Callable[[Account], PageClient]
) -> None:
    writer = story.browser
    as_hub(story, client_for)
    assert [story.get("copy.pdf" + HUB)[1] for _ in range(2)] == [False, True]
    story.browser = writer
    answer, at_door = story.get("copy.pdf" + HUB)
    assert answer.status_code == 404 and not at_door
    story.browser = client_for(story.make.account(hub=story.make.other_hub))
    answer, at_door = story.get("copy.pdf")
    assert answer.status_code == 404 and not at_door
    story.browser = PageClient(story.app)
    answer, at_door = story.get("copy.pdf")
    assert answer.status_code == 303 and not at_door


def test_reading_again_moves_the_idle_timer(story: Story) -> None:
    story.get("copy.pdf")
    story.clock.shift(timedelta(minutes=14))
    answer, at_door = story.get("copy.pdf")
    assert at_door and answer.headers["Portal-Seconds-Left"] == "900"
    used = db.session.query(SignIn).filter_by(account_id=story.reader.id).one().last_used_at
    assert used == NOON + timedelta(minutes=14)
    story.clock.shift(timedelta(seconds=20))
    answer, at_door = story.get("copy.pdf")
    assert at_door and answer.headers["Portal-Seconds-Left"] == "880"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("copy.pdf", {"Range": "bytes=0-9"}),
        ("copy.pdf", {"HX-Poll": "true"}),
        ("copy.pdf", {"HX-Request": "true"}),
        ("copy.pdf", {"Host": "not a host"}),
        ("copy.pdf?poll=1", {}),
        ("copy.pdf?audience=family", {}),
        ("copy.pdf?audience=hub&audience=professional", {}),
        ("advice/01.pdf", {}),
        ("advice/2.pdf", {}),
        ("chronology.pdf", {}),
    ],
)
def test_whatever_is_not_simply_once_more_is_the_applications(
    story: Story, path: str, headers: dict[str, str]
) -> None:
    story.get("copy.pdf")
    story.get("advice/1.pdf")
    told = len(events())
    _answer, at_door = story.get(path, **headers)
    assert not at_door
    assert len(events()) in {told, told + 1}


def test_no_event_no_document(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """What troubles the database at the door troubles the application too, which says so."""
    story.get("copy.pdf")

    def full(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("portal.audit.record", full)
    with pytest.raises(RuntimeError):
        story.get("copy.pdf")
    monkeypatch.undo()
    answer, at_door = story.get("copy.pdf")
    assert at_door and answer.status_code == 200 and len(events()) == 2


def test_the_door_is_the_one_in_use(app: Flask) -> None:
    doors, here = set(), app.wsgi_app
    while not hasattr(here, "__func__"):
        doors.add(type(here))
        here = here._next
    assert RepeatDownloads in doors
