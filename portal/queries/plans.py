"""The plan of an episode: its goals and actions, for who may open the episode."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import PlanAction, PlanGoal, TeamMember
from portal.queries.early_help import MANY
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.rules.plan import PlannedGoal, planned


def _of(model: Any) -> Any:
    return (
        select(*model.__table__.c)
        .where(
            model.hub_id == bindparam("hub_id"),
            model.episode_id == bindparam("episode_id"),
        )
        .order_by(model.position, model.id)
        .limit(MANY)
    )


_GOALS, _ACTIONS, _TEAM = _of(PlanGoal), _of(PlanAction), _of(TeamMember)


def _one(model: Any) -> Any:
    return (
        select(model)
        .where(
            model.hub_id == bindparam("hub_id"),
            model.episode_id == bindparam("episode_id"),
            model.id == bindparam("wanted_id"),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )


_GOAL, _ACTION = _one(PlanGoal), _one(PlanAction)
_MEMBER = select(*TeamMember.__table__.c).where(
    TeamMember.hub_id == bindparam("hub_id"),
    TeamMember.episode_id == bindparam("episode_id"),
    TeamMember.id == bindparam("wanted_id"),
    TeamMember.left_on.is_(None),
)


@dataclass(frozen=True)
class Plan:
    """The plan as it stands; rows that were taken away are in `goals` and `actions` too."""

    goals: Sequence[AnyRow]
    actions: Sequence[AnyRow]
    team: Sequence[AnyRow]

    def on(self, today: date) -> tuple[PlannedGoal, ...]:
        """Goals with their actions, and what is late on that day."""
        return planned(self.goals, self.actions, self.team, today)

    @property
    def removed_goals(self) -> list[AnyRow]:
        """What was taken away and can be put back."""
        return [goal for goal in self.goals if goal.is_removed]

    @property
    def removed_actions(self) -> list[AnyRow]:
        """The same, of actions whose goal still stands."""
        standing = {goal.id for goal in self.goals if not goal.is_removed}
        return [each for each in self.actions if each.is_removed and each.goal_id in standing]


def plan(actor: Actor, episode: Any) -> Plan:
    """Goals, actions and the team, in three statements however long the plan is."""
    given = {"hub_id": actor.hub_id, "episode_id": episode.id}

    def rows(statement: Any) -> Sequence[AnyRow]:
        return db.session.execute(statement, given).all()

    return Plan(goals=rows(_GOALS), actions=rows(_ACTIONS), team=rows(_TEAM))


def goal_to_change(episode: Any, goal_id: uuid.UUID) -> PlanGoal | None:
    """One goal of this episode, locked."""
    return _found(_GOAL, episode, goal_id)  # type: ignore[no-any-return]  # the statement says which


def action_to_change(episode: Any, action_id: uuid.UUID) -> PlanAction | None:
    """One action of this episode, locked."""
    return _found(_ACTION, episode, action_id)  # type: ignore[no-any-return]  # the same


def _found(statement: Any, episode: Any, wanted_id: uuid.UUID) -> Any:
    given = {"hub_id": episode.hub_id, "episode_id": episode.id, "wanted_id": wanted_id}
    return db.session.execute(statement, given).scalar_one_or_none()


def member(episode: Any, member_id: uuid.UUID) -> AnyRow | None:
    """Somebody who is on the team now."""
    given = {"hub_id": episode.hub_id, "episode_id": episode.id, "wanted_id": member_id}
    return db.session.execute(_MEMBER, given).one_or_none()


def goals_of(episode: Any) -> Sequence[PlanGoal]:
    """Every goal of the plan, removed ones too, to be changed."""
    return _to_change(PlanGoal, episode)


def actions_of(episode: Any, goal_id: uuid.UUID) -> Sequence[PlanAction]:
    """Every action of one goal, removed ones too, to be changed."""
    return _to_change(PlanAction, episode, PlanAction.goal_id == goal_id)


def actions_to_change(episode: Any) -> Sequence[PlanAction]:
    """Every action of the plan, of whichever goal."""
    return _to_change(PlanAction, episode)


def _to_change(model: Any, episode: Any, *only: Any) -> Sequence[Any]:
    statement = select(model).where(
        model.hub_id == episode.hub_id, model.episode_id == episode.id, *only
    )
    return db.session.scalars(statement.order_by(model.position, model.id).limit(MANY)).all()
