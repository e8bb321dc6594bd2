"""Checks whether a threshold framework may be published (thresholds 2.9), all findings at once."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from portal.frameworks.builder import build
from portal.frameworks.cases import CaseError, parse_case
from portal.frameworks.document import Document, Finding, Path
from portal.frameworks.loader import PACKAGED, packaged_text, read_framework
from portal.frameworks.references import Fields, entries
from portal.rules.thresholds import evaluate

# The texts a person reads, by the list they are in. The first group must be there; of the others
# a text that is there in one language must be there in every required one.
NEEDED = {
    "levels": ("name",),
    "domains": ("name",),
    "sections": ("title",),
    "indicators": ("text",),
    "safety_screen": ("text",),
    "rules": ("text",),
    "protective_factors": ("text",),
}
READY = frozenset({"in_review", "published"})
WHERE_GIVEN = {
    "levels": ("descriptor", "next_steps"),
    "sections": ("rationale",),
    "indicators": ("help", "why"),
    "safety_screen": ("help",),
    "context_flags": ("text", "help"),
}


def check(text: str) -> list[Finding]:
    """Everything that keeps the framework in the text from being published, in order of line.

    Includes everything that would keep it from being loaded.
    """
    document = read_framework(text)
    can_evaluate = not document.findings
    if isinstance(document.data, dict):
        _check_approval(document)
        _check_dates_and_languages(document)
        _check_texts(document)
        _check_told_apart(document)
        _check_pathways(document)
        _check_evidence(document)
        _check_sections(document)
        _check_locked(document)
    if can_evaluate:
        _check_worked_cases(document)
    found = dict.fromkeys(document.findings)
    return sorted(found, key=lambda finding: (finding.line, finding.place, finding.message))


def _header(document: Document) -> Fields:
    header: Fields = document.data.get("framework", {})
    return header


def _check_approval(document: Document) -> None:
    """It is meant to be published, and two different people approved it, on a day."""
    status = _header(document).get("status", "published")
    if status not in READY:
        document.add(("framework", "status"), f"is {status}: only a published one can be used")
    approved = _header(document).get("approved", {})
    path: Path = ("framework", "approved")
    names = [" ".join(approved.get(f, "").split()).casefold() for f in ("by", "second_by")]
    for field, name in zip(("by", "second_by"), names, strict=True):
        if not name:
            document.add((*path, field), "an approver is missing; two different people approve")
    if names[0] and names[0] == names[1]:
        document.add((*path, "second_by"), "two different people must approve")
    if approved.get("date") is None:
        document.add((*path, "date"), "the date of approval is missing")


def _check_dates_and_languages(document: Document) -> None:
    header = _header(document)
    start, end = header.get("effective_from"), header.get("review_by")
    for field, day in (("effective_from", start), ("review_by", end)):
        is_wrong = any(found.place == f"framework.{field}" for found in document.findings)
        if day is None and not is_wrong:
            document.add(("framework", field), "a date is missing")
    if start and end and end <= start:
        document.add(("framework", "review_by"), "must be after effective_from")
    for language in _required_languages(document):
        if language not in header["languages"].get("offered", [language]):
            message = f"{language} is required, so it must be offered"
            document.add(("framework", "languages", "offered"), message)


def _check_texts(document: Document) -> None:
    for path, text, is_needed in _texts(document):
        for language in _required_languages(document):
            if language not in text and (is_needed or text):
                document.add((*path, language), f"has no words in a required language, {language}")


def _check_told_apart(document: Document) -> None:
    """No two levels, and no two things to tick, say the same: nobody could choose between them."""
    for name, key in (("levels", "name"), ("indicators", "text")):
        seen: set[tuple[str, str]] = set()
        for path, entry in entries(document, name):
            for language, words in entry.get(key, {}).items():
                said = (language, " ".join((words or "").split()).casefold())
                if said in seen and said[1]:
                    document.add((*path, key, language), "says the same as another of them")
                seen.add(said)


def _required_languages(document: Document) -> list[str]:
    required = _header(document).get("languages", {}).get("required", [])
    return [language for language in required if language]


def _texts(document: Document) -> Iterator[tuple[Path, Mapping[str, str], bool]]:
    """Every text with its path, and whether it must be there at all."""
    for fields, is_needed in ((NEEDED, True), (WHERE_GIVEN, False)):
        for name, keys in fields.items():
            for path, entry in entries(document, name):
                for key in keys:
                    yield (*path, key), entry.get(key, {}), is_needed
    for code, advice in document.data.get("safety_advice", {}).items():
        yield ("safety_advice", code), advice, True
    for code, duty in document.data.get("duties", {}).items():
        yield ("duties", code, "text"), duty.get("text", {}), True
    for code, pathway in document.data.get("pathways", {}).items():
        yield from _pathway_texts(("pathways", code), pathway)


def _pathway_texts(path: Path, pathway: Fields) -> Iterator[tuple[Path, Mapping[str, str], bool]]:
    for place, step in enumerate(pathway.get("steps", [])):
        yield (*path, "steps", place), step or {}, True
    for key in ("title", "consent_text"):
        yield (*path, key), pathway.get(key, {}), False


def _check_pathways(document: Document) -> None:
    """Every level has a pathway with at least one way to phone, and says what to do on consent."""
    pathways = document.data.get("pathways", {})
    for _, level in entries(document, "levels"):
        code = level.get("pathway", "")
        if code not in pathways:
            continue  # a level without a known pathway is a finding already
        pathway = pathways[code]
        contact = pathway.get("contact", {})
        if not contact.get("phone", "").strip() and not contact.get("out_of_hours", "").strip():
            message = f"the pathway of level {level.get('rank')} needs a way to phone"
            document.add(("pathways", code, "contact", "phone"), message)
        if not pathway.get("consent_text"):
            message = f"the pathway of level {level.get('rank')} must say what to do about consent"
            document.add(("pathways", code, "consent_text"), message)


def _check_evidence(document: Document) -> None:
    for path, indicator in entries(document, "indicators"):
        if not indicator.get("sources"):
            document.add((*path, "sources"), "a source is missing")
        if indicator.get("reviewed") is None:
            document.add((*path, "reviewed"), "the date of review is missing")


def _check_sections(document: Document) -> None:
    used = {indicator.get("section") for _, indicator in entries(document, "indicators")}
    for path, section in entries(document, "sections"):
        if section.get("code") not in used:
            document.add(path, "has no indicators")


def _check_locked(document: Document) -> None:
    """Locked red lines of the packaged framework that this one is, or was copied from, remain."""
    header = _header(document)
    origin = header.get("id") if header.get("id") in PACKAGED else None
    origin = origin or header.get("based_on", {}).get("id")
    if origin not in PACKAGED:
        return
    own = {entry.get("id"): (path, entry) for path, entry in entries(document, "indicators")}
    for indicator in _locked_in(origin):
        if indicator not in own:
            document.add(("indicators",), f"the locked red line {indicator} is missing")
            continue
        path, entry = own[indicator]
        for field in ("red_line", "locked"):
            if not entry.get(field):
                document.add((*path, field), f"{indicator} is a locked red line of {origin}")


@cache
def _locked_in(origin: str) -> list[str]:
    parent = read_framework(packaged_text(origin))
    return [entry["id"] for _, entry in entries(parent, "indicators") if entry.get("locked")]


def _check_worked_cases(document: Document) -> None:
    """The hub's own worked cases give what it expects, or the difference is accepted by name."""
    framework = build(document.data)
    for path, worked in entries(document, "worked_cases"):
        try:
            case = parse_case(worked["case"], framework)
        except CaseError as error:
            document.add((*path, "case"), str(error))
            continue
        outcome = evaluate(framework, case)
        found: dict[str, Any] = {"level": outcome.level, "upper": outcome.upper}
        for field, value in found.items():
            if worked.get(field) != value and "accepted_by" not in worked:
                message = f"{worked['title']}: expected {worked.get(field)}, gives {value}"
                document.add((*path, field), message)
