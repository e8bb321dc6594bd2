"""Locked red lines: a hub adds its own freely, and weakens none without its partners (2.9)."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from portal.frameworks.document import Document, Path
from portal.frameworks.loader import PACKAGED, packaged_text, read_framework
from portal.frameworks.references import Fields, entries
from portal.vocabulary import Nation

# Who signs a weakened red line, each by name: the safeguarding partners of the nation.
PARTNERS: dict[str, tuple[str, ...]] = {
    Nation.ENGLAND: ("local_authority", "health", "police"),
    Nation.WALES: ("safeguarding_board",),
}


class Promise(NamedTuple):
    """A locked red line that must remain: which framework promised it, and whether 999 with it."""

    origin: str
    is_emergency: bool


def check_locked(document: Document, before: Document | None, today: date | None) -> None:
    """Add a finding for each locked red line weakened without its partners' agreement.

    Those of the packaged framework that this one is, or was copied from, count, and those of the
    version before. `today` is the day by which an agreement may have run out.
    """
    signed = {entry["id"]: path for path, entry in _weakened(document) if "id" in entry}
    for code, promise in _promised(document, before).items():
        faults = list(_weakenings(document, code, promise))
        path = signed.pop(code, None)
        if not faults:
            if path is not None:
                document.add(path, f"{code} is not weakened; take this entry out")
        elif path is None:
            for place, message in faults:
                document.add(place, message)
        else:
            _check_agreement(document, code, path, today)
    for code, path in signed.items():
        document.add(path, f"{code} is not a locked red line of the framework before")


def _promised(document: Document, before: Document | None) -> dict[str, Promise]:
    header = _header(document)
    origin = header.get("id") if header.get("id") in PACKAGED else None
    origin = origin or header.get("based_on", {}).get("id")
    promised = _locked_of(before) if before is not None else {}
    if origin in PACKAGED:
        promised |= _locked_in(origin)
    return promised


@cache
def _locked_in(origin: str) -> dict[str, Promise]:
    return _locked_of(read_framework(packaged_text(origin)))


def _locked_of(document: Document) -> dict[str, Promise]:
    origin = str(_header(document).get("id", "the version before"))
    return {
        entry["id"]: Promise(origin, bool(entry.get("emergency")))
        for _, entry in entries(document, "indicators")
        if "id" in entry and entry.get("red_line") and entry.get("locked")
    }


def _weakenings(document: Document, code: str, promise: Promise) -> Iterator[tuple[Path, str]]:
    own = next(
        (each for each in entries(document, "indicators") if each[1].get("id") == code), None
    )
    if own is None:
        yield ("indicators",), f"the locked red line {code} is missing"
        return
    path, entry = own
    for field in ("red_line", "locked"):
        if not entry.get(field):
            yield (*path, field), f"{code} is a locked red line of {promise.origin}"
    if promise.is_emergency and not entry.get("emergency"):
        message = f"{code} is a locked red line of {promise.origin} that calls for 999"
        yield (*path, "emergency"), message


def _check_agreement(document: Document, code: str, path: Path, today: date | None) -> None:
    """Each partner by name, a reason, a day on which it ends, and a line in the version notes."""
    header = _header(document)
    [entry] = [entry for place, entry in _weakened(document) if place == path]
    _check_partners(document, path, entry.get("approved", {}))
    expires, review = entry.get("expires"), header.get("review_by")
    if expires is None:
        document.add(
            (*path, "expires"), f"the day on which the weakening of {code} ends is missing"
        )
    elif today is not None and expires < today:
        document.add((*path, "expires"), f"the agreement to weaken {code} has ended")
    elif review is not None and review > expires:
        message = f"must not be after {expires}, when the agreement to weaken {code} ends"
        document.add(("framework", "review_by"), message)
    if code not in header.get("version_notes", {}).get("en", ""):
        document.add(("framework", "version_notes"), f"must say that {code} is weakened, and why")


def _check_partners(document: Document, path: Path, approved: Fields) -> None:
    nations = [nation for nation in _header(document).get("jurisdiction", []) if nation]
    seen: set[str] = set()
    for partner in dict.fromkeys(each for nation in nations for each in PARTNERS[nation]):
        name = " ".join(approved.get(partner, "").split()).casefold()
        if not name:
            document.add((*path, "approved", partner), "a named approver is missing")
        elif name in seen:
            document.add((*path, "approved", partner), "each partner names a person of its own")
        seen.add(name)


def _weakened(document: Document) -> Iterator[tuple[Path, Fields]]:
    for place, entry in enumerate(_header(document).get("weakened", [])):
        if isinstance(entry, dict):
            yield ("framework", "weakened", place), entry


def _header(document: Document) -> Fields:
    data = document.data if isinstance(document.data, dict) else {}
    header: Fields = data.get("framework", {})
    return header
