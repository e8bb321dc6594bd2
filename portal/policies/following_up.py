"""Who may say what became of a next step, and who reads the hub's list of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import request

from portal import audit
from portal.access import READING, Records, Rule, not_found
from portal.queries import contacts
from portal.queries.following_up import step as step_of
from portal.rules.following_up import may_follow_up
from portal.rules.permissions import Actor


def _step(actor: Actor, ids: Mapping[str, Any]) -> Records:
    is_get = request.method in READING
    find = contacts.contact if is_get else contacts.contact_to_change
    contact: Any = find(actor, ids["contact_id"])
    step = step_of(contact, ids["step_id"]) if contact is not None else None
    if step is None or not (step.is_open or step.outcome):
        return not_found()  # type: ignore[no-any-return]  # it raises
    if not may_follow_up(actor, contacts.facts(contact), step.side, step.owner_id):
        return not_found()  # type: ignore[no-any-return]  # it raises
    if is_get:
        audit.record(actor, "read", "contact", contact.id, why=FOLLOW_UP.name)
    return {"actor": actor, "contact": contact, "step": step}


def _of_hub(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    return {"reader": actor} if actor.advises else not_found()


def note_list_read(reader: Actor, at: datetime) -> None:
    """One event for each list that is shown, in the transaction that reads it."""
    audit.record(reader, "read_next_steps", "hub", reader.hub_id, at=at, why=LISTED.name)


FOLLOW_UP = Rule(
    "follow_up",
    "of the professional's steps the writer or their lead; of the hub's who is asked or answers",
    _step,
    reads=True,
)
LISTED = Rule("next_steps", "advisers and decision makers of the hub", _of_hub, reads=True)
