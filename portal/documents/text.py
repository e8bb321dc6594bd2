"""Makes any text printable: what XML, PDF or the fonts cannot carry is left out or put in words."""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any, TypeVar

from markupsafe import Markup

Plain = TypeVar("Plain")

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls, surrogates, noncharacters, byte order mark, tags; and the marks that reorder text or
# hide it, which could make a printed sentence read as another than the one that was stored.
NEVER_PRINTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufff0-\ufffc\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]|"
    + "|".join(
        f"[{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}]"
        for plane in range(0x10000, 0x110000, 0x10000)
    )
)
PICTURES = re.compile("[\U0001f000-\U0001faff](?:[\u200d\U0001f3fb-\U0001f3ff]+)?")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
PILED_MARKS = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")
NOT_IN_THE_FONTS = "\u25a1"  # an empty square, as printers show it
LONG_WORD = re.compile("[^ \t\n]{100,}")
MAY_BREAK = "\u200b"  # prints as nothing, and is not in the text that is copied from a PDF
MOST_LINES = 1000
MOST_NAMES = 200  # of pictures, in one text: a name is many times as long as its picture


def printable(text: str, missing: Collection[str] = ()) -> str:
    """The same words, as a PDF can carry them.

    Pictures become their names in brackets, so that paper and screen readers keep their meaning;
    characters in `missing` become an empty square. Letters with marks are put together (NFC).
    Endless words may break and endless lists of lines run on, or laying them out takes minutes.
    """
    text = SPACES.sub(" ", LINE_ENDS.sub("\n", NEVER_PRINTED.sub("", text)))
    text = PICTURES.sub(_named, text, count=MOST_NAMES)
    text = PICTURES.sub(NOT_IN_THE_FONTS, text)
    text = PILED_MARKS.sub(r"\1", unicodedata.normalize("NFC", text))
    text = text.translate({ord(character): NOT_IN_THE_FONTS for character in missing})
    if text.count("\n") > MOST_LINES:
        text = " ".join(text.split())
    return LONG_WORD.sub(_breakable, text)


def printable_data(value: Plain, missing: Collection[str] = ()) -> Plain:
    """A copy of plain data (dataclasses, tuples, texts) with every text printable."""
    clean: Plain = _each_text(value, partial(printable, missing=missing))
    return clean


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a typed text: parted by empty lines, single line ends kept inside."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if type(value) is str:  # enums are texts too, and stay as they are
        return change(value)
    if type(value) is Markup:  # words of ours that name their language
        return Markup(change(value))  # noqa: S704 - it was markup before
    if isinstance(value, tuple):
        return tuple(_each_text(part, change) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _each_text(part, change) for name, part in parts.items()})
    return value


def _breakable(match: re.Match[str]) -> str:
    word = match[0]
    return MAY_BREAK.join(word[start : start + 20] for start in range(0, len(word), 20))


def _named(match: re.Match[str]) -> str:
    name = unicodedata.name(match[0][0], "")
    return f"[{name.lower()}]" if name else NOT_IN_THE_FONTS
