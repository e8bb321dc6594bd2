"""Two hubs with everyone in them, each at a browser, and the records the pages ask for."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import lxml.html
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.commands.advice import give_advice
from portal.commands.decisions import propose, sign_off
from portal.extensions import db
from portal.models import Account, Contact, FamilyConflict, SavedPage
from portal.queries.decisions import heard
from portal.vocabulary import Agency, ContactStatus, Role
from tests.abuse_facts import add_abuse_facts
from tests.actors import actor_of
from tests.check_maker import agency_of, contributor_of
from tests.commands.test_advice import WORDS
from tests.commands.test_decisions import WORDS as DECISION
from tests.guards.access_expected import EVERYONE, Expected
from tests.guards.put_in import POLICE, put_in
from tests.makers import NOON, Maker
from tests.page_client import PageClient

METHODS = {"GET", "POST"}
ANSWERED = {ContactStatus.ADVISED, ContactStatus.PROPOSED, ContactStatus.DECIDED}
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
    records: dict[tuple[Any, ...], Contact] = field(default_factory=dict)

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

    def standing(self, expected: Expected, *, elsewhere: bool = False) -> Contact:
        """One such record for everybody who is refused or only looks: nothing happens to it."""
        key = (expected.kind, expected.status, elsewhere)
        if key not in self.records:
            self.records[key] = self.contact(expected, elsewhere=elsewhere)
        return self.records[key]

    def contact(self, expected: Expected, *, elsewhere: bool = False) -> Contact:
        """A record of the writer's in the status asked for, whatever that takes."""
        assert expected.status is not None
        hub = "elsewhere" if elsewhere else "here"
        writer, adviser = {
            "here": (self.people["writer"], self.people["adviser who has it"]),
            "elsewhere": (self.people["teacher elsewhere"], self.people["adviser elsewhere"]),
        }[hub]
        is_answered = expected.status in ANSWERED
        is_early = expected.status in {ContactStatus.DRAFT, ContactStatus.SUBMITTED}
        contact = getattr(self.make, expected.kind)(
            ContactStatus.WITH_ADVISER if is_answered else expected.status,
            hub=self.make.other_hub if elsewhere else self.make.hub,
            asker=writer,
            adviser=None if is_early else adviser,
        )
        if is_answered:
            self._answer(contact, adviser, expected.status)
        self._finish(contact)
        return contact

    def _answer(self, contact: Contact, adviser: Account, status: ContactStatus) -> None:
        if status is ContactStatus.ADVISED:
            give_advice(contact, adviser=actor_of(adviser), at=NOON, **WORDS)
            return
        hub = self.make.hub if contact.hub_id == self.make.hub.id else self.make.other_hub
        proposer = self.make.account(Role.MASH_ADVISER, hub=hub)
        propose(contact, adviser=actor_of(proposer), at=NOON, **DECISION)
        if status is ContactStatus.DECIDED:
            signer = self.make.account(Role.DECISION_MAKER, hub=hub)
            sign_off(contact, by=actor_of(signer), version=1, heard=heard(contact), at=NOON)

    def _finish(self, contact: Contact) -> None:
        if contact.status is ContactStatus.DRAFT:
            contact.submitted_at = None
            db.session.add_all(_saved(contact))
        else:
            add_abuse_facts(contact)
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
    police = agency_of(make, make.hub, Agency.POLICE, POLICE)
    health = agency_of(make, make.hub, Agency.HEALTH_VISITING, "Fenland Health Visiting")
    heddlu = agency_of(make, other, Agency.POLICE, POLICE)
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
        "police": contributor_of(police),
        "health visiting": contributor_of(health),
        "police elsewhere": contributor_of(heddlu),
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
        found: str = app.url_for(endpoint, _external=False, **values)
    return found


def ask(house: House, client: PageClient, method: str, url: str) -> TestResponse:
    """One real request; a post carries its session's real form token and nothing else."""
    if method == "GET":
        return client.get(url)
    return client.post(url, {"csrf_token": house.token(client)})
