"""What was ticked, and the frozen guidance it gave."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.models.contacts import OfContact
from portal.vocabulary import Impact, IndicatorState, Pattern, Urgency


class IndicatorAnswer(Identified, OfContact, Base):
    """One indicator's answer; about the household when no person is named."""

    __tablename__ = "indicator_answers"

    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    indicator_id: Mapped[str] = mapped_column(String(20))
    state: Mapped[IndicatorState] = mapped_column(words_of(IndicatorState))
    pattern: Mapped[Pattern | None] = mapped_column(words_of(Pattern))
    impact: Mapped[Impact | None] = mapped_column(words_of(Impact))


class Guidance(Identified, OfContact, Base):
    """The frozen result of the engine for one child, under one framework version."""

    __tablename__ = "guidance"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    framework_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("threshold_frameworks.id"))
    level: Mapped[int | None]
    upper: Mapped[int | None]
    urgency: Mapped[Urgency] = mapped_column(words_of(Urgency))
    is_emergency: Mapped[bool]
    is_safe_contact: Mapped[bool]
    case: Mapped[dict[str, Any]]  # the engine's input, as frameworks.cases reads it
    result: Mapped[dict[str, Any]]  # the engine's output, as it gives it
    professional_level: Mapped[int | None]  # their own view, recorded beside it
    professional_reason: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime]
