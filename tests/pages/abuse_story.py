"""Steps through domestic abuse advice that several tests take; everybody is invented."""

import uuid
from typing import Any

import lxml.html

from portal.commands.consultations import save_pages
from portal.extensions import db
from portal.models import Account, Contact
from portal.web import utc_now
from tests.actors import actor_of
from tests.page_client import PageClient
from tests.pages.journey import ALL_NO

SAFE = {
    "safe_now": "no",
    "safe_now_detail": "He is in the next room after six.",
    "reach": "Her work phone, weekdays before three.",
    "reach_shared": "He knows the code of her own phone.",
    "message": "no",
    "message_says": "Say it is the library.",
    "tracked": "not_known",
    "venue": "The surgery, with the nurse.",
    "harmer_where": "At work until five.",
    "children_where": "At school; her sister collects them.",
    "interpreter": "no",
    "seen_by": "yes",
    "seen_by_detail": "He reads the school's letters.",
    "if_shared": "She fears that he will take the children.",
}
TOOL = {
    "tool": "dash",
    "tool_version": "2023",
    "outcome": "See the form",
    "done_by": "Nurse Ivy Tern",
}
HOME = {"school": "Hollow Oak School", "address": "9 Weir Street"}
WISHES = {
    "wants": "To stay in her flat",
    "agrees": "not_safe_to_ask",
    "must_not_be_told": "Stuart must not learn of the flat in Reed Lane.",
}
MARAC: dict[str, Any] = {
    "criteria": "judgement",
    "criteria_why": "A hand on the neck, and she is leaving.",
    "risks": "To her life in the next days; to Freya, who steps between.",
    "children": "A referral for Freya was made today.",
    "agreement": "without",
    "without_why": "She could be killed, and could not be asked safely.",
    "teller": "The nurse at the surgery.",
    "telling_how": "In person on Tuesday, while he is at work.",
    "idva": "yes",
    "idva_detail": "The IDVA rings her work phone on Monday.",
    "hub_note": "Planted for the hub alone.",
}


def begin_abuse(client: PageClient, **safety: str) -> str:
    """A draft of domestic abuse advice with its safety screen answered; its address."""
    answer = client.post_form("/consultations/start", kind="domestic_abuse")
    base = answer.headers["Location"].removesuffix("/safety")
    told = {**ALL_NO, "S8": "yes", **safety}
    answer = client.post_form(f"{base}/safety", form="answers", button="on", **told)
    assert answer.headers["Location"].rsplit("/", 1)[1] in {"safe-contact", "danger"}
    return str(base)


def key_of(base: str) -> uuid.UUID:
    """The identifier of the draft at an address."""
    return uuid.UUID(base.rsplit("/", 1)[1])


def pages_of(client: PageClient, base: str, kind: str) -> list[str]:
    """The addresses of the people of a kind, in the order they were added."""
    tree = lxml.html.fromstring(client.get(f"{base}/people").text)
    found = [a.get("href") for a in tree.xpath("//a[contains(., 'Change')]")]
    return [each for each in found if f'name="kind" value="{kind}"' in client.get(each).text]


def ask_about_abuse(
    client: PageClient,
    *,
    children: tuple[str, ...] = (),
    safe: dict[str, str] | None = None,
    said: dict[str, str] | None = None,
    topics: dict[str, str] | None = None,
    age: str = "adult",
    **view: Any,
) -> str:
    """Every page said as far as these tests need it, saved as the pages save; the draft's address.

    A journey in a browser and the planted story type the same into the pages themselves.
    """
    base = begin_abuse(client)
    happened = {
        "what": "He held her by the neck.",
        "said_by": "other",
        "said_by_detail": "Aunt Ida",
    }
    people = [
        {"kind": "adult", "name": "Leah Corrigan", "part": "adult_victim"},
        {"kind": "adult", "name": "Stuart Mabey", "part": "person_causing_harm"},
        *({"kind": "child", "part": "subject", "name": name, **HOME} for name in children),
    ]
    pages: dict[str, dict[str, Any]] = {
        "safe-contact": {**SAFE, **(safe or {})},
        "victim": {"age": age, "relationship": "Former partner"},
        **{f"person:{uuid.uuid4()}": person for person in people},
        f"statement:{uuid.uuid4()}": {**happened, **(said or {})},
        "risk-tool": TOOL,
        "risk-topics": topics or {},
        "risk-view": {"incidents": "2", **view},
        "wishes": WISHES,
        "question": {"question": "Is this for a MARAC?"},
    }
    contact = db.session.get_one(Contact, key_of(base))
    writer = actor_of(db.session.get_one(Account, contact.account_id))
    save_pages(writer, contact, pages, tab="all at once", base_version=None, at=utc_now())
    return base


def send(client: PageClient, base: str) -> Contact:
    """Sent from the check; the contact as it is recorded."""
    answer = client.post_form(f"{base}/check", form="send")
    assert answer.headers["Location"] == f"{base}/sent"
    db.session.expire_all()
    return db.session.get_one(Contact, key_of(base))
