"""Transactions of what is answered before the application: all or nothing, and never in the way."""

import pytest
from flask import Flask
from sqlalchemy import text

from portal import audit
from portal.extensions import db
from portal.models import AuditEvent
from portal.models.own_transactions import OwnTransactions, Troubled


def count() -> int:
    db.session.rollback()
    found = db.session.query(AuditEvent).count()
    db.session.rollback()
    return found


def test_what_ends_well_is_kept_and_what_does_not_is_not(app: Flask) -> None:
    own = OwnTransactions(db.engine)
    with own.writing() as connection:
        audit.record(None, "read_document", "contact", None, connection=connection)
    assert count() == 1
    with pytest.raises(LookupError), own.writing() as connection:
        audit.record(None, "read_document", "contact", None, connection=connection)
        raise LookupError
    assert count() == 1
    with pytest.raises(Troubled), own.writing() as connection:
        audit.record(None, "read_document", "contact", None, connection=connection)
        connection.connection.cursor().execute("SELECT nothing FROM nowhere")
    assert count() == 1
    with own.writing() as connection:
        audit.record(None, "read_document", "contact", None, connection=connection)
    assert count() == 2


def test_where_somebody_else_writes_it_does_not_wait_for_long(app: Flask) -> None:
    own = OwnTransactions(db.engine)
    if db.engine.dialect.name != "sqlite":  # there nobody waits for who only adds
        with own.writing() as connection:
            audit.record(None, "read_document", "contact", None, connection=connection)
        assert count() == 1
        return
    db.session.execute(text("SELECT 1"))  # takes the write lock
    with pytest.raises(Troubled), own.writing():
        raise AssertionError("two who write at once")
    assert count() == 0
