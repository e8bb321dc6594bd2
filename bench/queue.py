"""P2 and P3: the queue page and its polls, on SQLite and PostgreSQL, with few and many contacts.

The page floor is the same bytes from the same rows, without database, sign-in, access check or
audit: the rows put into words, the page's own template, and bare Flask to send it. Bare Flask is an
application with one view that answers the same request, cookie and all, with what it is given.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import lxml.html
import psycopg
from flask import Flask, render_template, request
from flask.testing import FlaskClient
from flask_migrate import upgrade
from psycopg import sql
from sqlalchemy import make_url

from bench.arms import Arm, in_turn, inside, ratio
from bench.hub import fill
from config import Testing
from portal import create_app
from portal.blueprints.queue.listing import filter_form, gathered, worded
from portal.extensions import db
from portal.models import Contact
from portal.queries import queue_around
from portal.queries.actors import acting
from portal.rules.queue_filters import Asked, Place
from portal.web import utc_now
from tests.makers import PASSWORD

MIGRATIONS = str(Path(__file__).parent.parent / "migrations")
HTMX = {"HX-Request": "true"}
FEW, MANY = 1_000, 100_000
IN_A_ROW = 5
RATIOS = {
    "page to its floor": 1.6,
    "page after a write to its floor": 1.6,
    "page to bare Flask": 20.0,
    "unchanged poll to a full fragment": 0.1,
    "unchanged poll to bare Flask": 1.5,
    "page of 100,000 open contacts to 1,000": 1.1,
    "the same after a write": 1.1,
    "a deep page to the first": 1.1,
}
GOALS = {
    f"{database} / {name}": goal
    for database in ("SQLite", "PostgreSQL")
    for name, goal in RATIOS.items()
}


def measure(rounds: int = 20, many: int = MANY) -> dict[str, object]:
    """The ratios on SQLite and, where PORTAL_TEST_PG_URL names one, on PostgreSQL.

    `many` is how many open contacts the larger hub has; the goals are for 100,000.
    """
    results: dict[str, object] = {"goals": GOALS}
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite:///{Path(folder) / name}" for name in ("few", "many")]
        results["SQLite"] = _compare(urls, many, rounds)
    server = os.environ.get("PORTAL_TEST_PG_URL")
    if server is None:
        results["left_out"] = "PostgreSQL: set PORTAL_TEST_PG_URL"
        return results
    with ExitStack() as stack:
        urls = [stack.enter_context(_database(server)) for _ in range(2)]
        results["PostgreSQL"] = _compare(urls, many, rounds)
    return results


@contextmanager
def _database(server: str) -> Iterator[str]:
    """An empty database on the server, dropped afterwards."""
    name = f"portal_bench_{os.urandom(4).hex()}"
    identifier = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))


class Adviser:
    """One signed-in adviser of a hub with so many contacts."""

    def __init__(self, url: str, contacts: int) -> None:
        self.app = create_app(Testing(), SQLALCHEMY_DATABASE_URI=url)
        with self.app.app_context():
            upgrade(MIGRATIONS)
            account = fill(contacts)
            self.actor, email = acting(account.id), account.email
            self._analyse()
            self.deep = self._deep_page()
            db.session.remove()
        self.client = self.app.test_client()
        page = lxml.html.fromstring(self.client.get("/sign-in").text)
        token = page.xpath("//input[@name='csrf_token']/@value")[0]
        form = {"email": email, "password": PASSWORD, "csrf_token": token}
        assert self.client.post("/sign-in", data=form).status_code == 303
        self._poll = self._fresh_poll()

    def _analyse(self) -> None:
        """As a database in use has done by itself, sooner for a small one than for a large one."""
        words = "VACUUM (ANALYZE)" if db.engine.dialect.name == "postgresql" else "ANALYZE"
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(words)

    def _deep_page(self) -> str:
        """The address of a page after nine in ten of the open contacts."""
        open_ones = db.session.query(Contact.due_at, Contact.id).filter(Contact.is_open)
        ordered = open_ones.order_by(Contact.due_at, Contact.id)
        row = ordered.offset(open_ones.count() * 9 // 10 - 51).first()
        assert row is not None
        return f"/queue?page={Place(*row).cursor()}"

    def get(self, url: str = "/queue", **headers: str) -> str:
        answer = self.client.get(url, headers=headers)
        assert answer.status_code == 200, answer.status_code
        return answer.text

    def after_a_write(self) -> str:
        """The page when the queue has just changed, so that nothing kept of it is of use."""
        queue_around.KEPT.clear()
        return self.get()

    def fragment(self) -> str:
        return self.get(**HTMX)

    def _fresh_poll(self) -> str:
        return str(lxml.html.fromstring(self.get()).xpath("//*[@id='queue-list']/@hx-get")[0])

    def unchanged(self) -> None:
        """A poll that finds nothing new; the minute may have passed, and then the tag has too."""
        if self.client.get(self._poll, headers=HTMX).status_code != 204:
            self._poll = self._fresh_poll()

    def floor(self) -> Arm:
        """The rows in words, the page's template, a bare answer; to be run inside a request."""
        with self.app.app_context():
            found = gathered(self.actor, Asked(), utc_now())
            db.session.remove()
        bare = Bare(self.client)

        def arm() -> None:
            listing = worded(found, self.actor, Asked(), request.args, utc_now())
            bare.words = render_template(
                "queue/show.html", listing=listing, filter_form=filter_form
            )
            assert len(bare.get()) > 40_000

        return arm


