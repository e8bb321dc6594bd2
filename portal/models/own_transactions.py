"""Short transactions on connections of their own, for what is answered before the application."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

PATIENCE_MS = 100  # for a lock of SQLite; the application, which is asked next, has ten seconds


class Troubled(Exception):
    """The database did not answer, or was busy: nothing was kept."""


class OwnTransactions:
    """Transactions that write, on as many connections as have ever been needed at a time.

    They begin and end on the driver, for prepared statements alone: a pool, and SQLAlchemy's own
    transactions, would cost as much as the statements. Each connection was left by a commit, or is
    closed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"  # the other begins by itself
        self._troubles = (SQLAlchemyError, engine.dialect.loaded_dbapi.Error)
        self._idle: deque[Connection] = deque()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept when the block ends well; raises `Troubled`."""
        try:
            connection = self._connection()
            try:
                if self._is_sqlite:
                    self._tell(connection, "BEGIN IMMEDIATE")  # see docs/decisions/0001
                yield connection
                connection.connection.commit()
            except BaseException:
                with suppress(*self._troubles):
                    connection.close()  # which rolls back
                raise
        except self._troubles as trouble:
            raise Troubled from trouble
        self._idle.append(connection)

    def _connection(self) -> Connection:
        """One that no other thread uses."""
        try:
            return self._idle.pop()
        except IndexError:
            connection = self._engine.connect()
            connection.detach()
            if self._is_sqlite:
                self._tell(connection, f"PRAGMA busy_timeout={PATIENCE_MS}")
            return connection

    def _tell(self, connection: Connection, words: str) -> None:
        cursor = connection.connection.cursor()
        cursor.execute(words)
        cursor.close()
