"""The plan of a family as its page and its papers read it: goals, actions, what is late."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.vocabulary import ActionStatus

FINISHED = frozenset({ActionStatus.DONE, ActionStatus.DROPPED})


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One action that stands, and whether its day has gone by without it."""

    row: Any  # of plan_actions
    who: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """One goal that stands, with its actions in order."""

    row: Any  # of plan_goals
    actions: tuple[PlannedAction, ...]


def planned(
    goals: Iterable[Any], actions: Sequence[Any], team: Iterable[Any], today: date
) -> tuple[PlannedGoal, ...]:
    """The goals and actions that stand, each in its place; `who` by the team's present names."""
    names = {member.id: member.name for member in team}
    return tuple(
        PlannedGoal(
            goal,
            tuple(
                PlannedAction(action, who_of(action, names), is_late(action, today))
                for action in in_order(actions)
                if action.goal_id == goal.id and not action.is_removed
            ),
        )
        for goal in in_order(goals)
        if not goal.is_removed
    )


def in_order(rows: Iterable[Any]) -> list[Any]:
    """Rows in the place they were given."""
    return sorted(rows, key=lambda row: (row.position, str(row.id)))


def who_of(action: Any, names: dict[uuid.UUID, str]) -> str:
    """Who does it: the one of the team, or the words that were written."""
    return str(names.get(action.member_id, action.who) if action.member_id else action.who)


def is_late(action: Any, today: date) -> bool:
    """Whether its day is gone by and it is neither done nor dropped."""
    return action.by_on is not None and action.by_on < today and action.status not in FINISHED


def still_open(goals: Iterable[PlannedGoal]) -> list[PlannedAction]:
    """The actions nobody has finished or dropped, in order."""
    return [
        action for goal in goals for action in goal.actions if action.row.status not in FINISHED
    ]


def as_reviewed(goals: Iterable[PlannedGoal]) -> dict[str, dict[str, Any]]:
    """The actions as a meeting found them, by id: kept with its record, whatever changes later.

    Each has goal, what, who, by_on (ISO), status, note, and as `readers` those of the family whose
    copies could hold it then.
    """
    return {
        str(action.row.id): {
            "goal": goal.row.goal,
            "goal_readers": sorted(goal.row.readers),
            "what": action.row.what,
            "who": action.who,
            "by_on": action.row.by_on.isoformat() if action.row.by_on else "",
            "status": action.row.status.value,
            "note": action.row.status_note,
            "readers": sorted(action.row.readers),
            "position": position,
        }
        for position, (goal, action) in enumerate(
            (goal, action) for goal in goals for action in goal.actions
        )
    }
