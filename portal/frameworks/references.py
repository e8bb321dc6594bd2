"""What must agree inside a framework file before anything can be evaluated with it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from portal.frameworks.document import Document, Path
from portal.rules.threshold_gate import CORE_DOMAINS
from portal.rules.threshold_index import SOONEST_FIRST
from portal.rules.threshold_model import KNOWN_FLAGS, Effect
from portal.rules.threshold_rules import BANDS
from portal.vocabulary import Band

Fields = Mapping[str, Any]
NAMED = {
    "levels": "code",
    "domains": "code",
    "sections": "code",
    "indicators": "id",
    "context_flags": "code",
    "safety_screen": "id",
    "legal_notes": "id",
    "protective_factors": "id",
    "rules": "id",
}
POINTERS = (  # a list, the field that points, the list it points to, and what that holds
    ("sections", "domain", "domains", "domain"),
    ("protective_factors", "domain", "domains", "domain"),
    ("indicators", "section", "sections", "section"),
    ("indicators", "domain", "domains", "domain"),
    ("indicators", "pathway", "pathways", "pathway"),
    ("levels", "pathway", "pathways", "pathway"),
)
SAFETY_SCREEN = {
    **{f"S{number}": Effect.EMERGENCY for number in range(1, 7)},
    "S7": Effect.PROTECTION,
    "S8": Effect.SAFE_CONTACT,
}


class Known(NamedTuple):
    """What indicators point to, looked up once and not again for each of them."""

    levels: Mapping[int, tuple[Band, ...]]
    home: Mapping[Any, Any]  # the domain of each section
    codes: Mapping[str, set[str]]


def entries(document: Document, name: str) -> Iterator[tuple[Path, Fields]]:
    """The readable entries of one of the file's lists, with their paths."""
    data = document.data if isinstance(document.data, dict) else {}
    for place, entry in enumerate(data.get(name, [])):
        if isinstance(entry, dict):
            yield (name, place), entry


def check_references(document: Document) -> None:
    """Add a finding for everything that points to nothing, stands twice or contradicts itself."""
    if not isinstance(document.data, dict):
        return
    for name, key in NAMED.items():
        _check_unique(document, name, key)
    _check_levels(document)
    _check_known(document)
    _check_duties(document)
    _check_safety_screen(document)
    known = _known(document)
    for path, indicator in entries(document, "indicators"):
        _check_indicator(document, path, indicator, known)
    for path, rule in entries(document, "rules"):
        _check_rule(document, path, rule)


def codes(document: Document, name: str) -> set[str]:
    """The ids or codes that one part of the file defines."""
    part = document.data.get(name, {})
    if isinstance(part, dict):
        return set(part)
    return {entry[NAMED[name]] for _, entry in entries(document, name) if NAMED[name] in entry}


def bands_of_ranks(document: Document) -> dict[int, tuple[Band, ...]]:
    """The bands of each rank, lowest first."""
    return {
        level["rank"]: tuple(sorted((b for b in level["bands"] if b), key=BANDS.index))
        for _, level in entries(document, "levels")
        if "rank" in level and level.get("bands")
    }


def _known(document: Document) -> Known:
    home = {s.get("code"): s.get("domain") for _, s in entries(document, "sections")}
    parts = ("duties", "safety_advice", "pathways")
    return Known(bands_of_ranks(document), home, {part: codes(document, part) for part in parts})


def _check_unique(document: Document, name: str, key: str) -> None:
    seen: set[str] = set()
    for path, entry in entries(document, name):
        value = entry.get(key)
        if value in seen:
            document.add((*path, key), f"{value} is used more than once")
        if value is not None:
            seen.add(value)


def _check_levels(document: Document) -> None:
    found = list(entries(document, "levels"))
    ranks = [level.get("rank") for _, level in found]
    if "levels" in document.data and not 3 <= len(found) <= 6:
        document.add(("levels",), f"there must be 3 to 6 levels; there are {len(found)}")
    for place, ((path, _), rank) in enumerate(zip(found, ranks, strict=True), start=1):
        if rank is not None and rank != place:
            message = f"ranks must count up from 1 without a gap; {place} was expected here"
            document.add((*path, "rank"), message)
    highest = -1
    for path, level in found:
        order = [BANDS.index(band) for band in level.get("bands", []) if band]
        if order and min(order) < highest:
            message = "must not be lower than the bands of the level below"
            document.add((*path, "bands"), message)
        if highest >= 0 and Band.UNIVERSAL in level.get("bands", []):
            document.add((*path, "bands"), "universal is for the lowest level only")
        if len(set(order)) < len(order):
            document.add((*path, "bands"), "names a band twice")
        highest = max([highest, *order])


def _check_known(document: Document) -> None:
    """Everything that names another part of the file names one that is there."""
    for name, field, target, word in POINTERS:
        known = codes(document, target)
        for path, entry in entries(document, name):
            if field in entry and entry[field] not in known:
                document.add((*path, field), f"{entry[field]} is not a {word} of this framework")
    for code in CORE_DOMAINS:
        if "domains" in document.data and code not in codes(document, "domains"):
            document.add(("domains",), f"{code} is missing; level 1 rests on it")


def _check_duties(document: Document) -> None:
    notes = codes(document, "legal_notes")
    for code, duty in document.data.get("duties", {}).items():
        if "legal_note" in duty and duty["legal_note"] not in notes:
            message = f"{duty['legal_note']} is not a legal note of this framework"
            document.add(("duties", code, "legal_note"), message)


def _check_advice(document: Document, path: Path, entry: Fields, known: Known) -> None:
    for field, word in (("duties", "duty"), ("safety_advice", "safety advice")):
        for place, code in enumerate(entry.get(field, [])):
            if code is not None and code not in known.codes[field]:
                message = f"{code} is not a {word} of this framework"
                document.add((*path, field, place), message)


