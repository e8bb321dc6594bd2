"""References: unique enough, free of words and look-alikes, and safe to read over the phone."""

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.reference import ALPHABET, make_reference, normalise

references = st.binary(min_size=8, max_size=32).map(make_reference)


def letters_of(reference: str) -> str:
    return reference.removeprefix("CN-").replace("-", "")


def spelt(letters: str) -> str:
    return f"CN-{letters[:4]}-{letters[4:]}"


def test_ten_thousand_contacts_get_ten_thousand_references():
    made = {make_reference(hashlib.sha256(b"%d" % n).digest()) for n in range(10_000)}
    assert len(made) == 10_000


def test_a_reference_has_the_fixed_shape_and_no_letter_that_makes_words_or_mistakes():
    assert not set(ALPHABET) & set("01AEIOULYSZBG")
    assert len(ALPHABET) == len(set(ALPHABET)) == 23
    assert re.fullmatch(rf"CN-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", make_reference(bytes(8)))


def test_neighbouring_bytes_do_not_give_neighbouring_references():
    drawn = [hashlib.sha256(b"%d" % n).digest() for n in range(50)]
    made = [make_reference(randomness) for randomness in drawn]
    assert made != sorted(made)
    assert len({reference[3] for reference in made}) > 10


def test_too_little_randomness_is_refused():
    with pytest.raises(ValueError, match="at least 8 random bytes"):
        make_reference(b"1234567")


@given(references)
def test_every_wrong_character_is_caught(reference):
    letters = letters_of(reference)
    for place, right in enumerate(letters):
        for wrong in set(ALPHABET) - {right}:
            assert normalise(spelt(letters[:place] + wrong + letters[place + 1 :])) is None


@given(references)
def test_any_two_exchanged_characters_are_caught(reference):
    letters = letters_of(reference)
    for first in range(8):
        for second in range(first + 1, 8):
            swapped = list(letters)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            if letters[first] != letters[second]:
                assert normalise(spelt("".join(swapped))) is None


@given(references)
def test_what_people_type_finds_the_reference(reference):
    letters = letters_of(reference)
    look_alike = letters.translate(str.maketrans("5826VQ7", "SBZGUO1"))
    for typed in (
        reference,
        reference.lower(),
        f"  {reference.replace('-', ' ')} ",
        letters,
        f"CN{letters}",
        reference.replace("-", "\N{EN DASH}"),
        f"cn.{letters[:2]} {letters[2:]}",
        spelt(look_alike),
    ):
        assert normalise(typed) == reference


@pytest.mark.parametrize(
    "typed",
    ["", "CN", "CN-", "a child's name", "CN-7K3F", "CN-7K3F-Q9XTX", "XX-7K3F-Q9XT", "ß" * 8],
)
def test_what_is_no_reference_is_not_one(typed):
    assert normalise(typed) is None
