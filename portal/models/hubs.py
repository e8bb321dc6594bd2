"""Hubs, the councils they serve and the organisations that ask them."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.vocabulary import Agency, HubKind, Nation

hub_authorities = Table(
    "hub_authorities",
    Base.metadata,
    Column("hub_id", Uuid, ForeignKey("hubs.id"), primary_key=True),
    Column("authority_id", Uuid, ForeignKey("authorities.id"), primary_key=True),
)


class Hub(Identified, Base):
    """A front door: everything else belongs to exactly one."""

    __tablename__ = "hubs"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[dict[str, Any]]  # {"en": ..., "cy": ...}
    kind: Mapped[HubKind] = mapped_column(words_of(HubKind))
    nation: Mapped[Nation] = mapped_column(words_of(Nation))
    phone: Mapped[str] = mapped_column(String(40))
    out_of_hours_phone: Mapped[str] = mapped_column(String(40))
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)  # rules.hub_settings reads it
    framework_id: Mapped[uuid.UUID | None]  # the version new contacts are guided by
    created_at: Mapped[datetime]


class Authority(Identified, Base):
    """A council; one hub may serve several, and one council may use several hubs."""

    __tablename__ = "authorities"

    name: Mapped[dict[str, Any]]


class Organisation(Identified, Base):
    """A school, practice, force or charity that asks this hub."""

    __tablename__ = "organisations"
    __table_args__ = (UniqueConstraint("hub_id", "id"),)

    hub_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("hubs.id"))
    name: Mapped[str] = mapped_column(String(200))
    agency: Mapped[Agency] = mapped_column(words_of(Agency))
    source_code: Mapped[str | None] = mapped_column(String(4))  # statutory referral source


class QueueVersion(Base):
    """A number that every write to a hub's queue raises, so that a poll can answer 'no change'."""

    __tablename__ = "queue_versions"

    hub_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("hubs.id"), primary_key=True)
    version: Mapped[int] = mapped_column(default=0)
