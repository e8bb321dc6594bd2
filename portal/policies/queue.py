"""Who works the hub's queue, who takes a contact up, gives it back or gives it to another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import request

from portal import audit
from portal.access import READING, Records, Rule, not_found
from portal.commands.queue import already_taken
from portal.queries import advisers, contacts
from portal.rules.acts import may
from portal.rules.lifecycle import after, allows
from portal.rules.permissions import Actor


def _adviser(actor: Actor, ids: Mapping[str, Any]) -> Records:
    return {"adviser": actor, **ids} if actor.advises else not_found()


def note_queue_read(adviser: Actor, at: datetime) -> None:
    """One event for each list that is shown, in the transaction that reads it."""
    audit.record(adviser, "read_queue", "hub", adviser.hub_id, at=at, why=QUEUE.name)


def _contact_for(actor: Actor, ids: Mapping[str, Any], action: str) -> Any:
    """The contact, if this person may act on it so; the reading of its page is audited."""
    contact = contacts.contact(actor, ids["contact_id"])
    if contact is None or not may(actor, contacts.facts(contact), action):
        return not_found()
    if request.method in READING:
        audit.record(actor, "read", "contact", contact.id, why=action)
    return contact


def _take_up(actor: Actor, ids: Mapping[str, Any]) -> Records:
    """Who came second is told so; who answers that they know the family is heard all the same."""
    contact = _contact_for(actor, ids, "take_up")
    if request.method in READING and not allows(contact.kind, contact.status, "take_up"):
        raise already_taken(actor, contact.id)
    return {"adviser": actor, "contact": contact}


def _give_back(actor: Actor, ids: Mapping[str, Any]) -> Records:
    contact = _contact_for(actor, ids, "give_back")
    after(contact.kind, contact.status, "give_back")
    return {"adviser": actor, "contact": contact}


def _reassign(actor: Actor, ids: Mapping[str, Any]) -> Records:
    contact = _contact_for(actor, ids, "reassign")
    after(contact.kind, contact.status, "reassign")
    people = advisers.who_can_have(actor, contact)
    return {"adviser": actor, "contact": contact, "people": people}


QUEUE = Rule("queue", "advisers and decision makers of the hub", _adviser, reads=True)
SEARCH_QUEUE = Rule("search_queue", "advisers and decision makers of the hub", _adviser)
TAKE_UP = Rule(
    "take_up", "advisers of the hub, never on their own submission", _take_up, reads=True
)
GIVE_BACK = Rule(
    "give_back", "the adviser who has it, or a decision maker of the hub", _give_back, reads=True
)
REASSIGN = Rule("reassign", "decision makers of the hub", _reassign, reads=True)
