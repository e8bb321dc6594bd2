"""What the search of a family copy finds however it is written, and how seldom it asks in vain.

`python -m bench.copy_search` measures the same with a thousand families.
"""

import pytest

from bench.copy_search import hits, measure
from tests.copy_evasions import evasions, family, secret

SOMETIMES = {"name, misspelt, no capitals"}  # four letters, small: ordinary words look like it


def test_every_way_of_writing_it_is_found_and_ordinary_words_are_seldom_asked_about():
    told = measure(families=6)
    missed = {way for way, share in told["found"].items() if share < 1}
    assert missed <= SOMETIMES
    assert told["asked in vain for a thousand words"] < 2
    assert told["precision"] > 0.97


@pytest.mark.parametrize(
    "text",
    [
        "Seen at the G.P. and on T.V., at 9 a.m., e.g. in maths.",
        "PE, IT and RE are best; the GP and the SEN team know.",
        "1 2 3 4 5 6, a b c d, 1.2.3 and 4-5-6.",
        "On the way in, an apple a day, to do it all, if he is all in.",
        "Mae hi yn yr ysgol ar y stryd, ger y llys, o flaen y ty mawr.",
        "At 5pm, to 6pm, so 1st, 2nd and 3rd; 10am to 2pm.",
        "One, two, three, four, five, once I caught; she is seven, he is nine, Nan is seventy one.",
        "Nine hundred and ninety nine times; double maths at one, two of the eight, oh no.",
    ],
)
def test_what_only_looks_like_an_evasion_is_left_alone(text):
    assert [hit.word for hit in hits(family(1, text))] == []


def test_the_hidden_person_of_the_sample_is_somebody_to_find():
    assert len({secret(number).name for number in range(40)}) > 30
    assert len(list(evasions(1))) > 25
