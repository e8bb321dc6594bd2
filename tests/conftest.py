"""What every test shares: an application on a real database, makers, and people who sign in."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, event, exists, literal, make_url, select, text, union_all

from config import Testing
from portal import create_app
from portal.extensions import db
from portal.models import Account, prepared
from portal.models.base import Base
from portal.vocabulary import Role
from tests.makers import Maker
from tests.needs import cannot_run
from tests.one_of_two import left_out
from tests.page_client import PageClient, forget_the_last_request

DATABASES = ("sqlite", "postgresql")
FILLED = union_all(  # the names of the tables that hold anything, in one look
    *(
        select(literal(table.name)).where(exists(select(literal(1)).select_from(table)))
        for table in Base.metadata.sorted_tables
    )
)
LONG = (  # the longest come first, so that no process waits for one of them at the end
    *("test_verapdf_finds", "test_a_folder_of_forms", "test_every_goal_has_a_figure"),
    *("test_every_page_and_part", "test_every_page_asks", "test_a_worked_consultation"),
    *("test_papers_of_early_help_can_be", "test_a_copy_for_one_parent", "test_cases.py"),
)
MIGRATIONS = str(Path(__file__).parent.parent / "migrations")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Pages are tested on one database each; everything below them on both."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in LONG))
    others = set(left_out(items))
    if others:
        config.hook.pytest_deselected(items=list(others))
        items[:] = [item for item in items if item not in others]


def pytest_collection_finish() -> None:
    """What is imported stays: the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def postgres_database(worker: str) -> str:
    """A database of this worker's own on the test server, made anew."""
    server = os.environ.get("PORTAL_TEST_PG_URL")
    if not server:
        cannot_run("no PostgreSQL: set PORTAL_TEST_PG_URL or run through `make test`")
    url = make_url(server)
    name = f"portal_test_{worker}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


def _never_wait_for_the_disk(connection: Any, _record: Any) -> None:
    """As the PostgreSQL of the tests: nothing here has to outlive a power cut."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session", params=DATABASES)
def database_app(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application on one real database, brought up by its migrations."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('db') / 'portal.sqlite3'}"
    else:
        url = postgres_database(worker)
    app = create_app(Testing(), SQLALCHEMY_DATABASE_URI=url)
    app.before_request_funcs[None].insert(0, forget_the_last_request)
    with app.app_context():
        if request.param == "sqlite":
            event.listen(db.engine, "connect", _never_wait_for_the_disk)
        upgrade(MIGRATIONS)
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def _troubles_are_the_same() -> Iterator[None]:
    """What the driver cannot run, SQLAlchemy cannot either: else a page quietly asks twice."""
    once_more = prepared._once_more

    def same(*asked: Any) -> Any:
        once_more(*asked)
        raise AssertionError("SQLAlchemy ran a statement that troubled the driver")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepared, "_once_more", same)
        yield


@pytest.fixture
def app(database_app: Flask) -> Iterator[Flask]:
    """The application on an empty database, inside an application context."""
    with database_app.app_context():
        yield database_app
        db.session.remove()
        filled = set(db.session.scalars(FILLED))
        for table in reversed(Base.metadata.sorted_tables):
            if table.name in filled:
                db.session.execute(table.delete())
        db.session.commit()
        db.session.remove()


@pytest.fixture
def make(app: Flask) -> Maker:
    """Makers of hubs, accounts and contacts; what they make is committed."""
    return Maker()


@pytest.fixture
def client_for(app: Flask) -> Callable[[Account], PageClient]:
    """A browser in which an account has signed in through the real page."""

    def signed_in(account: Account) -> PageClient:
        client = PageClient(app)
        client.sign_in(account.email)
        return client

    return signed_in


@pytest.fixture
def anonymous(app: Flask) -> PageClient:
    """A browser in which nobody has signed in."""
    return PageClient(app)


def _persona(role: Role, hub: str = "hub") -> object:
    @pytest.fixture
    def persona(make: Maker, client_for: Callable[[Account], PageClient]) -> PageClient:
        return client_for(make.account(role, hub=getattr(make, hub)))

    return persona


as_teacher = _persona(Role.REFERRING_PROFESSIONAL)
as_organisation_lead = _persona(Role.ORGANISATION_LEAD)
as_mash_adviser = _persona(Role.MASH_ADVISER)
as_decision_maker = _persona(Role.DECISION_MAKER)
as_lead_practitioner = _persona(Role.LEAD_PRACTITIONER)
as_hub_administrator = _persona(Role.HUB_ADMINISTRATOR)
as_adviser_elsewhere = _persona(Role.MASH_ADVISER, hub="other_hub")
