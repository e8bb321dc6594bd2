"""The next steps of the hub's answers, and what became of them."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.vocabulary import StepOutcome, StepSide


class NextStep(Identified, Base):
    """Who does what by when, of one advice or of one decision, and what became of it."""

    __tablename__ = "next_steps"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        ForeignKeyConstraint(["hub_id", "advice_id"], ["advice.hub_id", "advice.id"]),
        ForeignKeyConstraint(
            ["hub_id", "decision_id"], ["threshold_decisions.hub_id", "threshold_decisions.id"]
        ),
        CheckConstraint("(advice_id IS NULL) <> (decision_id IS NULL)", name="of_one_answer"),
        Index(None, "advice_id"),
        Index(None, "decision_id"),
        Index(
            "ix_next_steps_open",
            "hub_id",
            "by_on",
            "id",
            postgresql_where=text("is_open"),
            sqlite_where=text("is_open = 1"),
        ),
        Index(
            "ix_next_steps_owner",
            "owner_id",
            "by_on",
            "id",
            postgresql_where=text("is_open"),
            sqlite_where=text("is_open = 1"),
        ),
        Index(
            "ix_next_steps_to_ask",
            "by_on",
            "id",
            postgresql_where=text("is_open AND asked_at IS NULL"),
            sqlite_where=text("is_open = 1 AND asked_at IS NULL"),
        ),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    advice_id: Mapped[uuid.UUID | None]
    decision_id: Mapped[uuid.UUID | None]
    position: Mapped[int]
    what: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    by_on: Mapped[date]  # its own day, or the hub's default after the answer
    is_dated: Mapped[bool] = mapped_column(default=True, server_default=true())  # its own day
    side: Mapped[StepSide] = mapped_column(words_of(StepSide))
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))  # who is asked
    is_open: Mapped[bool] = mapped_column(default=False)  # its answer stands, nobody has said
    asked_at: Mapped[datetime | None]  # when its owner was asked by mail
    outcome: Mapped[StepOutcome | None] = mapped_column(words_of(StepOutcome))
    note: Mapped[str] = mapped_column(Text, default="")
    followed_up_at: Mapped[datetime | None]
    followed_up_by: Mapped[str] = mapped_column(String(200), default="")
