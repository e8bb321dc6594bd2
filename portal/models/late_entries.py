"""What reached the hub another way before it was entered: when, how, from whom, and why late."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.models.contacts import OfContact
from portal.vocabulary import HowReceived


class LateEntry(Identified, OfContact, Base):
    """One for each contact that was entered late; its `received_at` stands on the contact."""

    __tablename__ = "late_entries"

    how: Mapped[HowReceived] = mapped_column(words_of(HowReceived))
    received_by: Mapped[str] = mapped_column(String(200))
    sender_name: Mapped[str] = mapped_column(String(200), default="")  # empty: whoever entered it
    sender_role: Mapped[str] = mapped_column(String(200), default="")
    sender_organisation: Mapped[str] = mapped_column(String(200), default="")
    sender_phone: Mapped[str] = mapped_column(String(200), default="")
    why: Mapped[str] = mapped_column(Text)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(200))
    entered_at: Mapped[datetime]
