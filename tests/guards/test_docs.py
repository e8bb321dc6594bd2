"""What the docs name is there: every file, folder and link, so that nobody looks in vain."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.guards.source import ROOT, files, name_of

LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
NAMED = re.compile(r"`([\w.*][\w.*-]*/[\w./*-]*|[\w*-]+\.(?:py|md|yaml|txt|html|sh))`")
PLACES = ("", "portal", "portal/templates", "portal/blueprints/early_help", "docs")
BY_TOOLS = ("build/", "portal/static/vendor/", "instance/", ".venv/")  # not ours to keep
OF_A_READER = {"my-hub.yaml", "my-framework.yaml"}


def missing(text: str, folder: Path) -> Iterator[str]:
    """Links, and names of files in code type, that lead nowhere."""
    for link in LINK.findall(text):
        if not (folder / link).exists():
            yield link
    for name in NAMED.findall(text):
        if not name.startswith(BY_TOOLS) and name not in OF_A_READER and not _is_there(name):
            yield name


def _is_there(name: str) -> bool:
    if "/" not in name:
        return any(path.match(name) for path in files())
    return any(any((ROOT / place).glob(name.rstrip("/"))) for place in PLACES)


def test_every_file_and_link_that_the_docs_name_is_there() -> None:
    found = {
        name_of(path): wrong
        for path in files("", ".md")
        if (wrong := list(missing(path.read_text(encoding="utf-8"), path.parent)))
    }
    assert found == {}


CITED = re.compile(r"\b(thresholds|practice|practice-and-codes|security) (\d(?:\.\d+a?)?)(?![\d.])")


def test_every_reference_in_the_code_is_told_in_sources() -> None:
    told = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+).*\n((?:(?!## ).*\n?)*)", told, re.MULTILINE))
    found = {
        (notes.split("-")[0], number)
        for path in files("portal", ".py")
        for notes, number in CITED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(found) > 15
    assert [each for each in sorted(found) if f"| {each[1]} |" not in sections[each[0]]] == []


def test_a_name_that_leads_nowhere_is_found() -> None:
    text = (
        "See `portal/rules/nothing.py`, `commands/no_such*.py`, `gone.py` and [this](not-here.md)."
    )
    assert len(list(missing(text, ROOT / "docs"))) == 4
    assert list(missing("`portal/rules/`, [all](../README.md), `make run`", ROOT / "docs")) == []
