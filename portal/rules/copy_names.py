"""Whether words of a text are somebody's name: as it is, a form of it, misspelt, shortened to
initials, run together, or with its letters set apart.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from portal.rules import copy_words
from portal.rules.copy_words import ORDINARY, RELATIONS, Found, Read
from portal.rules.folding import fold
from portal.rules.matching_names import Grade, grade_of
from portal.rules.person_names import SameNames, read_names

SHORTEST_SPELT = 4  # letters; shorter words are a name only when they are that very name
SHORTEST_SLIP = 5  # the same without a capital, where ordinary words look like names
SHORTEST_JOINED = 6
SHORTEST_APART = 3  # letters of a name that are set apart

_HOW_CALLED = RELATIONS | frozenset(
    "aka also as at called formerly known maiden name nee once or previously was work".split()  # noqa: SIM905 - a list a person can read and extend
)


class Called(NamedTuple):
    """Words that may be a name; a slip is only like it, and may be another's name rightly spelt."""

    found: Found
    is_slip: bool


def called(read: Read, name: str, same: SameNames) -> Iterator[Called]:
    """Every place of a text where somebody of this name may be named."""
    wanted = name_words(name)
    if not wanted:
        return
    is_name, is_handle = _is_name(wanted, same), _is_handle(name, wanted)
    for word, joined in zip(read.words, read.joined, strict=True):
        if word.plain in wanted:
            if word.written[:1].isupper() or word.plain not in ORDINARY | RELATIONS:
                yield Called(word, False)
        elif is_handle(read.text, word):
            yield Called(word, False)
        elif is_name(word):
            yield Called(word, True)
        else:
            yield from _parted(joined, wanted, same)
    yield from _apart(read, name, wanted)


def _is_name(wanted: frozenset[str], same: SameNames) -> Callable[[Found], bool]:
    def test(word: Found) -> bool:
        if len(word.plain) < 2 or word.plain in ORDINARY | RELATIONS:
            return False
        return any(_is_like(word, each, same) for each in wanted)

    return test


def _is_like(word: Found, name: str, same: SameNames) -> bool:
    """A form of the name; with a capital, spelt or sounding nearly like it; else one slip off."""
    if same.share(word.plain, name):
        return True
    if min(len(name), len(word.plain)) < SHORTEST_SPELT:
        return False
    if word.written[:1].isupper():
        grade = grade_of(word.plain, name, same)
        return grade is not None and grade >= Grade.NEARLY
    return copy_words.is_slip(word.plain, name, shortest=SHORTEST_SLIP)


def _parted(joined: Iterable[Found], wanted: frozenset[str], same: SameNames) -> Iterator[Called]:
    """ "O Brien" for O'Brien, "Mari Ann" for Mariann, "Sa ra h": that very name in pieces."""
    for each in joined:
        is_theirs = each.plain in wanted or any(same.share(each.plain, name) for name in wanted)
        if is_theirs and len(each.plain) >= SHORTEST_APART:
            yield Called(each, False)
            return


def _is_handle(name: str, wanted: frozenset[str]) -> Callable[[str, Found], bool]:
    """Whether a word is a name on a screen: "carysjones99", "@carysx"."""
    long = [each for each in wanted if len(each) >= SHORTEST_SPELT and each not in RELATIONS]
    run = list(_run_together(name))

    def test(text: str, word: Found) -> bool:
        if any(each in word.plain for each in run):
            return True
        is_handle = text[: word.start].endswith("@") or any(each.isdigit() for each in word.plain)
        return is_handle and any(each in word.plain for each in long)

    return test


def _run_together(name: str) -> Iterator[str]:
    """First and last name run together, either way round."""
    for each in read_names(name):
        first, last = each.folded[:1], each.folded[-1:]
        if len(each.folded) > 1 and len(first[0]) + len(last[0]) >= SHORTEST_JOINED:
            yield from (first[0] + last[0], last[0] + first[0])


def _apart(read: Read, name: str, wanted: frozenset[str]) -> Iterator[Called]:
    """Letters set apart, "S a r a h", and the initials of a name of two words or more."""
    long = [each for each in wanted if len(each) >= SHORTEST_APART]
    for run in read.spelt_out:
        if any(each in run.plain for each in long):
            yield Called(run, False)
    mine = initials_of(name)
    for found in read.initials:
        if found.plain in mine:
            yield Called(found, False)


@lru_cache(maxsize=1024)
def initials_of(name: str) -> frozenset[str]:
    """Of all its words, and of the first and the last; none for a single word."""
    found: set[str] = set()
    for each in read_names(name):
        if len(each.folded) > 1:
            found |= {
                "".join(word[0] for word in each.folded),
                each.folded[0][0] + each.folded[-1][0],
            }
    return frozenset(found)


@lru_cache(maxsize=1024)
def name_words(name: str) -> frozenset[str]:
    """The words of a name, two letters or more; a relation only where it is somebody's whole name:
    who is called "Dad" here is found by it.
    """
    found: set[str] = set()
    for each in read_names(name):
        told = {
            word.folded
            for word in each.words
            if len(word.folded) > 1 and (word.folded not in ORDINARY or word.shown[:1].isupper())
        }
        found |= told - RELATIONS or told
    return frozenset(found)


def named_in(source: str) -> str:
    """What is written like a name in the words about a source: "Grandmother Eirlys at number 4"."""
    capital = [word.written for word in copy_words.words(source) if word.written[0].isupper()]
    return " ".join(each for each in capital if fold(each) not in ORDINARY | RELATIONS)


def other_names(typed: str) -> Iterator[str]:
    """Names somebody uses or has used, as they were typed: "Shaz, formerly Pugh (at work: Sal)"."""
    for part in re.split(r"[,;:/()\n]", typed):
        small = (word.written for word in copy_words.words(part) if word.plain not in _HOW_CALLED)
        yield named_in(part) or " ".join(small)


def known_spans(words: Sequence[Found], names: tuple[str, ...]) -> frozenset[int]:
    """Where a whole known name stands: "Mali Rees" tells of Mali, "Mrs Rees" may tell of another.

    Two words of one known name side by side, in either order.
    """
    known = [{word for each in read_names(name) for word in each.folded} for name in names]
    found: set[int] = set()
    for at in range(len(words) - 1):
        pair = {words[at].plain, words[at + 1].plain}
        if len(pair) == 2 and any(pair <= name for name in known):
            found |= {at, at + 1}
    return frozenset(found)
