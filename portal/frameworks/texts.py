"""The words a framework file shows to people, and whether they are there in every language."""

from collections.abc import Iterator, Mapping

from portal.frameworks.document import Document, Path
from portal.frameworks.references import Fields, entries
from portal.frameworks.schema import LANGUAGES
from portal.rules.threshold_model import DERIVED_FLAGS

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
WHERE_GIVEN = {
    "levels": ("descriptor", "next_steps"),
    "sections": ("rationale",),
    "indicators": ("help", "why"),
    "safety_screen": ("help",),
    "context_flags": ("help",),
}
Said = tuple[Path, Mapping[str, str], bool]
"""A text with its path, and whether it must be there at all."""


def check_texts(document: Document) -> None:
    """Add a finding for each text that has no words in a required language."""
    required = required_languages(document)
    for path, text, is_needed in _texts(document):
        for language in required:
            if language not in text and (is_needed or text):
                document.add((*path, language), f"has no words in a required language, {language}")


def required_languages(document: Document) -> list[str]:
    """The languages in which every text must be there."""
    header = document.data.get("framework", {})
    required = header.get("languages", {}).get("required", [])
    return [language for language in required if language]


def _texts(document: Document) -> Iterator[Said]:
    for fields, is_needed in ((NEEDED, True), (WHERE_GIVEN, False)):
        for name, keys in fields.items():
            for path, entry in entries(document, name):
                for key in keys:
                    yield (*path, key), entry.get(key, {}), is_needed
    yield from _flags_and_notes(document)
    yield from _of_nations(document)
    yield from _advice_and_duties(document)
    for code, pathway in document.data.get("pathways", {}).items():
        yield from _pathway_texts(("pathways", code), pathway)
    caution = document.data.get("protective_factors_caution", {})
    yield ("protective_factors_caution",), caution, False
    source = document.data.get("framework", {}).get("source_document", {})
    yield ("framework", "source_document", "title"), source.get("title", {}), False


def _flags_and_notes(document: Document) -> Iterator[Said]:
    for path, flag in entries(document, "context_flags"):
        # Those that follow from the age are never asked.
        yield (*path, "text"), flag.get("text", {}), flag.get("code") not in DERIVED_FLAGS
    for path, note in entries(document, "legal_notes"):
        yield path, {code: note[code] for code in LANGUAGES if note.get(code, "").strip()}, True


def _of_nations(document: Document) -> Iterator[Said]:
    """What one nation reads instead, and the words about an age."""
    for path, indicator in entries(document, "indicators"):
        age = indicator.get("age") or {}
        yield (*path, "age", "note"), age.get("note", {}), False
        for nation, override in indicator.get("jurisdiction", {}).items():
            for key in ("text", "help", "why"):
                yield (*path, "jurisdiction", nation, key), override.get(key, {}), False


def _advice_and_duties(document: Document) -> Iterator[Said]:
    for code, advice in document.data.get("safety_advice", {}).items():
        yield ("safety_advice", code), advice, True
    for code, duty in document.data.get("duties", {}).items():
        for key in ("name", "text"):
            yield ("duties", code, key), duty.get(key, {}), True


def _pathway_texts(path: Path, pathway: Fields) -> Iterator[Said]:
    for place, step in enumerate(pathway.get("steps", [])):
        yield (*path, "steps", place), step or {}, True
    for key in ("title", "consent_text"):
        yield (*path, key), pathway.get(key, {}), False
