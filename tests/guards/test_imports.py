"""Imports go down only: the whole ordered list of layers, and what each may never touch."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.source import ROOT, name_of, python_files

# From the top of the house to the ground. A layer imports those below it, never above, and the
# parts named side by side on one line never import each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("portal",),
    ("cli",),
    ("demo",),
    ("blueprints",),
    ("errors",),
    ("coming_back", "guessing"),
    ("signing_in",),
    ("policies",),
    ("access",),
    ("headers",),
    ("web", "intake", "logs", "languages", "addresses"),
    ("components", "navigation"),
    ("commands",),
    ("queries", "documents", "integrations"),
    ("audit", "passwords", "frameworks"),
    ("extensions",),
    ("models",),
    ("rules",),
    ("vocabulary",),
)
HEIGHT = {part: level for level, layer in enumerate(LAYERS) for part in layer}

# Libraries that would bring a request, a database or the network where none belongs.
NEVER: dict[str, tuple[str, ...]] = {
    "vocabulary": ("flask", "sqlalchemy", "requests", "portal"),
    "rules": (
        "flask",
        "flask_babel",
        "sqlalchemy",
        "requests",
        "os",
        "pathlib",
        "socket",
        "random",
    ),
    "frameworks": ("flask", "sqlalchemy", "requests", "socket"),
    "models": ("flask", "requests"),
    "queries": ("flask", "requests"),
    "documents": ("flask", "sqlalchemy", "requests", "socket", "psycopg"),
    "policies": ("sqlalchemy",),
    "blueprints": ("sqlalchemy",),
}


def part_of(module: str) -> str:
    """The layer's name for a module: its second word, or `portal` for the application itself.

    The command line is one layer, however many `cli_…` modules it has.
    """
    words = module.split(".")
    part = words[1] if len(words) > 1 else "portal"
    return "cli" if part.startswith("cli_") else part


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module a file imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "a relative import"
            elif node.module == "portal":
                yield from (f"portal.{alias.name}" for alias in node.names)
            else:
                yield str(node.module)


def violations(module: str, source: str) -> list[str]:
    """What a module of that dotted name imports though it must not."""
    part, found = part_of(module), []
    if part not in HEIGHT:
        return [f"{module} has no place in the list of layers"]
    for name in imported(ast.parse(source)):
        if name == "a relative import":
            found.append(f"{module} uses {name}: write the whole name")
        elif name.split(".")[0] in NEVER.get(part, ()) and part_of(name) != part:
            found.append(f"{module} imports {name}, which {part} never does")
        elif name.split(".")[0] == "portal" and part_of(name) != part:
            if HEIGHT.get(part_of(name), -1) <= HEIGHT[part]:
                found.append(f"{module} imports {name}, which stands above or beside it")
        elif part == "blueprints" and area(name) and area(module) not in ("", area(name)):
            found.append(f"{module} imports {name}: areas share through layers below")
    return found


def area(module: str) -> str:
    """The area of a module inside blueprints/<area>/; nothing for what all areas share."""
    words = module.split(".")
    if words[:2] != ["portal", "blueprints"] or len(words) < 3:
        return ""
    return words[2] if (ROOT / "portal" / "blueprints" / words[2]).is_dir() else ""


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_every_module_imports_only_what_stands_below_it():
    found = [
        violation
        for path in python_files("portal")
        for violation in violations(module_name(path), path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("portal.rules.reference", "from portal.models.contacts import Contact"),
        ("portal.rules.reference", "import sqlalchemy.orm"),
        ("portal.rules.reference", "from flask import g"),
        ("portal.models.contacts", "from portal.queries import queue"),
        ("portal.queries.queue", "def late():\n    from portal.commands import contacts"),
        ("portal.queries.queue", "from portal.documents import render"),
        ("portal.documents.render", "from portal.extensions import db\nimport sqlalchemy"),
        ("portal.policies.contacts", "from portal.blueprints.contacts import routes"),
        ("portal.commands.contacts", "from portal import web"),
        ("portal.vocabulary", "import portal.rules.lifecycle"),
        ("portal.blueprints.accounts.routes", "from sqlalchemy import select"),
        ("portal.blueprints.accounts.routes", "from ..accounts import forms"),
        ("portal.helpers", "import re"),
    ],
)
def test_a_planted_import_is_found(module, planted):
    assert violations(module, planted) != []


@pytest.mark.parametrize(
    ("module", "fine"),
    [
        ("portal.blueprints.accounts.routes", "from portal.blueprints.accounts import forms"),
        ("portal.commands.contacts", "from portal.queries import queue\nimport uuid"),
        ("portal.frameworks.loader", "from portal.rules.thresholds import evaluate"),
        ("portal", "from portal import access, cli"),
    ],
)
def test_an_import_that_goes_down_is_fine(module, fine):
    assert violations(module, fine) == []


def test_every_layer_in_the_list_exists():
    present = {path.stem for path in (ROOT / "portal").iterdir() if not path.name.startswith("_")}
    assert set(HEIGHT) - {"portal"} <= present


# Commands commit, and reading a record commits its audit event, also where it is read before the
# application wakes up. So does the bulk demo, which writes invented contacts by the thousand where
# no command could keep up. Nothing else does: the session commits for those who ask it to.
COMMITS = {
    *("portal/commands/base.py", "portal/access.py", "portal/demo/bulk.py"),
    *("portal/models/own_transactions.py", "portal/models/plain_first.py"),
    "portal/models/transactions.py",
}


def test_only_a_command_or_an_audited_read_commits():
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files("portal")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    ]
    assert {place.split(":")[0] for place in found} == COMMITS, found
