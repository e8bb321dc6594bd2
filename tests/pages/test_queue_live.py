"""Polling: nothing when nothing changed, the list when it has, news of what is urgent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
import pytest
import time_machine

from portal.extensions import db
from portal.models import Account, AuditEvent, Membership, SignIn
from portal.vocabulary import ContactStatus, Rag, Role
from tests.makers import NOON, Maker
from tests.page_client import CANARY, PageClient
from tests.pages.queue_pages import bump, due, many, poll_url, rows

ClientFor = Callable[[Account], PageClient]
S = ContactStatus
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    """Every page of these tests is asked for at noon on a Wednesday, unless it moves the clock."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_a_poll_that_finds_nothing_new_answers_204_and_writes_nothing(
    make: Maker, as_mash_adviser: PageClient
) -> None:
    make.consultation()
    poll = poll_url(as_mash_adviser.get("/queue"))
    events = db.session.query(AuditEvent).count()
    answer = as_mash_adviser.get(poll, headers=HTMX)
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Portal-Seconds-Left"] == "900"
    db.session.rollback()
    assert db.session.query(AuditEvent).count() == events


def test_a_poll_brings_the_list_after_a_change(make: Maker, as_mash_adviser: PageClient) -> None:
    contact = make.consultation()
    poll = poll_url(as_mash_adviser.get("/queue"))
    second = make.consultation(**due(10))
    bump(make.hub)
    answer = as_mash_adviser.get(poll, headers=HTMX)
    assert rows(answer) == [second.reference, contact.reference]
    assert "<html" not in answer.text and "<input" not in answer.text
    assert as_mash_adviser.get(poll_url(answer), headers=HTMX).status_code == 204


def test_a_poll_brings_the_list_when_the_minute_changes(
    make: Maker, as_mash_adviser: PageClient, at_noon: Any
) -> None:
    make.consultation(**due(1))
    poll = poll_url(as_mash_adviser.get("/queue"))
    at_noon.move_to(NOON + timedelta(minutes=3))
    answer = as_mash_adviser.get(poll, headers=HTMX)
    assert "2 minutes overdue" in answer.text


def test_a_poll_of_another_filter_or_reader_is_not_unchanged(
    make: Maker, as_mash_adviser: PageClient, as_decision_maker: PageClient
) -> None:
    make.consultation()
    poll = poll_url(as_mash_adviser.get("/queue"))
    assert as_decision_maker.get(poll, headers=HTMX).status_code == 200
    of_red = poll.replace("?poll=", "?rag=red&poll=")
    assert as_mash_adviser.get(of_red, headers=HTMX).status_code == 200


def test_the_fragment_is_the_part_of_the_page(make: Maker, as_mash_adviser: PageClient) -> None:
    many(make, 3)
    full = lxml.html.fromstring(as_mash_adviser.get("/queue").text).get_element_by_id("queue-list")
    part = as_mash_adviser.get("/queue", headers=HTMX).text
    alone = lxml.html.fromstring(f"<main>{part}</main>").get_element_by_id("queue-list")
    assert lxml.html.tostring(full).split() == lxml.html.tostring(alone).split()


def test_the_polled_part_holds_nothing_that_typing_or_opening_changes(
    make: Maker, as_mash_adviser: PageClient
) -> None:
    many(make, 3)
    tree = lxml.html.fromstring(as_mash_adviser.get("/queue").text)
    part = tree.get_element_by_id("queue-list")
    assert part.xpath(".//input | .//select | .//textarea | .//details | .//form") == []
    assert part.xpath(".//a[not(@id)] | .//button[not(@id)]") == []


def test_a_poll_does_not_extend_the_sign_in(
    make: Maker, client_for: ClientFor, at_noon: Any
) -> None:
    client = client_for(make.account(Role.MASH_ADVISER))
    poll = poll_url(client.get("/queue"))
    used_at = db.session.query(SignIn.last_used_at).scalar()
    for minutes in (5, 10, 14):
        at_noon.move_to(NOON + timedelta(minutes=minutes))
        assert client.get(poll, headers=HTMX).status_code == 200
    db.session.rollback()
    assert db.session.query(SignIn.last_used_at).scalar() == used_at
    at_noon.move_to(NOON + timedelta(minutes=15, seconds=1))
    answer = client.get(poll, headers=HTMX)
    assert (answer.status_code, answer.text) == (401, "")


def test_a_sign_in_ended_elsewhere_ends_the_next_poll(make: Maker, client_for: ClientFor) -> None:
    client = client_for(make.account(Role.MASH_ADVISER))
    poll = poll_url(client.get("/queue"))
    db.session.query(SignIn).update({"ended_at": NOON, "ended_why": "ended_everywhere"})
    db.session.commit()
    assert client.get(poll, headers=HTMX).status_code == 401


@pytest.mark.parametrize("what", ["account", "membership"])
def test_a_closed_account_or_role_ends_the_next_poll(
    make: Maker, client_for: ClientFor, what: str
) -> None:
    client = client_for(make.account(Role.MASH_ADVISER))
    poll = poll_url(client.get("/queue"))
    db.session.query({"account": Account, "membership": Membership}[what]).update(
        {"is_active": False}
    )
    db.session.commit()
    assert client.get(poll, headers=HTMX).status_code == 401


def test_a_forged_cookie_learns_nothing(make: Maker, client_for: ClientFor) -> None:
    client = client_for(make.account(Role.MASH_ADVISER))
    poll = poll_url(client.get("/queue"))
    cookie = client.http.get_cookie("portal").value
    client.http.set_cookie("portal", cookie[:-3] + ("AAA" if cookie[-3:] != "AAA" else "BBB"))
    assert client.get(poll, headers=HTMX).status_code == 401
    client.http.set_cookie("portal", "nonsense")
    assert client.get(poll, headers=HTMX).status_code == 401


def test_a_new_urgent_contact_is_announced_once_and_stays_in_the_title(
    make: Maker, as_mash_adviser: PageClient
) -> None:
    make.consultation(rag=Rag.RED, child=f"{CANARY} One")
    page = as_mash_adviser.get("/queue")
    assert "new urgent" not in page.text
    arrived = make.consultation(rag=Rag.RED, child=f"{CANARY} Two")
    bump(make.hub)
    first = as_mash_adviser.get(poll_url(page), headers=HTMX)
    assert "<title>(1 new urgent) Queue" in first.text
    assert '<div id="queue-news" hx-swap-oob="innerHTML">1 new urgent contact</div>' in first.text
    assert CANARY not in first.text.split("</title>")[0]

    bump(make.hub)
    second = as_mash_adviser.get(poll_url(first), headers=HTMX)
    assert "<title>(1 new urgent) Queue" in second.text
    assert "hx-swap-oob" not in second.text

    arrived.status, arrived.adviser_name = S.WITH_ADVISER, "Sam Hill"
    db.session.commit()
    bump(make.hub)
    third = as_mash_adviser.get(poll_url(second), headers=HTMX)
    assert "<title>Queue" in third.text and "portal-arrivals" not in third.text


def test_every_list_shown_is_audited_once(make: Maker, as_mash_adviser: PageClient) -> None:
    make.consultation()
    as_mash_adviser.get("/queue")
    event = db.session.query(AuditEvent).filter_by(action="read_queue").one()
    assert (event.hub_id, event.record_type, event.why) == (make.hub.id, "hub", "queue")
