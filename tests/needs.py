"""The only places that skip a test: what the machine lacks, and what one database has not."""

import os
from typing import NoReturn

import pytest


def cannot_run(reason: str) -> NoReturn:
    """Skip the test, saying why; where CI is set, fail it, so nothing goes unchecked there."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must not skip this: {reason}", pytrace=False)
    pytest.skip(reason)


def only_on_postgresql(dialect: str, reason: str) -> None:
    """Skip on the other database, in CI too, where the thing tested is PostgreSQL's alone."""
    if dialect != "postgresql":
        pytest.skip(reason)
