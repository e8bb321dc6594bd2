"""Homes told by the number in words, and people of the team told apart by their account."""

from dataclasses import replace

import pytest

from portal.rules.help_facts import ActionFacts, GoalFacts, MemberFacts
from tests.documents.help_samples import FATHER
from tests.rules.test_copy_watch import CARYS, HERE, _family, _hits


@pytest.mark.parametrize(
    ("address", "text", "words"),
    [
        ("12 Mill Lane, Llanfair", "At twelve Mill Lane.", "twelve Mill Lane"),
        ("12 Mill Lane, Llanfair", "at one two mill ln", "one two mill ln"),
        ("12a Mill Lane, Llanfair", "At Twelve A Mill Lane.", "Twelve A Mill Lane"),
        ("104 Mill Lane", "a hundred and four Mill Lane", "a hundred and four Mill Lane"),
        ("23 Bryn, Llanfair", "at twenty-three Bryn now", "twenty-three Bryn"),
        ("12 Melin y Coed", "Melin y Coed un deg dau", "Melin y Coed un deg dau"),
        ("12 Bryn, Llanfair", "Bryn deuddeg", "Bryn deuddeg"),
        ("16 Bryn, Llanfair", "yn un ar bymtheg Bryn", "un ar bymtheg Bryn"),
        ("23 Bryn, Llanfair", "Bryn dau ddeg tri", "Bryn dau ddeg tri"),
        ("23 Bryn, Llanfair", "rhif tri ar hugain", "rhif tri ar hugain"),
        ("Flat 3, 12 The Croft", "in flat three", "flat three"),
        ("12 Mill Lane", "She is at number twelve.", "number twelve"),
        ("12 Mill Lane", "She is at number 12.", "number 12"),
    ],
)
def test_the_number_of_a_hidden_home_is_found_in_words(address, text, words):
    hidden = replace(CARYS, address=address, is_address_secret=True)
    assert _hits(_family(hidden, text=text)) == [words]
    vain = "Twelve weeks, three of them at two; one to one. Un deg dau oed, y rhif un."
    assert _hits(_family(hidden, text=vain)) == []


def test_who_is_there_for_two_agencies_is_told_of_once_and_the_other_agency_stays_hidden():
    school = MemberFacts(id="s", name="Beth Moss", organisation="The school", account_id="b")
    refuge = replace(school, id="r", organisation="Gorwel Refuge")
    goal = GoalFacts(id="g", goal="Calm", readers=frozenset({FATHER}), place=HERE)
    action = ActionFacts(goal_id="g", what="Beth helps", member_id="s", readers=goal.readers)
    said = {"text": "Beth Moss of Gorwel.", "goals": (goal,), "actions": (action,)}
    assert _hits(_family(team=(school, refuge), **said)) == ["Gorwel"]
    other = replace(refuge, account_id="c")  # another of that name, who must not be found
    assert "Beth" in " ".join(_hits(_family(team=(school, other), **said)))
