"""Addresses and schools read for what tells one from another."""

import re
from functools import lru_cache
from typing import NamedTuple

from portal.rules.folding import fold, folded_words
from portal.rules.person_names import sound

POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b")
_NUMBER_AND_STREET = re.compile(r"\b(\d+[a-z]?)\s+([^\W\d_]{2,}(?:\s+[^\W\d_]{2,})*)")
_ANY_STREET = frozenset(
    """
    the st street road rd lane avenue ave close drive way court place flat house room
    apartment ffordd heol stryd lon maes clos rhodfa llys ty fflat yr y
    """.split()  # noqa: SIM905 - a list a person can read and extend
)
_ANY_SCHOOL = frozenset(
    """
    school primary secondary infant infants junior juniors nursery high academy community
    college grammar comprehensive the of and for church england ce c e rc catholic voluntary
    aided controlled sixth form preschool pre playgroup centre special ysgol gynradd
    uwchradd gyfun feithrin babanod iau gymunedol yr y
    """.split()  # noqa: SIM905 - a list a person can read and extend
)


class Address(NamedTuple):
    """What is compared of an address; each is empty when it is not there."""

    postcode: str
    number: str
    street: str


@lru_cache(maxsize=65_536)
def read_address(typed: str) -> Address:
    """Postcode, house number and the word that names the street, folded."""
    text = fold(typed)
    postcode = POSTCODE.search(text)
    rest = re.sub(r"[^\w\s]", " ", POSTCODE.sub(" ", text))
    places = [
        (match[1], word)
        for match in _NUMBER_AND_STREET.finditer(rest)
        for word in [next((w for w in match[2].split() if w not in _ANY_STREET), "")]
        if word
    ]
    if not places:
        words = [word for word in rest.split() if word not in _ANY_STREET and not word.isdigit()]
        numbers = [word for word in rest.split() if word[:1].isdigit()]
        places = [(next(iter(numbers), ""), " ".join(words[:2]))]
    number, street = places[-1]
    return Address("".join(postcode.groups()) if postcode else "", number, street)


@lru_cache(maxsize=65_536)
def sounds_of(words: str) -> tuple[str, ...]:
    """How each of several folded words sounds."""
    return tuple(map(sound, words.split()))


@lru_cache(maxsize=16_384)
def read_school(typed: str) -> tuple[str, ...]:
    """How the two words sound that tell one school from another."""
    words = folded_words(typed)
    found = tuple(word for word in words if word not in _ANY_SCHOOL)[:2] or words[:2]
    return tuple(map(sound, found))
