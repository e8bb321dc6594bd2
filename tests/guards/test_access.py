"""Real requests to every endpoint by every persona: who gets in is who was meant to."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.access import UndeclaredAccess, check_declared
from portal.commands.advice import give_advice
from portal.extensions import db
from portal.models import Account, Contact, FamilyConflict, SavedPage
from portal.vocabulary import ContactStatus, Role
from tests.actors import actor_of
from tests.commands.test_advice import WORDS
from tests.guards.access_expected import (
    ADMINISTRATOR,
    ANSWERING,
    BARRED,
    EVERYONE,
    EXPECTED,
    SIGNED_IN,
    Expected,
)
from tests.guards.two_people import put_in
from tests.makers import NOON, Maker
from tests.page_client import PageClient

TABLE = Path(__file__).resolve().parents[2] / "docs" / "access-table.txt"
METHODS = {"GET", "POST"}
AREAS = ("accounts", "consultations", "contacts", "queue")
ClientFor = Callable[[Account], PageClient]
Request = tuple[str, str]  # endpoint, method


@dataclass
class House:
    """Two hubs and everyone in them, each at a browser."""

    app: Flask
    make: Maker
    client_for: ClientFor
    people: dict[str, Account]
    clients: dict[str, PageClient] = field(default_factory=dict)
    tokens: dict[PageClient, str] = field(default_factory=dict)

    def token(self, client: PageClient) -> str:
        """The form token of a browser's session, from a real page."""
        if client not in self.tokens:
            page = lxml.html.fromstring(client.http.get("/help").text)
            self.tokens[client] = page.xpath("//input[@name='csrf_token']/@value")[0]
        return self.tokens[client]

    def browser(self, persona: str) -> PageClient:
        """A browser in which this persona is signed in."""
        if persona not in self.clients:
            account = self.people.get(persona)
            client = self.client_for(account) if account else PageClient(self.app)
            self.clients[persona] = client
        return self.clients[persona]

    def contact(self, expected: Expected, *, elsewhere: bool = False) -> Contact:
        """A record of the writer's in the status asked for, whatever that takes."""
        assert expected.status is not None
        hub = "elsewhere" if elsewhere else "here"
        writer, adviser = {
            "here": (self.people["writer"], self.people["adviser who has it"]),
            "elsewhere": (self.people["teacher elsewhere"], self.people["adviser elsewhere"]),
        }[hub]
        is_advised = expected.status is ContactStatus.ADVISED
        is_early = expected.status in {ContactStatus.DRAFT, ContactStatus.SUBMITTED}
        contact = self.make.consultation(
            ContactStatus.WITH_ADVISER if is_advised else expected.status,
            hub=self.make.other_hub if elsewhere else self.make.hub,
            asker=writer,
            adviser=None if is_early else adviser,
        )
        if is_advised:
            give_advice(contact, adviser=actor_of(adviser), at=NOON, **WORDS)
        self._finish(contact)
        return contact

    def _finish(self, contact: Contact) -> None:
        if contact.status is ContactStatus.DRAFT:
            contact.submitted_at = None
            db.session.add_all(_saved(contact))
        else:
            knows = self.people["adviser who knows the family"]
            conflict = FamilyConflict(
                hub_id=contact.hub_id, contact_id=contact.id, account_id=knows.id, declared_at=NOON
            )
            db.session.add_all([conflict] if contact.hub_id == self.make.hub.id else [])
        db.session.commit()


CHILD = uuid.UUID("6d1f1f52-3f0e-4c43-9f0e-0f6a7a1f2b11")
PAGES = {
    "safety": {f"S{number}": "no" for number in range(1, 9)},
    f"person:{CHILD}": {"kind": "child", "name": "Wren Adderley", "part": "subject"},
}


def _saved(contact: Contact) -> list[SavedPage]:
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": contact.account_id}
    return [
        SavedPage(**ids, page=name, answers=answers, saved_at=NOON)
        for name, answers in PAGES.items()
    ]


@pytest.fixture
def house(app: Flask, make: Maker, client_for: ClientFor) -> House:
    other_school = make.organisation(make.hub, name="Beck Side School")
    other = make.other_hub
    people = {
        "writer": make.account(),
        "colleague at the same school": make.account(),
        "lead of the same school": make.account(Role.ORGANISATION_LEAD),
        "lead of another school": make.account(Role.ORGANISATION_LEAD, organisation=other_school),
        "lead practitioner": make.account(Role.LEAD_PRACTITIONER, organisation=other_school),
        "adviser": make.account(Role.MASH_ADVISER),
        "adviser who has it": make.account(Role.MASH_ADVISER),
        "adviser who knows the family": make.account(Role.MASH_ADVISER),
        "decision maker": make.account(Role.DECISION_MAKER),
        "hub administrator": make.account(Role.HUB_ADMINISTRATOR),
        "teacher elsewhere": make.account(hub=other),
        "adviser elsewhere": make.account(Role.MASH_ADVISER, hub=other),
        "decision maker elsewhere": make.account(Role.DECISION_MAKER, hub=other),
    }
    assert {*people, "stranger"} == EVERYONE
    return House(app, make, client_for, people)


def requests(app: Flask, area: str = "") -> list[Request]:
    """Every endpoint of an area with every method it answers to."""
    return sorted(
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & METHODS
        if rule.endpoint != "static" and rule.endpoint.startswith(area)
    )


def address(app: Flask, endpoint: str, contact: Contact | None, expected: Expected) -> str:
    """The address of the page, for this record."""
    values: dict[str, Any] = dict(expected.address)
    if "part_id" in values:
        values["part_id"] = CHILD
    if contact is not None:
        put_in(values, contact)
    with app.test_request_context():
        return str(app.url_for(endpoint, _external=False, **values))


