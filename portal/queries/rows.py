"""Plain rows: their type, and the shortest way to them."""

from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Executable, Integer, Select, literal_column

from portal.extensions import present
from portal.models import prepared
from portal.models.prepared import AnyRow, Given, Rows

__all__ = ["AnyRow", "AnySelect", "at_most", "run"]

AnySelect: TypeAlias = Select[*tuple[Any, ...]]


def run(statement: Executable, given: Given, connection: Connection | None = None) -> Rows:
    """Execute in the present transaction, past the session: plain columns in, plain rows out.

    For statements that are built once a process and neither load nor change records the session
    knows; a fraction of the cost. With another `connection`, in the transaction that is open on it.
    """
    return prepared.run(connection or present().plain(), statement, given)


def at_most(count: int) -> ColumnElement[int]:
    """A limit as part of the statement's words, for statements whose plan is to be kept.

    PostgreSQL reckons that a limit it is told later lets a tenth of the table through. In a large
    hub it thinks that plan dear, and plans anew each time, which takes longer than the rows do.
    """
    return literal_column(str(count), Integer())
