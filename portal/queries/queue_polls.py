"""Who polls, and the version of their hub's queue, in one statement that costs next to nothing."""

import uuid
from collections import deque
from datetime import datetime
from typing import Any, NamedTuple

from psycopg import OperationalError
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus
from sqlalchemy import Engine, bindparam, select
from sqlalchemy.exc import SQLAlchemyError

from portal.models import Account, Membership, QueueVersion, SignIn
from portal.vocabulary import Role

_POLLER = (
    select(
        SignIn.started_at,
        SignIn.last_used_at,
        SignIn.ended_at,
        SignIn.account_id,
        Account.is_demo,
        Membership.role,
        Membership.hub_id,
        QueueVersion.version,
    )
    .join(Account, Account.id == SignIn.account_id)
    .join(Membership, Membership.id == SignIn.membership_id)
    .join(QueueVersion, QueueVersion.hub_id == Membership.hub_id)
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        Account.is_active.is_(True),
        Membership.is_active.is_(True),
    )
)


class Poller(NamedTuple):
    """The holder of a sign-in, whatever its age, and what their queue has come to."""

    started_at: datetime
    last_used_at: datetime
    ended_at: datetime | None
    account_id: uuid.UUID
    is_demo: bool
    role: Role
    hub_id: uuid.UUID
    version: int


class Pollers:
    """Finds pollers on one database.

    The statement is compiled once and runs on connections of its own, as near to the database as
    the driver lets us: by way of a session it would cost more than the rest of the answer, a few
    hundred times a second.
    """

    def __init__(self, engine: Engine) -> None:
        compiled = _POLLER.compile(engine)
        self._engine = engine
        self._is_postgres = engine.dialect.name == "postgresql"
        self._text = str(compiled)
        self._troubles = (SQLAlchemyError, engine.dialect.loaded_dbapi.Error)
        self._idle: deque[Any] = deque()
        self._read = [
            column.type.dialect_impl(engine.dialect).result_processor(engine.dialect, None)
            for column in _POLLER.selected_columns
        ]

    def by_hash(self, hashed: str) -> Poller | None:
        """Who holds the token of that hash; None when nobody, or the database does not answer."""
        try:
            row = self._row(hashed)
        except self._troubles:
            return None
        if row is None:
            return None
        values: list[Any] = [
            read(value) if read else value for read, value in zip(self._read, row, strict=True)
        ]
        return Poller(*values)

    def _row(self, hashed: str) -> Any:
        driver = self._connection()
        try:
            row = _ready(driver, hashed) if self._is_postgres else self._asked(driver, hashed)
        except BaseException:
            driver.close()
            raise
        self._idle.append(driver)
        return row

    def _asked(self, driver: Any, hashed: str) -> Any:
        cursor = driver.cursor()
        cursor.execute(self._text, (hashed,))
        row = cursor.fetchone()
        cursor.close()
        return row

    def _connection(self) -> Any:
        """One that no other thread uses; as many are kept as have polled at the same time.

        A pool would make sure of each that nothing is left open in it, at the cost of the answer;
        these only ever read one row, outside any transaction.
        """
        try:
            return self._idle.pop()
        except IndexError:
            pooled = self._engine.raw_connection()
            driver: Any = pooled.driver_connection
            pooled.detach()
            if self._is_postgres:
                driver.autocommit = True
                text = self._text.replace("%(token_hash)s", "$1")
                driver.pgconn.prepare(_NAME, text.encode())
            return driver


_NAME = b"poller"


def _ready(driver: Any, hashed: str) -> Any:
    """The row of the statement that was prepared on this PostgreSQL connection.

    By the one blocking call of PostgreSQL's own library: a cursor of psycopg can be interrupted
    while it waits, and pays for that with four times the processor time of this statement.
    """
    result = driver.pgconn.exec_prepared(_NAME, [hashed.encode()])
    if result.status != ExecStatus.TUPLES_OK:
        raise OperationalError(result.get_error_message())
    values = Transformer(driver)
    values.set_pgresult(result)
    return values.load_row(0, tuple) if result.ntuples else None
