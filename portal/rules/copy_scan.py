"""Looks through what a family copy would say for what could lead its reader to somebody else.

It finds, and a person decides: each hit is cleared with a reason or its block taken out. It would
rather ask once too often, because the other mistake cannot be taken back (security 1, row 3).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from portal.rules import copy_places, copy_words
from portal.rules.copy_watch import Watched
from portal.rules.copy_words import ORDINARY, RELATIONS, Found
from portal.rules.folding import fold
from portal.rules.help_content import HelpContent, texts
from portal.rules.help_facts import Place
from portal.rules.matching_names import Grade, grade_of
from portal.rules.person_names import SameNames, read_names
from portal.vocabulary import N_

SHORTEST_SPELT = 4  # letters; shorter words are a name only when they are that very name
SHORTEST_JOINED = 6

NAME = N_("A name of somebody this copy must not lead to, or one like it")
PHONE = N_("A phone number that is neither theirs nor a worker's")
POSTCODE_FOUND = N_("A postcode that is not theirs")
EMAIL = N_("An email address")
PROTECTED = N_("A word that could lead to somebody who must be protected")


@dataclass(frozen=True)
class Hit:
    """A word that looks unsafe, in each sentence of one text that it stands in."""

    key: str  # SHA-256; see `key_of`: another text asks again
    place: Place
    why: str  # English message id
    word: str  # as it was first written
    sentences: tuple[tuple[str, str, str], ...]  # what stands before it, itself, and after it


def scan(content: HelpContent, look: Watched, same: SameNames) -> tuple[Hit, ...]:
    """Every unsafe-looking word once for each text it stands in, in the order of the document.

    The contact line of the lead practitioner and the reference are the portal's own words.
    """
    heads = (content.reference, content.lead.name, content.lead.phone, content.recipient)
    own = {each for each in heads if not look.hides(each)}
    found: dict[str, Hit] = {}
    for place, written in texts(content):
        if written not in own:
            for hit in _in_text(copy_words.readable(written), place, look, same):
                before = found.get(hit.key)
                said = (*before.sentences, *hit.sentences) if before else hit.sentences
                first = before or hit
                found[hit.key] = replace(
                    first,
                    place=first.place if first.place.kind else hit.place,  # what can be left out
                    sentences=tuple(dict.fromkeys(said)),
                )
    return tuple(found.values())


def key_of(text: str, word: str, why: str, state: str = "") -> str:
    """What a cleared hit is remembered by; after a change in the family it is asked again."""
    told = "\0".join((text, word, why, state))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def _in_text(text: str, place: Place, look: Watched, same: SameNames) -> Iterator[Hit]:
    for why, each in _finds(text, look, same):
        around = copy_words.sentence_around(text, each.start, each.end)
        yield Hit(key_of(text, each.plain, why, look.state), place, why, around[1], (around,))


def _finds(text: str, look: Watched, same: SameNames) -> Iterator[tuple[str, Found]]:
    marks = [*((PHONE, each) for each in _phones(text, look))]
    marks += [
        (POSTCODE_FOUND, each)
        for each in copy_words.postcodes(text)
        if each.plain not in look.own_postcodes
    ]
    marks += [(EMAIL, each) for each in copy_words.emails(text)]
    yield from marks
    for why, word in _words(text, look, same):
        if not any(each.start <= word.start < each.end for _, each in marks):
            yield why, word


def _words(text: str, look: Watched, same: SameNames) -> Iterator[tuple[str, Found]]:
    words = copy_words.words(text)
    known = _known_spans(words, look.known_names)
    is_name = _names((*look.hidden_names, *_named_in(look.sources)), look.known_names, same)
    is_handle = _handles(look.hidden_names)
    protected = copy_places.telling((*look.hidden_places, *look.sources), look.hidden_words)
    phrases = copy_places.phrases(look.hidden_places, look.hidden_words)
    for at, word in enumerate(words):
        if at in known:
            continue
        if is_name(word) or _is_parted(words, at, is_name) or is_handle(text, word):
            yield NAME, word
        elif copy_places.is_told(word.plain, protected) or any(
            copy_places.begins(words, at, each) for each in phrases
        ):
            yield PROTECTED, word


def _phones(text: str, look: Watched) -> Iterator[Found]:
    """Any number that is not the reader's own or a worker's, and the end of a hidden one."""
    whole = list(copy_words.phones(text))
    yield from (each for each in whole if each.plain not in look.own_phones)
    for hidden in look.hidden_phones:
        for match in copy_words.ends_of(copy_words.plain_phone(hidden), text):
            if not any(each.start <= match.start < each.end for each in whole):
                yield match


def _names(
    names: Iterable[str], known_names: Iterable[str], same: SameNames
) -> Callable[[Found], bool]:
    """Whether a word is one of their names: as it is, a form of it, or written with a capital and
    spelt or sounding nearly like it. What is just a known person's name is no slip of another's.
    """
    wanted, known = _name_words(tuple(names)), _name_words(tuple(known_names))

    def test(word: Found) -> bool:
        is_capital = word.written[:1].isupper()
        if word.plain in wanted:
            return is_capital or word.plain not in ORDINARY | RELATIONS
        if len(word.plain) < 2 or word.plain in ORDINARY | RELATIONS | known:
            return False
        is_spelt = is_capital and len(word.plain) >= SHORTEST_SPELT
        return any(_is_like(word.plain, each, same, is_spelt=is_spelt) for each in wanted)

    return test


def _handles(names: Iterable[str]) -> Callable[[str, Found], bool]:
    """Whether a word is a name on a screen: "carysjones99", "@carysx"."""
    wanted = _name_words(tuple(names))
    long = [each for each in wanted if len(each) >= SHORTEST_SPELT and each not in RELATIONS]
    joined = [each for name in names for each in _joined(name)]

    def test(text: str, word: Found) -> bool:
        if any(each in word.plain for each in joined):
            return True
        is_handle = text[: word.start].endswith("@") or any(each.isdigit() for each in word.plain)
        return is_handle and any(each in word.plain for each in long)

    return test


def _joined(name: str) -> Iterator[str]:
    """First and last name run together, either way round."""
    for each in read_names(name):
        first, last = each.folded[:1], each.folded[-1:]
        if len(each.folded) > 1 and len(first[0]) + len(last[0]) >= SHORTEST_JOINED:
            yield from (first[0] + last[0], last[0] + first[0])


def _is_parted(words: list[Found], at: int, is_name: Callable[[Found], bool]) -> bool:
    """ "O Brien" for O'Brien, "Mari Ann" for Mariann: that very name, written in two words."""
    if at + 1 == len(words):
        return False
    joined = words[at].plain + words[at + 1].plain
    return is_name(words[at]._replace(plain=joined, written=joined))


def _is_like(word: str, name: str, same: SameNames, *, is_spelt: bool) -> bool:
    if same.share(word, name):
        return True
    if not is_spelt or len(name) < SHORTEST_SPELT:
        return False
    grade = grade_of(word, name, same)
    return grade is not None and grade >= Grade.NEARLY


def _named_in(sources: Iterable[str]) -> Iterator[str]:
    """What is written like a name in the words about a source: "Grandmother Eirlys at number 4"."""
    for source in sources:
        capital = [word.written for word in copy_words.words(source) if word.written[0].isupper()]
        yield " ".join(each for each in capital if fold(each) not in ORDINARY | RELATIONS)


@lru_cache(maxsize=1024)
def _name_words(names: tuple[str, ...]) -> frozenset[str]:
    """The words of names, two letters or more; a relation only where it is somebody's whole name:
    who is called "Dad" here is found by it.
    """
    found: set[str] = set()
    for name in names:
        for each in read_names(name):
            told = {
                word.folded
                for word in each.words
                if len(word.folded) > 1
                and (word.folded not in ORDINARY or word.shown[:1].isupper())
            }
            found |= told - RELATIONS or told
    return frozenset(found)


def _known_spans(words: list[Found], names: Iterable[str]) -> frozenset[int]:
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
