"""The declarative base, and the column types every record uses."""

import enum
import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Enum, MetaData, String, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _from_text(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(f"{stored}+00:00")


def _from_clock(stored: datetime | None) -> datetime | None:
    return None if stored is None else stored.astimezone(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware and UTC in Python, refused when naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant without a time zone cannot be stored.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        # Read in one go: lists hold hundreds of instants.
        return _from_text if dialect.name == "sqlite" else _from_clock


def _with_dashes(stored: str) -> str:
    return f"{stored[:8]}-{stored[8:12]}-{stored[12:16]}-{stored[16:20]}-{stored[20:]}"


class WrittenUuid(TypeDecorator[str]):
    """An identifier read as addresses write it, by `cast`: a list shows more than it looks up."""

    impl = String(36)
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return _with_dashes(value) if value and dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        # Read in one go, as instants are; of a record that is there, so never nothing.
        return _with_dashes if dialect.name == "sqlite" else None


class Base(DeclarativeBase):
    """Every record: a random identifier, explicit loads only."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: UtcDateTime(),
            uuid.UUID: Uuid(),
            dict[str, Any]: JSON(),
            list[str]: JSON(),
        },
    )


def words_of(kind: type[enum.StrEnum]) -> Enum:
    """A column of one vocabulary, stored as its words, checked by the application."""
    return Enum(
        kind,
        native_enum=False,
        length=40,
        values_callable=lambda members: [member.value for member in members],
        create_constraint=False,
    )


class Identified:
    """A record with an opaque identifier of 122 random bits."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
