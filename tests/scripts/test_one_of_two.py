"""Of each pair of page tests one runs, and both databases get their share."""

import os
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import DATABASES
from tests.one_of_two import EVERYWHERE, ON_POSTGRESQL, ON_SQLITE, left_out

SERVER = "PORTAL_TEST_PG_URL"


def pair(name: str, rest: str = "") -> list[Any]:
    """A test as pytest collects it: once for each database."""
    return [
        SimpleNamespace(
            nodeid=f"{name}[{each}{rest}]",
            callspec=SimpleNamespace(params={"database_app": each}),
        )
        for each in DATABASES
    ]


def database(item: Any) -> str:
    return str(item.callspec.params["database_app"])


@pytest.fixture(autouse=True)
def _usually(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SERVER, "postgresql://nobody@127.0.0.1/none")
    monkeypatch.delenv(EVERYWHERE, raising=False)


def test_of_each_pair_of_a_page_one_is_left_out_and_each_database_keeps_its_share() -> None:
    pairs = [pair(f"tests/pages/test_{n}.py::test_it", "-scripts" * (n % 2)) for n in range(80)]
    out = [left_out(each) for each in pairs]
    assert [len(each) for each in out] == [1] * len(pairs)
    assert min(Counter(database(item) for (item,) in out).values()) > len(pairs) / 4
    assert left_out([item for each in pairs for item in each]) == [item for (item,) in out]


def test_the_costliest_run_where_they_are_told_to() -> None:
    for files, other in ((ON_SQLITE, "postgresql"), (ON_POSTGRESQL, "sqlite")):
        for file in files:
            assert [database(item) for item in left_out(pair(f"{file}::test_it"))] == [other]


def test_below_the_pages_nothing_is_left_out_nor_anything_when_asked_for_or_without_a_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = pair("tests/pages/test_queue.py::test_it")
    assert left_out(pair("tests/commands/test_queue.py::test_it")) == []
    assert left_out([SimpleNamespace(nodeid="tests/pages/test_it.py::test_no_database")]) == []
    for name, value in ((EVERYWHERE, "1"), (SERVER, "")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert left_out(page) == []


def test_what_this_run_collected_holds_no_page_twice(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    if os.environ.get(EVERYWHERE) or not os.environ.get(SERVER):
        return  # both of each pair are wanted, or one of them cannot run
    pages = [each.nodeid for each in request.session.items if "tests/pages/" in each.nodeid]
    names = Counter(each.replace("sqlite", "").replace("postgresql", "") for each in pages)
    assert [name for name, count in names.items() if count > 1] == []
