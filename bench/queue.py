"""P2 and P3: the queue page and its polls, on SQLite and PostgreSQL, with few and many contacts.

The page floor is the same page from the same rows, without database, sign-in, access check or
audit: a bare Flask answer, the rows put into words and the page's own template. Bare Flask is an
application with one view that answers the same request, cookie and all, with two letters.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import lxml.html
import psycopg
from flask import Flask, g, render_template, request
from flask.testing import FlaskClient
from flask_migrate import upgrade
from psycopg import sql
from sqlalchemy import make_url

from bench.arms import in_turn, ratio
from bench.hub import fill
from config import Testing
from portal import create_app
from portal.blueprints.queue.listing import filter_form, gathered, worded
from portal.extensions import db
from portal.models import Contact
from portal.queries.actors import acting
from portal.rules.queue_filters import Asked, Place
from portal.web import utc_now
from tests.makers import PASSWORD

MIGRATIONS = str(Path(__file__).parent.parent / "migrations")
HTMX = {"HX-Request": "true"}
FEW, MANY = 1_000, 100_000
RATIOS = {
    "page to its floor": 1.6,
    "page to bare Flask": 20.0,
    "unchanged poll to a full fragment": 0.1,
    "unchanged poll to bare Flask": 1.5,
    "page of 100,000 contacts to 1,000": 1.1,
    "a deep page to the first": 1.1,
}
GOALS = {
    f"{database} / {name}": goal
    for database in ("SQLite", "PostgreSQL")
    for name, goal in RATIOS.items()
}
Arm = Callable[[], object]


def measure(rounds: int = 40, many: int = MANY) -> dict[str, object]:
    """The ratios on SQLite and, where PORTAL_TEST_PG_URL names one, on PostgreSQL.

    `many` is the size of the larger hub; the goals are for 100,000 contacts.
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
        """As a database in use has done by itself."""
        db.session.execute(db.text("ANALYZE"))
        db.session.commit()

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

    def fragment(self) -> str:
        return self.get(**HTMX)

    def _fresh_poll(self) -> str:
        return str(lxml.html.fromstring(self.get()).xpath("//*[@id='queue-list']/@hx-get")[0])

    def unchanged(self) -> None:
        """A poll that finds nothing new; the minute may have passed, and then the tag has too."""
        if self.client.get(self._poll, headers=HTMX).status_code != 204:
            self._poll = self._fresh_poll()

    def floor(self, bare: FlaskClient) -> Arm:
        """A bare answer, the rows in words, the page's template; within a request of the app."""
        with self.app.app_context():
            found = gathered(self.actor, Asked(), utc_now())
            db.session.remove()

        def arm() -> None:
            bare.get("/queue")
            now = utc_now()
            listing = worded(found, self.actor, Asked(), request.args, now)
            page = render_template("queue/show.html", listing=listing, filter_form=filter_form)
            assert len(page) > 40_000

        return arm


def _bare(like: FlaskClient) -> FlaskClient:
    app = Flask("bare")
    app.add_url_rule("/queue", view_func=lambda: "ok")
    client = app.test_client()
    cookie = like.get_cookie("portal")
    assert cookie is not None
    client.set_cookie("portal", cookie.value)
    return client


def _compare(urls: Sequence[str], contacts: int, rounds: int) -> dict[str, float]:
    few, many = Adviser(urls[0], FEW), Adviser(urls[1], contacts)
    bare = _bare(few.client)
    with few.app.test_request_context("/queue"):
        g._login_user = few.actor
        arms: Mapping[str, Arm] = {
            "page": few.get,
            "floor": few.floor(bare),
            "fragment": few.fragment,
            "unchanged": few.unchanged,
            "bare": lambda: bare.get("/queue?poll=1&seen=0", headers=HTMX),
            "many": many.get,
            "deep": lambda: many.get(many.deep),
        }
        seconds = in_turn(arms, rounds)
    pairs = {
        "page to its floor": ("page", "floor"),
        "page to bare Flask": ("page", "bare"),
        "unchanged poll to a full fragment": ("unchanged", "fragment"),
        "unchanged poll to bare Flask": ("unchanged", "bare"),
        "page of 100,000 contacts to 1,000": ("many", "page"),
        "a deep page to the first": ("deep", "many"),
    }
    ratios = {name: ratio(seconds[one], seconds[two]) for name, (one, two) in pairs.items()}
    return {**ratios, "page in ms": round(1000 * median(seconds["page"]), 2)}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
