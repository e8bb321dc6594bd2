"""What of a plan, a team or a meeting an address names: made when it is first asked for."""

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from portal.extensions import db
from portal.models import (
    Attendance,
    DomainScore,
    EarlyHelpEpisode,
    EpisodePage,
    PlanAction,
    PlanGoal,
    RecordCorrection,
    Review,
    TeamMember,
)
from portal.vocabulary import (
    ActionStatus,
    Attended,
    GoalStatus,
    HelpDomain,
    MeetingKind,
    ReviewOutcome,
    ReviewStatus,
)
from tests.makers import NOON

PAGES: dict[str, dict[str, Any]] = {
    "changes": {"changed": "Calmer mornings.", "worries": "Bus money."},
    "scores": {"score:health": "5", "evidence:health": "Sees the nurse."},
    "outcomes": {"set": "supporting-families", "outcome:education": "on_the_way"},
    "decision": {"outcome": "step_up", "why": "It is not enough."},
}


def put_in_plan(values: dict[str, Any], episode: EarlyHelpEpisode) -> None:
    """A goal, an action, one of the team, or a meeting that is planned or recorded."""
    if values.keys() & {"goal_id", "action_id", "part_id"}:
        action = action_of(episode)
        found = {"goal_id": action.goal_id, "action_id": action.id, "part_id": action.id}
        values |= {name: each for name, each in found.items() if name in values}
    if "team_member_id" in values:
        values["team_member_id"] = _first(TeamMember, episode).id
    if "review_id" in values:
        values["review_id"] = meeting_of(episode, ReviewStatus(values["review_id"])).id


def _first(model: Any, episode: EarlyHelpEpisode, **only: Any) -> Any:
    return db.session.scalars(
        select(model).filter_by(episode_id=episode.id, **only).order_by(model.id)
    ).first()


def action_of(episode: EarlyHelpEpisode) -> PlanAction:
    """The action of the plan, with its goal, and another that was taken away."""
    found = _first(PlanAction, episode, is_removed=False)
    return found if found is not None else _plan(episode)


def _plan(episode: EarlyHelpEpisode) -> PlanAction:
    ids = {"hub_id": episode.hub_id, "episode_id": episode.id}
    changed = {"changed_by": "A maker", "changed_at": NOON}
    goal = PlanGoal(
        **ids, **changed, goal="We want calm mornings", status=GoalStatus.OPEN, position=1
    )
    db.session.add(goal)
    db.session.flush()
    status = ActionStatus.NOT_STARTED
    actions = [
        PlanAction(**ids, **changed, goal_id=goal.id, what=what, status=status, is_removed=is_gone)
        for what, is_gone in (("Walk to school together", False), ("Buy a bell", True))
    ]
    db.session.add_all(actions)
    db.session.commit()
    return actions[0]


def meeting_of(episode: EarlyHelpEpisode, status: ReviewStatus) -> Review:
    """The meeting that is planned, with pages written for it; or one that is recorded."""
    found = _first(Review, episode, status=status)
    return found if found is not None else _meeting(episode, status)


def _meeting(episode: EarlyHelpEpisode, status: ReviewStatus) -> Review:
    ids = {"hub_id": episode.hub_id, "episode_id": episode.id}
    is_recorded = status is ReviewStatus.RECORDED
    review = Review(
        **ids,
        number=1 if is_recorded else 2,
        kind=MeetingKind.FIRST if is_recorded else MeetingKind.REVIEW,
        status=status,
        planned_at=NOON + timedelta(hours=3),
        place="Alder Lane library",
        made_by="A maker",
        made_at=NOON,
    )
    db.session.add(review)
    db.session.flush()
    by = {"saved_by_id": episode.lead_id, "saved_by": "A maker", "saved_at": NOON}
    db.session.add_all(
        EpisodePage(**ids, **by, of_id=review.id, page=name, answers=answers)
        for name, answers in PAGES.items()
    )
    if is_recorded:
        _record(review)
    db.session.commit()
    return review


def _record(review: Review) -> None:
    review.held_on, review.recorded_by, review.recorded_at = NOON.date(), "A maker", NOON
    review.outcome, review.outcome_why = ReviewOutcome.STEP_UP, "It is not enough."
    review.actions = {
        str(uuid.uuid4()): {
            **{"goal": "Calm mornings", "goal_readers": [], "what": "Walk", "who": "Nan"},
            **{"by_on": "", "status": "done", "note": "", "readers": [], "position": 0},
        }
    }
    ids = {"hub_id": review.hub_id, "episode_id": review.episode_id}
    member = db.session.scalars(
        select(TeamMember).where(TeamMember.episode_id == review.episode_id)
    ).first()
    if member is not None:
        came = Attendance(**ids, review_id=review.id, member_id=member.id, attended=Attended.CAME)
        db.session.add(came)
    _corrected(review)
    score = {"score": 5, "domain": HelpDomain.HEALTH, "on": NOON.date()}
    db.session.add(DomainScore(**ids, **score, of_id=review.id))


def _corrected(review: Review) -> None:
    """The record was put right once, and the first one can be read."""
    held = {
        **{"held_on": NOON.date().isoformat(), "outcome": "continue", "outcome_why": "Too soon."},
        **{"next_on": "", "actions": {}, "pages": PAGES, "by": "A maker"},
        "at": NOON.isoformat(),
    }
    db.session.add(
        RecordCorrection(
            hub_id=review.hub_id,
            episode_id=review.episode_id,
            of_id=review.id,
            number=1,
            held=held,
            why="It was not enough.",
            corrected_by_id=db.session.get_one(EarlyHelpEpisode, review.episode_id).lead_id,
            corrected_by="A maker",
            corrected_at=NOON,
        )
    )


def grow_plan(episode: EarlyHelpEpisode, number: int) -> None:
    """One more goal, action, page of a meeting, and meeting called off."""
    ids = {"hub_id": episode.hub_id, "episode_id": episode.id}
    changed = {"changed_by": "A maker", "changed_at": NOON}
    first = action_of(episode)
    action = {"what": f"Walk {number}", "status": ActionStatus.UNDER_WAY, "position": number}
    made = {"made_by": "A maker", "made_at": NOON, "planned_at": NOON}
    db.session.add_all(
        [
            PlanGoal(
                **ids, **changed, goal=f"Sleep {number}", status=GoalStatus.MET, position=number
            ),
            PlanAction(**ids, **changed, **action, goal_id=first.goal_id),
            Review(
                **ids,
                **made,
                number=100 + number,
                kind=MeetingKind.REVIEW,
                status=ReviewStatus.CANCELLED,
            ),
        ]
    )
