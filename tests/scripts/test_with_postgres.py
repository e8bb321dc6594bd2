"""The database wrapper: a server for as long as the command runs, and its exit code kept."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.postgres import fresh_database

WRAPPER = Path(__file__).parents[2] / "scripts" / "with_postgres.py"


def test_each_test_database_is_empty_in_utf8_and_gone_afterwards():
    with fresh_database() as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE seen (name text)")
            connection.execute("INSERT INTO seen VALUES ('Siân Ŵyn')")
            assert connection.execute("SELECT name FROM seen").fetchone() == ("Siân Ŵyn",)
        with fresh_database() as other, psycopg.connect(other) as connection:
            assert connection.execute("SELECT to_regclass('seen')").fetchone() == (None,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_the_command_is_given_a_server_and_its_exit_code_comes_back():
    program = (
        "import os, psycopg, sys; psycopg.connect(os.environ['PORTAL_TEST_PG_URL']); sys.exit(7)"
    )
    with fresh_database() as url:
        environment = {**os.environ, "PORTAL_TEST_PG_URL": url}
        run = subprocess.run(  # noqa: S603 - our own wrapper and interpreter
            [sys.executable, WRAPPER, sys.executable, "-c", program], env=environment
        )
    assert run.returncode == 7
