"""Agency checks: what each agency was asked about whom, what came back, and who is on duty."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.vocabulary import Agency, CheckAnswer, CheckStatus, LawfulBasis, MayShare


class AgencyCheck(Identified, Base):
    """What one organisation was asked, by whom, why and by when; its question never changes."""

    __tablename__ = "agency_checks"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        ForeignKeyConstraint(
            ["hub_id", "organisation_id"], ["organisations.hub_id", "organisations.id"]
        ),
        UniqueConstraint("hub_id", "id"),
        UniqueConstraint("contact_id", "number"),
        Index(
            "ix_agency_checks_open",
            "hub_id",
            "due_at",
            "id",
            postgresql_where=text("status = 'asked'"),
            sqlite_where=text("status = 'asked'"),
        ),
        Index("ix_agency_checks_of_agency", "organisation_id", "status", "due_at", "id"),
        Index("ix_agency_checks_returns", "hub_id", "asked_at", "id"),
        Index(
            "ix_agency_checks_reminders",
            "remind_at",
            "id",
            postgresql_where=text("remind_at IS NOT NULL"),
            sqlite_where=text("remind_at IS NOT NULL"),
        ),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID]
    organisation_name: Mapped[str] = mapped_column(String(200))
    agency: Mapped[Agency] = mapped_column(words_of(Agency))
    number: Mapped[int]  # of the contact's checks, from 1
    status: Mapped[CheckStatus] = mapped_column(words_of(CheckStatus))
    purpose: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text, default="")  # besides the prompts
    # The words by language, as they were put; codes of the packaged ones in older checks.
    prompts: Mapped[list[Any]] = mapped_column(JSON)
    basis: Mapped[LawfulBasis] = mapped_column(words_of(LawfulBasis))
    basis_reason: Mapped[str] = mapped_column(Text, default="")
    asker_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    asker_name: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    remind_at: Mapped[datetime | None]  # when its agency is reminded next; None is never again
    opened_at: Mapped[datetime | None]  # first seen by the agency
    opened_by_name: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=0)  # of the answer; 0 before the first
    answer_key: Mapped[uuid.UUID | None]  # of the form that made this version
    first_answered_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    answered_by_name: Mapped[str] = mapped_column(String(200), default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_name: Mapped[str] = mapped_column(String(200), default="")
    # why; empty where the contact was answered or closed and no answer is needed any more
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")


class CheckPerson(Identified, Base):
    """One person an organisation was asked about, in the order of the contact."""

    __tablename__ = "check_people"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "check_id"], ["agency_checks.hub_id", "agency_checks.id"]),
        ForeignKeyConstraint(["hub_id", "person_id"], ["people.hub_id", "people.id"]),
        UniqueConstraint("check_id", "person_id"),
    )

    hub_id: Mapped[uuid.UUID]
    check_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID]
    position: Mapped[int]


class PersonReturn(Identified, Base):
    """One version of what an organisation answered about one person; it never changes its words."""

    __tablename__ = "person_returns"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "check_id"], ["agency_checks.hub_id", "agency_checks.id"]),
        ForeignKeyConstraint(["hub_id", "person_id"], ["people.hub_id", "people.id"]),
        UniqueConstraint("check_id", "person_id", "version"),
    )

    hub_id: Mapped[uuid.UUID]
    check_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID]
    version: Mapped[int]
    answer: Mapped[CheckAnswer] = mapped_column(words_of(CheckAnswer))
    declined_why: Mapped[str] = mapped_column(Text, default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    source_on: Mapped[date | None]  # the day of the record that the answer rests on
    may_share: Mapped[MayShare] = mapped_column(words_of(MayShare))
    account_name: Mapped[str] = mapped_column(String(200))
    answered_at: Mapped[datetime]


class Duty(Identified, Base):
    """One person's time on duty for an organisation, or for the hub itself."""

    __tablename__ = "duties"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hub_id", "organisation_id"], ["organisations.hub_id", "organisations.id"]
        ),
        Index(
            "ix_duties_now",
            "hub_id",
            "account_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
            sqlite_where=text("ended_at IS NULL"),
        ),
    )

    hub_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("hubs.id"))
    organisation_id: Mapped[uuid.UUID | None]  # None is the hub's own team
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    is_deputy: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]
