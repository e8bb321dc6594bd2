"""Threshold decisions on referrals: proposed by one person, signed off by another."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.vocabulary import Answer, DecisionStatus, HelpOffered, OutcomeOfDecision


class ThresholdDecision(Identified, Base):
    """One version of the decision; what was signed off never changes its words."""

    __tablename__ = "threshold_decisions"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        UniqueConstraint("contact_id", "version"),
        UniqueConstraint("hub_id", "id"),
        Index(
            "ix_threshold_decisions_unread",
            "hub_id",
            "read_by_at",
            "id",
            postgresql_where=text("read_at IS NULL AND status = 'signed_off'"),
            sqlite_where=text("read_at IS NULL AND status = 'signed_off'"),
        ),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    version: Mapped[int]
    status: Mapped[DecisionStatus] = mapped_column(words_of(DecisionStatus))
    framework_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("threshold_frameworks.id"))
    level: Mapped[int]  # rank in that framework
    outcome: Mapped[OutcomeOfDecision] = mapped_column(words_of(OutcomeOfDecision))
    help_offered: Mapped[HelpOffered | None] = mapped_column(words_of(HelpOffered))
    need_code: Mapped[str | None] = mapped_column(String(10))  # the main one, of the hub's list
    descriptors: Mapped[list[str]]  # sections and indicators the reasons rest on
    despite_why: Mapped[str] = mapped_column(Text, default="", server_default="")
    reasons: Mapped[str] = mapped_column(Text)
    advice: Mapped[str] = mapped_column(Text)  # what the referrer is told happens now
    still_missing: Mapped[str] = mapped_column(Text, default="")
    would_raise_one: Mapped[str] = mapped_column(Text, default="")
    would_raise_two: Mapped[str] = mapped_column(Text, default="")
    would_lower: Mapped[str] = mapped_column(Text, default="")
    safe_to_tell: Mapped[Answer] = mapped_column(words_of(Answer))
    safe_to_tell_why: Mapped[str] = mapped_column(Text, default="")
    proposer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    proposer_name: Mapped[str] = mapped_column(String(200))
    proposed_at: Mapped[datetime]
    needs_second_reader: Mapped[bool] = mapped_column(default=False)
    second_reader_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    second_reader_name: Mapped[str] = mapped_column(String(200), default="")
    second_read_at: Mapped[datetime | None]
    second_reader_note: Mapped[str] = mapped_column(Text, default="")
    signer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    signer_name: Mapped[str] = mapped_column(String(200), default="")
    signed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # returned or overturned
    ended_by_name: Mapped[str] = mapped_column(String(200), default="")
    ended_why: Mapped[str] = mapped_column(Text, default="")
    read_by_at: Mapped[datetime | None]  # unread after this instant, it is the manager's worry
    read_at: Mapped[datetime | None]  # first opened by the referrer
    acknowledged_at: Mapped[datetime | None]
