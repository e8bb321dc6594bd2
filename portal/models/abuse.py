"""Domestic abuse: the evidence as it was given, the children as victims, referrals to a MARAC."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.models.people import OncePerPerson
from portal.vocabulary import Answer, MaracAgreement, RiskTool, Urgency, VictimAge


class AbuseAssessment(Identified, Base):
    """What a risk tool and its user said, and the evidence under the hub's criteria of that day."""

    __tablename__ = "abuse_assessments"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        UniqueConstraint("contact_id"),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    victim_age: Mapped[VictimAge | None] = mapped_column(words_of(VictimAge))
    tool: Mapped[RiskTool | None] = mapped_column(words_of(RiskTool))
    done_on: Mapped[date | None]
    topics: Mapped[dict[str, Any]]  # number -> {answer, source}, those that were answered
    note: Mapped[str] = mapped_column(Text, default="")
    criteria: Mapped[dict[str, Any]]  # the hub's numbers, their edition and standing
    evidence: Mapped[dict[str, Any]]  # as `rules.abuse_risk.as_json` has it
    how_soon: Mapped[Urgency] = mapped_column(words_of(Urgency))
    may_be_seen: Mapped[bool] = mapped_column(default=True)  # by the person causing harm
    given_at: Mapped[datetime]


class AbuseVictim(Identified, OncePerPerson, Base):
    """A child of the contact as a victim in their own right, with what it does to them."""

    __tablename__ = "abuse_victims"

    is_victim: Mapped[bool] = mapped_column(default=True)
    sees: Mapped[Answer | None] = mapped_column(words_of(Answer))
    related: Mapped[Answer | None] = mapped_column(words_of(Answer))
    how: Mapped[str] = mapped_column(Text, default="")


class MaracReferral(Identified, Base):
    """One version of a referral to a MARAC; once recorded it never changes its words."""

    __tablename__ = "marac_referrals"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        UniqueConstraint("contact_id", "version"),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    version: Mapped[int]
    criteria: Mapped[list[str]]  # words of MaracCriterion
    criteria_why: Mapped[str] = mapped_column(Text)
    agreement: Mapped[MaracAgreement] = mapped_column(words_of(MaracAgreement))
    without_why: Mapped[str] = mapped_column(Text, default="")
    risks: Mapped[str] = mapped_column(Text)
    children: Mapped[str] = mapped_column(Text, default="")  # what is done for each child
    teller: Mapped[str] = mapped_column(Text)  # who tells the victim
    telling_how: Mapped[str] = mapped_column(Text)  # and how that is safe
    idva: Mapped[Answer] = mapped_column(words_of(Answer))
    idva_detail: Mapped[str] = mapped_column(Text, default="")
    hub_note: Mapped[str] = mapped_column(Text, default="")  # never leaves the hub
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime]
