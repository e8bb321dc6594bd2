"""Who may open a disagreement and act on it: its parties alone, each in their own part."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import request

from portal import audit
from portal.access import READING, Records, Rule, not_found
from portal.queries import contacts
from portal.queries.disagreements import DisagreementShown, one
from portal.rules import disagreeing
from portal.rules.disagreeing import Standing
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor

Test = Callable[[Actor, Standing], bool]
PARTIES = "the parties: writer and lead, whoever answers or is challenged, decision makers"
RAISING = "who raised it, or the lead of the writer's organisation"


def _party(actor: Actor, ids: Mapping[str, Any]) -> tuple[Any, DisagreementShown]:
    """The contact and the disagreement on it; not found for everybody who has no part in it."""
    find = contacts.contact if request.method in READING else contacts.contact_to_change
    contact: Any = find(actor, ids["contact_id"])
    if contact is None or contact.status in contacts.UNSENT:
        return not_found()  # type: ignore[no-any-return]  # it raises
    found = one(actor, contact, ids["disagreement_id"])
    if found is None:
        return not_found()  # type: ignore[no-any-return]  # it raises
    return contact, found


def _read(actor: Actor, ids: Mapping[str, Any]) -> Records:
    contact, found = _party(actor, ids)
    audit.record(actor, "read", "contact", contact.id, why="read_disagreement")
    return {"reader": actor, "contact": contact, "found": found}


def _to_act(name: str, who: str, is_theirs: Test, *acts: str) -> Rule:
    """For one act: its page says when it is not possible now; a post is judged by its command."""

    def admit(actor: Actor, ids: Mapping[str, Any]) -> Records:
        contact, found = _party(actor, ids)
        if not is_theirs(actor, found.standing):
            return not_found()  # type: ignore[no-any-return]  # it raises
        if request.method in READING:
            if not set(acts) & set(disagreeing.acts_for(actor, found.standing)):
                raise NotAllowedNow(name, contact.status)
            audit.record(actor, "read", "contact", contact.id, why=name)
        return {"actor": actor, "contact": contact, "found": found}

    return Rule(name, who, admit, reads=True)


def _is_named(actor: Actor, standing: Standing) -> bool:
    """Whoever was ever named, so that words that come too late are shown and not lost."""
    professionals = {standing.contact.account_id, standing.raiser_id}
    return actor.advises and actor.account_id in standing.were_named - professionals


def _speaks(actor: Actor, standing: Standing) -> bool:
    return disagreeing.may(actor, standing, "resolve")


def _names(actor: Actor, standing: Standing) -> bool:
    return disagreeing.may(actor, standing, "name_responder")


def _of_hub(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    return {"reader": actor} if actor.advises else not_found()


def note_list_read(reader: Actor, at: datetime) -> None:
    """One event for each list that is shown, in the transaction that reads it."""
    audit.record(reader, "read_disagreements", "hub", reader.hub_id, at=at, why=LISTED.name)


LISTED = Rule(
    "disagreements",
    "decision makers: the hub's; advisers: those they have a part in",
    _of_hub,
    reads=True,
)
READ_DISAGREEMENT = Rule("read_disagreement", PARTIES, _read, reads=True)
ANSWER_DISAGREEMENT = _to_act(
    "answer_disagreement",
    "who is named to answer it, never who is challenged from the second stage on",
    _is_named,
    "respond",
)
TAKE_FURTHER = _to_act("take_further", RAISING, _speaks, "take_further")
END_DISAGREEMENT = _to_act("end_disagreement", RAISING, _speaks, "resolve", "end_without_agreement")
NAME_RESPONDER = _to_act(
    "name_responder", "decision makers of the hub, never the writer", _names, "name_responder"
)
