"""Names read for matching: their words, how each sounds, and which are forms of one name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from portal.rules.folding import folded_words

MOST_WORDS = 5  # of one name; the first and the last always count
MOST_NAMES = 4  # of one person, names used among them
LONGEST_SOUND = 6

# Said before a name, or of a baby that has none yet.
_NOT_A_NAME = frozenset(
    """
    mr mrs ms miss mx dr master mstr baby unborn bump
    """.split()  # noqa: SIM905 - a list a person can read and extend
)
# Small words between names: who wrote them down left them out as often as not.
_BETWEEN = frozenset(
    """
    ap ab ferch verch bin ibn bint binti de del della da dos di la le van der den von ten
    ter el al ul ur y
    """.split()  # noqa: SIM905 - a list a person can read and extend
)
_JOINED_TO_NEXT = frozenset(("o", "mc", "mac", "fitz"))
_MAY_HOLD_MORE = re.compile(r"[(\[\"\u201c]|known|formerly|previously|a\.?k\.?a|n[\u00e9e]e", re.I)
_ALSO = re.compile(
    r"[(\[\"\u201c](?P<within>[^)\]\"\u201d]*)[)\]\"\u201d]"
    r"|(?:,|;|\b)\s*(?P<how>a\.?k\.?a\.?|also known as|known as|formerly|previously|n[\u00e9e]e)\s+"
    r"(?P<after>[^(\[,;]+)",
    re.IGNORECASE,
)
_SURNAME_BEFORE = re.compile(r"^\s*(n[\u00e9e]e|formerly|previously|was)\b", re.IGNORECASE)
_HOW = re.compile(r"^\s*(a\.?k\.?a\.?|also known as|known as|called)\b", re.IGNORECASE)
_GAP = re.compile(r"[\s,;/_\-\u2010-\u2015]+")

# How letters sound, in English and in Welsh: near enough to put Gruffydd beside Griffith.
_AT_FIRST = (("mc", "mac"), ("kn", "n"), ("gn", "n"), ("wr", "r"), ("ps", "s"), ("wh", "w"))
_TOGETHER = (
    *(("gh", ""), ("ph", "f"), ("sch", "s"), ("sh", "s"), ("sz", "s"), ("ch", "k"), ("ck", "k")),
    *(("th", "t"), ("dd", "t"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("x", "ks")),
)
_ALONE = str.maketrans("cqvdz", "kkfts")
_VOWELS = "aeiouy"
_SILENT = str.maketrans("", "", "aeiouywh")
_TWICE = re.compile(r"(.)\1+")
_LETTERS = re.compile(r"[a-z]+")


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """How a folded word sounds, as a few letters; words that sound alike have the same ones.

    Vowels count only at the beginning; a word without Latin letters sounds like itself.
    """
    if not _LETTERS.fullmatch(word):
        return word
    said = _begun(word)
    for letters, heard in _TOGETHER:
        if letters in said:
            said = said.replace(letters, heard)
    said = _TWICE.sub(r"\1", said.translate(_ALONE))
    first = "a" if said[:1] in _VOWELS else said[:1]
    return (first + said[1:].translate(_SILENT))[:LONGEST_SOUND]


def _begun(word: str) -> str:
    """With its first letters as they sound there: Cerys as Kerys, Iestyn as Yestyn."""
    for letters, heard in _AT_FIRST:
        if word.startswith(letters):
            return heard + word[len(letters) :]
    is_y = word[0] == "y" or (word[0] == "i" and word[1:2] in ("a", "e", "o", "u"))
    if is_y and len(word) > 1:
        return "j" + word[1:]
    return "k" + word[1:] if word[0] == "c" and word[1:2] != "h" else word


class Word(NamedTuple):
    """One word of a name: folded to be compared, and as it was written to be shown."""

    folded: str
    shown: str


class Name(NamedTuple):
    """One name in its words, in the order they were written."""

    words: tuple[Word, ...]
    folded: tuple[str, ...]


class MainName(NamedTuple):
    """The name that a group of forms goes by; `part` keeps first and family names apart."""

    folded: str
    part: str


@dataclass(frozen=True, eq=False)
class SameNames:
    """Which names are forms of one name: folded word -> the main names it stands for.

    A word may stand for several ("Alex"); a main name stands for itself.
    """

    main: Mapping[str, frozenset[MainName]]

    def share(self, one: str, other: str) -> bool:
        """Whether two folded words stand for one name."""
        names = self.main.get(one)
        return names is not None and not names.isdisjoint(self.main.get(other, ()))

    def sounds(self, word: str) -> tuple[str, ...]:
        """How the word sounds, and how the names sound that it may stand for."""
        names = self.main.get(word)
        if not names:
            return (sound(word),)
        return tuple(dict.fromkeys([sound(word), *(sound(each.folded) for each in sorted(names))]))


@lru_cache(maxsize=65_536)
def read_names(typed: str) -> tuple[Name, ...]:
    """The names in what was typed: "Siân (Shan) Ŵyn, née Rees" is three; none is an empty tuple.

    A single other word replaces the first name, or after "née" and "formerly" the surname.
    """
    if not _MAY_HOLD_MORE.search(typed):
        words = _words(typed)
        return (_name(words),) if words else ()
    main = _words(_ALSO.sub(" ", typed))
    found = [main] if main else []
    for match in _ALSO.finditer(typed):
        said = match["within"] or " ".join(filter(None, (match["how"], match["after"])))
        is_surname = _SURNAME_BEFORE.search(said)
        other = _words(_HOW.sub("", _SURNAME_BEFORE.sub("", said)))
        if len(other) == 1 and len(main) > 1:
            other = (*main[:-1], *other) if is_surname else (*other, *main[1:])
        found += [other] if other else []
    return tuple(map(_name, dict.fromkeys(found)))[:MOST_NAMES]


def _name(words: tuple[Word, ...]) -> Name:
    return Name(words, tuple(word.folded for word in words))


def _words(text: str) -> tuple[Word, ...]:
    """The words that tell people apart, five at most."""
    written = [word for word in _written(text) if word.folded not in _NOT_A_NAME]
    joined = list(_joined(written))
    inner = [word for word in joined[1:-1] if word.folded not in _BETWEEN]
    words = [*joined[:1], *inner, *joined[1:][-1:]]
    return tuple(dict.fromkeys([*words[: MOST_WORDS - 1], *words[-1:]]))


def _written(text: str) -> Iterator[Word]:
    for shown in _GAP.split(text):
        if shown.isascii() and shown.isalpha():
            yield Word(shown.lower(), shown)
        else:
            for folded in folded_words(shown):
                yield Word(folded, shown.strip(".()[]\"'"))


def _joined(words: Sequence[Word]) -> Iterator[Word]:
    """ "O Brien" and "Mac Donald" as people who bear the name write it."""
    before: Word | None = None
    for place, word in enumerate(words):
        if before is not None:
            yield Word(before.folded + word.folded, f"{before.shown} {word.shown}")
            before = None
        elif word.folded in _JOINED_TO_NEXT and 0 < place < len(words) - 1:
            before = word
        else:
            yield word
