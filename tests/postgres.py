"""PostgreSQL for tests: a fresh, empty database each time, on the server the run was given."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from scripts.with_postgres import postgres_url
from tests.needs import cannot_run

__all__ = ["fresh_database", "postgres_url"]


@contextmanager
def fresh_database() -> Iterator[str]:
    """The URL of an empty database, dropped afterwards; skips where there is no PostgreSQL.

    Under `make test` the server is started once, for every worker; a single test file run by hand
    starts one for itself (about two seconds), so ask for this once a session.
    """
    with postgres_url() as server:
        if server is None:
            cannot_run("no PostgreSQL: set PORTAL_TEST_PG_URL, or install Debian's postgresql")
        name = f"portal_test_{secrets.token_hex(6)}"
        identifier = sql.Identifier(name)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))