def _check_safety_screen(document: Document) -> None:
    if "safety_screen" not in document.data:
        return  # said once already
    found = {entry.get("id"): (path, entry) for path, entry in entries(document, "safety_screen")}
    for code, effect in SAFETY_SCREEN.items():
        if code not in found:
            document.add(("safety_screen",), f"question {code} is missing")
        elif found[code][1].get("yes", effect) != effect:
            document.add((*found[code][0], "yes"), f"{code} must be {effect}")
    for asked, (path, _) in found.items():
        if asked is not None and asked not in SAFETY_SCREEN:
            document.add((*path, "id"), f"{asked} is not one of {', '.join(SAFETY_SCREEN)}")


def _check_indicator(document: Document, path: Path, indicator: Fields, known: Known) -> None:
    _check_advice(document, path, indicator, known)
    levels = known.levels
    rank = indicator.get("level", 0)
    if levels and rank and rank not in levels:
        document.add((*path, "level"), f"{rank} is not a level of this framework")
    if levels.get(rank) and indicator.get("band", levels[rank][0]) not in levels[rank]:
        document.add((*path, "band"), f"{indicator['band']} is not a band of level {rank}")
    if levels:
        _check_red_line(document, path, indicator, max(levels))
    domain = known.home.get(indicator.get("section"))
    if domain and indicator.get("domain", domain) != domain:
        document.add((*path, "domain"), f"must be {domain}, the domain of its section")
    for nation, override in indicator.get("jurisdiction", {}).items():
        _check_override(document, (*path, "jurisdiction", nation), indicator, override, known)


def _check_red_line(document: Document, path: Path, indicator: Fields, top: int) -> None:
    if not indicator.get("red_line"):
        if indicator.get("locked"):
            document.add((*path, "locked"), "is locked but is not a red line")
        return
    if indicator.get("level", top) != top:
        document.add((*path, "level"), f"a red line must be at the top level, {top}")
    if indicator.get("urgency", "now") != "now":
        document.add((*path, "urgency"), "a red line must be now")


def _check_override(
    document: Document, path: Path, indicator: Fields, override: Fields, known: Known
) -> None:
    """What differs in one nation may only be higher, sooner or stricter."""
    document_nations = document.data.get("framework", {}).get("jurisdiction", [])
    if path[-1] not in document_nations:
        document.add(path, f"{path[-1]} is not in the framework's jurisdiction")
    _check_advice(document, path, override, known)
    if "pathway" in override and override["pathway"] not in known.codes["pathways"]:
        document.add((*path, "pathway"), f"{override['pathway']} is not a pathway")
    levels = known.levels
    base = indicator.get("level", 0)
    rank = override.get("level", base)
    if "level" in override and rank not in levels:
        document.add((*path, "level"), f"{rank} is not a level of this framework")
    if rank < base:
        document.add((*path, "level"), "may only be higher than elsewhere")
    for field in ("red_line", "emergency"):
        if indicator.get(field) and override.get(field) is False:
            document.add((*path, field), "may not be taken away in one nation")
    if override.get("red_line") and rank != max(levels, default=rank):
        document.add((*path, "level"), "a red line must be at the top level")
    _check_override_order(document, path, indicator, override, known)


def _check_override_order(
    document: Document,
    path: Path,
    indicator: Fields,
    override: Fields,
    known: Known,
) -> None:
    urgency, base = override.get("urgency"), indicator.get("urgency")
    if urgency and base and SOONEST_FIRST.index(urgency) > SOONEST_FIRST.index(base):
        document.add((*path, "urgency"), "may only be sooner than elsewhere")
    band = override.get("band")
    if band is None:
        return
    rank = indicator.get("level", 0)
    if band not in known.levels.get(override.get("level", rank), ()):
        document.add((*path, "band"), f"{band} is not a band of its level")
    own = indicator.get("band") or min(known.levels.get(rank, (band,)), key=BANDS.index)
    if BANDS.index(band) < BANDS.index(own):
        document.add((*path, "band"), "may only be higher than elsewhere")


def _check_rule(document: Document, path: Path, rule: Fields) -> None:
    raise_to, upper_to = rule.get("raise_to_band"), rule.get("upper_to_band")
    if raise_to and upper_to and BANDS.index(upper_to) < BANDS.index(raise_to):
        document.add((*path, "upper_to_band"), "is below raise_to_band")
    if not raise_to and not upper_to and rule.get("consult") != "today":
        document.add(
            path, "changes nothing: it needs raise_to_band, upper_to_band or consult today"
        )
    if "when" in rule:
        _check_condition(document, (*path, "when"), rule["when"])


def _check_condition(document: Document, path: Path, condition: Fields | None) -> None:
    for operator, operand in (condition or {}).items():
        here = (*path, operator)
        if operator in ("all", "any"):
            for place, part in enumerate(operand):
                _check_condition(document, (*here, place), part)
        elif operator == "flag":
            if operand not in {*KNOWN_FLAGS, *codes(document, "context_flags")}:
                document.add(here, f"{operand} is not a context flag of this framework")
        else:
            _check_reachable(document, here, operand)


def _check_reachable(document: Document, path: Path, count: Fields) -> None:
    """A count that can never be reached would switch its rule off without a word."""
    is_of_tags = path[-1] == "count_tags"
    if is_of_tags and count.get("at_least", 0) > len(set(count.get("tags", []))):
        document.add((*path, "at_least"), "is more than there are tags to count")
    if count.get("domains_at_least", 0) > len(codes(document, "domains")):
        document.add((*path, "domains_at_least"), "is more than there are domains")
