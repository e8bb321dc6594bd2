"""Small readers for the parts of a framework file; each says what it wanted when it is not that."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import yaml

from portal.frameworks.document import Document, Path, Schema

LANGUAGES = ("en", "cy")
CODE = r"[A-Za-z][A-Za-z0-9_-]{0,59}"
NOTHING: Final = object()  # what a reader gives for a part it could not read
TAG = "tag:yaml.org,2002:"


def fault(document: Document, node: yaml.Node, path: Path, message: str) -> object:
    """Record what is wrong at a node, and give nothing for it."""
    document.lines[path] = node.start_mark.line + 1
    document.add(path, message)
    return NOTHING


def words(*, may_be_blank: bool = False) -> Schema:
    """Text."""

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        if not _is_scalar(node, "str"):
            return fault(document, node, path, "must be text; put quotes around it")
        if not may_be_blank and not node.value.strip():
            return fault(document, node, path, "must not be blank")
        return node.value

    return read


def matching(pattern: str, wanted: str) -> Schema:
    """Text of a given form, plain numbers and dates included."""
    form = re.compile(pattern)

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        if not isinstance(node, yaml.ScalarNode) or not form.fullmatch(node.value):
            return fault(document, node, path, f"must be {wanted}")
        return node.value

    return read


def code() -> Schema:
    """An id or code: letters, digits, hyphens and underscores."""
    return matching(CODE, "a code of letters, digits, - and _")


def whole(lowest: int, highest: int) -> Schema:
    """A whole number within limits, both included."""

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        if not _is_scalar(node, "int") or not re.fullmatch(r"-?\d{1,9}", node.value):
            return fault(document, node, path, "must be a whole number")
        number = int(node.value)
        if not lowest <= number <= highest:
            return fault(document, node, path, f"must be from {lowest} to {highest}")
        return number

    return read


def yes_no() -> Schema:
    """True or false."""

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        if not _is_scalar(node, "bool"):
            return fault(document, node, path, "must be true or false")
        return node.value.lower() in ("true", "yes", "on")

    return read


def day() -> Schema:
    """A date, or nothing while it is not yet decided."""

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        try:
            if isinstance(node, yaml.ScalarNode):
                return date.fromisoformat(node.value) if node.value else None
        except ValueError:
            pass  # said below, as for anything else that is not a date
        return fault(document, node, path, "must be a date such as 2026-12-01")

    return read


def one_of(values: Sequence[str]) -> Schema:
    """One of a fixed list of words."""
    allowed = {str(value): value for value in values}

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.value in allowed:
            return allowed[node.value]
        given = f'"{node.value}"' if isinstance(node, yaml.ScalarNode) else "this"
        return fault(document, node, path, f"{given} is not one of: {', '.join(allowed)}")

    return read


def list_of(item: Schema, *, at_least: int = 0) -> Schema:
    """A list. Items that carry an id, code or rank are named by it in findings."""

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return fault(document, node, path, "must be a list")
        document.lines[path] = node.start_mark.line + 1
        if len(node.value) < at_least:
            fault(document, node, path, f"must have at least {at_least} in it")
        items = []
        for place, child in enumerate(node.value):
            here = (*path, place)
            document.lines[here] = child.start_mark.line + 1
            if name := _name_of(child):
                document.names[here] = name
            items.append(item(document, child, here))
        return [None if value is NOTHING else value for value in items]

    return read


def record(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """A set of named fields; an optional field that is null reads as left out."""
    fields = {**required, **(optional or {})}

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return fault(document, node, path, f"must be fields: {', '.join(fields)}")
        document.lines[path] = node.start_mark.line + 1
        nodes = _entries(document, node, path)
        for name in required:
            if name not in nodes:
                document.add((*path, name), "is missing")
        values: dict[str, Any] = {}
        for name, child in nodes.items():
            if name not in fields:
                known = ", ".join(fields)
                fault(document, child, (*path, name), f"is not a known field; known are: {known}")
            elif name in required or not _is_scalar(child, "null"):
                values[name] = fields[name](document, child, (*path, name))
        return {name: value for name, value in values.items() if value is not NOTHING}

    return read


def mapping_of(key: str, item: Schema) -> Schema:
    """Named items; names match the pattern `key`."""
    form = re.compile(key)

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return fault(document, node, path, "must be named entries")
        document.lines[path] = node.start_mark.line + 1
        values: dict[str, Any] = {}
        for name, child in _entries(document, node, path).items():
            if not form.fullmatch(name):
                fault(document, child, (*path, name), "is not a name that may stand here")
                continue
            value = item(document, child, (*path, name))
            if value is not NOTHING:
                values[name] = value
        return values

    return read


def translated() -> Schema:
    """The same words by language; a language left blank or null is left out."""
    per_language = {language: words(may_be_blank=True) for language in LANGUAGES}
    fields = record({}, per_language)

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        values = fields(document, node, path)
        if values is NOTHING:
            return NOTHING
        return {language: text for language, text in values.items() if text.strip()}

    return read


def plain() -> Schema:
    """Anything, as JSON would hold it; yes and no stay words."""

    def read(document: Document, node: yaml.Node, path: Path) -> Any:
        document.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            entries = _entries(document, node, path).items()
            return {name: read(document, child, (*path, name)) for name, child in entries}
        if isinstance(node, yaml.SequenceNode):
            return [read(document, child, (*path, n)) for n, child in enumerate(node.value)]
        return _plain_scalar(node)

    return read


def _plain_scalar(node: yaml.Node) -> Any:
    if _is_scalar(node, "null"):
        return None
    if _is_scalar(node, "int") and re.fullmatch(r"-?\d{1,9}", node.value):
        return int(node.value)
    if _is_scalar(node, "bool") and node.value.lower() in ("true", "false"):
        return node.value.lower() == "true"
    return node.value


def _is_scalar(node: yaml.Node, kind: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == TAG + kind


def _entries(document: Document, node: yaml.MappingNode, path: Path) -> dict[str, yaml.Node]:
    """The fields of a mapping by name; a repeated one is a finding, and the first one is read."""
    entries: dict[str, yaml.Node] = {}
    for key, child in node.value:
        if not isinstance(key, yaml.ScalarNode):
            fault(document, key, path, "a field's name must be plain text")
        elif key.value in entries:
            first = entries[key.value].start_mark.line + 1
            fault(document, key, (*path, key.value), f"is repeated; it is already on line {first}")
        else:
            entries[key.value] = child
            document.lines[(*path, key.value)] = key.start_mark.line + 1
    return entries


def _name_of(node: yaml.Node) -> str:
    if not isinstance(node, yaml.MappingNode):
        return ""
    named = {
        key.value: child.value
        for key, child in node.value
        if isinstance(key, yaml.ScalarNode) and isinstance(child, yaml.ScalarNode)
    }
    return str(named.get("id") or named.get("code") or "")
