"""Statutory and local code lists: what may be chosen, what it is called, what goes with what.

A list is data with an edition. England's come with the portal; a hub in another nation may have its
own, in its settings; where there is none, the question is asked in words or not at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.rules.saying import joined, marked
from portal.vocabulary import N_, Agency

TOLD_ALONE = N_("Choose “None” alone, or take it away")
TOLD_TWICE = N_("Choose each of these once")
UNKNOWN = N_("Choose from the list")


@dataclass(frozen=True)
class CodeList:
    """Codes in the order they are offered, with their labels in `en` and `cy`."""

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_confirmed: bool = True  # False: the wording has not been checked against the source
    alone: frozenset[str] = frozenset()  # codes that go with no other

    def label(self, code: str, lang: str) -> str:
        """The words of a code in a language, else in English, which says so; or the code itself."""
        return marked(self.labels.get(code, {}), lang) or code

    def with_code(self, code: str | None, lang: str) -> str:
        """The label with its code behind it; empty for none of the list."""
        if not code or code not in self.labels:
            return ""
        return joined(" ", [self.label(code, lang), f"({code})"])

    def choices(self, lang: str) -> list[tuple[str, str]]:
        """Every code with its words, in order."""
        return [(code, self.label(code, lang)) for code in self.labels]

    def clean(self, chosen: Iterable[str]) -> list[str]:
        """What may be kept of a choice: listed codes, each once, none that others rule out."""
        codes = [code for code in dict.fromkeys(chosen) if code in self.labels]
        others = [code for code in codes if code not in self.alone]
        return others or codes[:1]

    def faults(self, chosen: Iterable[str]) -> Iterator[str]:
        """What is wrong with a choice, as English messages ready for gettext; none if it is right.

        Nothing chosen is right: what is missing becomes something to find out.
        """
        codes = list(chosen)
        if set(codes) - set(self.labels):
            yield UNKNOWN
        if len(set(codes)) < len(codes):
            yield TOLD_TWICE
        if self.alone & set(codes) and len(set(codes)) > 1:
            yield TOLD_ALONE


NOTHING = CodeList()


@dataclass(frozen=True)
class Codes:
    """Everything a hub codes on a referral, under one edition."""

    edition: str = ""
    sources: CodeList = NOTHING
    needs: CodeList = NOTHING
    ethnicities: CodeList = NOTHING
    disabilities: CodeList = NOTHING
    source_of: Mapping[Agency, str] = field(default_factory=dict)


LISTS = ("sources", "needs", "ethnicities", "disabilities")


def read(told: Mapping[str, Any]) -> Codes:
    """Code lists from plain data; raises KeyError or ValueError on nonsense.

    Each list holds `codes` (code to label in `en` and `cy`), and may hold `labels_confirmed` and
    `alone`; `source_of_agency` gives the code that an agency usually has.
    """
    if not told:
        return Codes()
    lists = {name: _list(name, told[name]) for name in LISTS if name in told}
    usual = {Agency(each): str(code) for each, code in told.get("source_of_agency", {}).items()}
    sources = lists.get("sources", NOTHING)
    if unknown := set(usual.values()) - set(sources.labels):
        raise ValueError(f"source_of_agency names {sorted(unknown)}, which sources does not have")
    return Codes(edition=str(told["edition"]), source_of=usual, **lists)


def _list(name: str, told: Mapping[str, Any]) -> CodeList:
    labels = {str(code): dict(words) for code, words in told["codes"].items()}
    alone = frozenset(str(code) for code in told.get("alone", ()))
    if not all(words.get("en") for words in labels.values()):
        raise ValueError(f"every code of {name} needs a label in English")
    if not alone <= set(labels):
        raise ValueError(f"{name}: {sorted(alone - set(labels))} stand alone but are not listed")
    return CodeList(labels, bool(told.get("labels_confirmed", True)), alone)
