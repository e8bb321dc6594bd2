"""The portal as it is served, where errors become pages, and a database that is partly broken."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, request
from sqlalchemy import text

from config import Testing
from portal import create_app
from portal.access import PUBLIC, access
from portal.extensions import db
from tests.page_client import forget_the_last_request


@pytest.fixture
def served(app: Flask) -> Iterator[Flask]:
    """The application as it is served, on the same database, with one address that breaks.

    What is asked of `/boom` stands in the error that it raises.
    """
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    serving = create_app(Testing(), TESTING=False, SQLALCHEMY_DATABASE_URI=url)

    @access(PUBLIC)
    def boom() -> str:
        raise ValueError(request.form.get("words", "Wren Adderley was hungry"))

    serving.before_request_funcs[None].insert(0, forget_the_last_request)
    serving.add_url_rule("/boom", view_func=boom, endpoint="boom", methods=["GET", "POST"])
    db.session.rollback()
    with serving.app_context():
        yield serving
        db.session.remove()
        db.engine.dispose()


@contextmanager
def hidden(table: str) -> Iterator[None]:
    """Inside, the table cannot be found."""
    _run(f"ALTER TABLE {table} RENAME TO gone_for_a_while")
    try:
        yield
    finally:
        _run(f"ALTER TABLE gone_for_a_while RENAME TO {table}")


def _run(statement: str) -> None:
    db.session.rollback()
    db.session.execute(text(statement))
    db.session.commit()
