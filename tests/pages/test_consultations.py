"""The guided consultation in the browser without scripts: a worry becomes a reference."""

import re
import uuid
from typing import Any

import lxml.html

from portal.extensions import db
from portal.models import Contact, Guidance, Person, SavedPage, Statement
from portal.vocabulary import ContactRoute, ContactStatus, Urgency
from tests.makers import Maker
from tests.page_client import PageClient

ALL_NO = {f"S{number}": "no" for number in range(1, 9)}


def begin(client: PageClient, route: str = "full", **safety: str) -> str:
    """A draft with its safety screen answered; the address its pages stand under."""
    answer = client.post_form("/consultations/start", route=route)
    assert answer.status_code == 303
    base = answer.headers["Location"].removesuffix("/safety")
    client.post_form(f"{base}/safety", button="on", **{**ALL_NO, **safety})
    return base


def link(client: PageClient, url: str, text: str) -> str:
    """Where the link of that text leads."""
    tree = lxml.html.fromstring(client.get(url).text)
    found = [a.get("href") for a in tree.xpath("//main//a") if text in a.text_content()]
    assert found, f"no link {text!r} on {url}"
    return str(found[0])


def add_child(client: PageClient, base: str, **fields: Any) -> str:
    """A child added through the page of people; the address of the child's page."""
    url = link(client, f"{base}/people", "child")
    answer = client.post_form(url, button="on", **{"name": "Wren Adderley", **fields})
    assert answer.headers["Location"] == f"{base}/people"
    return url.partition("?")[0]


def contact() -> Contact:
    """The only contact there is, as it is stored now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(Contact).one()


def test_teacher_sends_a_consultation_and_gets_a_reference(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    as_teacher.post_form(f"{base}/you", button="on", phone="01632 960131", lead_aware="yes")
    add_child(as_teacher, base, age_kind="estimate", age_years="7", part="subject", seen="yes")
    as_teacher.post_form(f"{base}/people", button="on", knows_all_adults="yes")
    first = as_teacher.get(f"{base}/happened").headers["Location"]
    as_teacher.post_form(
        first, button="on", what="Came to school hungry.", said_by="me", basis="seen"
    )
    check = as_teacher.get(f"{base}/check")
    assert "Came to school hungry." in check.text
    answer = as_teacher.post_form(f"{base}/check", form="send")
    assert answer.headers["Location"] == f"{base}/sent"
    sent = as_teacher.get(f"{base}/sent")
    assert re.search(r"CN-\w{4}-\w{4}", sent.text)
    assert contact().status is ContactStatus.SUBMITTED
    assert contact().people_label == "Wren, about 7"
    assert db.session.query(Statement).one().what == "Came to school hungry."
