"""Every bench, one table of goals and what was measured: `python -m bench`.

Writes build/bench.json, or where `--json` says. `--small` only shows that every bench runs: its
figures mean nothing.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import documents, downloads, guidance, help_papers, matching, queue

JSON = Path(__file__).parent.parent / "build" / "bench.json"
Measured = Mapping[str, Any]


@dataclass(frozen=True)
class Bench:
    """One module: the goals it is about, how it is run, and where in its results they stand."""

    name: str
    about: str
    measure: Callable[..., Measured]
    small: Mapping[str, int]
    within: str = ""  # the part of the results that the goals are for


@dataclass(frozen=True)
class Line:
    """One goal and what was measured; a goal whose arm could not run has no figure."""

    about: str
    what: str
    goal: float
    measured: float | None

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.measured is None:
            return "not run"
        return "held" if self.measured <= self.goal else "NOT HELD"


_ONE_DOCUMENT = {"rounds": 1, "browsers": 1, "has_long": False}
BENCHES = (
    Bench("queue", "P2, P3", queue.measure, {"rounds": 2, "many": 1_200}),
    Bench("guidance", "P4", guidance.measure, {"rounds": 3}),
    Bench("documents", "P6", documents.measure, _ONE_DOCUMENT, within="two pages"),
    Bench("help_papers", "P6", help_papers.measure, {"rounds": 1}, within="plan"),
    Bench("downloads", "P6", downloads.measure, {"rounds": 1}),
    Bench("matching", "P8", matching.measure, {"people": 500, "pairs": 20}),
)


def lines(bench: Bench, results: Measured) -> Iterator[Line]:
    """Its goals in order. "SQLite / page" is `page` within `SQLite`."""
    for what, goal in results["goals"].items():
        place: Any = results
        for step in [*filter(None, [bench.within]), *what.split(" / ")]:
            place = place.get(step) if isinstance(place, Mapping) else None
        yield Line(bench.about, f"{bench.name}: {what.replace('_', ' ')}", goal, place)


def table(found: list[Line], is_small: bool) -> str:
    """For people; a small run only tells what ran."""
    wide = max(len(line.what) for line in found)
    head = f"{'goal':8}{'what':{wide + 2}}{'at most':>9}{'measured':>10}  "
    verdicts = ["ran" if is_small and line.measured is not None else line.verdict for line in found]
    rows = [
        f"{line.about:8}{line.what:{wide + 2}}{line.goal:9.2f}"
        f"{'' if line.measured is None else format(line.measured, '.2f'):>10}  {verdict}"
        for line, verdict in zip(found, verdicts, strict=True)
    ]
    return "\n".join([head, *rows])


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
        "processor": platform.machine(),
    }


def main() -> int:
    """Run them one after another; a goal that does not hold is told, not an error."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--small", action="store_true", help="show in a minute that all run")
    names = " ".join(bench.name for bench in BENCHES)
    parser.add_argument("only", nargs="*", help=f"run these: {names}")
    parser.add_argument("--json", type=Path, default=JSON, help="the file to write")
    asked = parser.parse_args()
    results: dict[str, Measured] = {}
    found: list[Line] = []
    for bench in BENCHES:
        if asked.only and bench.name not in asked.only:
            continue
        print(f"{bench.name} ...", file=sys.stderr, flush=True)
        results[bench.name] = bench.measure(**(bench.small if asked.small else {}))
        found += lines(bench, results[bench.name])
    print(table(found, asked.small))
    asked.json.parent.mkdir(exist_ok=True)
    goals = [{**vars(line), "verdict": line.verdict} for line in found]
    told = {"machine": machine(), "is_small": asked.small, "goals": goals, "results": results}
    asked.json.write_text(json.dumps(told, indent=2) + "\n")
    print(f"\nWritten to {os.path.relpath(asked.json)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
