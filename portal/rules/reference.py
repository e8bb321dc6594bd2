"""References people read aloud: not sequential, nothing personal, slips of the pen caught.

A reference is the fixed prefix and eight characters in two groups, such as CN-7K3F-Q9XP. The
last character checks the others: their places, 1 to 8, weigh their values to a sum of nought
modulo 23. As 23 is prime, one wrong character, or any two exchanged, never adds up.
"""

PREFIX = "CN"
EARLY_HELP = "EH"  # of an episode of early help; nobody types it to search

# No vowels, so no words; none of 0 O 1 I L U; and one of each pair that looks or is written alike.
ALPHABET = "23456789CDFHJKMNPQRTVWX"
LOOK_ALIKES = str.maketrans("OIL01SBZGU", "Q77Q75826V")

_BODY = 7
_BASE = len(ALPHABET)
_LEAST_RANDOMNESS = 8  # bytes; from here every reference is as likely as the next


def make_reference(randomness: bytes, prefix: str = PREFIX) -> str:
    """A reference from at least eight random bytes, one of 23 ** 7 (3.4 thousand million).

    The same bytes give the same reference. Two contacts can, rarely, draw the same one: the
    caller's unique constraint notices, and it draws again. Raises ValueError for fewer bytes.
    """
    if len(randomness) < _LEAST_RANDOMNESS:
        raise ValueError(f"a reference needs at least {_LEAST_RANDOMNESS} random bytes")
    number = int.from_bytes(randomness, "big")
    body = "".join(ALPHABET[number // _BASE**place % _BASE] for place in range(_BODY))
    return _grouped(body + _check_character(body), prefix)


def normalise(typed: str) -> str | None:
    """The reference somebody meant, as it is stored; None when it cannot be one.

    Forgives case, spaces, missing or odd hyphens, a missing prefix and look-alikes (S for 5,
    O for Q). A look-alike read wrongly is a wrong character, so it finds nothing, never somebody
    else's contact.
    """
    letters = "".join(character for character in typed.upper() if character.isalnum())
    if len(letters) == len(PREFIX) + _BODY + 1:
        letters = letters.removeprefix(PREFIX)
    letters = letters.translate(LOOK_ALIKES)
    if len(letters) != _BODY + 1 or not set(letters) <= set(ALPHABET):
        return None
    return _grouped(letters) if _check_character(letters[:_BODY]) == letters[_BODY] else None


def _check_character(body: str) -> str:
    weighed = sum(place * ALPHABET.index(letter) for place, letter in enumerate(body, start=1))
    inverse = pow(_BODY + 1, -1, _BASE)
    return ALPHABET[-weighed * inverse % _BASE]


def _grouped(letters: str, prefix: str = PREFIX) -> str:
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
