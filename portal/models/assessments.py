"""Assessments inside an episode: pages several people write on, scores, and the outcome set."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.models.early_help import OfEpisode, of_episode
from portal.vocabulary import AssessmentStatus, HelpDomain


class Assessment(Identified, Base):
    """An early help assessment: written together while a draft, fixed once completed."""

    __tablename__ = "assessments"
    __table_args__ = (of_episode(), UniqueConstraint("episode_id", "number"))

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    number: Mapped[int]
    status: Mapped[AssessmentStatus] = mapped_column(words_of(AssessmentStatus))
    started_on: Mapped[date]
    started_by: Mapped[str] = mapped_column(String(200))
    framework_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("threshold_frameworks.id"))
    completed_at: Mapped[datetime | None]
    completed_by: Mapped[str] = mapped_column(String(200), default="")
    level: Mapped[int | None]  # rank in that framework, as its writer judged it
    level_reason: Mapped[str] = mapped_column(Text, default="")
    guidance: Mapped[dict[str, Any]] = mapped_column(default=dict)  # frozen at completion


class EpisodePage(Identified, Base):
    """What was typed on one page of an assessment or review, exactly as typed."""

    __tablename__ = "episode_pages"
    __table_args__ = (of_episode(), UniqueConstraint("of_id", "page"), Index(None, "episode_id"))

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    of_id: Mapped[uuid.UUID]  # the assessment or review it belongs to
    page: Mapped[str] = mapped_column(String(80))  # "voice:<person>", "domain:health", "analysis"
    answers: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    tab: Mapped[str] = mapped_column(String(40), default="")  # which open page saved last
    saved_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    saved_by: Mapped[str] = mapped_column(String(200))
    saved_at: Mapped[datetime]


class DomainScore(Identified, OfEpisode, Base):
    """Where a family stood in one domain on one day, 1 to 10, as agreed with it."""

    __tablename__ = "domain_scores"

    of_id: Mapped[uuid.UUID]  # the assessment or review it was given in
    domain: Mapped[HelpDomain] = mapped_column(words_of(HelpDomain))
    score: Mapped[int]
    on: Mapped[date]
    agreed_with: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    readers: Mapped[list[str]] = mapped_column(default=list)  # ids of episode_people


class OutcomeSet(Identified, Base):
    """A hub's outcomes of early help from a day on; a published set never changes."""

    __tablename__ = "outcome_sets"
    __table_args__ = (UniqueConstraint("hub_id", "effective_on"),)

    hub_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("hubs.id"))
    effective_on: Mapped[date]
    edition: Mapped[str] = mapped_column(String(200))
    is_confirmed: Mapped[bool] = mapped_column(default=False)  # by the hub
    outcomes: Mapped[list[str]]  # codes, in order
    labels: Mapped[dict[str, Any]]  # code -> {"en": ..., "cy": ...}
    made_by: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
