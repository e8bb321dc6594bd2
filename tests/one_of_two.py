"""Which tests run on one of the two databases instead of on both; see docs/decisions 13."""

import os
import zlib
from collections.abc import Iterable

import pytest

# What these ask of a database, commands and queries ask it on both.
ON_ONE = (
    "tests/pages/",
    *("tests/demo/test_cases.py", "tests/commands/test_worker_process.py"),
    *("tests/guards/test_audit.py", "tests/guards/test_hostile_checks.py"),
    "tests/guards/test_hostile_matches.py",
    *("tests/guards/test_no_leaks.py", "tests/guards/test_query_counts.py"),
    "tests/guards/test_templates.py",
)
# The costliest: what they ask of a database others of these ask of both, and SQLite is quicker.
ON_SQLITE = (
    *("tests/guards/test_access.py", "tests/guards/test_hostile_input.py"),
    "tests/demo/test_loading.py",
)
ON_POSTGRESQL = ("tests/demo/test_load.py",)  # the whole demo is loaded for them
EVERYWHERE = "PORTAL_TEST_EVERYWHERE"


def left_out(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The other half of each pair: always the same one, and none where there is one database."""
    if os.environ.get(EVERYWHERE) or not os.environ.get("PORTAL_TEST_PG_URL"):
        return []
    return [item for item in items if _is_left_out(item)]


def _is_left_out(item: pytest.Item) -> bool:
    callspec = getattr(item, "callspec", None)
    database = callspec.params.get("database_app") if callspec else None
    if database is None:
        return False
    if item.nodeid.startswith((*ON_SQLITE, *ON_POSTGRESQL)):
        return (database == "sqlite") is item.nodeid.startswith(ON_POSTGRESQL)
    if not item.nodeid.startswith(ON_ONE):
        return False
    pair = item.nodeid.replace(database, "", 1)
    return (zlib.crc32(pair.encode()) % 2 == 0) == (database == "sqlite")
