"""A framework's words as a page says them: English that stands in for missing Welsh says so.

A screen reader reads words in the voice of their own language only where the page tells it which
that is (WCAG 2.2, 3.1.2), also in the middle of a sentence.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from portal.rules.threshold_model import Text

Speak = Callable[[Text, str], str]
_ENGLISH = Markup('<span lang="en">%s</span>')
_WHOLLY = re.compile(r'<span lang="(\w+)">[^<]*</span>')


def marked(text: Mapping[str, str | None], lang: str) -> str:
    """The words in the language asked for; English in their place as markup that names it."""
    said = text.get(lang)
    if said:
        return said
    english = text.get("en")
    return in_english(english) if english else ""


def in_english(words: str) -> str:
    """English words as markup that says so."""
    return _ENGLISH % words


def stand_in(text: Mapping[str, str | None], lang: str) -> str:
    """The language that stands in where there are no words in the one asked for; empty for none."""
    return "en" if not text.get(lang) and text.get("en") and lang != "en" else ""


def voiced(words: str) -> tuple[str, str]:
    """The language that the words name for all of themselves, if they do, and the words bare.

    For where a language is told by an attribute and no tag may stand: an option of a list.
    """
    if not isinstance(words, Markup):
        return "", words
    whole = _WHOLLY.fullmatch(words)
    return (whole[1] if whole else ""), words.striptags()


def as_markup(translate: Callable[[str], str]) -> Callable[[str], str]:
    """Templates of ours that escape whatever is filled in, save what is markup already."""
    return lambda template: Markup(translate(template))  # noqa: S704 - our own words


def joined(between: str, parts: Iterable[str]) -> str:
    """The parts as one text, which is markup when one of them is."""
    parts = list(parts)
    has_markup = any(isinstance(part, Markup) for part in parts)
    return Markup(between).join(parts) if has_markup else between.join(parts)  # noqa: S704 - ours
