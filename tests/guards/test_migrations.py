"""The migrations make exactly what the models say, and undo it, on both databases."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select

from config import Testing
from portal import create_app
from portal.extensions import db
from portal.models import Contact
from portal.models.base import Base
from tests.conftest import DATABASES, MIGRATIONS, postgres_database
from tests.makers import Maker


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
