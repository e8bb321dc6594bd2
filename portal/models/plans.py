"""The plan, the team around the family, and the meetings that review it."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.models.early_help import OfEpisode, of_episode
from portal.vocabulary import (
    ActionStatus,
    Attended,
    GoalStatus,
    HelpDomain,
    MeetingKind,
    MemberSees,
    ReviewOutcome,
    ReviewStatus,
)


class PlanGoal(Identified, OfEpisode, Base):
    """What the family wants to be different, in its own words."""

    __tablename__ = "plan_goals"

    position: Mapped[int] = mapped_column(default=0)
    domain: Mapped[HelpDomain | None] = mapped_column(words_of(HelpDomain))
    need: Mapped[str] = mapped_column(Text, default="")
    goal: Mapped[str] = mapped_column(Text)
    whose_words: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[GoalStatus] = mapped_column(words_of(GoalStatus))
    readers: Mapped[list[str]] = mapped_column(default=list)  # ids of episode_people
    is_removed: Mapped[bool] = mapped_column(default=False)
    changed_by: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class PlanAction(Identified, OfEpisode, Base):
    """Who does what by when for a goal, how everyone will know, and what if it does not work."""

    __tablename__ = "plan_actions"

    goal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan_goals.id"))
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(200), default="")
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("team_members.id"))
    by_on: Mapped[date | None]
    how_known: Mapped[str] = mapped_column(Text, default="")
    contingency: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[ActionStatus] = mapped_column(words_of(ActionStatus))
    status_note: Mapped[str] = mapped_column(Text, default="")
    status_on: Mapped[date | None]
    readers: Mapped[list[str]] = mapped_column(default=list)  # ids of episode_people
    is_removed: Mapped[bool] = mapped_column(default=False)
    changed_by: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class TeamMember(Identified, Base):
    """Somebody on the team around the family: a practitioner or one of the family."""

    __tablename__ = "team_members"
    __table_args__ = (
        of_episode(),
        UniqueConstraint("hub_id", "id"),
        Index(None, "episode_id"),
        Index("ix_team_members_account", "account_id", "hub_id"),
    )

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    position: Mapped[int] = mapped_column(default=0)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("episode_people.id"))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(String(200))
    job: Mapped[str] = mapped_column(String(200), default="")
    organisation: Mapped[str] = mapped_column(String(200), default="")
    organisation_id: Mapped[uuid.UUID | None]  # the role they joined in; None: whatever role
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(100), default="")
    can_write: Mapped[bool] = mapped_column(default=False)  # with an account of the portal
    sees: Mapped[MemberSees] = mapped_column(words_of(MemberSees), default=MemberSees.PLAN)
    invited_at: Mapped[datetime | None]
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    changed_by: Mapped[str] = mapped_column(String(200), default="")  # "": before it was kept
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class Review(Identified, Base):
    """A meeting of the team around the family: planned, then held and recorded."""

    __tablename__ = "reviews"
    __table_args__ = (
        of_episode(),
        UniqueConstraint("hub_id", "id"),
        UniqueConstraint("episode_id", "number"),
    )

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    number: Mapped[int]
    kind: Mapped[MeetingKind] = mapped_column(words_of(MeetingKind))
    status: Mapped[ReviewStatus] = mapped_column(words_of(ReviewStatus))
    planned_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(Text, default="")
    held_on: Mapped[date | None]
    outcome: Mapped[ReviewOutcome | None] = mapped_column(words_of(ReviewOutcome))
    outcome_why: Mapped[str] = mapped_column(Text, default="")
    next_on: Mapped[date | None]
    actions: Mapped[dict[str, Any]] = mapped_column(default=dict)  # id -> status and note, then
    recorded_by: Mapped[str] = mapped_column(String(200), default="")
    recorded_at: Mapped[datetime | None]
    made_by: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(200), default="")  # who moved it last
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class Attendance(Identified, Base):
    """Who came to a meeting, and what somebody who could not come let the team know."""

    __tablename__ = "attendance"
    __table_args__ = (of_episode(), UniqueConstraint("review_id", "member_id"))

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("reviews.id"))
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("team_members.id"))
    attended: Mapped[Attended | None] = mapped_column(words_of(Attended))
    contribution: Mapped[str] = mapped_column(Text, default="")
    readers: Mapped[list[str]] = mapped_column(default=list)  # ids of episode_people
    invited_at: Mapped[datetime | None]


class RecordCorrection(Identified, OfEpisode, Base):
    """The record of a meeting, or of how help ended, as it was before it was corrected, and why."""

    __tablename__ = "record_corrections"
    __table_args__ = (of_episode(), UniqueConstraint("of_id", "number"), Index(None, "episode_id"))

    of_id: Mapped[uuid.UUID]  # the review; the episode for how it ended
    number: Mapped[int]  # 1 is the record as it was first made
    held: Mapped[dict[str, Any]]  # all of it that can be corrected
    why: Mapped[str] = mapped_column(Text)
    corrected_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    corrected_by: Mapped[str] = mapped_column(String(200))
    corrected_at: Mapped[datetime]
