"""Early help: an episode, its family, what was carried into it, and who agreed to what."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem

from portal.models.base import Base, Identified, words_of
from portal.vocabulary import (
    AgeKind,
    Agency,
    AgreementHow,
    Answer,
    EpisodeEnd,
    EpisodeLink,
    EpisodeReason,
    EpisodeStatus,
    Impact,
    IndicatorState,
    LineKind,
    Part,
    Pattern,
    PersonKind,
    SaidBy,
)


class OfEpisode:
    """A row of one episode, which the database refuses to tie to another hub's."""

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[SchemaItem, ...]:
        return (of_episode(), Index(None, "episode_id"))


def of_episode() -> ForeignKeyConstraint:
    """The tie of a row to its episode, of the same hub."""
    return ForeignKeyConstraint(
        ["hub_id", "episode_id"], ["early_help_episodes.hub_id", "early_help_episodes.id"]
    )


class EarlyHelpEpisode(Identified, Base):
    """One stretch of help for a family; its assessments, plan and reviews sit inside it."""

    __tablename__ = "early_help_episodes"
    __table_args__ = (
        UniqueConstraint("hub_id", "id"),
        UniqueConstraint("starter_id", "start_key"),
        ForeignKeyConstraint(
            ["hub_id", "organisation_id"], ["organisations.hub_id", "organisations.id"]
        ),
        Index("ix_early_help_episodes_lead", "lead_id", "status", "next_due_on", "id"),
        Index("ix_early_help_episodes_open", "hub_id", "status", "started_on", "id"),
        Index(
            "ix_early_help_episodes_due",
            "hub_id",
            "next_due_on",
            "id",
            postgresql_where=text("status = 'open'"),
            sqlite_where=text("status = 'open'"),
        ),
        Index(
            "ix_early_help_episodes_asks",
            "asks_again_on",
            "id",
            postgresql_where=text("status = 'open'"),
            sqlite_where=text("status = 'open'"),
        ),
    )

    hub_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("hubs.id"))
    organisation_id: Mapped[uuid.UUID | None]  # the lead practitioner's
    organisation_name: Mapped[str] = mapped_column(String(200), default="")
    agency: Mapped[Agency] = mapped_column(words_of(Agency))
    starter_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    start_key: Mapped[str] = mapped_column(String(64))  # makes starting twice start once
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    lead_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    lead_name: Mapped[str] = mapped_column(String(200))
    status: Mapped[EpisodeStatus] = mapped_column(words_of(EpisodeStatus))
    reason: Mapped[EpisodeReason] = mapped_column(words_of(EpisodeReason))
    reason_note: Mapped[str] = mapped_column(Text, default="")
    family_label: Mapped[str] = mapped_column(String(200), default="")  # its children, for lists
    must_not_be_told: Mapped[str] = mapped_column(Text, default="")
    is_sharing_stopped: Mapped[bool] = mapped_column(default=False)  # agreement was withdrawn
    is_sharing_awaited: Mapped[bool] = mapped_column(default=True)  # not everybody has agreed yet
    has_been_risky: Mapped[bool] = mapped_column(default=False)  # and stays so: see is_risky
    has_agreement: Mapped[bool] = mapped_column(default=False)  # of everyone who must agree
    asks_again_on: Mapped[date | None]  # when the next child turns 13: see queries.come_of_age
    framework_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("threshold_frameworks.id"))
    started_on: Mapped[date]
    assessment_due_on: Mapped[date | None]  # None once it is completed
    meeting_due_on: Mapped[date | None]  # the first meeting, then each next review
    copy_due_on: Mapped[date | None]  # when the family should have its copy
    next_due_on: Mapped[date | None]  # the earliest of them
    reminded_on: Mapped[date | None]  # which of those days its lead was last reminded of
    ended_on: Mapped[date | None]
    end_reason: Mapped[EpisodeEnd | None] = mapped_column(words_of(EpisodeEnd))
    end_note: Mapped[str] = mapped_column(Text, default="")
    family_words: Mapped[str] = mapped_column(Text, default="")  # at the end, their own
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class EpisodePerson(Identified, Base):
    """A member of the family, or somebody who matters to it, as this episode knows them."""

    __tablename__ = "episode_people"
    __table_args__ = (
        of_episode(),
        ForeignKeyConstraint(["hub_id", "person_id"], ["people.hub_id", "people.id"]),
        UniqueConstraint("hub_id", "id"),
        UniqueConstraint("episode_id", "person_id"),
        Index(None, "person_id"),
    )

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID]
    position: Mapped[int] = mapped_column(default=0)
    part: Mapped[Part] = mapped_column(words_of(Part))
    kind: Mapped[PersonKind] = mapped_column(words_of(PersonKind))
    name: Mapped[str] = mapped_column(String(200), default="")
    age_kind: Mapped[AgeKind] = mapped_column(words_of(AgeKind))
    born_on: Mapped[date | None]
    due_on: Mapped[date | None]
    age_months_from: Mapped[int | None]  # an estimate, as on `age_on`
    age_months_to: Mapped[int | None]
    age_on: Mapped[date]
    lives_in_home: Mapped[Answer | None] = mapped_column(words_of(Answer))
    language: Mapped[str] = mapped_column(String(100), default="")
    school: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(Text, default="")
    is_address_secret: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str] = mapped_column(String(100), default="")
    # Secret homes and numbers that were replaced or deleted, "address:" or "phone:" before each: on
    # no page and no paper, and still looked for in copies.
    once_secret: Mapped[list[str]] = mapped_column(default=list)
    is_at_risk: Mapped[bool] = mapped_column(default=False)  # could be harmed by what is told
    source: Mapped[str] = mapped_column(String(200), default="")  # where they came from
    is_removed: Mapped[bool] = mapped_column(default=False)
    changed_by: Mapped[str] = mapped_column(String(200), default="")  # "": before it was kept
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class EpisodeLine(Identified, OfEpisode, Base):
    """A statement, strength, sign or thing tried, with where it came from; it can be put right.

    `readers` are the members of the family whose copies may hold it: nobody until chosen.
    """

    __tablename__ = "episode_lines"

    kind: Mapped[LineKind] = mapped_column(words_of(LineKind))
    position: Mapped[int] = mapped_column(default=0)
    about_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("episode_people.id"))
    text: Mapped[str] = mapped_column(Text)
    when: Mapped[str] = mapped_column(String(200), default="")
    said_by: Mapped[SaidBy | None] = mapped_column(words_of(SaidBy))
    said_by_detail: Mapped[str] = mapped_column(Text, default="")
    is_source_protected: Mapped[bool] = mapped_column(default=False)
    indicator_id: Mapped[str | None] = mapped_column(String(20))
    state: Mapped[IndicatorState | None] = mapped_column(words_of(IndicatorState))
    pattern: Mapped[Pattern | None] = mapped_column(words_of(Pattern))
    impact: Mapped[Impact | None] = mapped_column(words_of(Impact))
    source: Mapped[str] = mapped_column(String(200), default="")  # "CN-..., statement 2"
    first_text: Mapped[str] = mapped_column(Text, default="")  # as it came, before it was put right
    readers: Mapped[list[str]] = mapped_column(default=list)  # ids of episode_people
    is_removed: Mapped[bool] = mapped_column(default=False)
    changed_by: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class EpisodeContact(Identified, Base):
    """Which contact an episode was started from, or was stepped up to."""

    __tablename__ = "episode_contacts"
    __table_args__ = (
        of_episode(),
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        UniqueConstraint("contact_id", "link"),
        Index(None, "episode_id"),
    )

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    link: Mapped[EpisodeLink] = mapped_column(words_of(EpisodeLink))
    at: Mapped[datetime]


class Agreement(Identified, OfEpisode, Base):
    """That one person agreed to this help or did not: by whom, when and how; and if withdrawn."""

    __tablename__ = "agreements"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("episode_people.id"))
    is_given: Mapped[bool]
    given_by: Mapped[str] = mapped_column(String(200))  # themselves, or who may speak for them
    how: Mapped[AgreementHow] = mapped_column(words_of(AgreementHow))
    given_on: Mapped[date]
    may_be_shared_with: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime]
    is_standing: Mapped[bool] = mapped_column(default=True)  # the latest of that person
    withdrawn_on: Mapped[date | None]
    withdrawn_by: Mapped[str] = mapped_column(String(200), default="")
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")
    withdrawn_recorded_by: Mapped[str] = mapped_column(String(200), default="")


class EpisodeEvent(Identified, OfEpisode, Base):
    """One line of an episode's history."""

    __tablename__ = "episode_events"

    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
