"""`python -m bench --small`, whole: every bench still runs on the portal as it is."""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.documents import CHROMIUM
from tests.guards.source import ROOT


def is_left_out(what: str) -> bool:
    """Whether the arm of a goal cannot run here."""
    if what.startswith("queue: PostgreSQL"):
        return "PORTAL_TEST_PG_URL" not in os.environ
    return what == "documents: ours to cold chromium" and not Path(CHROMIUM).exists()


def test_every_goal_has_a_figure_wherever_its_arm_can_run(tmp_path: Path) -> None:
    written = tmp_path / "bench.json"
    command = [sys.executable, "-m", "bench", "--small", "--json", str(written)]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(written.read_text())
    assert told["is_small"]
    assert {goal["about"] for goal in told["goals"]} == {"P2, P3", "P4", "P6", "P8"}
    missing = [
        goal["what"]
        for goal in told["goals"]
        if goal["measured"] is None and not is_left_out(goal["what"])
    ]
    assert missing == []
    assert done.stdout.count("\n") > len(told["goals"])
