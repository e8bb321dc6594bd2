"""Prompts for an action: they say what is open, and never more than that."""

from datetime import date

import pytest

from portal.rules.smart import WORDS, Prompt, prompts
from portal.rules.team import looks_like_address

TODAY = date(2026, 11, 18)
WHOLE = {
    "what": "Walk to school together on Mondays",
    "who": "Dana and Miss Vale",
    "by_on": date(2026, 11, 30),
    "how_known": "He is in class at nine",
}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, ()),
        ({"by_on": None}, (Prompt.NO_DAY,)),
        ({"by_on": date(2026, 11, 17)}, (Prompt.PAST_DAY,)),
        ({"review_on": date(2026, 11, 25)}, (Prompt.FAR_DAY,)),
        ({"review_on": date(2026, 11, 1)}, ()),  # that review is over
        ({"who": "  "}, (Prompt.NOBODY,)),
        ({"who": "All of us"}, (Prompt.EVERYONE,)),
        ({"who": "Family"}, (Prompt.EVERYONE,)),
        ({"who": "Sam Family-Jones of the early help team"}, ()),
        ({"how_known": ""}, (Prompt.NOT_KNOWN_HOW,)),
        ({"what": "Ring the dentist; ask about the bus"}, (Prompt.SEVERAL,)),
        ({"what": "Ring the dentist\nAsk about the bus"}, (Prompt.SEVERAL,)),
        ({"what": "walk " * 41}, (Prompt.SEVERAL,)),
        ({"what": "Monitor the situation"}, (Prompt.VAGUE,)),
        ({"what": "Walk to nursery and back"}, ()),
    ],
)
def test_an_action_is_asked_for_what_it_leaves_open(changed, found):
    assert prompts(**{**WHOLE, "today": TODAY, **changed}) == found


def test_every_prompt_has_its_words():
    assert set(WORDS) == set(Prompt)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("bryn@example.org", True),
        ("bryn.ellis+work@sub.example.org", True),
        ("bryn", False),
        ("bryn@example", False),
        ("a@example.org, b@example.org", False),
        ("Bryn <bryn@example.org>", False),
        ("bryn@example.org\nBcc: all@example.org", False),
    ],
)
def test_one_address_and_nothing_around_it(text, is_one):
    assert looks_like_address(text) is is_one
