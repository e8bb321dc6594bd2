"""The keys under which a person is kept to be found again, and those to look under."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, permutations
from operator import itemgetter
from typing import NamedTuple

from portal.rules.matching_dates import dates_like, turned_round
from portal.rules.matching_looks import Looks
from portal.rules.matching_places import read_address, read_school, sounds_of
from portal.rules.person_names import Name, SameNames, read_names, sound
from portal.vocabulary import PersonKind

UNKNOWN = 0  # the year of birth of somebody of no known age
MOST_PARENTS = 4
MOST_CODES = 8  # of the words of one person's names
CHILDHOOD = 18


class Probe(NamedTuple):
    """A key to look under, and how much finding somebody there says."""

    key: int
    weight: int


@lru_cache(maxsize=262_144)
def _base(kind: str, *words: str) -> int:
    """A kind of key and its words as a whole number, which tells nobody what it is made of."""
    text = "|".join((kind, *words))
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _key(base: int, number: int = 0) -> int:
    """A base mixed with a year or a day, as a signed number of 64 bits."""
    mixed = ((base ^ (number * 0x9E3779B97F4A7C15)) * 0xC2B2AE3D27D4EB4F) & (2**64 - 1)
    return mixed - 2**63


# How much finding somebody under each kind of key says, for looking at the likeliest first.
FOR_BIRTH, FOR_BIRTH_TURNED, FOR_BIRTH_AND_NAME, FOR_BIRTH_NEARLY = 2, 1, 9, 6
FOR_NAMES, FOR_NAMES_NEARLY, FOR_INITIAL, FOR_ONE_NAME = 5, 4, 2, 2
FOR_HOME, FOR_SCHOOL, FOR_PARENT = 5, 5, 6
RARE, UNCOMMON = 5, 20  # people under one key
BORN = _base("born")
INITIALS = "abfghjklmnprstw"


def keys(looks: Looks, same: SameNames) -> frozenset[int]:
    """The keys to keep a person under."""
    found = {*_home_keys(looks), *_parent_keys(looks, same)}
    names = read_names(looks.name)
    if not names:
        return frozenset(found)
    codes = _codes(names, same)
    if looks.born_on:
        day = looks.born_on.toordinal()
        found.add(_key(BORN, day))
        found.update(_key(_base("born name", code), day) for code in codes)
    if school := _school(looks.school):
        found.update(_key(_base("school name", school, code)) for code in codes)
    pairs, years = _pairs(names, same), _years(looks, spread=0)
    if looks.kind is PersonKind.ADULT and UNKNOWN not in years:
        years = (*years, UNKNOWN)  # where an adult of no known age is looked for
    found.update(_key(_base("names", *pair), year) for pair in pairs for year in years)
    found.update(
        _key(_base("name initial", *each), year)
        for each in _initials(names, same)
        for year in years
        if year != UNKNOWN
    )
    if len(names) == len(codes) == 1:
        found.update(_key(_base("one name", codes[0]), year) for year in years)
    return frozenset(found)


def worth(people: int) -> int:
    """How much more a key says that so many have than one that very many have."""
    return 3 if people < RARE else 2 if people < UNCOMMON else 1


def probes(looks: Looks, same: SameNames) -> tuple[Probe, ...]:
    """The keys to look under for somebody who may be this person, the likeliest first."""
    best: dict[int, int] = {}
    for weight, key in _probes(looks, same):
        if weight > best.get(key, 0):
            best[key] = weight
    return tuple(map(Probe._make, sorted(best.items(), key=itemgetter(1), reverse=True)))


def _probes(looks: Looks, same: SameNames) -> Iterator[tuple[int, int]]:
    yield from ((FOR_HOME, key) for key in _home_keys(looks))
    yield from ((FOR_PARENT, key) for key in _parent_keys(looks, same))
    names = read_names(looks.name)
    codes = _codes(names, same)
    if looks.born_on:
        yield from _by_date(looks.born_on, codes)
    if school := _school(looks.school):
        yield from ((FOR_SCHOOL, _key(_base("school name", school, code))) for code in codes)
    yield from _by_year(looks, names, codes, same)


def _by_date(born_on: date, codes: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The day of birth, alone and with each name; and each day that one slip makes of it."""
    yield FOR_BIRTH, _key(BORN, born_on.toordinal())
    turned = turned_round(born_on)
    if turned is not None:
        yield FOR_BIRTH_TURNED, _key(BORN, turned.toordinal())
    days = [each.toordinal() for each in dates_like(born_on)]
    for code in codes:
        base = _base("born name", code)
        yield FOR_BIRTH_AND_NAME, _key(base, born_on.toordinal())
        yield from ((FOR_BIRTH_NEARLY, _key(base, day)) for day in days)


