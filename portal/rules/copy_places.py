"""Words that tell of a hidden home, school, workplace or source, however they are written.

Street names are shortened ("Park Rd"), run together ("Parkroad"), and in Welsh the first letters of
a place change after another word: Caernarfon, o Gaernarfon, yng Nghaernarfon, a Chaernarfon.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from portal.rules import copy_numbers, copy_words
from portal.rules.copy_words import ORDINARY, RELATIONS, Found, Read
from portal.rules.folding import fold
from portal.rules.matching_places import POSTCODE

SHORTEST_PLACE = 3
SHORTEST_JOINED = 6
# Alone these tell of no one school or service.
_INSTITUTION = frozenset(
    """
    academy advice agency care catholic centre church clinic college community council county
    department education family gp group gynradd health high home hospital infant infants junior
    meithrin national nhs nursery nurse office police practice primary private project public
    school schools secondary service services social special support surgery team trust uchradd
    university visiting wales welsh work working ysgol youth saint st
    """.split()  # noqa: SIM905 - a list a person can read and extend
)
_SHORT = {
    **{"rd": "road", "st": "street", "str": "street", "ln": "lane", "la": "lane", "cl": "close"},
    **{"av": "avenue", "ave": "avenue", "dr": "drive", "drv": "drive", "gdns": "gardens"},
    **{"gdn": "garden", "cres": "crescent", "cresc": "crescent", "ct": "court", "crt": "court"},
    **{"pl": "place", "sq": "square", "terr": "terrace", "ter": "terrace", "gr": "grove"},
    **{"pk": "park", "pde": "parade", "wy": "way", "apt": "flat", "hse": "house"},
}
# Welsh soft, nasal and aspirate mutations: what is written, and what it may stand for.
_MUTATED = (
    *(("ngh", ("c",)), ("mh", ("p",)), ("nh", ("t",)), ("ng", ("g",)), ("ch", ("c",))),
    *(("ph", ("p",)), ("th", ("t",)), ("dd", ("d",)), ("b", ("p",)), ("f", ("b", "m"))),
    *(("g", ("c",)), ("d", ("t",)), ("m", ("b",)), ("n", ("d",)), ("l", ("ll",)), ("r", ("rh",))),
)
_AFTER_LOST_G = frozenset("aeiouwylrn")  # a soft g is lost: Gwynedd, o Wynedd

# Alone these tell of no one place, as "road" and "hill" do not in English.
_ANY_PLACE = ORDINARY | frozenset(
    """
    stryd heol ffordd lon clos rhodfa llys teras rhes gerddi sgwar ty tai cae maes bryn pentre
    fawr fach newydd uchaf isaf canol avenue drive lane street close court gardens crescent terrace
    square grove parade house flat apartment estate
    """.split()  # noqa: SIM905 - as above
)
SHORTEST_SPELT = 5  # letters; a shorter word is a place only when it is that very word
SHORTEST_SLIP = 6  # the same without a capital
SHORTEST_IN_PHRASE = 4  # where the words beside it are right
SHORTEST_APART = 4  # letters that are set apart, or in pieces

_PARTED = re.compile(r"[;:!?\n]|\.\s")  # "on New Street; 12 children": another number
_HOUSE = re.compile(r"0*([1-9]\d{0,2})([a-z]?)")  # 12, 12a

Phrase = tuple[str, ...]


def radicals(word: str) -> Iterator[str]:
    """The word, and every word whose Welsh mutation it may be."""
    yield word
    for written, stands_for in _MUTATED:
        if word.startswith(written):
            yield from (each + word[len(written) :] for each in stands_for)
    if word[:1] in _AFTER_LOST_G:
        yield "g" + word


@lru_cache(maxsize=1024)
def telling(text: str, *, is_place: bool) -> frozenset[str]:
    """The words of a hidden address, or of who a source is, that are in no ordinary sentence; of
    the names of schools and services, also none that every one of them has.
    """
    without = _ANY_PLACE if is_place else ORDINARY | RELATIONS | _INSTITUTION
    return frozenset(
        word.plain
        for word in copy_words.words(copy_words.readable(text))
        if len(word.plain) >= SHORTEST_PLACE
        and not word.plain.isdigit()
        and word.plain not in without
    )


@lru_cache(maxsize=1024)
def phrases(text: str, *, is_place: bool) -> tuple[Phrase, ...]:
    """Parts of a hidden address of two words or more, "12 New Street", "New Street", and the first
    half of its postcode, which names the town; or the whole name of a school or service.
    """
    if not is_place:
        words = _long(text)
        return (words,) if len(words) > 1 and not _is_any(words) else ()
    plain = fold(copy_words.readable(text))
    found: list[Phrase] = [(match[1],) for match in POSTCODE.finditer(plain)]
    for part in POSTCODE.sub(" ", plain).replace("\n", ",").split(","):
        words = _long(part)
        is_numbered = bool(words) and words[0][:1].isdigit()
        rest = words[1:] if is_numbered else words
        found += [each for each in (words, words[:2], rest) if len(each) > 1]
        found += _numbered(words[0], rest) if is_numbered else ()
    return tuple(dict.fromkeys(found))


def _numbered(number: str, street: Phrase) -> Iterator[Phrase]:
    """ "Melin y Coed 12", and "number 12" alone, which leads somebody who knows the street."""
    if street:
        yield (*street, number)
    if number != "1":  # the number one worry is nobody's home
        yield from (("number", number), ("rhif", number))


def _is_any(words: Phrase) -> bool:
    """ "The surgery" is any surgery."""
    return set(words) <= _INSTITUTION | {"the", "and", "of", "y", "yr", "a"}


def _long(text: str) -> Phrase:
    words = copy_words.words(copy_words.readable(text))
    return tuple(_SHORT.get(word.plain, word.plain) for word in words)


def places(read: Read, place: str, *, is_place: bool) -> Iterator[Found]:
    """Every part of a text that tells of this address, school, workplace or source."""
    told, parts = telling(place, is_place=is_place), phrases(place, is_place=is_place)
    if not told and not parts:
        return
    for at, word in enumerate(read.words):
        yield from _phrased(read, at, parts)
        if is_told(word, told):
            yield word
        else:
            yield from (
                each for each in read.joined[at] if _is_long(each.plain) and each.plain in told
            )
    run_together = [each for each in (*told, *map("".join, parts)) if _is_long(each)]
    for run in read.spelt_out:
        if any(each in run.plain for each in run_together):
            yield run


def _phrased(read: Read, at: int, parts: tuple[Phrase, ...]) -> Iterator[Found]:
    for part in parts:
        if many := _stands(read.words, at, part):
            found = copy_words.span(read.text, read.words, at, many)
            if not (part[-1].isdigit() and _PARTED.search(found.written)):
                yield found


def _is_long(word: str) -> bool:
    return len(word) >= SHORTEST_APART


def _stands(words: Sequence[Found], at: int, phrase: Phrase) -> int:
    """How many words of the text are this phrase, in full, shortened or run together; else none."""
    if many := _as_it_is(words, at, phrase):
        return many
    joined = "".join(phrase)
    is_joined = len(phrase) > 1 and len(joined) >= SHORTEST_JOINED
    return 1 if is_joined and words[at].plain in (joined, _shortened(phrase)) else 0


def _as_it_is(words: Sequence[Found], at: int, phrase: Phrase) -> int:
    """The same, word by word; the number of a house may be said in several words."""
    if at >= len(words):
        return 0
    for many in _said(words, at, phrase[0]):
        rest = _as_it_is(words, at + many, phrase[1:]) if phrase[1:] else 0
        if rest or not phrase[1:]:
            return many + rest
    return 0


def _said(words: Sequence[Found], at: int, meant: str) -> Iterator[int]:
    """Of how many words from here on one word of a phrase is made, in each way it may be."""
    if _is_same(words[at].plain, meant):
        yield 1
    number = _HOUSE.fullmatch(meant)
    if number is None:
        return
    plain = [each.plain for each in words[at : at + copy_numbers.LONGEST + 1]]
    for said, many in copy_numbers.said_at(plain, 0):
        if said == number[1] and number[2] in ("", *plain[many : many + 1]):
            yield many + bool(number[2])


def _is_same(word: str, meant: str) -> bool:
    """One word of a phrase, shortened, mutated or misspelt."""
    if _SHORT.get(word, word) == meant:
        return True
    return any(
        each == meant or copy_words.is_slip(each, meant, shortest=SHORTEST_IN_PHRASE)
        for each in radicals(word)
    )


def _shortened(phrase: Phrase) -> str:
    """ "parkrd" for Park Road."""
    end = next((short for short, whole in _SHORT.items() if whole == phrase[-1]), phrase[-1])
    return "".join((*phrase[:-1], end))


def is_told(word: Found, told: frozenset[str]) -> bool:
    """Whether a word is one of these, as it is, mutated or misspelt."""
    if any(each in told for each in radicals(word.plain)):
        return True
    shortest = SHORTEST_SPELT if word.written[:1].isupper() else SHORTEST_SLIP
    return len(word.plain) >= shortest and any(
        copy_words.is_slip(each, meant, shortest=shortest)
        for each in radicals(word.plain)
        for meant in told
    )
