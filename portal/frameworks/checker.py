"""Checks whether a threshold framework may be published (thresholds 2.9), all findings at once."""

import json
from datetime import date
from typing import Any

from portal.frameworks.builder import build
from portal.frameworks.cases import CaseError, parse_case
from portal.frameworks.document import Document, Finding, Path
from portal.frameworks.loader import read_framework
from portal.frameworks.red_lines import check_locked
from portal.frameworks.references import Fields, entries
from portal.frameworks.texts import check_texts, required_languages
from portal.frameworks.versions import check_version
from portal.rules.thresholds import evaluate
from portal.vocabulary import Band, Nation

READY = frozenset({"in_review", "published"})
LEAST_CASES = 20
HUB = "hub"  # for the hub's own number, kept in its settings
LEAST_DIGITS = 3  # of a number to phone: 999, 101


def check(
    text: str,
    *,
    before: str | None = None,
    today: date | None = None,
    nation: str | None = None,
) -> list[Finding]:
    """Everything that keeps the framework in the text from being published, in order of line.

    Includes everything that would keep it from being loaded. `before` is the version it follows,
    whose locked red lines it keeps and above whose number its own must be; `today` is the day by
    which an agreement may have run out; `nation` that of the hub it is for.
    """
    document = read_framework(text)
    earlier = read_framework(before) if before is not None else None
    can_evaluate = not document.findings
    if isinstance(document.data, dict):
        _check_approval(document)
        _check_dates_and_languages(document)
        _check_welsh(document, nation)
        _check_lowest_level(document)
        check_texts(document)
        _check_told_apart(document)
        _check_pathways(document)
        _check_evidence(document)
        _check_sections(document)
        _check_enough_cases(document)
        check_locked(document, earlier, today)
        if earlier is not None and not earlier.findings:
            check_version(document, earlier)
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


def _check_lowest_level(document: Document) -> None:
    """Level 1 says that needs are met, so it is the one of everyday services."""
    for path, level in list(entries(document, "levels"))[:1]:
        if level.get("bands") and Band.UNIVERSAL not in level["bands"]:
            document.add((*path, "bands"), "the lowest level must hold universal")


def _check_dates_and_languages(document: Document) -> None:
    header = _header(document)
    start, end = header.get("effective_from"), header.get("review_by")
    for field, day in (("effective_from", start), ("review_by", end)):
        is_wrong = any(found.place == f"framework.{field}" for found in document.findings)
        if day is None and not is_wrong:
            document.add(("framework", field), "a date is missing")
    if start and end and end <= start:
        document.add(("framework", "review_by"), "must be after effective_from")
    for language in required_languages(document):
        if language not in header["languages"].get("offered", [language]):
            message = f"{language} is required, so it must be offered"
            document.add(("framework", "languages", "offered"), message)


def _check_welsh(document: Document, nation: str | None) -> None:
    """A Welsh hub publishes nothing with a missing Welsh string."""
    nations = _header(document).get("jurisdiction", [])
    is_for_wales = nations == [Nation.WALES] or (nation == Nation.WALES and nation in nations)
    if is_for_wales and "cy" not in required_languages(document):
        message = "a hub in Wales requires cy too"
        document.add(("framework", "languages", "required"), message)


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


def _check_pathways(document: Document) -> None:
    """Every level has a pathway with at least one way to phone, and says what to do on consent.

    So has the pathway of each red line, which is followed instead of its level's.
    """
    used = {
        level.get("pathway"): f"level {level.get('rank')}" for level in _each(document, "levels")
    }
    for entry in _each(document, "indicators"):
        if entry.get("red_line") and "pathway" in entry:
            used.setdefault(entry["pathway"], f"the red line {entry.get('id')}")
    for code, pathway in document.data.get("pathways", {}).items():
        if code not in used:
            continue  # one that is not there is a finding already
        _check_phone(document, code, used[code])
        if not pathway.get("consent_text"):
            message = f"the pathway of {used[code]} must say what to do about consent"
            document.add(("pathways", code, "consent_text"), message)


def _each(document: Document, name: str) -> list[Fields]:
    return [entry for _, entry in entries(document, name)]


def _check_phone(document: Document, code: str, whose: str) -> None:
    contact = document.data["pathways"][code].get("contact", {})
    routes = {field: contact.get(field, "").strip() for field in ("phone", "out_of_hours")}
    for field, route in routes.items():
        digits = sum(character.isdigit() for character in route)
        if route and route != HUB and digits < LEAST_DIGITS:
            message = f"{route} is not a number to phone; write a number, or {HUB} for the hub's"
            document.add(("pathways", code, "contact", field), message)
    if not any(routes.values()):
        message = f"the pathway of {whose} needs a way to phone"
        document.add(("pathways", code, "contact", "phone"), message)


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


def _check_enough_cases(document: Document) -> None:
    """Twenty cases of the hub's own: fewer show too little of what a change moves."""
    cases = [
        json.dumps(each.get("case"), sort_keys=True) for each in _each(document, "worked_cases")
    ]
    different = len(set(cases))
    if different < LEAST_CASES:
        message = f"at least {LEAST_CASES} different ones are needed; there are {different}"
        document.add(("worked_cases",), message)
