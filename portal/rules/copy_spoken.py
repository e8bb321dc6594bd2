"""Phone numbers written as they are said: "oh double seven, oh oh nine", and in Welsh.

Only whole runs of number words are read, so that "two of the seven" is never a number.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.rules.copy_words import Found, plain_phone

LEAST = 5  # digits of a run; fewer are ages, days and counting
WHOLE = (10, 11)  # digits of a number in the United Kingdom, with its nought
_DIGITS = {
    **{"zero": "0", "nought": "0", "naught": "0", "oh": "0", "o": "0", "nil": "0"},
    **{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"},
    **{"six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11"},
    **{"twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16"},
    **{"seventeen": "17", "eighteen": "18", "nineteen": "19", "hundred": "00"},
    **{"dim": "0", "sero": "0", "un": "1", "dau": "2", "dwy": "2", "tri": "3", "tair": "3"},
    **{"pedwar": "4", "pedair": "4", "pump": "5", "chwech": "6", "saith": "7", "wyth": "8"},
    "naw": "9",
}
_TENS = {
    **{"twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5"},
    **{"sixty": "6", "seventy": "7", "eighty": "8", "ninety": "9"},
}
_TIMES = {"double": 2, "dwbl": 2, "triple": 3, "treble": 3, "thribble": 3}
_WORDS = sorted((*_DIGITS, *_TENS, *_TIMES), key=len, reverse=True)
_ONE = rf"(?:{'|'.join(_WORDS)}|\d+)"
_RUN = re.compile(rf"(?<![^\W_]){_ONE}(?:[\W_]{{0,3}}{_ONE})+(?![^\W_])", re.IGNORECASE)
_PIECE = re.compile(_ONE, re.IGNORECASE)


@lru_cache(maxsize=64)
def runs(text: str) -> tuple[Found, ...]:
    """Every run of number words of five digits or more, as digits."""
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[Found]:
    for match in _RUN.finditer(text):
        pieces = [each.lower() for each in _PIECE.findall(match[0])]
        digits = _digits(pieces)
        if len(digits) >= LEAST and not all(each.isdigit() for each in pieces):
            yield Found(digits, match[0], match.start(), match.end())


def _digits(pieces: list[str]) -> str:
    found, times = "", 1
    for at, piece in enumerate(pieces):
        if piece in _TIMES:
            times = _TIMES[piece]
            continue
        found += _one(piece, pieces[at + 1 : at + 2]) * times
        times = 1
    return found


def _one(piece: str, then: list[str]) -> str:
    if piece not in _TENS:
        return _DIGITS.get(piece, piece)
    goes_on = bool(then) and len(_DIGITS.get(then[0], "")) == 1 and _DIGITS[then[0]] != "0"
    return _TENS[piece] + ("" if goes_on else "0")


def phones(text: str) -> Iterator[Found]:
    """Runs that are a whole number by themselves, as from inside the country."""
    for run in runs(text):
        abroad = run.plain.startswith("44") and len(run.plain) > max(WHOLE)
        plain = plain_phone(f"+{run.plain}" if abroad else run.plain)
        if plain.startswith("0") and len(plain) in WHOLE:
            yield run._replace(plain=plain)


def parts_of(number: str, text: str) -> Iterator[Found]:
    """Runs that are part of this number: its end, or its beginning with something left out."""
    for run in runs(text):
        if run.plain in number:
            yield run
