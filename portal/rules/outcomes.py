"""A hub's outcomes of early help: a dated set, read from a file or a form, forgiving nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

MOST = 30
LANGUAGES = frozenset({"en", "cy"})
_CODE = re.compile("[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class Outcomes:
    """One set, in order: code to its words in each language. `key` names it on saved pages."""

    key: str
    edition: str
    effective_on: date
    labels: Mapping[str, Mapping[str, str]]
    is_confirmed: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The outcomes in order."""
        return tuple(self.labels)


def read(content: Any, *, key: str = "", is_confirmed: bool = False) -> Outcomes:
    """A set as it stands in a file: edition, effective_on and outcomes.

    Raises ValueError, which says in one sentence what is wrong.
    """
    if not isinstance(content, dict):
        raise ValueError("an outcome set must hold edition, effective_on and outcomes")
    if unknown := sorted(set(content) - {"edition", "effective_on", "outcomes"}):
        raise ValueError(f"an outcome set has no field {unknown[0]!r}")
    edition, on, listed = (content.get(name) for name in ("edition", "effective_on", "outcomes"))
    if not isinstance(edition, str) or not edition.strip() or len(edition) > 200:
        raise ValueError("edition must be a name of 200 characters at most")
    if not isinstance(on, date):
        raise ValueError("effective_on must be a date, such as 2027-04-01")
    if not isinstance(listed, dict) or not 0 < len(listed) <= MOST:
        raise ValueError(f"outcomes must name one to {MOST} outcomes")
    labels = {str(code): _label(str(code), label) for code, label in listed.items()}
    return Outcomes(key, edition.strip(), on, labels, is_confirmed)


def _label(code: str, label: Any) -> dict[str, str]:
    if not _CODE.fullmatch(code):
        raise ValueError(f"{code!r} is no code: use small letters, digits and _")
    if not isinstance(label, dict) or not label.get("en") or set(label) - LANGUAGES:
        raise ValueError(f"outcome {code} needs its words as en, and cy where there is Welsh")
    words = {language: str(text).strip() for language, text in label.items() if text}
    if any(not text or len(text) > 200 for text in words.values()):
        raise ValueError(f"outcome {code} must have 200 characters at most in each language")
    return words


def as_lines(given: Outcomes) -> str:
    """The set as an administrator types it: English, then | and the Welsh where there is any."""
    return "\n".join(
        " | ".join(filter(None, (each["en"], each.get("cy")))) for each in given.labels.values()
    )


def from_lines(text: str, before: Outcomes) -> dict[str, dict[str, str]] | None:
    """Typed lines as labels by code; None where they are no set.

    An outcome with the English words it had before keeps its code, so that reviews can be compared.
    """
    codes = {label["en"]: code for code, label in before.labels.items()}
    labels: dict[str, dict[str, str]] = {}
    for line in filter(None, (each.strip() for each in text.splitlines())):
        english, _, welsh = (part.strip() for part in line.partition("|"))
        code = codes.get(english) or _code_of(english)
        if code in labels or not _CODE.fullmatch(code) or max(len(english), len(welsh)) > 200:
            return None
        labels[code] = {"en": english, **({"cy": welsh} if welsh else {})}
    return labels if 0 < len(labels) <= MOST else None


def _code_of(english: str) -> str:
    plain = re.sub("[^a-z0-9]+", "_", english.lower()).strip("_")
    return (plain if plain[:1].isalpha() else f"o_{plain}")[:40]
