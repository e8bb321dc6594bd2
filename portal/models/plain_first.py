"""A session whose transaction begins on the driver, and is SQLAlchemy's own once a record needs it.

Most pages read plain rows, write their audit event and commit. For that the session's own
transaction costs more than the statements in it; see docs/decisions/0021.
"""

from typing import Any

from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, Engine

from portal.models.transactions import begin_on, commit_on


class PlainFirst(Session):
    """One transaction at a time, whichever way it was begun; it ends as that of any session.

    Whoever loads or changes a record, or calls the session in any other way, goes on in the
    transaction that the plain rows were read in. A connection that is given back without a commit
    is rolled back by the pool.
    """

    _begun: Connection | None = None  # by us on the driver; the session may have joined since

    def plain(self) -> Connection:
        """The connection of the present transaction, for prepared statements; begins one."""
        if self._begun is None:
            if self.in_transaction():
                return self.connection()
            connection = self._db.engine.connect()
            try:
                begin_on(connection)
            except BaseException:
                connection.close()
                raise
            self._begun = connection
        return self._begun

    def get_bind(self, *about: Any, **more: Any) -> Engine | Connection:
        """What is asked by way of the session is asked in the transaction that is open."""
        return self._begun or super().get_bind(*about, **more)

    def commit(self) -> None:
        """Keep everything since it began."""
        if self.in_transaction():
            super().commit()
        if self._begun is not None:
            commit_on(self._begun)
            self._give_back()

    def rollback(self) -> None:
        """Keep nothing of it."""
        try:
            super().rollback()
        finally:
            self._give_back()

    def close(self) -> None:
        """Keep nothing that was not committed, and forget every record."""
        try:
            super().close()
        finally:
            self._give_back()

    def _give_back(self) -> None:
        """To the pool, which leaves nothing open in it."""
        connection, self._begun = self._begun, None
        if connection is not None:
            connection.close()
