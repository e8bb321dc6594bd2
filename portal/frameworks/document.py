"""Reads YAML into plain data that still knows the line and the name of each place in the file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

Path = tuple[str | int, ...]
DEEPEST = 30  # levels of nesting; far more than a framework needs
MOST_PARTS = 100_000  # the starter has some 21,000; more would keep the reader waiting for minutes


@dataclass(frozen=True)
class Finding:
    """One thing to put right: its place by name, its line in the file (from 1), and what it is."""

    place: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.place}: {self.message}"


@dataclass
class Document:
    """What was read, where each part stands, and what was wrong with it."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    names: dict[Path, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, path: Path, message: str) -> None:
        """Record a finding at the path, or at the nearest part of it that is in the file."""
        known = next(
            (path[:end] for end in range(len(path), -1, -1) if path[:end] in self.lines), ()
        )
        self.findings.append(Finding(self.place(path), self.lines.get(known, 1), message))

    def place(self, path: Path) -> str:
        """The path as a reader of the file knows it, with ids instead of numbers."""
        place = ""
        for end, step in enumerate(path, start=1):
            name = self.names.get(path[:end], "") if isinstance(step, int) else step
            place += f".{name}" if name else f"[{step}]"
        return place.removeprefix(".") or "file"


Schema = Callable[[Document, yaml.Node, Path], Any]


def read_document(text: str, schema: Schema) -> Document:
    """The text as data of the given shape; everything wrong with it is among the findings.

    What cannot be read is left out of the data. A file that is not YAML, holds several documents,
    or repeats a part by alias gives one finding and no data.
    """
    document = Document(lines={(): 1})
    try:
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or error.context or "cannot be read"
        document.findings.append(Finding("file", line, f"not valid YAML: {problem}"))
    except Refused as error:
        document.findings.append(Finding("file", error.line, str(error)))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        problem = str(error).splitlines()[0] if str(error) else "cannot be read"
        document.findings.append(Finding("file", 1, f"not valid YAML: {problem}"))
    else:
        if node is None:
            document.findings.append(Finding("file", 1, "the file is empty"))
        else:
            document.data = schema(document, node, ())
    return document


class Refused(Exception):
    """Something a framework file may not hold, though it is YAML."""

    def __init__(self, message: str, event: yaml.Event) -> None:
        super().__init__(message)
        self.line = event.start_mark.line + 1 if event.start_mark else 1


def _compose(text: str) -> yaml.Node | None:
    """The one YAML document of the text, without aliases, so that no part can stand twice."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    for parts, event in enumerate(yaml.parse(text, Loader=loader)):
        if parts > MOST_PARTS:
            raise Refused("has more parts than a framework can have", event)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise Refused("write the part out again: aliases (*name) are not allowed", event)
        if depth > DEEPEST:
            raise Refused("is nested too deep", event)
    node: yaml.Node | None = yaml.compose(text, Loader=loader)
    return node
