"""Professional disagreements: who challenges which answer, and each stage with its own timer."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.vocabulary import (
    Answer,
    CameBy,
    DisagreementStage,
    DisagreementStatus,
    LearningTheme,
)


class Disagreement(Identified, Base):
    """A professional challenge to an advice or a decision, for its parties alone."""

    __tablename__ = "disagreements"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        UniqueConstraint("hub_id", "id"),
        Index(None, "contact_id"),
        Index(
            "ix_disagreements_open",
            "hub_id",
            "due_at",
            "id",
            postgresql_where=text("ended_at IS NULL"),
            sqlite_where=text("ended_at IS NULL"),
        ),
        Index(
            "ix_disagreements_timer",
            "due_at",
            "id",
            postgresql_where=text("status = 'waiting'"),
            sqlite_where=text("status = 'waiting'"),
        ),
        Index(
            "ix_disagreements_reminders",
            "remind_on",
            "id",
            postgresql_where=text("remind_on IS NOT NULL AND reminded_at IS NULL"),
            sqlite_where=text("remind_on IS NOT NULL AND reminded_at IS NULL"),
        ),
        Index("ix_disagreements_ended", "hub_id", "ended_at", "id"),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    advice_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("advice.id"))
    decision_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("threshold_decisions.id"))
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))  # of that answer
    signer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))  # who disagrees
    account_name: Mapped[str] = mapped_column(String(200))
    at_risk_now: Mapped[Answer] = mapped_column(words_of(Answer))  # as it stands; see DangerAnswer
    outcome_sought: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text)
    raised_at: Mapped[datetime]
    stage: Mapped[DisagreementStage] = mapped_column(words_of(DisagreementStage))
    status: Mapped[DisagreementStatus] = mapped_column(words_of(DisagreementStatus))
    due_at: Mapped[datetime]  # of the present stage
    responder_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))  # of it
    responder_name: Mapped[str] = mapped_column(String(200), default="")
    remind_on: Mapped[date | None]  # when an answer that is left lying is reminded of
    reminded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str] = mapped_column(String(200), default="")
    how_resolved: Mapped[str] = mapped_column(Text, default="")
    theme: Mapped[LearningTheme | None] = mapped_column(words_of(LearningTheme))
    theme_note: Mapped[str] = mapped_column(Text, default="")


class DisagreementRound(Identified, Base):
    """One stage as it went: who was named by when, what they answered, why it went further."""

    __tablename__ = "disagreement_rounds"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hub_id", "disagreement_id"], ["disagreements.hub_id", "disagreements.id"]
        ),
        UniqueConstraint("disagreement_id", "stage"),
    )

    hub_id: Mapped[uuid.UUID]
    disagreement_id: Mapped[uuid.UUID]
    stage: Mapped[DisagreementStage] = mapped_column(words_of(DisagreementStage))
    came_by: Mapped[CameBy] = mapped_column(words_of(CameBy))
    why: Mapped[str] = mapped_column(Text, default="")  # why the professional took it here
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    responder_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    responder_name: Mapped[str] = mapped_column(String(200), default="")
    named_before: Mapped[list[str]] = mapped_column(default=list, server_default="[]")  # accounts
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]


class DangerAnswer(Identified, Base):
    """What somebody said, once, of whether the child may be in danger; never changed."""

    __tablename__ = "danger_answers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hub_id", "disagreement_id"], ["disagreements.hub_id", "disagreements.id"]
        ),
        Index(None, "disagreement_id", "said_at"),
    )

    hub_id: Mapped[uuid.UUID]
    disagreement_id: Mapped[uuid.UUID]
    said: Mapped[Answer] = mapped_column(words_of(Answer))
    account_name: Mapped[str] = mapped_column(String(200))
    said_at: Mapped[datetime]
