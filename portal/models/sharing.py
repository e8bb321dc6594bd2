"""Decisions to share and not to share, each with its reason."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.vocabulary import LawfulBasis, ShareDecision


class ShareRecord(Identified, Base):
    """What was shared or withheld, with whom, on what basis and why; it never changes its words."""

    __tablename__ = "share_records"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        Index(None, "contact_id"),
        Index(None, "hub_id", "decided_at", "id"),
        Index(None, "account_id", "decided_at", "id"),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    decision: Mapped[ShareDecision] = mapped_column(words_of(ShareDecision))
    what: Mapped[str] = mapped_column(Text)
    with_whom: Mapped[str] = mapped_column(Text)
    basis: Mapped[LawfulBasis | None] = mapped_column(words_of(LawfulBasis))
    basis_reason: Mapped[str] = mapped_column(Text, default="")  # why another than was proposed
    why: Mapped[str] = mapped_column(Text)
    review_on: Mapped[date | None]
    reviewed_at: Mapped[datetime | None]  # when a later decision took its place
    reviews_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("share_records.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(200))
    side: Mapped[str] = mapped_column(String(20))  # "hub" or "professional"
    decided_at: Mapped[datetime]
