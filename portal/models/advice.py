"""The hub's answers, version by version, and the next steps they ask for."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.models.contacts import OfContact
from portal.vocabulary import AdviceStatus, Answer, OutcomeOfAdvice


class Advice(Identified, Base):
    """One version of the answer to a consultation; a sent version never changes its words."""

    __tablename__ = "advice"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        UniqueConstraint("contact_id", "version"),
        UniqueConstraint("hub_id", "id"),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    version: Mapped[int]
    status: Mapped[AdviceStatus] = mapped_column(words_of(AdviceStatus))
    adviser_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    adviser_name: Mapped[str] = mapped_column(String(200))
    framework_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("threshold_frameworks.id"))
    level: Mapped[int | None]  # rank in that framework; None is "not enough to say"
    outcome: Mapped[OutcomeOfAdvice] = mapped_column(words_of(OutcomeOfAdvice))
    descriptors: Mapped[list[str]]  # sections and indicators the reasons rest on
    reasons: Mapped[str] = mapped_column(Text)
    advice: Mapped[str] = mapped_column(Text)
    still_missing: Mapped[str] = mapped_column(Text, default="")
    would_raise_one: Mapped[str] = mapped_column(Text, default="")
    would_raise_two: Mapped[str] = mapped_column(Text, default="")
    would_lower: Mapped[str] = mapped_column(Text, default="")
    safe_to_tell: Mapped[Answer] = mapped_column(words_of(Answer))
    safe_to_tell_why: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")
    read_at: Mapped[datetime | None]  # first opened by the professional
    acknowledged_at: Mapped[datetime | None]


class NextStep(Identified, Base):
    """Who does what by when, of one advice or of one decision."""

    __tablename__ = "next_steps"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "advice_id"], ["advice.hub_id", "advice.id"]),
        ForeignKeyConstraint(
            ["hub_id", "decision_id"], ["threshold_decisions.hub_id", "threshold_decisions.id"]
        ),
        CheckConstraint("(advice_id IS NULL) <> (decision_id IS NULL)", name="of_one_answer"),
        Index(None, "advice_id"),
        Index(None, "decision_id"),
    )

    hub_id: Mapped[uuid.UUID]
    advice_id: Mapped[uuid.UUID | None]
    decision_id: Mapped[uuid.UUID | None]
    position: Mapped[int]
    what: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    by_on: Mapped[date | None]


class Disagreement(Identified, OfContact, Base):
    """A professional challenge to an advice or a decision, on the record."""

    __tablename__ = "disagreements"

    advice_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("advice.id"))
    decision_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("threshold_decisions.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    raised_at: Mapped[datetime]


class StoredDocument(Identified, OfContact, Base):
    """A rendered PDF kept under the fingerprint of what it says, so that a repeat costs nothing."""

    __tablename__ = "stored_documents"

    kind: Mapped[str] = mapped_column(String(40))
    audience: Mapped[str] = mapped_column(String(40))
    fingerprint: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes]
    made_at: Mapped[datetime]
