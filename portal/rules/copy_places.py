"""Words that tell of a hidden home, school, workplace or source, however they are written.

Street names are shortened ("Park Rd"), run together ("Parkroad"), and in Welsh the first letters of
a place change after another word: Caernarfon, o Gaernarfon, yng Nghaernarfon, a Chaernarfon.
"""

from collections.abc import Iterator
from functools import lru_cache

from portal.rules import copy_words
from portal.rules.copy_words import ORDINARY, RELATIONS, Found
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
def telling(addresses: tuple[str, ...], names: tuple[str, ...] = ()) -> frozenset[str]:
    """The words of a hidden address, or of who a source is, that are in no ordinary sentence; of
    the names of schools and services, also none that every one of them has.
    """
    return frozenset(_told(addresses, ORDINARY)) | frozenset(
        _told(names, ORDINARY | RELATIONS | _INSTITUTION)
    )


def _told(texts: tuple[str, ...], without: frozenset[str]) -> Iterator[str]:
    for text in texts:
        for word in copy_words.words(copy_words.readable(text)):
            is_long = len(word.plain) >= SHORTEST_PLACE and not word.plain.isdigit()
            if is_long and word.plain not in without:
                yield word.plain


@lru_cache(maxsize=1024)
def phrases(addresses: tuple[str, ...], names: tuple[str, ...] = ()) -> tuple[Phrase, ...]:
    """Parts of a hidden address of two words or more, "12 New Street", "New Street", and the first
    half of its postcode, which names the town; and whole names of schools and services.
    """
    found: list[Phrase] = []
    for address in addresses:
        plain = fold(copy_words.readable(address))
        found += [(match[1],) for match in POSTCODE.finditer(plain)]
        for part in POSTCODE.sub(" ", plain).replace("\n", ",").split(","):
            words = _long(part)
            rest = words[1:] if words and words[0][:1].isdigit() else words
            found += [each for each in (words, words[:2], rest) if len(each) > 1]
    found += [words for words in map(_long, names) if len(words) > 1 and not _is_any(words)]
    return tuple(dict.fromkeys(found))


def _is_any(words: Phrase) -> bool:
    """ "The surgery" is any surgery."""
    return set(words) <= _INSTITUTION | {"the", "and", "of", "y", "yr", "a"}


def _long(text: str) -> Phrase:
    words = copy_words.words(copy_words.readable(text))
    return tuple(_SHORT.get(word.plain, word.plain) for word in words)


def begins(words: list[Found], at: int, phrase: Phrase) -> bool:
    """Whether these words stand there, in full, shortened or run together."""
    here = (words[each].plain for each in range(at, min(at + len(phrase), len(words))))
    if tuple(_SHORT.get(each, each) for each in here) == phrase:
        return True
    if len(phrase) < 2:
        return False
    joined = "".join(phrase)
    return len(joined) >= SHORTEST_JOINED and words[at].plain in (joined, _shortened(phrase))


def _shortened(phrase: Phrase) -> str:
    """ "parkrd" for Park Road."""
    ends = [short for short, whole in _SHORT.items() if whole == phrase[-1]]
    return "".join((*phrase[:-1], *ends[:1]))


def is_told(word: str, told: frozenset[str]) -> bool:
    """Whether a word is one of these, as it is or mutated."""
    return any(each in told for each in radicals(word))
