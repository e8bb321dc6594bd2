"""The migrations make exactly what the models say, and undo it, on both databases."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from config import Testing
from portal import create_app
from portal.extensions import db
from portal.models import Contact, DangerAnswer, Disagreement, DisagreementRound, NextStep
from portal.models.base import Base
from portal.vocabulary import ContactStatus, Role
from tests.commands.answered import advised
from tests.commands.disagreeing import CHALLENGE, raised
from tests.conftest import DATABASES, MIGRATIONS, postgres_database
from tests.makers import NOON, Maker


@pytest.fixture(params=DATABASES)
def bare_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database without any table, of this test alone."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'bare.sqlite3'}"
    else:
        url = postgres_database(f"bare_{worker}")
    app = create_app(Testing(), SQLALCHEMY_DATABASE_URI=url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_migrations_make_what_the_models_say(bare_app: Flask) -> None:
    upgrade(MIGRATIONS)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_go_down_and_up_again(bare_app: Flask) -> None:
    upgrade(MIGRATIONS)
    downgrade(MIGRATIONS, revision="base")
    assert _tables() == set()
    upgrade(MIGRATIONS)
    assert _tables() == set(Base.metadata.tables)


def test_migrations_go_down_with_data_in_the_tables(bare_app: Flask) -> None:
    upgrade(MIGRATIONS)
    contact = Maker().consultation()
    assert db.session.scalar(select(Contact.id)) == contact.id
    db.session.remove()
    downgrade(MIGRATIONS, revision="base")
    assert _tables() == set()


def test_disagreements_and_next_steps_recorded_before_they_had_stages_and_days_are_kept(
    bare_app: Flask,
) -> None:
    upgrade(MIGRATIONS)
    make = Maker()
    teacher, adviser = make.account(), make.account(Role.MASH_ADVISER, name="Sam Okoro")
    contact = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    far = NOON.date() + timedelta(days=700)
    steps = [("Meet the mother", "Class teacher"), ("See him again", "Class teacher", far)]
    advised(contact, adviser, next_steps=steps)
    raised(contact, teacher)
    kept = {"teacher": teacher.id, "adviser": adviser.id, "contact": contact.id}
    db.session.remove()
    downgrade(MIGRATIONS, revision=_before("0007"))
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE next_steps SET by_on = NULL WHERE position = 0"))
    upgrade(MIGRATIONS)
    made = db.session.query(Disagreement).one()
    assert (made.reason, made.account_id) == (CHALLENGE["reason"], kept["teacher"])
    assert (made.stage, made.status) == ("practitioners", "waiting")
    assert (made.author_id, made.responder_id) == (kept["adviser"],) * 2
    assert made.responder_name == "Sam Okoro" and made.due_at > made.raised_at
    said = db.session.query(DangerAnswer).one()
    assert (said.said, said.said_at) == (made.at_risk_now, made.raised_at)
    began = db.session.query(DisagreementRound).one()
    assert (began.disagreement_id, began.due_at) == (made.id, made.due_at)
    first, second = db.session.query(NextStep).order_by(NextStep.position)
    assert first.by_on == NOON.date() + timedelta(days=14)
    assert (second.by_on, second.is_open) == (far, True)
    for step in (first, second):
        assert (step.contact_id, step.owner_id) == (kept["contact"], kept["teacher"])
        assert step.side == "professional"
    db.session.remove()


def _before(revision: str) -> str:
    """The revision that one follows, whatever it is called."""
    found = ScriptDirectory(MIGRATIONS).get_revision(revision)
    assert found is not None
    return str(found.down_revision)
