"""Looks through what a family copy would say for what could lead its reader to somebody else.

It finds, and a person decides: each hit is cleared with a reason or its block taken out. It would
rather ask once too often, because the other mistake cannot be taken back (security 1, row 3).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from portal.rules import copy_places, copy_spoken, copy_words
from portal.rules.copy_names import called, known_spans, name_words, named_in
from portal.rules.copy_watch import Sought, Watch, Watched
from portal.rules.copy_words import Found, Read
from portal.rules.help_content import HelpContent, Typed, texts
from portal.rules.help_facts import Place
from portal.rules.person_names import SameNames
from portal.vocabulary import N_

_WITHIN_NAMES = frozenset((" ", "-", "\u2010", "\u2011"))  # Carys Rees-Parry
LEAST_DIGITS = 5  # of a hidden number, standing one by one

NAME = N_("A name of somebody this copy must not lead to, or one like it")
PHONE = N_("A phone number that is neither theirs nor a worker's")
POSTCODE_FOUND = N_("A postcode that is not theirs")
EMAIL = N_("An email address")
HANDLE = N_("A name that somebody has on social media")
PLATE = N_("The number plate of a car")
PROTECTED = N_("A word that could lead to somebody who must be protected")
_UNKNOWN_WHOSE = frozenset((PHONE, POSTCODE_FOUND, EMAIL))  # may be anybody's, whatever matches it
_NEVER_KNOWN = _UNKNOWN_WHOSE | {HANDLE, PLATE}  # the record has none to tell whose they are


@dataclass(frozen=True)
class Hit:
    """A word that looks unsafe, in each sentence of one block's text that it stands in."""

    key: str  # SHA-256; see `key_of`: what was cleared is asked again when this changes
    place: Place
    why: str  # English message id
    word: str  # as it was first written
    sentences: tuple[tuple[str, str, str], ...]  # what stands before it, itself, and after it
    text: str = ""  # as it is read, and where in it the word stands
    spans: tuple[tuple[int, int], ...] = ()
    owners: frozenset[str] = frozenset()  # whom the word may mean

    @property
    def words(self) -> str:
        """The sentences as they are read."""
        return "\n".join("".join(each) for each in self.sentences)


class Match(NamedTuple):
    """Part of a text that looks unsafe; without a watch it is no text of theirs, whoever's it is.

    A slip is only like the name that is watched, and may be another's name rightly spelt.
    """

    why: str
    found: Found
    watch: Watch | None = None
    is_slip: bool = False


def scan(content: HelpContent, look: Watched, same: SameNames) -> tuple[Hit, ...]:
    """Every unsafe-looking word once for each text it stands in, in the order of the document.

    The contact line of the lead practitioner and the reference are the portal's own words.
    """
    heads = (content.reference, content.lead.name, content.lead.phone, content.recipient)
    own = set(heads) - {each for each in heads if look.hides(each)}
    hits: dict[str, Hit] = {}
    for typed in texts(content):
        if typed.text not in own:
            for hit in _in_text(typed._replace(text=copy_words.readable(typed.text)), look, same):
                before = hits.get(hit.key)
                hits[hit.key] = _also(before, hit) if before else hit
    return tuple(hits.values())


def _also(hit: Hit, other: Hit) -> Hit:
    """The same word once more in the same text, or the same text in one block again."""
    return replace(
        hit,
        sentences=tuple(dict.fromkeys((*hit.sentences, *other.sentences))),
        spans=tuple(sorted({*hit.spans, *other.spans})),
        owners=hit.owners | other.owners,
    )


def key_of(typed: Typed, word: str, why: str, reasons: Iterable[Watch], look: Watched) -> str:
    """What a cleared hit is remembered by: the word, its text and place, and why it is watched.

    The first risk in a family asks everything again: who cleared it knew of none. What nobody we
    know of explains, a number of no one here, is asked again with every new risk.
    """
    risks = look.risks if why in _NEVER_KNOWN else ""
    told = (
        *(typed.place.kind, typed.place.id, typed.about_id, typed.text, word, why),
        *(look.is_anyone_at_risk, risks, sorted({each.reason for each in reasons})),
    )
    return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()


def _in_text(typed: Typed, look: Watched, same: SameNames) -> Iterator[Hit]:
    matches = list(_matches(typed.text, look, same))
    unsafe = list(_whole_names(typed.text, list(_unsafe(matches, typed, look))))
    for match in _first_of_each(unsafe):
        found = match.found
        around = copy_words.sentence_around(typed.text, found.start, found.end)
        reasons = _reasons(found, matches, look)
        key = key_of(typed, found.plain, match.why, reasons, look)
        span, owners = (found.start, found.end), _owners(match, unsafe)
        yield Hit(key, typed.place, match.why, around[1], (around,), typed.text, (span,), owners)


def _owners(asked: Match, unsafe: Iterable[Match]) -> frozenset[str]:
    """Everybody whose name, home or number these very words may be."""
    return frozenset(
        each.watch.owner
        for each in unsafe
        if each.watch
        and each.watch.owner
        and each.why == asked.why
        and (each.found.start, each.found.end) == (asked.found.start, asked.found.end)
    )


