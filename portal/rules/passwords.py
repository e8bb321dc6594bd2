"""Which passwords are too easy to guess: long enough is not enough (security 3, NCSC)."""

import re
from collections.abc import Iterable

from portal.rules.common_words import RUNS, WORDS

MINIMUM = 12
LEFT_OVER = 5  # different letters and digits that must remain beside what is easily guessed
SHORTEST_RUN = 3
LONGEST_WORD = 20

_LOOKALIKES = str.maketrans("013457@$!€", "oieastasie")
_YEAR = re.compile(r"(19|20)\d\d")
_NOT_WORDS = re.compile(r"[\s!-/:-@\[-`{-~]+")  # spaces and the punctuation of a keyboard
_RUNS = tuple(run for line in RUNS for run in (line, line[::-1]))


def too_easy(password: str, about: Iterable[str] = ()) -> bool:
    """Whether little is left of a password once common words, runs and years are taken away.

    `about` holds what an acquaintance would try: the person's name and address, the organisation
    and the hub. Any characters are welcome and none are demanded: a phrase of unusual words passes.
    """
    folded = password.casefold()
    local = {word for text in about for word in _NOT_WORDS.split(text.casefold()) if len(word) > 2}
    ways = {folded, folded.translate(_LOOKALIKES)}
    return _repeats(folded) or any(_left(way, WORDS | local) < LEFT_OVER for way in ways)


def _repeats(text: str) -> bool:
    """One short piece over and over: "heronheron", "121212121212"."""
    return (text + text).find(text, 1) < min(len(text), 8)


def _left(text: str, words: frozenset[str]) -> int:
    """How many different letters and digits no common word, run or year accounts for."""
    left, at = set(), 0
    text = _NOT_WORDS.sub("", text)
    while at < len(text):
        step = max(_word_at(text, at, words), _run_at(text, at), _year_at(text, at))
        if not step:
            left.add(text[at])
        at += step or 1
    return len(left)


def _word_at(text: str, at: int, words: frozenset[str]) -> int:
    """The length of the longest common word that begins here, or 0."""
    for end in range(min(len(text), at + LONGEST_WORD), at, -1):
        if text[at:end] in words:
            return end - at
    return 0


def _run_at(text: str, at: int) -> int:
    """The length of the keyboard, alphabet or same-character run that begins here, or 0."""
    same = len(text[at:]) - len(text[at:].lstrip(text[at]))
    best = same if same >= SHORTEST_RUN else 0
    for end in range(at + SHORTEST_RUN, len(text) + 1):
        if not any(text[at:end] in run for run in _RUNS):
            break
        best = max(best, end - at)
    return best


def _year_at(text: str, at: int) -> int:
    return 4 if _YEAR.match(text, at) else 0
