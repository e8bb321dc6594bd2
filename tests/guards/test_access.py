"""Real requests to every endpoint by every persona: who gets in is who was meant to."""

import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.access import UndeclaredAccess, check_declared
from portal.extensions import db
from portal.models import Contact
from portal.vocabulary import ContactStatus
from tests.guards.access_expected import (
    ADMINISTRATOR,
    ANSWERING,
    BARRED,
    EVERYONE,
    EXPECTED,
    SIGNED_IN,
    Expected,
)
from tests.guards.house import House, Request, address, ask, house, requests

TABLE = Path(__file__).resolve().parents[2] / "docs" / "access-table.txt"
__all__ = ["house"]  # a fixture
HELP = {"assessments", "early_help", "help_papers", "meetings", "plans"}
AREAS = sorted({endpoint.partition(".")[0] for endpoint in EXPECTED})
# Areas with records of their own: of contacts, and of episodes, which no draft has.
OF_RECORDS = sorted({name.partition(".")[0] for name, each in EXPECTED.items() if each.status})
OF_CONTACTS = [area for area in OF_RECORDS if area not in HELP]


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
        shared = None
        if expected.status:
            one = house.standing if method == "GET" else house.contact
            shared = one(expected)
        for persona in sorted(EVERYONE):
            is_meant = persona in expected.admits
            acts = shared is not None and method == "POST" and is_meant and area not in HELP
            contact = house.contact(expected) if acts else shared
            if outcome(house, request, persona, contact) is not is_meant:
                wrong.append(f"{method} {endpoint}: {persona} {'kept out' if is_meant else 'in'}")
    assert wrong == []


@pytest.mark.parametrize("area", OF_RECORDS)
def test_another_hubs_record_does_not_exist(house: House, area: str) -> None:
    of_this_hub = sorted(name for name in SIGNED_IN if "elsewhere" not in name)
    wrong = []
    for request in requests(house.app, f"{area}."):
        expected = EXPECTED[request[0]]
        if expected.status is None:
            continue
        contact = house.standing(expected, elsewhere=True)
        wrong += [
            f"{request}: {persona}"
            for persona in of_this_hub
            if outcome(house, request, persona, contact)
        ]
    assert wrong == []


@pytest.mark.parametrize("area", OF_CONTACTS)
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
        and outcome(house, request, persona, house.standing(EXPECTED[request[0]]))
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
