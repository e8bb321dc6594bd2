"""Statements on the driver's own cursor: the same values, the same troubles, heard by listeners."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import String, bindparam, cast, func, insert, select
from sqlalchemy.exc import DBAPIError, MultipleResultsFound, NoResultFound

from portal.extensions import db
from portal.models import AuditEvent, Contact, Hub, prepared
from portal.queries.rows import run
from portal.vocabulary import ContactStatus, Rag
from tests.makers import NOON, Maker
from tests.query_counter import statements

SAME = select(
    Contact.id,
    Contact.status,
    Contact.rag,
    Contact.due_at,
    Contact.home_at,
    Contact.is_open,
    Contact.version,
    Contact.adviser_id,
    Contact.people_label,
).where(
    Contact.hub_id == bindparam("hub_id"),
    Contact.status.in_([ContactStatus.SUBMITTED, ContactStatus.DRAFT]),
    Contact.due_at >= bindparam("since", type_=Contact.due_at.type),
    Contact.rag == Rag.AMBER,
)


def given(make: Maker) -> Mapping[str, Any]:
    return {"hub_id": make.hub.id, "since": NOON}


def test_rows_are_as_sqlalchemy_reads_them(make: Maker) -> None:
    make.consultation(asker=make.account())
    make.consultation(asker=make.account())
    found = run(SAME, given(make)).all()
    plain = db.session.execute(SAME, given(make)).all()
    assert sorted(map(tuple, found)) == sorted(map(tuple, plain))
    assert len(found) == 2
    assert type(found[0].id) is uuid.UUID
    assert found[0].due_at.utcoffset() == timedelta()


def test_settings_of_a_hub_come_back_as_they_were(make: Maker) -> None:
    statement = select(Hub.settings, Hub.name).where(Hub.id == bindparam("hub_id"))
    row = run(statement, {"hub_id": make.hub.id}).one()
    assert (row.settings, row.name) == (make.hub.settings, make.hub.name)


def test_a_list_that_is_given_goes_by_way_of_sqlalchemy(make: Maker) -> None:
    contact = make.consultation(asker=make.account())
    statement = select(Contact.id).where(Contact.id.in_(bindparam("ids", expanding=True)))
    assert run(statement, {"ids": [contact.id, make.hub.id]}).scalar_one() == contact.id
    assert run(statement, {"ids": []}).scalar_one_or_none() is None


def test_a_value_that_is_not_given_is_an_error(make: Maker) -> None:
    with pytest.raises(KeyError):
        run(SAME, {"hub_id": make.hub.id})


def test_one_is_one(make: Maker) -> None:
    statement = select(Contact.id).where(Contact.hub_id == bindparam("hub_id"))
    with pytest.raises(NoResultFound):
        run(statement, {"hub_id": make.hub.id}).one()
    make.consultation(asker=make.account())
    make.consultation(asker=make.account())
    with pytest.raises(MultipleResultsFound):
        run(statement, {"hub_id": make.hub.id}).one_or_none()
    assert run(statement, {"hub_id": make.hub.id}).first() is not None


def test_whoever_counts_statements_counts_these(make: Maker) -> None:
    values = given(make)
    with statements() as found:
        run(SAME, values)
    assert [each.split()[0] for each in found] == ["SELECT"]


def test_a_trouble_is_told_in_sqlalchemys_words(make: Maker) -> None:
    broken = select(func.no_such_function(cast(Contact.id, String)))
    with pytest.raises(DBAPIError):
        run(broken, {})
    db.session.rollback()
    assert run(SAME, given(make)).all() == []


def test_a_write_is_part_of_the_transaction(make: Maker) -> None:
    event = {"at": NOON, "role": "system", "action": "x", "record_type": "hub", "result": "done"}
    statement = insert(AuditEvent).inline()
    written = (*event, "why", "hub_id")
    values = {**event, "why": "", "hub_id": make.hub.id}
    prepared.run(db.session.connection(), statement, values, writes=written)
    assert db.session.query(AuditEvent).filter_by(action="x").one().at == NOON
    db.session.rollback()
    assert db.session.query(AuditEvent).filter_by(action="x").count() == 0
