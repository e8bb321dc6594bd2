"""What a new version changes, and by how much its number must rise (thresholds 2.9, semver)."""

from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from portal.frameworks.document import Document, Path
from portal.frameworks.references import NAMED, Fields, bands_of_ranks, entries


class Rise(IntEnum):
    """Which of the three numbers must rise."""

    PATCH = 1  # words that say the same
    MINOR = 2  # a new indicator or rule, or what to do about one
    MAJOR = 3  # any level, red line or band: what was ticked before may now read otherwise


class Change(NamedTuple):
    """One thing that is not as it was, and where."""

    rise: Rise
    path: Path


# What of an indicator or a rule may move a number, and what moves none. The rest is words.
MOVES = {
    "indicators": ("level", "band", "red_line", "locked", "tags", "scope", "domain"),
    "rules": ("when", "raise_to_band", "upper_to_band"),
}
MOVES_NONE = {
    "indicators": (
        *("section", "urgency", "emergency", "age", "pathway", "duties", "safety_advice"),
    ),
    "rules": ("consult",),
    "levels": ("consent", "pathway"),
}
# Of these, one that comes or goes moves no number.
LISTED = ("sections", "context_flags", "protective_factors", "legal_notes")
MAPPED = ("pathways", "safety_advice", "duties")
STRICTER = ("level", "band", "red_line")  # of a nation's own reading


def check_version(document: Document, before: Document) -> None:
    """Add a finding when the number does not rise by as much as the changes ask for.

    Only for two versions of the same framework: another id is another document.
    """
    old, new = _number(before), _number(document)
    if not old or not new or _id(document) != _id(before) or document.data == before.data:
        return
    if new <= old:
        message = f"must be higher than {_shown(old)}, the version before"
        document.add(("framework", "version"), message)
        return
    found = sorted(_changes(document, before), key=lambda change: -change.rise)
    asked = found[0].rise if found else Rise.PATCH
    if asked <= _rise(old, new):
        return
    count = sum(change.rise == asked for change in found)
    more = f" (and {count - 1} more)" if count > 1 else ""
    place = document.place(found[0].path)
    message = f"must be {_least(old, asked)} or higher: {place} is not as in {_shown(old)}{more}"
    document.add(("framework", "version"), message)


def _changes(document: Document, before: Document) -> Iterator[Change]:
    if bands_of_ranks(document) != bands_of_ranks(before):
        yield Change(Rise.MAJOR, ("levels",))
    for name, reader in (("levels", _levels), ("indicators", _indicators), ("rules", _rules)):
        yield from _between(document, before, name, reader)
    yield from _listed(document, before)


def _listed(document: Document, before: Document) -> Iterator[Change]:
    for name in (*LISTED, *MAPPED):
        known = [set(_by_name(each, name)) for each in (document, before)]
        if known[0] != known[1]:
            yield Change(Rise.MINOR, (name,))


Read = Callable[[Fields], Fields]


def _between(
    document: Document, before: Document, name: str, reader: Callable[[Document], Read]
) -> Iterator[Change]:
    """What came, what went, and what is another in one of the file's lists."""
    read_now, read_then = reader(document), reader(before)
    now, then = _by_name(document, name), _by_name(before, name)
    for code, (path, entry) in now.items():
        if code not in then:
            yield Change(Rise.MINOR, path)
            continue
        new, old = read_now(entry), read_then(then[code][1])
        for field in new:
            if new[field] != old[field]:
                rise = Rise.MAJOR if field in _moving(name) else Rise.MINOR
                yield Change(rise, (*path, field))
    if then.keys() - now.keys():
        yield Change(Rise.MAJOR, (name,))


def _moving(name: str) -> tuple[str, ...]:
    return (*MOVES.get(name, ()), "jurisdiction")


def _levels(document: Document) -> Read:
    return lambda entry: {field: entry.get(field) for field in MOVES_NONE["levels"]}


def _rules(document: Document) -> Read:
    known = (*MOVES["rules"], *MOVES_NONE["rules"])
    return lambda entry: {field: entry.get(field) for field in known}


def _indicators(document: Document) -> Read:
    """What an indicator does, with what is left out filled in as the engine does."""
    levels = bands_of_ranks(document)
    home = {s.get("code"): s.get("domain") for _, s in entries(document, "sections")}
    known = (*MOVES["indicators"], *MOVES_NONE["indicators"])

    def read(entry: Fields) -> Fields:
        fields = {field: entry.get(field) for field in known}
        fields |= {field: bool(entry.get(field)) for field in ("red_line", "locked", "emergency")}
        for field in ("tags", "duties", "safety_advice"):
            fields[field] = sorted(filter(None, entry.get(field, [])))
        fields["band"] = entry.get("band", levels.get(entry.get("level", 0), (None,))[0])
        fields["domain"] = home.get(entry.get("section"))
        fields["jurisdiction"] = _of_nations(entry)
        return fields

    return read


def _of_nations(entry: Fields) -> Fields:
    return {
        nation: {field: override.get(field) for field in STRICTER}
        for nation, override in entry.get("jurisdiction", {}).items()
        if any(field in override for field in STRICTER)
    }


def _by_name(document: Document, name: str) -> Mapping[Any, tuple[Path, Fields]]:
    if name in MAPPED:
        return {code: ((name, code), {}) for code in document.data.get(name, {})}
    key = NAMED[name]
    return {entry.get(key): (path, entry) for path, entry in entries(document, name)}


def _id(document: Document) -> Any:
    return document.data.get("framework", {}).get("id") if document.data else None


def _number(document: Document) -> tuple[int, ...]:
    data = document.data if isinstance(document.data, dict) else {}
    version = data.get("framework", {}).get("version", "")
    return tuple(map(int, version.split("."))) if version else ()


def _rise(old: tuple[int, ...], new: tuple[int, ...]) -> Rise:
    if new[0] > old[0]:
        return Rise.MAJOR
    return Rise.MINOR if new[1] > old[1] else Rise.PATCH


def _least(old: tuple[int, ...], rise: Rise) -> str:
    major, minor, patch = old
    least = {
        Rise.MAJOR: (major + 1, 0, 0),
        Rise.MINOR: (major, minor + 1, 0),
        Rise.PATCH: (major, minor, patch + 1),
    }
    return _shown(least[rise])


def _shown(number: tuple[int, ...]) -> str:
    return ".".join(map(str, number))
