"""One transaction, whichever way it began: plain rows first, records later, all kept or nothing."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Column, Integer, MetaData, Table, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from portal import audit
from portal.extensions import db, present
from portal.models import AuditEvent, Hub, prepared
from portal.queries.rows import run
from tests.makers import Maker

EVENTS = select(AuditEvent.action)
GROWN = Table("grown", MetaData(), Column("size", Integer))
SIZES = select(GROWN.c.size)


def noted(action: str) -> None:
    audit.record(None, action, "hub", None)


@pytest.fixture
def written(app: Flask) -> Iterator[None]:
    """An event that was written with plain statements alone, in a transaction still open."""
    db.session.remove()
    noted("read_queue")
    assert not present().in_transaction()
    yield
    db.session.remove()


def kept() -> list[str]:
    db.session.remove()
    return [row.action for row in run(EVENTS, {})]


@pytest.mark.usefixtures("written")
def test_a_commit_keeps_it() -> None:
    db.session.commit()
    assert kept() == ["read_queue"]


@pytest.mark.usefixtures("written")
def test_without_a_commit_nothing_is_kept() -> None:
    db.session.rollback()
    assert kept() == []
    noted("read_queue")
    db.session.remove()
    assert kept() == []


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_record_joins_the_transaction_of_the_rows(make: Maker, is_kept: bool) -> None:
    hub_id = make.hub.id
    db.session.remove()
    noted("read")
    assert db.session.execute(EVENTS).scalars().all() == ["read"]  # by way of the session
    hub = db.session.get_one(Hub, hub_id)
    hub.name = {"en": "Another"}
    db.session.flush()
    noted("act")
    assert present().plain() is db.session.connection()
    (db.session.commit if is_kept else db.session.rollback)()
    db.session.remove()
    assert (db.session.get_one(Hub, hub_id).name == {"en": "Another"}) is is_kept
    assert sorted(kept()) == (["act", "read"] if is_kept else [])


@pytest.mark.usefixtures("written")
def test_a_commit_that_fails_is_a_trouble_of_the_database() -> None:
    if db.engine.dialect.name == "sqlite":
        return  # nothing that a test could do makes its commit fail
    present().plain().connection.dbapi_connection.pgconn.finish()
    with pytest.raises(DBAPIError):
        db.session.commit()
    db.session.rollback()
    assert kept() == []


def test_a_statement_outlives_a_rollback_and_a_changed_column(app: Flask) -> None:
    with db.engine.connect() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE grown (size INTEGER)"))
        connection.execute(text("INSERT INTO grown VALUES (7)"))
        connection.commit()
        assert prepared.run(connection, SIZES, {}).scalar_one() == 7
        connection.rollback()
        assert prepared.run(connection, SIZES, {}).scalar_one() == 7
        if db.engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE grown ALTER size TYPE BIGINT"))
            connection.commit()
            with pytest.raises(DBAPIError):  # once: it keeps to the columns it has promised
                prepared.run(connection, SIZES, {})
            connection.connection.rollback()  # it was begun there
            assert prepared.run(connection, SIZES, {}).scalar_one() == 7
        connection.execute(text("DROP TABLE grown"))
        connection.commit()


def test_what_failed_the_transaction_is_told_as_it_is(app: Flask, make: Maker) -> None:
    if db.engine.dialect.name == "sqlite":
        return  # one writer at a time: nobody holds a row
    locked = select(Hub.id).where(Hub.id == make.hub.id).with_for_update()
    with db.engine.connect() as holder:
        holder.execute(locked)
        with db.engine.connect() as waiting, pytest.raises(OperationalError) as met:
            waiting.execute(text("SET LOCAL lock_timeout = 1"))
            prepared.run(waiting, locked, {})
    assert getattr(met.value.orig, "sqlstate", "") == "55P03"


def test_a_connection_that_was_open_before_a_restart_is_met_by_nobody(app: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        return  # no server that could have gone
    db.session.remove()
    with db.engine.connect() as gone, db.engine.connect() as other:
        pid = gone.connection.dbapi_connection.pgconn.backend_pid
        gone.close()
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    assert kept() == []
