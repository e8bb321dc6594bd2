"""SQLite transactions taken over, so that no update is ever lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

_reading_only: ContextVar[bool] = ContextVar("reading_only", default=False)


def begin_reading() -> None:
    """The transactions begun from here on only read: on SQLite they take no write lock."""
    _reading_only.set(True)


def begin_writing() -> None:
    """The transactions begun from here on may write: on SQLite they take the write lock first."""
    _reading_only.set(False)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside may write, whatever the request around them does."""
    token = _reading_only.set(False)
    try:
        yield
    finally:
        _reading_only.reset(token)


def take_over(engine: Engine) -> None:
    """Make SQLite lock before it reads when it is going to write, and wait for its turn.

    The driver's own handling begins late and silently loses updates; see docs/decisions. That of
    PostgreSQL is told to prepare nothing: with every rollback it would drop what we prepare.
    """
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _prepare_nothing)
        return

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "busy_timeout=10000",
            "foreign_keys=ON",
            "synchronous=FULL",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine, "begin", begin_on)


def _prepare_nothing(connection: Any, _record: Any) -> None:
    connection.prepare_threshold = None


def begin_on(connection: Connection) -> None:
    """Begin on the driver, unless that is done; PostgreSQL begins by itself."""
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or driver.in_transaction:
        return
    words = "BEGIN" if _reading_only.get() else "BEGIN IMMEDIATE"
    try:  # by way of SQLAlchemy two words cost as much as who is signed in
        driver.execute(words).close()
    except connection.dialect.loaded_dbapi.Error as trouble:
        raise OperationalError(words, None, trouble) from trouble


def commit_on(connection: Connection) -> None:
    """Commit on the driver what was begun there; nothing, if that is done."""
    try:
        connection.connection.commit()
    except connection.dialect.loaded_dbapi.Error as trouble:
        raise OperationalError("COMMIT", None, trouble) from trouble
