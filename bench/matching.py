"""P8, known before: people told a second time found again among a million, and how quickly.

Recall is the share of second accounts (bench.retelling) whose person is among the ten possible
matches shown. The oracle is brute force: rapidfuzz over the names and dates of everybody. Time is
on the clock, for one child, from what is typed to the ten matches with their reasons; beside it
stands the cheapest question there is, one indexed look-up of one person, asked in turn.
"""

import json
import os
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from flask_migrate import upgrade
from rapidfuzz import fuzz, process
from sqlalchemy import bindparam, select

from bench.crowd import Crowd, batches, id_of
from bench.people import Known, Town
from bench.queue import MIGRATIONS, _database
from bench.retelling import Account, Retelling
from config import Testing
from portal import create_app
from portal.models import Person
from portal.queries.matching import matches
from portal.queries.rows import run
from portal.rules.folding import folded_words
from portal.rules.matching_looks import Looks
from portal.vocabulary import PersonKind

MILLION = 1_000_000
NOBODY = uuid.UUID(int=0)
GOALS = {
    "missed of all pairs": 0.02,
    "missed of those brute force finds": 0.02,
    "SQLite / p95 in ms": 20.0,
    "PostgreSQL / p95 in ms": 20.0,
}
_ONE = select(Person.id, Person.name).where(Person.id == bindparam("person_id"))


def measure(people: int = MILLION, pairs: int = 300) -> dict[str, object]:
    """Recall and times on SQLite and, where PORTAL_TEST_PG_URL names one, on PostgreSQL."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        urls = {"SQLite": f"sqlite:///{Path(folder) / 'bench.sqlite3'}"}
        server = os.environ.get("PORTAL_TEST_PG_URL")
        if server:
            urls["PostgreSQL"] = stack.enter_context(_database(server))
        crowds = {name: _crowd(url) for name, url in urls.items()}
        texts, told = fill(list(crowds.values()), people, pairs)
        for crowd in crowds.values():
            crowd.settle()
        results: dict[str, Any] = {"goals": GOALS, "people": people, "pairs": len(told)}
        found = {}
        for name, crowd in crowds.items():
            found[name], results[name] = ask(crowd, told)
        results |= recall(told, found["SQLite"], brute_force(texts, told))
        results["the same on both"] = len({tuple(each) for each in found.values()}) == 1
        return results


def _crowd(url: str) -> Crowd:
    app = create_app(Testing(), SQLALCHEMY_DATABASE_URI=url)
    with app.app_context():
        upgrade(MIGRATIONS)
    crowd = Crowd(app)
    crowd.begin()
    return crowd


def fill(crowds: Sequence[Crowd], count: int, pairs: int) -> tuple[list[str], list[Account]]:
    """Everybody written down; of each a line for brute force; second accounts of some."""
    retelling, texts = Retelling(), []
    told: list[Account] = []
    every = max(1, count // (pairs * 4))
    for batch in batches(Town().people(count)):
        for crowd in crowds:
            crowd.write(batch)
        texts += [line(known.looks) for known in batch]
        told += _told(retelling, [known for known in batch if known.number % every == 0])
    step = max(1, len(told) // pairs)
    return texts, told[::step][:pairs]


def _told(retelling: Retelling, people: Sequence[Known]) -> Iterator[Account]:
    """Of children and babies, and of adults whose date of birth is known."""
    for known in people:
        if known.looks.kind is not PersonKind.ADULT or known.looks.born_on:
            account = retelling.of(known)
            if account is not None:
                yield account


def line(looks: Looks) -> str:
    """Name and date of birth as brute force compares them: the words in the order of letters."""
    born = f"{looks.born_on:%d%m%Y}" if looks.born_on else ""
    return " ".join([*sorted(folded_words(looks.name)), born])


def ask(crowd: Crowd, told: Sequence[Account]) -> tuple[list[bool], dict[str, float]]:
    """Whether each is among the ten, and the times of that and of a bare look-up."""
    ours: list[float] = []
    bare: list[float] = []
    with crowd.app.app_context():
        for account in told[:20]:  # statements compiled, frequent names read
            matches(crowd.actor, {NOBODY: account.looks})
        found = []
        for account in told:
            started = time.perf_counter()
            best = matches(crowd.actor, {NOBODY: account.looks})[NOBODY]
            ours.append(time.perf_counter() - started)
            found.append(id_of(account.of) in {match.who.id for match in best})
            started = time.perf_counter()
            run(_ONE, {"person_id": id_of(account.of)}).one()
            bare.append(time.perf_counter() - started)
    return found, {
        "p95 in ms": round(1000 * quantiles(ours, n=20)[-1], 2),
        "median in ms": round(1000 * median(ours), 2),
        "median to a bare look-up": round(median(ours) / median(bare), 1),
        "p95 to a bare look-up": round(quantiles(ours, n=20)[-1] / quantiles(bare, n=20)[-1], 1),
    }


def brute_force(texts: Sequence[str], told: Sequence[Account]) -> list[bool]:
    """Whether each is among the ten nearest of everybody."""
    return [
        account.of
        in {
            place
            for _, _, place in process.extract(
                line(account.looks), texts, scorer=fuzz.ratio, processor=None, limit=10
            )
        }
        for account in told
    ]


def recall(
    told: Sequence[Account], found: Sequence[bool], by_force: Sequence[bool]
) -> dict[str, Any]:
    """What was missed of all, of what brute force finds, and by what had gone wrong."""
    forced = [ours for ours, theirs in zip(found, by_force, strict=True) if theirs]
    slips: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for account, is_found in zip(told, found, strict=True):
        for slip in account.slips or ("nothing",):
            slips[slip] += 1
            missed[slip] += not is_found
    return {
        "missed of all pairs": round(1 - sum(found) / len(found), 4),
        "missed of those brute force finds": round(1 - sum(forced) / max(1, len(forced)), 4),
        "missed by brute force": round(1 - sum(by_force) / len(by_force), 4),
        "missed by slip": {slip: f"{missed[slip]} of {slips[slip]}" for slip in sorted(slips)},
    }


if __name__ == "__main__":
    print(json.dumps(measure(*map(int, sys.argv[1:])), indent=2))
