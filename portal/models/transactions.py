"""Transactions of SQLite taken over, so that no update is ever lost; of none waited for ever."""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError, OperationalError

from portal.models import ready

LOCKED_MS = 10_000  # for who else writes the same; a page after it says to send it again
REACHED_IN_SECONDS = 5
UNANSWERED_MS = 20_000  # for a packet that nobody confirms: the other machine has gone

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


def _give_up_in_time(engine: Engine) -> None:
    """Nobody's page waits for more than a database that is slow or cut off deserves.

    Without these a host that has gone from the network is waited for by the quarter of an hour,
    and a lock that somebody forgot for ever; the page that says so keeps what was typed.
    """

    @event.listens_for(engine, "do_connect")
    def reach(_dialect: Any, _record: Any, _args: Any, given: dict[str, Any]) -> None:
        given.setdefault("connect_timeout", REACHED_IN_SECONDS)
        given.setdefault("tcp_user_timeout", UNANSWERED_MS)

    @event.listens_for(engine, "connect")
    def wait(connection: Any, _record: Any) -> None:
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = {LOCKED_MS}").close()
        connection.autocommit = False


def _look_whether_it_is_open(connection: Any, _record: Any, _fairy: Any) -> None:
    """After a restart of the database nobody meets a connection that was open before it.

    What has gone has left its farewell to be read, while nothing comes on an idle connection that
    is well. To ask the database itself would cost every page a round trip.
    """
    if connection.closed or _has_words(connection.fileno()):
        raise DisconnectionError


def _has_words(socket: int) -> bool:
    waiting = select.poll()
    waiting.register(socket, select.POLLIN)
    return bool(waiting.poll(0))


def take_over(engine: Engine) -> None:
    """Make SQLite lock before it reads when it is going to write, and wait for its turn.

    The driver's own handling begins late and silently loses updates; see docs/decisions. That of
    PostgreSQL only gives up in time, and is told to prepare nothing: with every rollback it would
    drop what we prepare.
    """
    if engine.dialect.name == "postgresql":
        _give_up_in_time(engine)
        event.listen(engine, "connect", _prepare_nothing)
        event.listen(engine, "checkout", _look_whether_it_is_open)
        return

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            f"busy_timeout={LOCKED_MS}",
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
        if connection.dialect.name == "postgresql":
            ready.commit(connection.connection.dbapi_connection)
        else:
            connection.connection.commit()
    except connection.dialect.loaded_dbapi.Error as trouble:
        raise OperationalError("COMMIT", None, trouble) from trouble
