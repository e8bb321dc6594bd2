"""Numbers of houses written in words: "twelve", "a hundred and four", "un deg dau", "deuddeg"."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

MOST = 999  # houses of one street
LONGEST = 8  # words
_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
""".split()  # noqa: SIM905 - as said
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 - as said
_WELSH = "un dau tri pedwar pum chwe saith wyth naw".split()  # noqa: SIM905 - as said
_BY_TWENTIES = {
    **{"un ar deg": 11, "deuddeg": 12, "tri ar deg": 13, "pedwar ar deg": 14, "pymtheg": 15},
    **{"un ar pymtheg": 16, "dau ar pymtheg": 17, "deunaw": 18, "pedwar ar pymtheg": 19},
    **{"ugain": 20, "deg ar ugain": 30, "deugain": 40, "hanner cant": 50, "trigain": 60},
}
# As they stand after another word, of a feminine one, and by themselves.
_LIKE = {
    **{"ddeg": "deg", "hugain": "ugain", "gant": "cant", "bymtheg": "pymtheg", "bum": "pum"},
    **{"ddeugain": "deugain", "drigain": "trigain", "ddeuddeg": "deuddeg", "ddeunaw": "deunaw"},
    **{"pump": "pum", "dwy": "dau", "ddau": "dau", "ddwy": "dau", "tair": "tri", "dri": "tri"},
    **{"dair": "tri", "pedair": "pedwar", "bedwar": "pedwar", "bedair": "pedwar"},
    **{"chwech": "chwe", "fourty": "forty", "nought": "zero", "oh": "zero", "dim": "zero"},
    **{"sero": "zero", "ac": "a"},
}


def _english(number: int) -> Iterator[str]:
    if number < 20:
        yield _ONES[number]
    elif number < 100:
        yield _TENS[number // 10 - 2] + (f" {_ONES[number % 10]}" if number % 10 else "")
    else:
        many, rest = divmod(number, 100)
        for hundreds in (f"{_ONES[many]} hundred", *(("a hundred",) if many == 1 else ())):
            yield from (f"{hundreds}{each}" for each in _and_rest(rest, " and ", _english))
    if number >= 10:  # as it is read out: "one two", "one oh four"
        yield " ".join(_ONES[int(each)] for each in str(number))


def _welsh(number: int) -> Iterator[str]:
    yield from (said for said, value in _BY_TWENTIES.items() if value == number)
    if 20 < number < 40 and number != 30:
        yield from (f"{each} ar ugain" for each in _welsh(number - 20))
    if number >= 100:
        many, rest = divmod(number, 100)
        hundreds = "cant" if many == 1 else f"{_WELSH[many - 1]} cant"
        yield from (f"{hundreds}{each}" for each in _and_rest(rest, " a ", _welsh))
    elif number == 10:
        yield "deg"
    elif number > 9:
        one = f" {_WELSH[number % 10 - 1]}" if number % 10 else ""
        yield f"{_WELSH[number // 10 - 1]} deg{one}"
    else:
        yield _WELSH[number - 1]


def _and_rest(rest: int, and_: str, said: Callable[[int], Iterator[str]]) -> Iterator[str]:
    for each in said(rest) if rest else ():
        yield f"{and_}{each}"
        yield f" {each}"
    if not rest:
        yield ""


@cache
def _forms() -> dict[tuple[str, ...], str]:
    """Every way of saying every number, word by word."""
    return {
        tuple(_LIKE.get(word, word) for word in said.split()): str(number)
        for number in range(1, MOST + 1)
        for said in (*_english(number), *_welsh(number))
    }


@cache
def _first() -> frozenset[str]:
    return frozenset(each[0] for each in _forms())


def said_at(words: Sequence[str], at: int) -> Iterator[tuple[str, int]]:
    """Each number that begins at this word, as digits, and how many words say it."""
    if _LIKE.get(words[at], words[at]) not in _first():
        return
    here = tuple(_LIKE.get(each, each) for each in words[at : at + LONGEST])
    for many in range(1, len(here) + 1):
        if number := _forms().get(here[:many]):
            yield number, many
