"""Who may start early help, and who may open, write and lead an episode."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import g, request

from portal import audit
from portal.access import READING, Records, Rule, not_found
from portal.commands.base import Refused
from portal.queries import contacts, early_help
from portal.rules.early_help import (
    EpisodeFacts,
    may_confirm_risk,
    may_hand_over,
    may_lead_episode,
    may_lead_while_open,
    may_open_episode,
    may_read_episode,
    may_read_plan,
    may_start,
    may_write_episode,
    may_write_plan,
    sees,
)
from portal.rules.permissions import Actor, is_of_hub, is_own
from portal.vocabulary import N_

ENDED = N_(
    "The early help has ended since you opened this page, so nothing was changed. Your words are "
    "below."
)
AWAITED = N_(
    "Somebody of the family has to be asked whether they agree, so nothing was changed. Your words "
    "are below. Talk to the lead practitioner."
)
TAKEN_BACK = N_(
    "Agreement to this help was taken back since you opened this page, so nothing was changed. "
    "Your words are below. Talk to the lead practitioner."
)
OTHERWISE: tuple[tuple[dict[str, Any], str], ...] = (  # if only it were
    ({"is_open": True}, ENDED),
    ({"is_sharing_awaited": False}, AWAITED),
    ({"is_sharing_awaited": False, "is_sharing_stopped": False}, TAKEN_BACK),
)
Test = Callable[[Actor, EpisodeFacts], bool]

LEAD = "the lead practitioner of the episode"
HUB = "advisers and decision makers of the hub"
WRITERS = f"{LEAD}, and those of the team who see everything and write, while it is open"
READERS = f"{LEAD}; those of the team who see everything, while the family agrees; {HUB}"
PLAN_WRITERS = f"{LEAD}, and those of the team who see the plan and write, while it is open"
PLAN_READERS = f"{LEAD}; those of the team who see the plan, while the family agrees; {HUB}"
OPENERS = f"{LEAD}; the team, each as far as the lead has chosen, until agreement ends; {HUB}"
SECONDS = f"{WRITERS}; {HUB}; never who proposed it"


def for_episode(name: str, who: str, test: Test) -> Rule:
    """One page or act of an episode: its page is read and audited; its post gets it, locked."""

    def admit(actor: Actor, ids: Mapping[str, Any]) -> Records:
        rest = dict(ids)
        is_get = request.method in READING
        find: Any = early_help.episode if is_get else early_help.episode_to_change
        episode = find(actor, rest.pop("episode_id"))
        if episode is None:
            return not_found()  # type: ignore[no-any-return]  # it raises
        facts = early_help.facts(episode)
        if not _passes(test, actor, facts, is_get):
            return not_found()  # type: ignore[no-any-return]  # it raises
        remember_sees(actor, facts)
        if is_get:
            audit.record(actor, "read", "episode", episode.id, why=name)
        return {"actor": actor, "episode": episode, **rest}

    return Rule(name, who, admit, reads=True)


def remember_sees(actor: Actor, facts: EpisodeFacts) -> None:
    """What this reader may open, for the pages that are offered beside the one they asked for."""
    g.episode_sees = sees(actor, facts)


def _passes(test: Test, actor: Actor, facts: EpisodeFacts, is_get: bool) -> bool:
    """Raises `Refused` on a post that only ending the help, or a missing yes, forbids.

    So no typed word is lost: the team was told of each of these, and reads nothing by it.
    """
    if test(actor, facts):
        return True
    for changed, message in () if is_get else OTHERWISE:
        otherwise = replace(facts, **changed)
        if may_open_episode(actor, otherwise) and test(actor, otherwise):
            raise Refused(message)
    return False


def _start(actor: Actor, ids: Mapping[str, Any]) -> Records:
    return {"actor": actor, **ids} if may_start(actor) else not_found()


def _start_from(actor: Actor, ids: Mapping[str, Any]) -> Records:
    """Who sent the contact, or the hub, that finds somebody to lead."""
    is_get = request.method in READING
    find: Any = contacts.contact if is_get else contacts.contact_to_change
    contact = find(actor, ids["contact_id"])
    if contact is None or contact.submitted_at is None:
        return not_found()  # type: ignore[no-any-return]  # it raises
    facts = contacts.facts(contact)
    if not (is_own(actor, facts) and actor.asks) and not is_of_hub(actor, facts):
        return not_found()  # type: ignore[no-any-return]  # it raises
    if is_get:
        audit.record(actor, "read", "contact", contact.id, why="start_early_help")
    return {"actor": actor, "contact": contact}


def _mine(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    if not actor.asks:
        return not_found()  # type: ignore[no-any-return]  # it raises
    audit.record(actor, "read_families", "account", actor.account_id, why="my_families")
    return {"reader": actor}


def _all(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    if not actor.advises:
        return not_found()  # type: ignore[no-any-return]  # it raises
    audit.record(actor, "read_episodes", "hub", actor.hub_id, why="open_episodes")
    return {"reader": actor}


START = Rule("start_early_help", "people of an agency; advisers, for a lead practitioner", _start)
START_FROM = Rule(
    "start_early_help_from",
    "who sent the contact; advisers and decision makers of the hub, for a lead practitioner",
    _start_from,
    reads=True,
)
MY_FAMILIES = Rule("my_families", "people of an agency: those they lead or help", _mine, True)
OPEN_EPISODES = Rule("open_episodes", "advisers and decision makers of the hub", _all, True)
READ_EPISODE = for_episode("read_episode", READERS, may_read_episode)
OPEN_EPISODE = for_episode("open_episode", OPENERS, may_open_episode)
READ_PLAN = for_episode("read_plan", PLAN_READERS, may_read_plan)
WRITE_PLAN = for_episode("write_plan", PLAN_WRITERS, may_write_plan)
DECIDE_RISK = for_episode("decide_risk", SECONDS, may_confirm_risk)
WRITE_EPISODE = for_episode("write_episode", WRITERS, may_write_episode)
LEAD_EPISODE = for_episode("lead_episode", LEAD, may_lead_episode)
LEAD_OPEN_EPISODE = for_episode(
    "lead_open_episode", f"{LEAD}, while it is open", may_lead_while_open
)
HAND_OVER = for_episode("hand_over", f"{LEAD}, or a decision maker of the hub", may_hand_over)
