"""Steps through the consultation that many tests take, as a browser without scripts would."""

import uuid
from typing import Any

import lxml.html
from werkzeug.test import TestResponse

from portal.extensions import db
from portal.models import Contact, SavedPage
from tests.page_client import PageClient, form_data

ALL_NO = {f"S{number}": "no" for number in range(1, 9)}


def begin(client: PageClient, route: str = "full", **safety: str) -> str:
    """A draft with its safety screen answered; the address its pages stand under."""
    base = start(client, route)
    client.post_form(f"{base}/safety", button="on", **{**ALL_NO, **safety})
    return base


def start(client: PageClient, route: str = "full") -> str:
    """A draft at its safety screen."""
    answer = client.post_form("/consultations/start", route=route)
    assert answer.status_code == 303
    return answer.headers["Location"].removesuffix("/safety")


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


def say(client: PageClient, base: str, **fields: Any) -> str:
    """One thing that happened, on its own page; the address of that page."""
    seen = client.get(f"{base}/happened")
    url = seen.headers.get("Location") or link(client, f"{base}/happened", "Add something else")
    client.post_form(url, button="on", **fields)
    return str(url)


class Window:
    """One open page: its form as it was when it was opened."""

    def __init__(self, client: PageClient, url: str) -> None:
        self.client, self.url = client, url
        self.form = lxml.html.fromstring(client.get(url).text).xpath("//form[@id='answers']")[0]

    def save(self, button: str | None = "on", **fields: Any) -> TestResponse:
        """Submit the page as it was opened."""
        data = form_data(self.form, fields, button)
        return self.client.post(self.url, data)

    def save_itself(self, **fields: Any) -> TestResponse:
        """What the script sends while somebody types."""
        data = {**form_data(self.form, fields), "autosave": "1"}
        return self.client.post(self.url, data, headers={"HX-Request": "true"})


def value(client: PageClient, url: str, name: str) -> str:
    """What a text field of the page holds."""
    tree = lxml.html.fromstring(client.get(url).text)
    field = tree.xpath(f"//form[@id='answers']//*[@name='{name}']")[0]
    return str(field.value or "").removeprefix("\n")  # as a browser reads a text area


def contact_of(base: str) -> Contact:
    """The record behind an address, as it is stored now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Contact, uuid.UUID(base.rsplit("/", 1)[1]))


def answers(page: str) -> dict[str, Any] | None:
    """What is saved under a page's name, in the only draft there is."""
    db.session.rollback()
    db.session.expire_all()
    row = db.session.query(SavedPage).filter_by(page=page).one_or_none()
    return row.answers if row else None
