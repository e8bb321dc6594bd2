"""The audit trail: who did or read what, when and why; appended, never changed."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class AuditEvent(Base):
    """One act or one read, written in the transaction of what it describes."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index(None, "hub_id", "id"),
        Index(None, "record_id", "id"),
        Index(None, "account_id", "id"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    at: Mapped[datetime]
    hub_id: Mapped[uuid.UUID | None]
    account_id: Mapped[uuid.UUID | None]
    role: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(60))
    record_type: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[uuid.UUID | None]
    result: Mapped[str] = mapped_column(String(20), default="done")  # done, refused
    why: Mapped[str] = mapped_column(Text, default="")
