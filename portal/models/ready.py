"""Statements that PostgreSQL has prepared, run by the one blocking call of its own library.

A cursor of psycopg can be interrupted while it waits, and pays for that with two to four times the
processor time of such a statement. Both go on in one transaction, whichever of them began it.
"""

import re
from collections.abc import Mapping
from itertools import count
from typing import Any

from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus

MOST = 100  # prepared on one connection: each keeps a plan in its server process
_GAP = re.compile(r"%\((\w+)\)s|%%")
_GOOD = frozenset({ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK})
_KNOWN = "prepared by us"
_numbers = count(1)


class Ready:
    """One statement, prepared under its name on each connection that meets it."""

    def __init__(self, text: str) -> None:
        self._places: list[str] = []
        self._text = _GAP.sub(self._placed, text).encode()
        self._formats = [PyFormat.TEXT] * len(self._places)

    def _placed(self, gap: re.Match[str]) -> str:
        """Values stand by number here, and by name in the words of psycopg."""
        name = gap[1]
        if name is None:
            return "%"
        if name not in self._places:
            self._places.append(name)
        return f"${self._places.index(name) + 1}"

    def is_ready(self, pooled: Any) -> bool:
        """Whether it is prepared on a connection of the pool, now at the latest."""
        known: dict[Ready, bytes] = pooled.info.setdefault(_KNOWN, {})
        if self not in known and len(known) < MOST:
            name = f"portal_{next(_numbers)}".encode()
            begin(pooled.dbapi_connection)
            _good(pooled.dbapi_connection.pgconn.prepare(name, self._text))
            known[self] = name
        return self in known

    def rows(self, pooled: Any, values: Mapping[str, Any]) -> list[Any]:
        """What it gives; every value goes and comes as text, in the type that its place has."""
        driver, known = pooled.dbapi_connection, pooled.info[_KNOWN]
        begin(driver)
        words = Transformer(driver)
        given = words.dump_sequence([values[name] for name in self._places], self._formats)
        result = driver.pgconn.exec_prepared(known[self], given)
        if result.status not in _GOOD:
            del known[self]  # a column may have changed since: it is prepared anew the next time
        words.set_pgresult(_good(result))
        return words.load_rows(0, result.ntuples, tuple)


def begin(driver: Any) -> None:
    """As psycopg begins a transaction with the first statement on it."""
    if driver.pgconn.transaction_status == TransactionStatus.IDLE and not driver.autocommit:
        _good(driver.pgconn.exec_(b"BEGIN"))


def commit(driver: Any) -> None:
    """As psycopg commits what was begun; nothing, if that is done."""
    if driver.pgconn.transaction_status != TransactionStatus.IDLE:
        _good(driver.pgconn.exec_(b"COMMIT"))


def _good(result: Any) -> Any:
    if result.status not in _GOOD:
        raise error_from_result(result)
    return result
