"""The portal and the browser that all journeys share, and people who come with their own."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from shutil import copy, which
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.person import PATIENCE, Person
from tests.journeys.server import Portal, demo, in_memory, served
from tests.needs import cannot_run

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # nobody else is ever asked
)
Arrive = Callable[..., Person]


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """One for all journeys: each makes what it needs and leaves the rest alone."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with in_memory() as folder:
        copy(demo(shared), folder / "portal.sqlite3")
        with served(folder, log=tmp_path_factory.mktemp("portal") / "server.log") as portal:
            yield portal


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, started once; every person gets a context of their own."""
    given = os.environ.get("PORTAL_CHROMIUM")
    chromium = given or which("chromium-headless-shell") or which("chromium")
    if not chromium or not Path(chromium).exists():
        cannot_run("no chromium: set PORTAL_CHROMIUM or run through `make test`")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, portal: Portal) -> Callable[[str], Any]:
    """The cookies of an account that has signed in once for all journeys."""

    @cache
    def cookies(account: str) -> Any:
        person = Person(browser, portal).sign_in(f"{account}@demo.example")
        state = person.context.storage_state()
        person.leave()
        return state

    return cookies


@pytest.fixture
def arrive(browser: Browser, portal: Portal, signed_in: Callable[[str], Any]) -> Iterator[Arrive]:
    """Somebody sits down, signed in and at home; when the journey ends, nothing went wrong.

    `afresh`: with a sign-in of their own, which a journey may let age or end.
    """
    people: list[Person] = []

    def person(account: str = "", *, afresh: bool = False, **options: Any) -> Person:
        if not account or afresh:
            people.append(Person(browser, portal, **options))
            return people[-1].sign_in(f"{account}@demo.example") if account else people[-1]
        people.append(Person(browser, portal, storage_state=signed_in(account), **options))
        people[-1].page.goto("/")
        return people[-1]

    yield person
    for each in people:
        each.leave()