class Bare:
    """Flask and nothing else, asked by a browser with the same cookie."""

    def __init__(self, like: FlaskClient) -> None:
        self.words, app = "ok", Flask("bare")
        app.add_url_rule("/queue", view_func=lambda: self.words)
        self._client = app.test_client()
        cookie = like.get_cookie("portal")
        assert cookie is not None
        self._client.set_cookie("portal", cookie.value)

    def get(self) -> str:
        return self._client.get("/queue?poll=1&seen=0", headers=HTMX).text


def _compare(urls: Sequence[str], contacts: int, rounds: int) -> dict[str, float]:
    few, many = Adviser(urls[0], FEW), Adviser(urls[1], contacts)
    return {**_against_floors(few, rounds), **_few_and_many(few, many, rounds)}


def _against_floors(few: Adviser, rounds: int) -> dict[str, float]:
    arms: Mapping[str, Arm] = {
        "page": few.get,
        "after a write": few.after_a_write,
        "floor": inside(few.app, "/queue", few.actor)(few.floor()),
        "fragment": few.fragment,
        "unchanged": few.unchanged,
        "bare": Bare(few.client).get,
    }
    seconds = in_turn(_in_rows(arms), rounds)
    return {
        "page to its floor": ratio(seconds["page"], seconds["floor"]),
        "page after a write to its floor": ratio(seconds["after a write"], seconds["floor"]),
        "page to bare Flask": ratio(seconds["page"], seconds["bare"]),
        "unchanged poll to a full fragment": ratio(seconds["unchanged"], seconds["fragment"]),
        "unchanged poll to bare Flask": ratio(seconds["unchanged"], seconds["bare"]),
        "page in ms": round(1000 * median(seconds["page"]) / IN_A_ROW, 2),
    }


def _in_rows(arms: Mapping[str, Arm]) -> dict[str, Arm]:
    """Each arm a few times in a row: a turn of one short answer measures cold caches."""

    def several(arm: Arm) -> Arm:
        return lambda: [arm() for _ in range(IN_A_ROW)]

    return {name: several(arm) for name, arm in arms.items()}


def _few_and_many(few: Adviser, many: Adviser, rounds: int) -> dict[str, float]:
    """Each by turns with one other, so that each finds the caches as the other left them.

    On the clock: what grows with a hub would grow in PostgreSQL, not in this process.
    """
    clock = time.perf_counter
    sizes = in_turn(_in_rows({"few": few.get, "many": many.get}), rounds, clock=clock)
    written = in_turn(
        _in_rows({"few": few.after_a_write, "many": many.after_a_write}), rounds, clock=clock
    )
    places = {"first": many.get, "deep": lambda: many.get(many.deep)}
    depths = in_turn(_in_rows(places), rounds, clock=clock)
    return {
        "page of 100,000 open contacts to 1,000": ratio(sizes["many"], sizes["few"]),
        "the same after a write": ratio(written["many"], written["few"]),
        "a deep page to the first": ratio(depths["deep"], depths["first"]),
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