def ask(house: House, client: PageClient, method: str, url: str) -> TestResponse:
    """One real request; a post carries its session's real form token and nothing else."""
    if method == "GET":
        return client.get(url)
    return client.post(url, {"csrf_token": house.token(client)})


def is_admitted(answer: TestResponse) -> bool:
    """Let in, whatever came of it; a refusal is "not found", or the way to sign in."""
    if answer.status_code == 303:
        return not answer.headers["Location"].startswith("/sign-in?next=")
    assert answer.status_code in {200, 204, 404, 409, 422}, answer.status
    return answer.status_code != 404


def outcome(house: House, request: Request, persona: str, contact: Contact | None) -> bool:
    """Whether this persona gets in; who ends their session by it comes with one of their own."""
    endpoint, method = request
    expected = EXPECTED[endpoint]
    if expected.ends_session:
        house.clients.pop(persona, None)
    url = address(house.app, endpoint, contact, expected)
    answer = ask(house, house.browser(persona), method, url)
    if expected.ends_session:
        house.clients.pop(persona, None)
    return is_admitted(answer)


def test_every_endpoint_has_an_expectation_and_nothing_else_has(app: Flask) -> None:
    assert {endpoint for endpoint, _method in requests(app)} == set(EXPECTED)


@pytest.mark.parametrize("area", AREAS)
def test_everyone_reaches_what_is_theirs_and_nobody_reaches_more(house: House, area: str) -> None:
    wrong = []
    for request in requests(house.app, f"{area}."):
        endpoint, method = request
        expected = EXPECTED[endpoint]
        shared = house.contact(expected) if expected.status else None
        for persona in sorted(EVERYONE):
            is_meant = persona in expected.admits
            acts = shared is not None and method == "POST" and is_meant
            contact = house.contact(expected) if acts else shared
            if outcome(house, request, persona, contact) is not is_meant:
                wrong.append(f"{method} {endpoint}: {persona} {'kept out' if is_meant else 'in'}")
    assert wrong == []


@pytest.mark.parametrize("area", ["consultations", "contacts", "queue"])
def test_another_hubs_record_does_not_exist(house: House, area: str) -> None:
    of_this_hub = sorted(name for name in SIGNED_IN if "elsewhere" not in name)
    wrong = []
    for request in requests(house.app, f"{area}."):
        expected = EXPECTED[request[0]]
        if expected.status is None:
            continue
        contact = house.contact(expected, elsewhere=True)
        wrong += [
            f"{request}: {persona}"
            for persona in of_this_hub
            if outcome(house, request, persona, contact)
        ]
    assert wrong == []


@pytest.mark.parametrize("area", ["consultations", "contacts", "queue"])
def test_a_draft_is_its_writers_alone_and_no_contact_page_opens_it(house: House, area: str) -> None:
    draft = house.contact(Expected(set(), ContactStatus.DRAFT))
    wrong = []
    for request in requests(house.app, f"{area}."):
        expected = EXPECTED[request[0]]
        if expected.status in {None, ContactStatus.DRAFT} or request[0] == "consultations.sent":
            continue
        wrong += [
            f"{request}: {persona}"
            for persona in sorted(SIGNED_IN)
            if outcome(house, request, persona, draft)
        ]
    assert wrong == []


def test_nobody_answers_what_they_sent_themselves(house: House) -> None:
    """Not even a decision maker to whom it was given."""
    wrong = []
    manager = house.people["decision maker"]
    for request in requests(house.app):
        endpoint, _method = request
        expected = EXPECTED[endpoint]
        if expected.status is None or expected.admits - ANSWERING:
            continue
        contact = house.contact(expected)
        contact.account_id = contact.adviser_id = manager.id
        db.session.commit()
        if outcome(house, request, "decision maker", contact):
            wrong.append(request)
    assert wrong == []


@pytest.mark.parametrize("persona", sorted(BARRED | ADMINISTRATOR))
def test_no_page_of_any_contact_opens_for(house: House, persona: str) -> None:
    assert [
        request
        for request in requests(house.app)
        if EXPECTED[request[0]].status
        and outcome(house, request, persona, house.contact(EXPECTED[request[0]]))
    ] == []


def test_a_record_that_does_not_exist_looks_like_one_that_is_not_ours(house: House) -> None:
    contact = house.contact(EXPECTED["contacts.show"], elsewhere=True)
    client = house.browser("adviser")
    texts = []
    for identifier in (contact.id, uuid.uuid4()):
        answer = client.get(f"/contacts/{identifier}")
        assert answer.status_code == 404
        lines = answer.text.replace(str(identifier), "").splitlines()
        texts.append([line for line in lines if "csrf_token" not in line])
    assert texts[0] == texts[1]


def test_the_application_does_not_start_with_an_undeclared_endpoint(app: Flask) -> None:
    bare = Flask("bare")
    bare.add_url_rule("/forgotten", "forgotten", lambda: "")
    with pytest.raises(UndeclaredAccess, match="forgotten"):
        check_declared(bare)
    check_declared(app)


def test_the_access_table_on_paper_is_the_one_in_force(app: Flask) -> None:
    """After a deliberate change: `make access`, and the difference is part of the review."""
    printed = app.test_cli_runner().invoke(args=["access-table"]).output
    assert TABLE.read_text(encoding="utf-8") == printed


def test_a_planted_wider_rule_is_found(house: House) -> None:
    """The matrix can fail: with one persona too many in the table it does."""
    show = EXPECTED["contacts.show"]
    widened = replace(show, admits=show.admits | ADMINISTRATOR)
    contact = house.contact(show)
    got_in = outcome(house, ("contacts.show", "GET"), "hub administrator", contact)
    assert got_in is not ("hub administrator" in widened.admits)