def _reasons(found: Found, matches: Iterable[Match], look: Watched) -> Iterator[Watch]:
    """All that is watched and could be meant, also what alone would not be a hit here."""
    for match in matches:
        if match.watch and _overlap(match.found, found):
            yield match.watch
    words = copy_words.plain_words(found.written) | {found.plain}
    for watch in (*look.watches, Watch(Sought.WORDS, look.must_not_be_told)):
        if words & copy_words.plain_words(watch.text):
            yield watch


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _unsafe(matches: Iterable[Match], typed: Typed, look: Watched) -> Iterator[Match]:
    """Without what may stand: a whole name the reader knows, another's name rightly spelt, and in
    what was chosen for the reader about somebody, that person's name: the list asks about it once.
    """
    words = copy_words.read(typed.text).words
    known = known_spans(words, look.known_names)
    spans = [words[at] for at in known]
    known_words = {word for name in look.known_names for word in name_words(name)}
    for match in matches:
        found, watch = match.found, match.watch
        if match.is_slip and found.plain in known_words:
            continue
        if watch and any(each.start <= found.start and found.end <= each.end for each in spans):
            continue
        if watch and _is_told_of(watch, found, typed, look):
            continue
        yield match


def _is_told_of(watch: Watch, found: Found, typed: Typed, look: Watched) -> bool:
    is_theirs = watch.sought is Sought.NAME and watch.person in look.listed
    is_about = bool(watch.person) and typed.about_id == watch.person
    return is_theirs and is_about and found.plain in name_words(watch.text)


def _whole_names(text: str, matches: list[Match]) -> Iterator[Match]:
    """ "Carys Rees" is asked about once, not for each of its words."""
    before: Match | None = None
    for match in matches:
        if before is not None and _goes_on(text, before, match):
            found = before.found
            written = text[found.start : match.found.end]
            plain = f"{found.plain} {match.found.plain}"
            match = match._replace(found=Found(plain, written, found.start, match.found.end))
        elif before is not None:
            yield before
        before = match
    if before is not None:
        yield before


def _goes_on(text: str, one: Match, other: Match) -> bool:
    is_same = one.why == other.why == NAME and one.watch == other.watch
    return is_same and text[one.found.end : other.found.start] in _WITHIN_NAMES


def _first_of_each(matches: Iterable[Match]) -> list[Match]:
    """One match for each part of the text: numbers first, then the longest, then names."""
    order = (PHONE, POSTCODE_FOUND, EMAIL, NAME, PROTECTED, HANDLE, PLATE)
    kept: list[Match] = []
    for match in sorted(
        matches,
        key=lambda each: (
            each.why not in _UNKNOWN_WHOSE,
            each.found.start - each.found.end,
            order.index(each.why),
            each.found.start,
        ),
    ):
        if not any(_overlap(match.found, each.found) for each in kept):
            kept.append(match)
    return sorted(kept, key=lambda each: each.found.start)


def _matches(text: str, look: Watched, same: SameNames) -> Iterator[Match]:
    """All that is watched, wherever it may stand, and every number, postcode and mail address."""
    whole = [*copy_words.phones(text), *copy_spoken.phones(text)]
    yield from (Match(PHONE, each) for each in whole if each.plain not in look.own_phones)
    for postcode in copy_words.postcodes(text):
        if postcode.plain not in look.own_postcodes:
            yield Match(POSTCODE_FOUND, postcode)
    yield from (Match(EMAIL, each) for each in copy_words.emails(text))
    yield from (Match(HANDLE, each) for each in copy_words.handles(text))
    yield from (Match(PLATE, each) for each in copy_words.plates(text))
    read = copy_words.read(text)
    for watch in look.watches:
        if watch.sought is Sought.PHONE:
            yield from _phone_matches(read, whole, watch, look.own_phones)
        if watch.sought in (Sought.NAME, Sought.SOURCE):
            name = watch.text if watch.sought is Sought.NAME else named_in(watch.text)
            for each in called(read, name, same):
                yield Match(NAME, each.found, watch, each.is_slip)
        if watch.sought not in (Sought.NAME, Sought.PHONE):
            yield from _place_matches(read, watch)


def _place_matches(read: Read, watch: Watch) -> Iterator[Match]:
    is_place = watch.sought is not Sought.WORDS
    for found in copy_places.places(read, watch.text, is_place=is_place):
        yield Match(PROTECTED, found, watch)
    for postcode in copy_words.postcodes(copy_words.readable(watch.text)):
        for found in copy_words.written_as(postcode.plain, read.text):
            yield Match(POSTCODE_FOUND, found, watch)


def _phone_matches(
    read: Read, whole: list[Found], watch: Watch, own: frozenset[str]
) -> Iterator[Match]:
    """A hidden number, the end of it, or its digits standing one by one."""
    number = copy_words.plain_phone(watch.text)
    if not number or number in own:
        return
    theirs = [each for each in whole if each.plain in own]
    for found in copy_words.ends_of(number, read.text):
        if not any(_overlap(found, each) for each in theirs):
            yield Match(PHONE, found, watch)
    yield from (Match(PHONE, each, watch) for each in whole if each.plain == number)
    for found in copy_spoken.parts_of(number, read.text):
        if not any(_overlap(found, each) for each in theirs):
            yield Match(PHONE, found, watch)
    for run in read.spelt_out:
        digits = run.plain.replace("o", "0")
        if len(digits) >= LEAST_DIGITS and digits.isdigit() and digits in number:
            yield Match(PHONE, run, watch)
