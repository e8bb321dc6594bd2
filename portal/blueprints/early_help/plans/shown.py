"""What the page of a plan shows its reader: goals, actions, what is late, what to think about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from portal.queries import early_help, meetings
from portal.queries.plans import Plan, plan
from portal.queries.rows import AnyRow
from portal.rules import smart
from portal.rules.early_help import default_readers, is_lead, is_risky, may_write_plan
from portal.rules.permissions import Actor
from portal.rules.plan import FINISHED, PlannedAction, PlannedGoal
from portal.rules.typed import UK, date_typed
from portal.vocabulary import ActionStatus, PersonKind


@dataclass(frozen=True)
class PlanShown:
    """The plan of one episode for one reader."""

    plan: Plan
    goals: tuple[PlannedGoal, ...]
    family: list[AnyRow]
    meeting: Any  # the one that is planned, if one is
    today: date
    can_write: bool
    can_lead: bool

    def prompts(self, action: PlannedAction) -> list[str]:
        """What would make an action easier to do and to check; nothing once it is done."""
        row = action.row
        if row.status in FINISHED:
            return []
        found = smart.prompts(
            what=row.what,
            who=action.who,
            by_on=row.by_on,
            how_known=row.how_known,
            today=self.today,
            review_on=self._review_on,
        )
        return [gettext(smart.WORDS[each]) for each in found]

    @property
    def _review_on(self) -> date | None:
        planned_at = self.meeting.planned_at if self.meeting else None
        return planned_at.astimezone(UK).date() if planned_at else None

    def others(self, row: Any) -> list[Any]:
        """The statuses it could be given with one click."""
        kind: Any = type(row.status)
        return [each for each in kind if each is not row.status]

    def in_copies(self, readers: Iterable[str]) -> str:
        """The names of those whose copies may hold it."""
        return names_of(readers, self.family)

    def is_read_otherwise(self, goal: PlannedGoal, action: PlannedAction) -> bool:
        """Whether others may have the action than its goal: only then is it said again."""
        return set(goal.row.readers) != set(action.row.readers)

    @property
    def done(self) -> int:
        """How many actions are done."""
        return sum(each.row.status is ActionStatus.DONE for each in self._actions)

    @property
    def count(self) -> int:
        """How many actions count: those dropped do not."""
        return sum(each.row.status is not ActionStatus.DROPPED for each in self._actions)

    @property
    def _actions(self) -> list[PlannedAction]:
        return [action for goal in self.goals for action in goal.actions]


def names_of(readers: Iterable[str], family: Iterable[Any]) -> str:
    """The names of people of the family, as one line."""
    names = {str(each.id): each.name or gettext("a child") for each in family}
    return ", ".join(names[each] for each in readers if each in names)


def shown(reader: Actor, episode: Any, today: date) -> PlanShown:
    """The plan as its reader may have it."""
    facts, held = early_help.facts(episode), plan(reader, episode)
    return PlanShown(
        plan=held,
        goals=held.on(today),
        family=early_help.people(reader.hub_id, episode.id),
        meeting=meetings.planned(episode),
        today=today,
        can_write=may_write_plan(reader, facts),
        can_lead=is_lead(reader, facts) and facts.is_open,
    )


def first_readers(episode: Any, family: Iterable[Any]) -> list[str]:
    """Whose copies hold something new, unless its writer chooses otherwise."""
    people = [one for one in family if one.kind is not PersonKind.UNBORN]
    is_risk = is_risky(episode, people)
    return default_readers([str(one.id) for one in people], is_anyone_at_risk=is_risk)


def goal_again(row: Any) -> dict[str, Any]:
    """A goal as it would be typed."""
    return {
        "version": str(row.version),
        "goal": row.goal,
        "whose_words": row.whose_words,
        "need": row.need,
        "domain": row.domain.value if row.domain else "",
        "readers": list(row.readers),
    }


def action_again(row: Any) -> dict[str, Any]:
    """An action as it would be typed."""
    return {
        "version": str(row.version),
        "what": row.what,
        "who_id": f"member:{row.member_id}" if row.member_id else "",
        "who": "" if row.member_id else row.who,
        "how_known": row.how_known,
        "contingency": row.contingency,
        "readers": list(row.readers),
        **date_typed("by", row.by_on),
    }
