"""One person about to ask for one page, and what is recorded when they do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.commands.contact_words import save_words
from portal.extensions import db
from portal.models import Account, AuditEvent, Contact, EpisodeContact
from portal.models.base import Base
from portal.queries.early_help import started_from
from portal.vocabulary import ContactRoute
from portal.web import utc_now
from tests.actors import actor_of
from tests.guards.access_expected import EXPECTED
from tests.guards.acts import ACTS
from tests.guards.house import House, Request, address, requests
from tests.guards.typed_words import ADVICE
from tests.makers import NOON
from tests.page_client import PageClient


def rule_of(app: Flask, endpoint: str) -> Any:
    return app.view_functions[endpoint].access_rule  # type: ignore[attr-defined]  # set by `access`


def reads(app: Flask) -> list[Request]:
    """Every page that shows a record."""
    return [
        (endpoint, method)
        for endpoint, method in requests(app)
        if method == "GET" and rule_of(app, endpoint).reads
    ]


def acts(app: Flask) -> list[Request]:
    """Every post: whatever a person changes is changed by one."""
    return [request for request in requests(app) if request[1] == "POST"]


@dataclass
class Visit:
    """One person about to ask for one page, with the record it needs."""

    house: House
    request: Request
    persona: str
    contact: Contact | None = None

    def __post_init__(self) -> None:
        self.endpoint, self.method = self.request
        expected = EXPECTED[self.endpoint]
        if self.contact is None and expected.status:
            self.contact = self.house.contact(expected)
        self.url = address(self.house.app, self.endpoint, self.contact, expected)
        if self.endpoint == "consultations.in_full":
            self.contact.route = ContactRoute.SHORT
            db.session.commit()
        if self.endpoint == "contacts.preview_advice":
            holder = actor_of(self.house.people["adviser who has it"])
            save_words(holder, self.contact, "give_advice", ADVICE, at=NOON)
        self.client: PageClient = self.house.browser(self.persona)
        if expected.ends_session:
            del self.house.clients[self.persona]
        self.data: dict[str, Any] = {}
        if self.method == "POST":
            fields = ACTS[self.endpoint].fields(self.house, self.contact)
            self.data = {"csrf_token": self.house.token(self.client), **fields}

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint} by {self.persona}"

    def is_of_another(self, event: AuditEvent) -> bool:
        """Whether it says that something of another contact was shown beside this one."""
        return (
            self.contact is not None
            and event.record_type == "contact"
            and event.record_id != self.contact.id
        )

    @property
    def account(self) -> Account:
        """Who asks; who signs in is nobody before it."""
        return self.house.people["writer" if self.persona == "stranger" else self.persona]

    def send(self) -> TestResponse:
        """The request."""
        if self.method == "GET":
            answer = self.client.get(self.url)
        else:
            answer = self.client.post(self.url, self.data)
        db.session.rollback()
        return answer

    def ask(self) -> tuple[TestResponse, list[AuditEvent]]:
        """The answer, and what was recorded meanwhile."""
        db.session.rollback()
        last = select(AuditEvent.id).order_by(AuditEvent.id.desc()).limit(1)
        before = db.session.scalar(last) or 0
        db.session.rollback()
        answer = self.send()
        events = select(AuditEvent).where(AuditEvent.id > before).order_by(AuditEvent.id)
        return answer, list(db.session.scalars(events))

    def wrong(self, event: AuditEvent, since: datetime, result: str = "done") -> list[str]:
        """What an event does not say as it should."""
        actor = actor_of(self.account)
        says = {
            "who": event.account_id == actor.account_id,
            "role": event.role == actor.role,
            "hub": event.hub_id == actor.hub_id,
            "when": since <= event.at <= utc_now(),
            "result": event.result == result,
            "record": event.record_id is not None,
        }
        if self.contact is not None:
            own = {self.contact.id}
            if (episode := started_from(self.contact.hub_id, self.contact.id)) is not None:
                linked = select(EpisodeContact.contact_id).filter_by(episode_id=episode.id)
                own |= {episode.id, *db.session.scalars(linked)}  # a referral begun from it
            is_own = event.record_type in {"contact", "episode"} and event.record_id in own
            says["record"] = is_own or event.record_type == "person_link"  # of two people
        return [f"{self}: {event.action} has the wrong {each}" for each in says if not says[each]]


def persona_for(endpoint: str) -> str:
    """Someone whom the page admits; the sign-in page is for who is not signed in."""
    admitted = EXPECTED[endpoint].admits
    meant = ("writer", "adviser who has it", "decision maker", "police", "hub administrator")
    if endpoint == "accounts.sign_in":
        return "stranger"
    if endpoint == "accounts.act_as":
        return "adviser elsewhere"  # their sign-in goes on under another token
    if endpoint == "accounts.change_password":
        return "teacher elsewhere"  # who is in nothing else
    return next(persona for persona in meant if persona in admitted)


# A guess at a password is counted before it is looked at; using a sign-in is noted on its own.
ON_THEIR_OWN = {"audit_events", "sign_in_attempts", "sign_ins.last_used_at"}


def stored() -> dict[str, list[str]]:
    """Everything in the database, save the audit trail and what is written on its own."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in ON_THEIR_OWN:
            columns = [each for each in table.c if f"{table.name}.{each.name}" not in ON_THEIR_OWN]
            found[table.name] = sorted(map(repr, db.session.execute(select(*columns))))
    db.session.rollback()
    return found
