"""A family with a plan, a team and a meeting, for tests of what happens to them."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.commands import meetings, plans, recording, team
from portal.commands.plan_words import ActionWords, GoalWords
from portal.models import Account, EarlyHelpEpisode, PlanAction, PlanGoal, Review, TeamMember
from tests.actors import actor_of
from tests.assessing import Family, family
from tests.makers import NOON, Maker

MEETING = datetime.fromisoformat("2026-11-20T15:30:00+00:00")  # a Friday
HELD = date(2026, 11, 18)


@dataclass
class Planned:
    """The Adderleys with one goal, one action, and a practitioner without an account."""

    family: Family
    goal: PlanGoal
    action: PlanAction
    nurse: TeamMember

    @property
    def episode(self) -> EarlyHelpEpisode:
        """Locked anew for the lead, as a view gets it."""
        return self.family.locked(self.family.lead)

    @property
    def lead(self) -> Account:
        return self.family.lead

    def meeting(self, **more: Any) -> Review:
        given = {"planned_at": MEETING, "place": "Alder Lane library", "tells_team": True}
        return meetings.plan_meeting(
            self.episode,
            by=actor_of(self.lead),
            key=uuid.uuid4(),
            at=NOON,
            **{**given, **more},
        )

    def write(self, review: Review, name: str, **answers: Any) -> int:
        return recording.save_review_page(
            actor_of(self.lead),
            self.episode,
            review.id,
            name,
            answers,
            tab=uuid.uuid4().hex,
            base_version=None,
            at=NOON,
        )

    def record(self, review: Review, held_on: date | None = HELD, at: datetime = NOON) -> Review:
        return recording.record_meeting(
            self.episode, by=actor_of(self.lead), review_id=review.id, held_on=held_on, at=at
        )

    def add_action(self, what: str = "Ring the dentist", **more: Any) -> PlanAction:
        return plans.add_action(
            self.episode,
            by=actor_of(self.lead),
            goal_id=self.goal.id,
            words=ActionWords(what=what, **more),
            key=uuid.uuid4(),
            at=NOON,
        )


def planned(make: Maker, lead: Account | None = None, *, is_agreed: bool = True) -> Planned:
    """Made by the commands that make it in life."""
    made = family(make, lead, is_agreed=is_agreed)
    by = actor_of(made.lead)
    readers = (made.id_of("Dana Adderley"),)
    goal = plans.add_goal(
        made.locked(made.lead),
        by=by,
        words=GoalWords(goal="We want calm mornings", whose_words="Dana", readers=readers),
        key=uuid.uuid4(),
        at=NOON,
    )
    nurse = team.add_practitioner(
        made.locked(made.lead),
        by=by,
        given=team.Practitioner(name="Bryn Ellis", job="School nurse", email="Bryn@Example.ORG"),
        key=uuid.uuid4(),
        at=NOON,
    )
    words = ActionWords(
        what="Walk to school together", member_id=nurse.id, by_on=date(2026, 12, 1), readers=readers
    )
    action = plans.add_action(
        made.locked(made.lead), by=by, goal_id=goal.id, words=words, key=uuid.uuid4(), at=NOON
    )
    return Planned(made, goal, action, nurse)
