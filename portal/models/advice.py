"""The hub's answers to consultations, version by version, and documents made of them."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
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
    despite_why: Mapped[str] = mapped_column(Text, default="", server_default="")
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


class StoredDocument(Identified, OfContact, Base):
    """A rendered PDF kept under the fingerprint of what it says, so that a repeat costs nothing."""

    __tablename__ = "stored_documents"

    kind: Mapped[str] = mapped_column(String(40))
    audience: Mapped[str] = mapped_column(String(40))
    fingerprint: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes]
    made_at: Mapped[datetime]
