"""How a person is asked about what the search found: each other person once, nothing unread."""

from dataclasses import replace

import pytest

from portal.frameworks.same_names import load_same_names
from portal.rules.copy_questions import questions
from portal.rules.copy_scan import NAME, PROTECTED, scan
from portal.rules.copy_watch import watched
from portal.rules.family_copy import family_copy, recipient_of
from portal.rules.help_facts import (
    ActionFacts,
    ContactPersonFacts,
    GoalFacts,
    LineFacts,
    PersonFacts,
    Place,
)
from portal.vocabulary import LineKind
from tests.documents.help_samples import FATHER, MOTHER, facts

SAME = load_same_names()
ONLY = frozenset({FATHER})
CARYS = PersonFacts(id=MOTHER, name="Carys Rees-Parry", address="4 Thrushgate Mews, Bangor")


def _action(number, what, who="Carys Rees-Parry"):
    place = Place("action", str(number))
    return ActionFacts(goal_id="g", what=what, who=who, readers=ONLY, place=place)


def _asked(*actions, people=(CARYS,), lines=(), **more):
    goal = GoalFacts(id="g", goal="Calm mornings", readers=ONLY, place=Place("goal", "g"))
    father = PersonFacts(id=FATHER, name="Dai Quill")
    told = tuple(
        LineFacts(kind=LineKind.STATEMENT, text=text, readers=ONLY, place=Place("line", str(at)))
        for at, text in enumerate(lines)
    )
    bare = replace(facts(), team=(), pages=(), scores=(), must_not_be_told="", lines=told)
    known = replace(bare, people=(father, *people), goals=(goal,), actions=actions, **more)
    content = family_copy(known, FATHER)
    look = watched(known, content, recipient_of(known, FATHER))
    hits = scan(content, look, SAME)
    return questions(hits, look.called), {hit.key for hit in hits}


def _marked(piece):
    return [text for sentence in piece.sentences for text, is_found in sentence if is_found]


def test_a_relative_whom_twenty_five_actions_name_is_one_question_with_every_place_in_it():
    """In half of them she stands as who does it and nowhere else: one text, twelve places."""
    plain = [_action(at, f"Breakfast, day {at}") for at in range(12)]
    told = [_action(at, f"Carys takes step {at}. Rees rings Mrs Parry.") for at in range(12, 25)]
    (asked,), keys = _asked(*plain, *told)
    assert (asked.why, asked.whose) == (NAME, ("Carys Rees-Parry",))
    who, *sentences = sorted(asked.pieces, key=lambda each: -len(each.places))
    assert [each.id for each in who.places] == [str(at) for at in range(25)]
    assert _marked(who) == ["Carys Rees-Parry"]
    assert len(sentences) == 13
    assert _marked(sentences[0]) == ["Carys", "Rees", "Parry"]
    assert set().union(*(each.keys for each in asked.pieces)) == keys


def test_letting_one_text_stand_leaves_every_other_one_open():
    (asked,), _keys = _asked(_action(1, "Carys cooks."), _action(2, "Carys knows where they live."))
    first, *others = asked.pieces
    assert asked.open_pieces(first.keys) == tuple(others)
    more, _keys = _asked(*(_action(at, "Carys cooks.") for at in (1, 3)))
    assert {each.id for each in more[0].pieces}.isdisjoint({each.id for each in asked.pieces})
    again = next(each for each in more[0].pieces if first.keys < each.keys)
    assert again.is_open(first.keys)  # it stands in a place that nobody has read it in


def test_two_people_are_two_questions_and_a_name_of_both_is_asked_about_as_that():
    ffion = PersonFacts(id="ffion", name="Ffion Rees-Parry")
    found, _keys = _asked(
        _action(1, "Carys and Ffion go. Mrs Parry too.", ""), people=(CARYS, ffion)
    )
    names = {each.whose: [_marked(piece) for piece in each.pieces] for each in found}
    assert names == {
        ("Carys Rees-Parry",): [["Carys"]],
        ("Ffion Rees-Parry",): [["Ffion"]],
        ("Carys Rees-Parry", "Ffion Rees-Parry"): [["Parry"]],
    }


def test_a_home_is_one_question_beside_the_name_and_no_page_says_whose_it_is():
    found, _keys = _asked(lines=("Carys is at 4 Thrushgate Mews, in Bangor.",))
    assert [(each.why, each.whose) for each in found] == [
        (NAME, ("Carys Rees-Parry",)),
        (PROTECTED, ()),
    ]
    assert _marked(found[1].pieces[0]) == ["4 Thrushgate Mews", "Bangor"]


@pytest.mark.parametrize(
    "more",
    [
        {"sources": ("Eirlys from number 4",)},
        {"on_contacts": (ContactPersonFacts(id="x", name="Eirlys Tanglewood"),)},
        {"on_contacts": (ContactPersonFacts(id=MOTHER, names_used="Eirlys"),)},
    ],
)
def test_what_only_a_contact_knows_is_asked_about_without_saying_whose_it_is(more):
    found, _keys = _asked(lines=("Eirlys came.", "Ring 020 7946 0018 or 020 7946 0019."), **more)
    assert [(each.whose, each.words) for each in found] == [
        ((), ("Eirlys",)),
        ((), ("020 7946 0018",)),
        ((), ("020 7946 0019",)),  # each number may be another's
    ]
