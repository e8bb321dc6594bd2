"""Contacts: what a professional asks of the hub, and everything that hangs off one."""

import uuid
from datetime import datetime
from typing import Any

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
    Agency,
    ContactKind,
    ContactRoute,
    ContactStatus,
    KeptBy,
    MessageKind,
    Rag,
    Urgency,
)


class OfContact:
    """A row of one contact, which the database refuses to tie to another hub's."""

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[SchemaItem, ...]:
        return (
            ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
            Index(None, "contact_id"),
        )


class Contact(Identified, Base):
    """One communication to the hub about a child or adult, from its first saved word."""

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("hub_id", "id"),
        UniqueConstraint("account_id", "start_key"),
        ForeignKeyConstraint(
            ["hub_id", "organisation_id"], ["organisations.hub_id", "organisations.id"]
        ),
        Index(
            "ix_contacts_open_queue",
            "hub_id",
            "due_at",
            "id",
            postgresql_where=text("is_open"),
            sqlite_where=text("is_open = 1"),
        ),
        Index("ix_contacts_stage", "hub_id", "status", "due_at", "id"),
        Index(
            "ix_contacts_urgency",
            "hub_id",
            "rag",
            "due_at",
            "id",
            postgresql_where=text("is_open"),
            sqlite_where=text("is_open = 1"),
        ),
        Index("ix_contacts_adviser", "hub_id", "adviser_id", "status", "due_at", "id"),
        Index("ix_contacts_asker", "account_id", "updated_at"),
        Index("ix_contacts_organisation", "hub_id", "organisation_id", "updated_at"),
        Index(None, "from_contact_id"),
    )

    hub_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("hubs.id"))
    organisation_id: Mapped[uuid.UUID | None]
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))  # who asks
    start_key: Mapped[str] = mapped_column(String(64))  # makes starting twice start once
    reference: Mapped[str | None] = mapped_column(String(20), unique=True)
    kind: Mapped[ContactKind] = mapped_column(words_of(ContactKind))
    route: Mapped[ContactRoute] = mapped_column(words_of(ContactRoute))
    status: Mapped[ContactStatus] = mapped_column(words_of(ContactStatus))
    # In the hub's open queue: it waits for an answer, or there may be danger since it had one.
    is_open: Mapped[bool] = mapped_column(default=False)
    agency: Mapped[Agency] = mapped_column(words_of(Agency))
    asker_name: Mapped[str] = mapped_column(String(200), default="")
    people_label: Mapped[str] = mapped_column(String(200), default="")  # for the hub's lists only
    framework_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("threshold_frameworks.id"))
    urgency: Mapped[Urgency | None] = mapped_column(words_of(Urgency))
    rag: Mapped[Rag | None] = mapped_column(words_of(Rag))
    is_safe_contact: Mapped[bool] = mapped_column(default=False)
    has_protected_source: Mapped[bool] = mapped_column(default=False)
    must_not_be_told: Mapped[str] = mapped_column(Text, default="", server_default="")
    source_code: Mapped[str | None] = mapped_column(String(10))  # of the hub's code lists
    need_code: Mapped[str | None] = mapped_column(String(10))
    from_contact_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("contacts.id")
    )  # the consultation this referral was carried over from, of the same hub
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]  # when it truly reached the hub, for one entered late
    opened_at: Mapped[datetime | None]  # first seen by the hub
    target_at: Mapped[datetime | None]
    home_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]  # the earlier of the two: the place in the queue
    adviser_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    adviser_name: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    @property
    def came_at(self) -> datetime:
        """When it truly reached the hub: before it was entered, for one entered late."""
        return self.received_at or self.submitted_at or self.created_at


class SavedPage(Identified, Base):
    """What was typed on one page of a contact, exactly as typed, right or wrong."""

    __tablename__ = "saved_pages"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        UniqueConstraint("contact_id", "account_id", "page"),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    page: Mapped[str] = mapped_column(String(80))  # "tried", "person:<uuid>", "advice" ...
    answers: Mapped[dict[str, Any]]
    position: Mapped[int] = mapped_column(default=0)  # the order in which pages were first saved
    version: Mapped[int] = mapped_column(default=1)
    tab: Mapped[str] = mapped_column(String(40), default="")  # which open page saved last
    saved_at: Mapped[datetime]


class ContactEvent(Identified, OfContact, Base):
    """One line of the timeline: every change of status, and what happened without one."""

    __tablename__ = "contact_events"

    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(40))
    from_status: Mapped[ContactStatus | None] = mapped_column(words_of(ContactStatus))
    to_status: Mapped[ContactStatus | None] = mapped_column(words_of(ContactStatus))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(200), default="")
    account_side: Mapped[str] = mapped_column(String(20), default="")  # hub, professional, agency
    reason: Mapped[str] = mapped_column(Text, default="")


class Message(Identified, OfContact, Base):
    """A question from the hub, a reply to it, or information added later."""

    __tablename__ = "messages"

    kind: Mapped[MessageKind] = mapped_column(words_of(MessageKind))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class FamilyConflict(Identified, Base):
    """Somebody who knows the family: to that person the contact does not exist.

    By their own word about it or what belongs to it, or because it was found to be about the same
    people as one they spoke of. At the organisation that sent it also without knowing: somebody
    named in it as the person causing harm (`kept_by`).
    """

    __tablename__ = "family_conflicts"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        UniqueConstraint("contact_id", "account_id"),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    declared_at: Mapped[datetime]
    is_by_match: Mapped[bool] = mapped_column(default=False)  # gone again when the match is undone
    kept_by: Mapped[KeptBy | None] = mapped_column(words_of(KeptBy))  # None: by their own word
