"""Of each pair of page tests one runs, and both databases get their share."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.one_of_two import EVERYWHERE

ROOT = Path(__file__).parent.parent.parent
FOLDER = "tests/pages/follow_through"
BETWEEN = "== everywhere =="


TWICE = f"""
import os, pytest
pytest.main(["--collect-only", "-q", {FOLDER!r}])
print({BETWEEN!r})
os.environ[{EVERYWHERE!r}] = "1"
pytest.main(["--collect-only", "-q", {FOLDER!r}])
"""


def collected() -> list[Counter[tuple[str, str]]]:
    """Tests of the pages by name and database, as pytest would run them: usually, everywhere."""
    server = {"PORTAL_TEST_PG_URL": "postgresql://nobody@127.0.0.1/none"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("P")}
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", TWICE],
        cwd=ROOT,
        env={**kept, "PATH": os.environ["PATH"], **server},
        capture_output=True,
        text=True,
        timeout=120,
    )
    usually, _, everywhere = done.stdout.partition(BETWEEN)
    assert "::" in usually and "::" in everywhere, done.stdout + done.stderr
    return [_counted(told) for told in (usually, everywhere)]


def _counted(told: str) -> Counter[tuple[str, str]]:
    lines = [line for line in told.splitlines() if "::" in line]
    found = [(line, "sqlite" if "[sqlite" in line else "postgresql") for line in lines]
    return Counter((line.replace(database, ""), database) for line, database in found)


def test_each_test_of_a_page_runs_on_one_database_and_on_both_when_asked() -> None:
    halves, everywhere = collected()
    assert len(everywhere) == 2 * len({name for name, _ in everywhere})
    assert {name for name, _ in halves} == {name for name, _ in everywhere}
    assert len(halves) == len({name for name, _ in halves})
    share = Counter(database for _, database in halves)
    assert min(share["sqlite"], share["postgresql"]) > len(halves) / 4
