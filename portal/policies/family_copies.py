"""Who may look at a family copy, approve it as the second person, and see what waits for them."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import request

from portal import audit
from portal.access import READING, Records, Rule, not_found
from portal.policies.early_help import LEAD, remember_sees
from portal.queries import early_help, family_copies
from portal.rules.copying import may_second, may_second_read
from portal.rules.early_help import may_lead_episode
from portal.rules.permissions import Actor

SECOND = (
    "another than who made it: a decision maker of the hub, a lead of the same organisation, who "
    "else writes with the team"
)
SECOND_READS = f"while it waits, and afterwards who approved it: {SECOND}"
Test = Callable[[Actor, Any, Any], bool]


def is_second(actor: Actor, episode: Any, copy: Any) -> bool:
    """Whether this person may be the second to look at it."""
    facts = early_help.facts(episode)
    return may_second(actor, facts, episode.organisation_id, copy.made_by_id)


def is_lead(actor: Actor, episode: Any, _copy: Any) -> bool:
    """Whether this person coordinates the help."""
    return may_lead_episode(actor, early_help.facts(episode))


def _either(actor: Actor, episode: Any, copy: Any) -> bool:
    if is_lead(actor, episode, copy):
        return True
    is_theirs = may_second_read(copy.status, actor.account_id, copy.approved_by_id)
    return is_theirs and is_second(actor, episode, copy)


def _for_copy(name: str, who: str, test: Test) -> Rule:
    def admit(actor: Actor, ids: Mapping[str, Any]) -> Records:
        is_get = request.method in READING
        find: Any = early_help.episode if is_get else early_help.episode_to_change
        episode = find(actor, ids["episode_id"])
        copy = family_copies.copy(episode, ids["copy_id"]) if episode is not None else None
        if copy is None or not test(actor, episode, copy):
            return not_found()  # type: ignore[no-any-return]  # it raises
        remember_sees(actor, early_help.facts(episode))
        if is_get:
            audit.record(actor, "read", "episode", episode.id, why=name)
        return {"actor": actor, "episode": episode, "copy": copy}

    return Rule(name, who, admit, reads=True)


def _waiting(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    if not (actor.asks or actor.decides):
        return not_found()  # type: ignore[no-any-return]  # it raises
    audit.record(actor, "read_waiting_copies", "account", actor.account_id, why="waiting_copies")
    return {"reader": actor}


READ_COPY = _for_copy("read_family_copy", f"{LEAD}; {SECOND_READS}", _either)
SECOND_COPY = _for_copy("second_family_copy", SECOND, is_second)
GIVE_COPY = _for_copy("give_family_copy", LEAD, is_lead)
WAITING = Rule(
    "waiting_copies",
    "people of an agency and decision makers: what they may approve",
    _waiting,
    True,
)
