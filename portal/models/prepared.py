"""Statements put into the database's words once a process, and run on its driver's own cursor.

What pages ask for all day does not change between requests. Asking by way of the whole of
SQLAlchemy costs more than most of the answers; see docs/decisions/0014.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, TypeAlias, cast

from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Dialect, Executable, Row
from sqlalchemy.exc import DBAPIError, MultipleResultsFound, NoResultFound
from sqlalchemy.sql.compiler import SQLCompiler

from portal.models.ready import Ready

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Given: TypeAlias = Mapping[str, Any]
Convert: TypeAlias = Callable[[Any], Any] | None


class Rows:
    """All the rows a statement gave: the part of a SQLAlchemy result that is used here."""

    def __init__(self, rows: Sequence[AnyRow]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[AnyRow]:
        return iter(self._rows)

    def all(self) -> Sequence[AnyRow]:
        """Every row."""
        return self._rows

    def first(self) -> AnyRow | None:
        """The first row, or None."""
        return self._rows[0] if self._rows else None

    def one_or_none(self) -> AnyRow | None:
        """The only row, or None; raises `MultipleResultsFound` for more."""
        if len(self._rows) > 1:
            raise MultipleResultsFound("Several rows were found where one or none was expected.")
        return self.first()

    def one(self) -> AnyRow:
        """The only row; raises `NoResultFound` for none, `MultipleResultsFound` for more."""
        row = self.one_or_none()
        if row is None:
            raise NoResultFound("No row was found where one was expected.")
        return row

    def scalar_one(self) -> Any:
        """The first value of the only row; raises as `one` does."""
        return self.one()[0]

    def scalar_one_or_none(self) -> Any:
        """The first value of the only row, or None; raises as `one_or_none` does."""
        row = self.one_or_none()
        return None if row is None else row[0]


def run(
    connection: Connection, statement: Executable, given: Given, *, writes: tuple[str, ...] = ()
) -> Rows:
    """Run a statement that was built once; `writes` names the columns that it fills."""
    prepared = _prepared(statement, connection.dialect, writes)
    return prepared.run(connection, given) if prepared else _plainly(connection, statement, given)


def _plainly(connection: Connection, statement: Executable, given: Given) -> Rows:
    """By way of SQLAlchemy, as any other statement."""
    result = connection.execute(statement, given)
    return Rows(result.all() if result.returns_rows else [])


def _once_more(
    connection: Connection, statement: Executable, given: Given, trouble: Exception
) -> Rows:
    """What gave the driver trouble, so that SQLAlchemy meets the same trouble and tells of it.

    It puts it into its own words and knows whether the connection, and the rest of its pool, are
    still good. Where the transaction has already failed it would only meet that, so that what
    failed it is told as it is: a lock waited for in vain, a deadlock.
    """
    if _has_failed(connection):
        driver = connection.dialect.loaded_dbapi
        raise DBAPIError.instance(
            str(statement), None, trouble, driver.Error, True, dialect=connection.dialect
        ) from trouble
    return _plainly(connection, statement, given)


def _has_failed(connection: Connection) -> bool:
    if connection.dialect.name != "postgresql":
        return False
    driver: Any = connection.connection.dbapi_connection
    return bool(driver.pgconn.transaction_status == TransactionStatus.INERROR)


@lru_cache(maxsize=2048)
def _prepared(
    statement: Executable, dialect: Dialect, writes: tuple[str, ...]
) -> "_Prepared | None":
    """None for a statement whose words depend on how many values it is given."""
    compiled: SQLCompiler = cast(Any, statement).compile(
        dialect=dialect, column_keys=writes or None
    )
    binds = compiled.binds.values()
    if any(bind.expanding and bind.required for bind in binds):
        return None
    return _Prepared(statement, dialect, compiled, [] if writes else _columns(statement))


def _columns(statement: Executable) -> list[Any]:
    return list(cast(Any, statement).selected_columns)


def _converted(value: Any, convert: Convert) -> Any:
    return convert(value) if convert else value


def _reader(columns: list[Any], dialect: Dialect) -> tuple[list[tuple[int, Any]], Any]:
    """Which columns are converted, and what makes a row of the values."""
    reads = [each.type.dialect_impl(dialect).result_processor(dialect, None) for each in columns]
    kind = cast(Any, namedtuple)("Found", [column.key for column in columns], rename=True)
    row = partial(tuple.__new__, kind)
    return [(place, read) for place, read in enumerate(reads) if read], row


class _Prepared:
    """One statement in the words of one database, and how its values go there and come back.

    Types convert as SQLAlchemy says, in both directions; whoever listens to the engine hears of
    the statement; and what troubles the driver is left to SQLAlchemy.
    """

    def __init__(
        self, statement: Executable, dialect: Dialect, compiled: SQLCompiler, columns: list[Any]
    ) -> None:
        self._statement, self._trouble = statement, dialect.loaded_dbapi.Error
        asked = [name for name, bind in compiled.binds.items() if bind.required]
        state = compiled.construct_expanded_state(dict.fromkeys(asked))
        self._text, self._order = state.statement, state.positiontup
        self._ready = Ready(self._text) if dialect.name == "postgresql" else None
        to_database: dict[str, Convert] = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for name, bind in compiled.binds.items()
        }
        to_database |= cast(Any, state.processors)  # of lists that are part of the statement
        self._given = [(name, to_database[name]) for name in asked]
        self._same = {
            name: _converted(value, to_database.get(name))
            for name, value in state.parameters.items()
            if name not in asked
        }
        self._columns = columns  # none for one that only writes
        self._read, self._row = _reader(columns, dialect)

    def run(self, connection: Connection, given: Given) -> Rows:
        """The rows it gives; none for one that only writes."""
        values = self._values(given)
        hear = connection.engine.dispatch.before_cursor_execute  # the connection's own is made anew
        if hear:
            hear(connection, None, self._text, values, None, False)
        try:
            found = self._found(connection.connection, values)
        except self._trouble as trouble:
            return _once_more(connection, self._statement, given, trouble)
        return Rows(self._rows(found))

    def _found(self, pooled: Any, values: Any) -> list[Any]:
        """As the driver gives them."""
        if self._ready and self._ready.is_ready(pooled):
            return self._ready.rows(pooled, values)
        cursor = pooled.cursor()
        try:
            cursor.execute(self._text, values)
            return cursor.fetchall() if self._columns else []
        finally:
            cursor.close()

    def _values(self, given: Given) -> Any:
        """As the driver takes them: by place or by name."""
        values = dict(self._same)
        for name, convert in self._given:
            values[name] = _converted(given[name], convert)
        return values if self._order is None else [values[name] for name in self._order]

    def _rows(self, found: Sequence[Any]) -> list[AnyRow]:
        """Converted a column at a time: a list has more rows than columns to convert."""
        if not self._read or not found:
            return list(map(self._row, found))
        columns: list[Any] = list(zip(*found, strict=True))
        for place, read in self._read:
            columns[place] = map(read, columns[place])
        return list(map(self._row, zip(*columns, strict=True)))
