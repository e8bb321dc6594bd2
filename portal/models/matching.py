"""How recorded people are found again, and what was decided of two who may be one."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
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
from portal.vocabulary import LinkDecision


class PersonKey(Base):
    """One key under which a person is looked for: a number that says nothing by itself."""

    __tablename__ = "person_keys"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "person_id"], ["people.hub_id", "people.id"]),
        Index("ix_person_keys_found", "hub_id", "key", "person_id"),
    )

    hub_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class PersonLink(Identified, Base):
    """One decision about two people of a hub, kept for good; the latest of a pair stands.

    The pair is written smaller identifier first, so that it is the same pair from either side.
    """

    __tablename__ = "person_links"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "first_id"], ["people.hub_id", "people.id"]),
        ForeignKeyConstraint(["hub_id", "second_id"], ["people.hub_id", "people.id"]),
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        UniqueConstraint("first_id", "second_id", "version"),
        CheckConstraint("first_id < second_id", name="in_order"),
        Index(
            "ix_person_links_standing",
            "first_id",
            "second_id",
            unique=True,
            postgresql_where=text("is_standing"),
            sqlite_where=text("is_standing = 1"),
        ),
        Index("ix_person_links_second", "second_id"),
    )

    hub_id: Mapped[uuid.UUID]
    first_id: Mapped[uuid.UUID]
    second_id: Mapped[uuid.UUID]
    version: Mapped[int]  # counts the decisions about the pair
    is_standing: Mapped[bool]
    decision: Mapped[LinkDecision] = mapped_column(words_of(LinkDecision))
    contact_id: Mapped[uuid.UUID]  # on whose page it was decided
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime]
    why: Mapped[str] = mapped_column(Text)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # as shown; rules.matching_reasons
