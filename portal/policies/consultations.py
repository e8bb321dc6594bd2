"""Who may write a consultation, and what stands before its pages."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from flask import request

from portal import audit
from portal.access import READING, Records, Rule, not_found
from portal.queries import consultations
from portal.queries.consultations import Draft
from portal.rules.abuse import SAFE_CONTACT, is_abuse, is_safe_contact_asked
from portal.rules.journey import is_safety_done
from portal.rules.permissions import Actor
from portal.vocabulary import ContactStatus

BEFORE_SAFE_CONTACT = frozenset({"consultations.danger", "consultations.in_full"})


class SafetyFirst(Exception):
    """The safety screen of this draft has not been answered: it comes before every other page."""

    def __init__(self, contact_id: uuid.UUID) -> None:
        super().__init__("safety first")
        self.contact_id = contact_id


class SafeContactFirst(Exception):
    """Nothing is asked about the people before how to make contact safely was."""

    def __init__(self, contact_id: uuid.UUID) -> None:
        super().__init__("safe contact first")
        self.contact_id = contact_id


class AlreadySent(Exception):
    """The consultation has been sent: its pages can no longer be changed."""

    def __init__(self, contact_id: uuid.UUID) -> None:
        super().__init__("already sent")
        self.contact_id = contact_id


def _start(actor: Actor, ids: Mapping[str, Any]) -> Records:
    return dict(ids) if actor.asks else not_found()


def _late(actor: Actor, ids: Mapping[str, Any]) -> Records:
    return {"actor": actor, **ids} if actor.asks or actor.advises else not_found()


def _own(actor: Actor, ids: Mapping[str, Any], rule: str) -> tuple[Draft, Records]:
    rest = dict(ids)
    is_reading = request.method in READING
    find: Callable[..., Any] = consultations.own_to_read if is_reading else consultations.own
    contact = find(actor, rest.pop("contact_id"))
    if contact is None or contact.status is ContactStatus.DISCARDED:
        return not_found()  # type: ignore[no-any-return]  # it raises
    if is_reading:
        audit.record(actor, "read", "contact", contact.id, why=rule)
    return consultations.draft_of(contact), rest


def _before_safety(actor: Actor, ids: Mapping[str, Any]) -> Records:
    draft, rest = _own(actor, ids, "own_draft_at_safety")
    if draft.contact.status is not ContactStatus.DRAFT:
        raise AlreadySent(draft.contact.id)
    return {"draft": draft, **rest}


def _in_order(draft: Draft, name: str = "") -> None:
    """The safety screen first; then, where abuse is told of, how to make contact safely."""
    if not is_safety_done(draft.pages):
        raise SafetyFirst(draft.contact.id)
    is_told = is_safe_contact_asked(draft.pages) or not is_abuse(draft.contact.route)
    if not is_told and name != SAFE_CONTACT and request.endpoint not in BEFORE_SAFE_CONTACT:
        raise SafeContactFirst(draft.contact.id)


def _draft(actor: Actor, ids: Mapping[str, Any]) -> Records:
    draft, rest = _own(actor, ids, "own_draft")
    if draft.contact.status is not ContactStatus.DRAFT:
        raise AlreadySent(draft.contact.id)
    _in_order(draft, rest.get("name", ""))
    return {"draft": draft, **rest}


def _consultation(actor: Actor, ids: Mapping[str, Any]) -> Records:
    draft, rest = _own(actor, ids, "own_consultation")
    if draft.contact.status is ContactStatus.DRAFT:
        _in_order(draft)
    return {"draft": draft, **rest}


def _sent(actor: Actor, ids: Mapping[str, Any]) -> Records:
    draft, rest = _own(actor, ids, "own_sent")
    return {"draft": draft, **rest} if draft.contact.submitted_at else not_found()


START = Rule("start_consultation", "people of an agency", _start)
LATE_ENTRY = Rule("late_entry", "people of an agency, and those who answer at the hub", _late)
OWN_DRAFT_AT_SAFETY = Rule(
    "own_draft_at_safety", "the writer of the draft, before the safety screen", _before_safety, True
)
OWN_DRAFT = Rule("own_draft", "the writer of the draft, after the safety screen", _draft, True)
OWN_CONSULTATION = Rule(
    "own_consultation", "the writer, before and after sending", _consultation, True
)
OWN_SENT = Rule("own_sent", "the writer, after sending", _sent, True)
