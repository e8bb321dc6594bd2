"""Texts read for what could lead to somebody: words, phone numbers, postcodes, mail addresses."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from portal.rules.folding import fold

# Nobody is found by these; they would make every sentence look unsafe.
ORDINARY = frozenset(
    """
    a about after again all also always am an and any are as at away back be because been before
    being both but by came can come could day did do does down each early end even every family few
    first for from get give go going good got great had half has have he help her here him his home
    house how i if in into is it its just keep know last later left like little live lives long look
    made make many me meet more most morning much my near need never new next night no not now of
    off often old on once one only or other our out over own part people place road said same saw
    say school see seen she side since small so some soon still street such take talk tell than
    that the their them then there these they thing this those three time to today together too
    town two under until up us very was we week well went were what when where which while who
    will with work would year years yes yet you your number above below top bottom upper lower high
    north south east west great green hill park flat room court close lane way view
    mr mrs ms miss dr sir
    y yr a i o ar yn ac ei eu ein fy dy ni chi hi fe mae oes yw oedd wedi gan gyda am at dros drwy
    heb hyd rhag rhwng trwy dan mewn
    """.split()  # noqa: SIM905 - a list a person can read and extend
)
RELATIONS = frozenset(
    """
    mother father mum dad mam mummy daddy tad nan nain taid gran grandma grandad grandmother
    grandfather grandparent parent parents partner boyfriend girlfriend husband wife ex uncle aunt
    auntie cousin brother sister sibling baby unborn child children boy girl friend person adult
    man woman lady
    """.split()  # noqa: SIM905 - as above
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019`][^\W_]+)*")
_PHONE = re.compile(r"(?<![\d])\+?\(?\d(?:[ \t().\-\u2010-\u2015/]*\d){6,16}(?!\d)")
# Numbers as from inside the country or with +44, parted by anything, with the letter for nought.
_ODD_PHONE = re.compile(
    r"(?<![\do])(?:(?:\+|00)(?:[\W_]{0,3}4){2}(?:[\W_]{0,3}\(0\))?|[0o])"
    r"[\W_]{0,3}[1-9](?:[\W_]{0,3}[\do]){8,9}(?!\d)",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
ENOUGH_DIGITS = 6  # the end of a number without its area code
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./\- ]\d{1,2}[./\- ](?:19|20)\d\d"
    r"|(?:19|20)\d\d[./\-]\d{1,2}[./\-]\d{1,2})(?!\d)"
)
_POSTCODE = re.compile(
    r"(?<![^\W_])([a-z]{1,2}\d[a-z\d]?)[\s.\-\u2010-\u2015]*(\d[a-z]{2})(?![^\W_])", re.IGNORECASE
)
# Letters or digits that stand one by one: "S a r a h", "1 2 M-i-l-l".
_SPELT_OUT = re.compile(r"(?<![^\W_])[^\W_](?:(?:(?!\n)[\W_]){1,4}[^\W_](?![^\W_])){2,}")
_INITIALS = re.compile(
    r"(?<![^\W_])(?:[A-Z](?:\.\s?|\s|-)){1,3}[A-Z]\b\.?|(?<![^\W_])(?:[a-z]\.){2,4}|\b[A-Z]{2,3}\b"
)
# What two or three capitals mostly are; parted by stops they are looked at all the same.
_SHORT_FOR = frozenset(
    """
    gp pe it uk tv dv am pm ok ed id hr pc eu us ta tas hv sw ot lac cin cp cpp cyp sen nhs gps asd
    dad mum nan add iq bbc dvd usb re rse pta pru dsl mash eh eha tac taf msn faq diy bsl esa pip uc
    """.split()  # noqa: SIM905 - a list a person can read and extend
)
_SHORT_FOR_STOPPED = frozenset(("eg", "ie", "am", "pm", "nb", "ps"))
_APART = r"[^\S\n]?[\W_]?[^\S\n]?"  # what may stand between letters that belong together
LONGEST_BETWEEN = 3
MOST_PIECES = 4
LONG_WORD = 9  # letters; from here on two slips still leave a word to be known
_EMAIL = re.compile(
    r"[^\s@,;:()<>\[\]]+\s*(?:@|\(at\)|\[at\])\s*[a-z0-9\-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[a-z0-9\-]+)+",
    re.IGNORECASE,
)
_EMAIL_SAID = re.compile(r"[\w.+\-]+\s+at\s+[\w\-]+(?:\s+dot\s+[\w\-]+)+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.])@([a-z0-9_](?:[a-z0-9_.]{1,28}[a-z0-9_]))", re.IGNORECASE)
# CX19 KLM in either case; before 2001, A123 BCD.
_PLATE = re.compile(r"\b(?:(?i:[a-z]{2}\d\d\s?[a-z]{3})|[A-Z]\d{3}\s?[A-Z]{3})\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
LONGEST_SHOWN = 240  # characters of a sentence around what was found


class Found(NamedTuple):
    """Something in a text: its plain form for comparing, as it was written, and where."""

    plain: str
    written: str
    start: int
    end: int


def readable(text: str) -> str:
    """The text as an eye reads it: no hidden marks, one kind of digit and space."""
    shown = unicodedata.normalize("NFKC", text)
    return "".join(each for each in shown if unicodedata.category(each) != "Cf")


@dataclass(frozen=True, slots=True)
class Read:
    """A text taken apart once, for all that is looked for in it."""

    text: str
    words: tuple[Found, ...]
    joined: tuple[tuple[Found, ...], ...]  # for each word: it and the next ones, as if one
    spelt_out: tuple[Found, ...]
    initials: tuple[Found, ...]


@lru_cache(maxsize=64)
def read(text: str) -> Read:
    """A text of `readable` letters in its words, and what else may be words in it."""
    found = words(text)
    joins = tuple(tuple(_joined(text, found, at)) for at in range(len(found)))
    return Read(text, tuple(found), joins, tuple(_spelt_out(text)), tuple(_initials(text)))


def words(text: str) -> list[Found]:
    """Every word, folded, apostrophes left out: O'Brien is obrien, Rees's is rees."""
    return [
        Found(_plain(match[0]), match[0], match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


@lru_cache(maxsize=1024)
def plain_words(text: str) -> frozenset[str]:
    """All the words of a text, folded."""
    return frozenset(word.plain for word in words(readable(text)))


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    return re.sub(r"['\u2019`]", "", fold(re.sub(r"['\u2019`]s$", "", word)))


def phones(text: str) -> Iterator[Found]:
    """Phone numbers of seven digits or more, as from inside the country; dates are none."""
    dates = [match.span() for match in _DATE.finditer(text)]
    found = []
    for match in _PHONE.finditer(text):
        if not any(start <= match.start() and match.end() <= end for start, end in dates):
            found.append(match.span())
            yield _phone(match)
    for match in _ODD_PHONE.finditer(text):
        taken = any(start < match.end() and match.start() < end for start, end in (*found, *dates))
        if not taken and not _TIME.search(match[0]):
            yield _phone(match)


def _phone(match: re.Match[str]) -> Found:
    plain = plain_phone(re.sub("[oO]", "0", match[0]))
    return Found(plain, match[0].strip(), match.start(), match.end())


def ends_of(number: str, text: str) -> Iterator[Found]:
    """The end of this number, without its area code, whatever stands between its digits."""
    end = number[-ENOUGH_DIGITS:]
    if len(end) < ENOUGH_DIGITS:
        return
    digits = (each.replace("0", "[0oO]") for each in end)
    for match in re.finditer(r"\D{0,3}?".join(digits) + r"(?!\d)", text):
        yield Found(end, match[0], match.start(), match.end())


def plain_phone(typed: str) -> str:
    """Its digits from inside the country: +44 (0)1632 960 100 is 01632960100."""
    digits = "".join(each for each in typed if each.isdigit())
    is_abroad = typed.lstrip("( ").startswith("+") or digits.startswith("0044")
    if is_abroad and digits.lstrip("0").startswith("44"):
        return "0" + digits.lstrip("0")[2:].lstrip("0")
    return digits


def postcodes(text: str) -> Iterator[Found]:
    """Postcodes, with or without a space, in either case."""
    for match in _POSTCODE.finditer(text):
        yield Found(fold(match[1] + match[2]), match[0], match.start(), match.end())


def written_as(code: str, text: str) -> Iterator[Found]:
    """This very postcode, however parted and with o for nought or l for one."""
    letters = (_one_of(each) for each in code)
    pattern = rf"(?<![^\W_]){_APART.join(letters)}(?![^\W_])"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield Found(code, match[0], match.start(), match.end())


def _one_of(letter: str) -> str:
    like = {"0": "0o", "o": "0o", "1": "1il", "i": "1il", "l": "1il"}.get(letter, letter)
    return f"[{re.escape(like)}]"


def _spelt_out(text: str) -> Iterator[Found]:
    """Three letters or digits and more that stand one by one, as one word."""
    for match in _SPELT_OUT.finditer(text):
        plain = "".join(each for each in fold(match[0]) if each.isalnum())
        yield Found(plain, match[0], match.start(), match.end())


def _initials(text: str) -> Iterator[Found]:
    """Two initials or more, "J.S.", "J S", "JS"; not what everybody shortens."""
    for match in _INITIALS.finditer(text):
        plain = "".join(each for each in fold(match[0]) if each.isalpha())
        is_usual = match[0].isalpha() and plain in _SHORT_FOR
        if not is_usual and not (match[0].islower() and plain in _SHORT_FOR_STOPPED):
            yield Found(plain, match[0], match.start(), match.end())


def _joined(text: str, words: Sequence[Found], at: int) -> Iterator[Found]:
    """This word and the next ones, up to four on one line, as if they were one."""
    for last in range(at + 1, min(at + MOST_PIECES, len(words))):
        between = text[words[last - 1].end : words[last].start]
        if len(between) > LONGEST_BETWEEN or "\n" in between:
            return
        pieces = "".join(each.plain for each in words[at : last + 1])
        yield span(text, words, at, last + 1 - at)._replace(plain=pieces)


def span(text: str, words: Sequence[Found], at: int, many: int) -> Found:
    """So many words from here on, with what stands between them."""
    start, end = words[at].start, words[at + many - 1].end
    plain = " ".join(each.plain for each in words[at : at + many])
    return Found(plain, text[start:end], start, end)


@lru_cache(maxsize=262_144)
def is_slip(word: str, meant: str, *, shortest: int) -> bool:
    """Whether one is the other misspelt: one slip, in long words two, the first letter right.

    The many of a word is another word: "roses" is no slip of Rose.
    """
    if min(len(word), len(meant)) < shortest or word[0] != meant[0] or word == meant + "s":
        return False
    slips = 2 if min(len(word), len(meant)) >= LONG_WORD else 1
    return DamerauLevenshtein.distance(word, meant, score_cutoff=slips) <= slips


def emails(text: str) -> Iterator[Found]:
    """Mail addresses, also written with (at)."""
    for match in (*_EMAIL.finditer(text), *_EMAIL_SAID.finditer(text)):
        plain = re.sub(r"\(at\)|\[at\]", "@", re.sub(r"\s", "", match[0].lower()))
        yield Found(plain.replace("(dot)", "."), match[0], match.start(), match.end())


def handles(text: str) -> Iterator[Found]:
    """What somebody is called on a screen, whoever it is: "@dragonmum88"."""
    for match in _HANDLE.finditer(text):
        yield Found(match[1].lower(), match[1], match.start(1), match.end(1))


def plates(text: str) -> Iterator[Found]:
    """Number plates of cars."""
    for match in _PLATE.finditer(text):
        plain = "".join(match[0].lower().split())
        yield Found(plain, match[0], match.start(), match.end())


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that it stands in begins and ends."""
    begins = max((m.end() for m in _SENTENCE_END.finditer(text) if m.end() <= start), default=0)
    ends = next((m.start() for m in _SENTENCE_END.finditer(text) if m.start() >= end), len(text))
    return begins, ends


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before it in its sentence, itself, and what stands after it."""
    begins, ends = sentence_of(text, start, end)
    half = LONGEST_SHOWN // 2
    before, after = text[begins:start].lstrip(), text[end:ends].rstrip()
    before = before if len(before) <= half else f"\u2026{before[-half:]}"
    after = after if len(after) <= half else f"{after[:half]}\u2026"
    return before, text[start:end], after
