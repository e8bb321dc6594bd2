"""Plain rows: their type, and the shortest way to them."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from sqlalchemy import CursorResult, Executable, Row

from portal.extensions import db

AnyRow: TypeAlias = Row[*tuple[Any, ...]]


def run(statement: Executable, given: Mapping[str, Any]) -> CursorResult[*tuple[Any, ...]]:
    """Execute in the session's own transaction, past the session: plain columns in, plain rows out.

    For statements that neither load nor change records the session knows; half the cost.
    """
    return db.session.connection().execute(statement, given)
