"""Published versions of a hub's threshold document; a published row never changes."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified


class ThresholdFramework(Identified, Base):
    """One frozen version: the YAML exactly as it was published."""

    __tablename__ = "threshold_frameworks"
    __table_args__ = (UniqueConstraint("hub_id", "code", "version"),)

    hub_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("hubs.id"))
    code: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(20))
    content: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64))  # SHA-256 of content, hex
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(String(200))