def _by_year(
    looks: Looks, names: tuple[Name, ...], codes: tuple[str, ...], same: SameNames
) -> Iterator[tuple[int, int]]:
    near = [*_years(looks, spread=_spread(looks)), UNKNOWN]
    slipped = {each.year for each in dates_like(looks.born_on)} if looks.born_on else set()
    for pair in _pairs(names, same):
        base = _base("names", *pair)
        yield from ((FOR_NAMES, _key(base, year)) for year in near)
        yield from ((FOR_NAMES_NEARLY, _key(base, year)) for year in slipped.difference(near))
    for each in _initials(names, same, spelt_nearly=True):
        base = _base("name initial", *each)
        yield from ((FOR_INITIAL, _key(base, year)) for year in near)
    bases = [_base("one name", code) for code in codes]
    if all(len(name.words) == 1 for name in names):  # whatever the other name may be
        bases += [_base("name initial", letter, code) for letter in INITIALS for code in codes]
    yield from ((FOR_ONE_NAME, _key(base, year)) for base in bases for year in near)


def _spread(looks: Looks) -> int:
    """How many years an age is likely to be out by: an estimate of an older person, by more."""
    if looks.born_on or looks.due_on or looks.age_months is None:
        return 1
    years = looks.age_months[0] // 12
    return 1 if years < 13 else 2 if years < 20 else 5


def _years(looks: Looks, *, spread: int) -> tuple[int, ...]:
    """The years of birth to keep somebody under, or with a spread to look under."""
    between = looks.born_between
    if between is not None:
        return tuple(range(between[0].year - spread, between[1].year + spread + 1))
    if not spread:
        return (UNKNOWN,)
    if looks.kind is PersonKind.ADULT:
        return ()
    return tuple(range(looks.said_on.year - CHILDHOOD - 1, looks.said_on.year + 1))


def _codes(names: tuple[Name, ...], same: SameNames) -> tuple[str, ...]:
    """How each word of each name sounds, a short form also as the name it stands for."""
    found = [code for name in names for word in name.folded for code in same.sounds(word)]
    return tuple(dict.fromkeys(found))[:MOST_CODES]


def _pairs(names: tuple[Name, ...], same: SameNames) -> set[tuple[str, str]]:
    """Two words of one name as they sound, whichever was written first."""
    return {
        (one, other) if one < other else (other, one)
        for name in names
        for first, second in combinations(name.folded, 2)
        for one in same.sounds(first)
        for other in same.sounds(second)
    }


def _initials(
    names: tuple[Name, ...], same: SameNames, *, spelt_nearly: bool = False
) -> set[tuple[str, str]]:
    """How one word begins and another sounds, so that one slip inside a word hides nobody.

    `spelt_nearly` also gives how the word would begin with its first letter out of place.
    """
    return {
        (letter, code)
        for name in names
        for one, other in permutations(name.folded, 2)
        for letter in (_beginnings(one) if spelt_nearly else (sound(one)[:1],))
        for code in same.sounds(other)
    }


@lru_cache(maxsize=65_536)
def _beginnings(word: str) -> tuple[str, ...]:
    found = [sound(word)[:1]]
    if len(word) > 2:
        found += [sound(word[1:])[:1], sound(word[1] + word[0] + word[2:])[:1]]
    return tuple(dict.fromkeys(found))


def _parent_keys(looks: Looks, same: SameNames) -> Iterator[int]:
    if looks.kind is PersonKind.ADULT:
        return
    for parent in looks.parents[:MOST_PARENTS]:
        yield from (_key(_base("parent", *pair)) for pair in _pairs(read_names(parent), same))


def _home_keys(looks: Looks) -> Iterator[int]:
    """Under postcode and house, and under house and street: either may be missing next time."""
    if not looks.address:
        return
    home = read_address(looks.address)
    if home.postcode:
        yield _key(_base("postcode", home.postcode, home.number or home.street))
    if home.street and (home.number or " " in home.street):
        yield _key(_base("street", home.number, *sounds_of(home.street)))


def _school(typed: str) -> str:
    return " ".join(read_school(typed)) if typed else ""
