"""The plan of a family: goals in its words, actions added, changed, moved, taken away, put back."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from portal.commands.base import Crossed, Refused, command
from portal.commands.episodes import tell
from portal.commands.plan_words import (
    ActionWords,
    GoalWords,
    Part,
    chosen_readers,
    must_be_open,
)
from portal.extensions import db
from portal.models import EarlyHelpEpisode, PlanAction, PlanGoal
from portal.queries import plans
from portal.rules.permissions import Actor
from portal.rules.plan import in_order
from portal.rules.typed import UK
from portal.vocabulary import N_, ActionStatus, GoalStatus

AnyPart = TypeVar("AnyPart", PlanGoal, PlanAction)
GONE = N_("This is no longer part of the plan. Open the plan again and look.")


@command
def add_goal(
    episode: EarlyHelpEpisode, *, by: Actor, words: GoalWords, key: uuid.UUID, at: datetime
) -> PlanGoal:
    """Put a goal at the end of the plan; the same key twice is one goal."""
    must_be_open(episode)
    if (before := plans.goal_to_change(episode, key)) is not None:
        return before
    goal = PlanGoal(id=key, status=GoalStatus.OPEN, **words.checked())
    return _add(goal, episode, by, words.readers, plans.goals_of(episode), at)


@command
def add_action(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    goal_id: uuid.UUID,
    words: ActionWords,
    key: uuid.UUID,
    at: datetime,
) -> PlanAction:
    """Put an action at the end of its goal; the same key twice is one action."""
    must_be_open(episode)
    if (before := plans.action_to_change(episode, key)) is not None:
        return before
    goal = plans.goal_to_change(episode, goal_id)
    if goal is None or goal.is_removed:
        raise Refused(GONE)
    given = _named(episode, words)
    action = PlanAction(id=key, goal_id=goal.id, status=ActionStatus.NOT_STARTED, **given)
    return _add(action, episode, by, words.readers, plans.actions_of(episode, goal_id), at)


def _add(
    part: AnyPart,
    episode: EarlyHelpEpisode,
    by: Actor,
    readers: Iterable[str],
    before: Iterable[Part],
    at: datetime,
) -> AnyPart:
    part.hub_id, part.episode_id = episode.hub_id, episode.id
    part.position = max((each.position for each in before), default=-1) + 1
    part.readers = chosen_readers(episode, readers)
    part.changed_by, part.changed_at = by.name, at
    db.session.add(part)
    tell(episode, f"add_{_kind(part)}", by=by, at=at)
    return part


def _kind(part: Part) -> str:
    return "goal" if isinstance(part, PlanGoal) else "action"


def _named(episode: EarlyHelpEpisode, words: ActionWords) -> dict[str, Any]:
    """Who does it by name, too: what was agreed stays readable when somebody leaves."""
    given = words.checked()
    if words.member_id is not None:
        member = plans.member(episode, words.member_id)
        if member is None:
            raise Refused(N_("Choose who will do it"), "who_id")
        given["who"] = member.name
    return given


@command
def change_goal(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    goal_id: uuid.UUID,
    version: int,
    words: GoalWords,
    at: datetime,
) -> PlanGoal:
    """Write a goal anew. Raises `Crossed` when somebody else changed it since it was opened."""
    must_be_open(episode)
    goal = _standing(plans.goal_to_change(episode, goal_id))
    return _change(goal, episode, by, version, words.checked(), words.readers, at)


@command
def change_action(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    action_id: uuid.UUID,
    version: int,
    words: ActionWords,
    at: datetime,
) -> PlanAction:
    """Write an action anew. Raises `Crossed` when somebody else changed it since it was opened."""
    must_be_open(episode)
    action = _standing(plans.action_to_change(episode, action_id))
    return _change(action, episode, by, version, _named(episode, words), words.readers, at)


def _standing(part: AnyPart | None) -> AnyPart:
    if part is None or part.is_removed:
        raise Refused(GONE)
    return part


def _change(
    part: AnyPart,
    episode: EarlyHelpEpisode,
    by: Actor,
    version: int,
    given: dict[str, Any],
    readers: Iterable[str],
    at: datetime,
) -> AnyPart:
    given = {**given, "readers": chosen_readers(episode, readers)}
    if all(getattr(part, name) == value for name, value in given.items()):
        return part
    if part.version != version:
        raise Crossed(part)
    for name, value in given.items():
        setattr(part, name, value)
    _touch(part, episode, f"change_{_kind(part)}", by, at)
    return part


def _touch(part: Any, episode: EarlyHelpEpisode, act: str, by: Actor, at: datetime) -> None:
    part.changed_by, part.changed_at = by.name, at
    tell(episode, act, by=by, at=at)


@command
def take_away(episode: EarlyHelpEpisode, *, by: Actor, part_id: uuid.UUID, at: datetime) -> None:
    """Take a goal or an action out of the plan; its words stay, so that it can be put back."""
    _set_removed(episode, by, part_id, True, at)


@command
def put_back(episode: EarlyHelpEpisode, *, by: Actor, part_id: uuid.UUID, at: datetime) -> None:
    """Put it back with every word it had."""
    _set_removed(episode, by, part_id, False, at)


def _part(episode: EarlyHelpEpisode, part_id: uuid.UUID) -> Any:
    must_be_open(episode)
    part = plans.goal_to_change(episode, part_id) or plans.action_to_change(episode, part_id)
    if part is None:
        raise Refused(GONE)
    return part


def _set_removed(
    episode: EarlyHelpEpisode, by: Actor, part_id: uuid.UUID, is_removed: bool, at: datetime
) -> None:
    part = _part(episode, part_id)
    if part.is_removed is not is_removed:
        part.is_removed = is_removed
        act = "take_away" if is_removed else "put_back"
        _touch(part, episode, f"{act}_{_kind(part)}", by, at)


@command
def move(
    episode: EarlyHelpEpisode, *, by: Actor, part_id: uuid.UUID, is_up: bool, at: datetime
) -> None:
    """One place up or down among those that stand; at the end it stays where it is."""
    part = _part(episode, part_id)
    is_goal = isinstance(part, PlanGoal)
    all_of = plans.goals_of(episode) if is_goal else plans.actions_of(episode, part.goal_id)
    beside = [each for each in in_order(all_of) if not each.is_removed or each is part]
    place = beside.index(part) + (-1 if is_up else 1)
    if not 0 <= place < len(beside):
        return
    beside.remove(part)
    beside.insert(place, part)
    for position, each in enumerate(beside):
        if each.position != position:
            each.position = position
    tell(episode, f"move_{_kind(part)}", by=by, at=at)


@command
def set_status(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    part_id: uuid.UUID,
    status: ActionStatus | GoalStatus | None,
    at: datetime,
) -> None:
    """How an action is going, or what became of a goal, with one click."""
    part = _standing(_part(episode, part_id))
    kind = GoalStatus if isinstance(part, PlanGoal) else ActionStatus
    if not isinstance(status, kind):
        raise Refused(N_("Choose how it is going"))
    if part.status is status:
        return
    part.status = status
    if isinstance(part, PlanAction):
        part.status_on = at.astimezone(UK).date()
    _touch(part, episode, f"{_kind(part)}_status", by, at)
