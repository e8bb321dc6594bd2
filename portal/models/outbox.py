"""Mail waiting to be sent, written in the transaction that caused it."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified


class OutboxMessage(Identified, Base):
    """One mail: who it is for, a kind and a record's identifier; never anything about a family."""

    __tablename__ = "outbox_messages"
    __table_args__ = (Index("ix_outbox_messages_next", "state", "next_try_at"),)

    hub_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("hubs.id"))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    member_id: Mapped[uuid.UUID | None]  # of a team around the family, without an account
    episode_id: Mapped[uuid.UUID | None]
    kind: Mapped[str] = mapped_column(String(40))
    contact_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = mapped_column(String(10), default="waiting")  # waiting, sent, dead
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(200), default="")
