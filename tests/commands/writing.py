"""Writing consultations in tests of commands: pages, and the short ways to save and send them."""

import uuid
from collections.abc import Mapping
from itertools import count
from typing import Any

from portal.commands import consultations as commands
from portal.extensions import db
from portal.models import Contact, ContactAnswer, SavedPage
from portal.rules.permissions import Actor
from portal.vocabulary import ContactRoute
from tests.makers import NOON

WREN = uuid.UUID("11111111-0000-4000-8000-000000000001")
MOTHER = uuid.UUID("22222222-0000-4000-8000-000000000002")
THEN = uuid.UUID("33333333-0000-4000-8000-000000000003")
SAFE = {f"S{number}": "no" for number in range(1, 9)}
HOSTILE = (
    "<script>alert('x')</script> \"%s\" {{ 7*7 }} \\ ŵŷ 🙂 \u202e '; DROP TABLE contacts; --\n\tend"
)
PAGES: dict[str, dict[str, Any]] = {
    "safety": SAFE,
    "you": {"phone": "01632 960131", "lead_aware": "yes"},
    f"person:{WREN}": {
        "kind": "child",
        "name": "Siân Ŵyn-Adderley",
        "part": "subject",
        "age_kind": "estimate",
        "age_years": "7",
        "seen": "yes",
        "previous_plan": "not_known",
        "disabled": "yes",
    },
    f"person:{MOTHER}": {"kind": "adult", "name": "Carly Adderley", "part": "parent"},
    "household": {"knows_all_adults": "yes"},
    f"statement:{THEN}": {"what": HOSTILE, "said_by": "me", "source_protected": "yes"},
    f"daily-life:{WREN}": {"daily_life": "Tired by ten", "own_words_how": "At lunch"},
    "tried": {"tried": "Breakfast club", "result": "Came twice", "help_tried": "no"},
    f"seen:{WREN}": {"CAR-20.answer": "present", "CAR-20.pattern": "ongoing"},
    "view": {"level": "3", "reason": "It goes on"},
    "family": {"told": "no_unsafe", "told_reasons": ["raises_risk", "evidence"]},
    "question": {"topic": "threshold", "question": "Early help, or refer?"},
}


def start(actor: Actor, route: ContactRoute = ContactRoute.FULL, key: str = "") -> Contact:
    key = key or uuid.uuid4().hex
    return commands.start_consultation(actor, route=route, start_key=key, at=NOON)


def save(
    actor: Actor,
    contact: Contact,
    page: str,
    answers: Mapping[str, Any],
    *,
    tab: str = "one",
    base: int | None = None,
) -> int:
    typed = {page: answers}
    return commands.save_pages(actor, contact, typed, tab=tab, base_version=base, at=NOON)


def fill(actor: Actor, contact: Contact, pages: Mapping[str, Mapping[str, Any]]) -> None:
    for name, answers in pages.items():
        save(actor, contact, name, answers)


def send(actor: Actor, contact: Contact, seed: int = 1) -> Contact:
    numbers = count(seed)
    return commands.submit_consultation(
        actor, contact, at=NOON, randomness=lambda: next(numbers).to_bytes(16, "big")
    )


def all_of(model: Any, contact: Contact) -> list[Any]:
    db.session.expire_all()
    return db.session.query(model).filter_by(contact_id=contact.id).all()


def answers_of(contact: Contact) -> dict[str, str]:
    return {row.field: row.text for row in all_of(ContactAnswer, contact)}


def stored(contact: Contact, page: str) -> SavedPage:
    db.session.expire_all()
    return db.session.query(SavedPage).filter_by(contact_id=contact.id, page=page).one()
