"""What the search of a copy found, put together for the person who has to read it.

Nobody reads forty questions with care at the end of a day. So one person is asked about once, with
every text their name stands in below, each with all of its words marked; a text that says the same
in several places is read once, with every place. Nothing is let stand that was not on the page.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from portal.rules import copy_words
from portal.rules.copy_scan import NAME, PROTECTED, Hit
from portal.rules.help_facts import Place

Marked = tuple[tuple[str, bool], ...]  # a sentence in pieces, and whether each is marked
MAY_GO_TOGETHER = (NAME, PROTECTED)  # of one person; every number is a question of its own
SHOWN_AROUND = 120  # characters on each side of a marked word


@dataclass(frozen=True)
class Piece:
    """One text with words of one question in it, wherever it stands in the copy.

    `id` changes with every place, word and reason: whoever lets it stand has seen all of them.
    """

    id: str
    hits: tuple[Hit, ...]

    @property
    def keys(self) -> frozenset[str]:
        """What letting it stand is remembered by."""
        return frozenset(hit.key for hit in self.hits)

    @property
    def places(self) -> tuple[Place, ...]:
        """Each block it stands in."""
        return tuple(dict.fromkeys(hit.place for hit in self.hits))

    @property
    def sentences(self) -> tuple[Marked, ...]:
        """Each sentence with a word in it, all of its words marked."""
        spans = _apart(span for hit in self.hits for span in hit.spans)
        return _sentences(self.hits[0].text, spans)

    @property
    def words(self) -> str:
        """The sentences as they are read."""
        return "\n".join("".join(text for text, _ in each) for each in self.sentences)

    def is_open(self, cleared: Collection[str]) -> bool:
        """Whether somebody still has to look at it, in any of its places."""
        return not self.keys <= set(cleared)


@dataclass(frozen=True)
class Question:
    """One person or number that words of a copy may lead to, and every text they stand in."""

    id: str
    why: str  # English message id
    whose: tuple[str, ...]  # names of those it may be, where the record itself names them
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What was found, as it is written, each once."""
        return tuple(dict.fromkeys(hit.word for piece in self.pieces for hit in piece.hits))

    def open_pieces(self, cleared: Collection[str]) -> tuple[Piece, ...]:
        """What nobody has looked at."""
        return tuple(each for each in self.pieces if each.is_open(cleared))


def questions(hits: Iterable[Hit], called: Iterable[tuple[str, str]] = ()) -> tuple[Question, ...]:
    """Each person once, in the order of the document; a word that may be two people's is asked
    about as that. Only a name is asked about by name: of a home or a school no page says whose.
    """
    names, found = dict(called), dict[tuple[str, ...], list[Hit]]()
    for hit in hits:
        found.setdefault(_asked_with(hit, names), []).append(hit)
    return tuple(
        Question(
            id=_digest(*key),
            why=of_it[0].why,
            whose=_whose(of_it[0], names),
            pieces=tuple(_pieces(of_it)),
        )
        for key, of_it in found.items()
    )


def _asked_with(hit: Hit, names: dict[str, str]) -> tuple[str, ...]:
    known = sorted(each for each in hit.owners if hit.why != NAME or each in names)
    owners = known or sorted(hit.owners)
    if hit.why in MAY_GO_TOGETHER and owners:
        return (hit.why, *owners)
    return (hit.why, "", " ".join(sorted(copy_words.plain_words(hit.word))))


def _whose(hit: Hit, names: dict[str, str]) -> tuple[str, ...]:
    if hit.why != NAME:
        return ()
    found = (name for owner, name in names.items() if owner in hit.owners and name.strip())
    return tuple(dict.fromkeys(found))


def _pieces(hits: Iterable[Hit]) -> Iterator[Piece]:
    """A text that has the same words in it, for the same reasons to ask, is one piece."""
    there: dict[tuple[str, Place], list[Hit]] = {}
    for hit in hits:
        there.setdefault((hit.text, hit.place), []).append(hit)
    same: dict[tuple[str, ...], list[Hit]] = {}
    for (text, _place), found in there.items():
        same.setdefault((text, *sorted(repr(each.spans) for each in found)), []).extend(found)
    for found in same.values():
        yield Piece(_digest(*sorted(each.key for each in found)), tuple(found))


def _digest(*words: str) -> str:
    """An address that names nobody."""
    return hashlib.sha256(repr(words).encode("utf-8", "replace")).hexdigest()


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, each part of the text once."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _sentences(text: str, spans: list[tuple[int, int]]) -> tuple[Marked, ...]:
    bounds = [(copy_words.sentence_of(text, *span), span) for span in spans]
    return tuple(
        dict.fromkeys(
            _marked(text, sentence, [span for _, span in group])
            for sentence, group in groupby(bounds, lambda each: each[0])
        )
    )


def _marked(text: str, sentence: tuple[int, int], spans: list[tuple[int, int]]) -> Marked:
    pieces: list[tuple[str, bool]] = []
    at, end = sentence
    for start, stop in spans:
        pieces += [(_short(text[at:start], is_first=at == sentence[0]), False)]
        pieces += [(text[start:stop], True)]
        at = stop
    pieces += [(_short(text[at:end], is_last=True), False)]
    return tuple((words, is_found) for words, is_found in pieces if words)


def _short(text: str, *, is_first: bool = False, is_last: bool = False) -> str:
    """What stands around marked words, no longer than it is of use to read."""
    if is_first:
        return text if len(text) <= SHOWN_AROUND else f"\u2026{text[-SHOWN_AROUND:]}"
    if is_last:
        return text if len(text) <= SHOWN_AROUND else f"{text[:SHOWN_AROUND]}\u2026"
    if len(text) <= 2 * SHOWN_AROUND:
        return text
    return f"{text[:SHOWN_AROUND]}\u2026{text[-SHOWN_AROUND:]}"
