"""One way to fold a name for search, so that 'Siân Ŵyn-Óg' is found by 'sian wyn og'."""

import unicodedata

LONGEST_WORD = 80  # characters; the width of the stored word
MOST_WORDS = 12

# Letters that have no accent to strip, as people type them on a plain keyboard.
_PLAIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
# Apostrophes, typed or typeset, and the stop of an initial: O'Brien is one word.
_NOT_A_GAP = str.maketrans("", "", "'`.\u2018\u2019\u02bc\u00b4")


def fold(text: str) -> str:
    """Letters in one case, without accents; for Welsh ŵ ŷ â ï as for any other language."""
    letters = _without_accents(_without_accents(text).casefold())
    return letters.translate(_PLAIN)


def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are stored and searched: folded, each once, in their order.

    Apostrophes vanish (O'Brien is obrien), everything else that is no letter or digit parts words
    (Smith-Jones is smith, jones). Words keep 80 characters, a name its first twelve words.
    """
    folded = fold(name.translate(_NOT_A_GAP))
    parted = "".join(letter if letter.isalnum() else " " for letter in folded)
    words = dict.fromkeys(word[:LONGEST_WORD] for word in parted.split())
    return tuple(words)[:MOST_WORDS]


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
