"""Plain rows: their type, and the shortest way to them."""

from typing import Any, TypeAlias

from sqlalchemy import Connection, Executable, Select

from portal.extensions import db
from portal.models import prepared
from portal.models.prepared import AnyRow, Given, Rows

__all__ = ["AnyRow", "AnySelect", "run"]

AnySelect: TypeAlias = Select[*tuple[Any, ...]]


def run(statement: Executable, given: Given, connection: Connection | None = None) -> Rows:
    """Execute in the session's own transaction, past the session: plain columns in, plain rows out.

    For statements that are built once a process and neither load nor change records the session
    knows; a fraction of the cost. With another `connection`, in the transaction that is open on it.
    """
    return prepared.run(connection or db.session.connection(), statement, given)
