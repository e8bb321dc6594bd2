"""Who and what is looked for in one person's copy, people told apart by who they are."""

from dataclasses import replace

import pytest

from portal.frameworks.same_names import load_same_names
from portal.rules.copy_scan import scan
from portal.rules.copy_watch import watched
from portal.rules.family_copy import family_copy, recipient_of
from portal.rules.help_content import said
from portal.rules.help_facts import (
    ActionFacts,
    GoalFacts,
    LineFacts,
    MemberFacts,
    PageFacts,
    PersonFacts,
    Place,
)
from portal.vocabulary import LineKind
from tests.documents.help_samples import FATHER, MOTHER, facts

SAME = load_same_names()
HERE = Place("goal", "g")


def _hits(known, reader=FATHER):
    content = family_copy(known, reader)
    look = watched(known, content, recipient_of(known, reader))
    return [hit.word for hit in scan(content, look, SAME)]


def _family(*others, text="", about="", **more):
    """The father, others, and one line he may read."""
    line = LineFacts(
        kind=LineKind.STATEMENT, text=text, about_id=about, readers=frozenset({FATHER})
    )
    father = PersonFacts(id=FATHER, name=more.pop("name", "Dai Rees"))
    bare = replace(facts(), people=(father, *others), team=(), goals=(), actions=(), pages=())
    return replace(bare, lines=(line,), must_not_be_told="", **more)


CARYS = PersonFacts(id=MOTHER, name="Carys Rees")


@pytest.mark.parametrize("hidden", [{"is_address_secret": True}, {"is_at_risk": True}])
def test_a_hidden_person_is_searched_for_also_where_the_copy_names_them(hidden):
    carys = replace(CARYS, **hidden)
    told = _family(carys, text="Carys Rees works mornings.", about=MOTHER)
    assert _hits(told).count("Carys") == 2  # in the sentence, and as one of the family
    member = MemberFacts(id="m", name="Carys Rees", person_id=MOTHER)
    goal = GoalFacts(
        id="g", goal="Carys Rees is at the shop", readers=frozenset({FATHER}), place=HERE
    )
    action = ActionFacts(
        goal_id="g", what="Walk", who="Carys Rees", member_id="m", readers=goal.readers
    )
    told = _family(carys, text="Calm.", team=(member,), goals=(goal,), actions=(action,))
    assert _hits(told).count("Carys") == 2  # in the goal, and as who does it
    assert _hits(_family(CARYS, text="Carys Rees works.", about=MOTHER)) == []


def test_people_are_told_apart_by_who_they_are_not_by_name():
    son = PersonFacts(id="son", name="John Smith", phone="07700 900555")
    assert "John" in _hits(_family(son, name="John Smith", text="John Smith hit him."))
    other = PersonFacts(id="other", name="Dad", address="7 Tanglewood Rise, Bangor")
    text = "Dad lives in Tanglewood now, says his dad."
    assert _hits(_family(other, name="Dad", text=text)) == ["Dad", "Dad", "Tanglewood"]


def test_who_was_taken_out_of_the_family_is_in_no_copy_and_is_searched_for():
    gone = PersonFacts(id="gone", name="Osian Penhaligon", is_child=True, is_removed=True)
    known = _family(gone, text="Is often late.", about="gone")
    page = PageFacts(
        heading="What %(name)s says",
        about_id="gone",
        answers=(("Q", "I am here"),),
        readers=frozenset({FATHER}),
    )
    assert (
        said(family_copy(replace(known, pages=(page,)), FATHER))
        .keys()
        .isdisjoint({"lines", "pages"})
    )
    assert [each.id for each in family_copy(known, FATHER).people] == [FATHER]
    assert _hits(_family(gone, text="Osian is late.")) == ["Osian"]


@pytest.mark.parametrize(
    "change",
    [
        *({"is_address_secret": True}, {"is_at_risk": True}, {"is_removed": True}),
        *({"name": "Carys Puw"}, {"address": "4 Castle Mews"}, {"phone": "07700 900123"}),
    ],
)
def test_what_was_cleared_is_asked_again_when_somebody_in_the_family_changes(change):
    def keys(known):
        content = family_copy(known, FATHER)
        look = watched(known, content, recipient_of(known, FATHER))
        return {hit.key for hit in scan(content, look, SAME)}

    known = _family(CARYS, text="Carys rings 020 7946 0018.")
    after = _family(replace(CARYS, **change), text="Carys rings 020 7946 0018.")
    told = replace(known, must_not_be_told="Where Carys works")
    grown = _family(replace(CARYS, age_years=40), text="Carys rings 020 7946 0018.")
    assert len(keys(known)) == 2
    assert keys(known).isdisjoint(keys(after) | keys(told))
    assert keys(known) == keys(grown)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("12 Park Road, Llanfair", "seen on Park Rd."),
        ("3 High Street, Llanfair", "by the High St"),
        ("3 New Street, Llanfair", "on Newstreet"),
        ("4 Stryd Fawr, Bangor", "Mae hi ym Mangor"),
        ("4 Stryd Fawr, Caernarfon", "yng Nghaernarfon"),
        ("4 Stryd Fawr, Caernarfon", "o Gaernarfon"),
        ("4 Stryd Fawr, Pwllheli", "ym Mhwllheli"),
        ("4 Stryd Fawr, Tregaron", "yn Nhregaron"),
        ("4 Stryd Fawr, Dinbych", "yn Ninbych"),
        ("4 Stryd Fawr, Gwynfa", "o Wynfa"),
        ("4 Stryd Fawr, Rhuthun", "i Ruthun"),
    ],
)
def test_hidden_places_are_found_shortened_run_together_and_mutated(address, text):
    known = _family(replace(CARYS, address=address, is_address_secret=True), text=text)
    assert len(_hits(known)) == 1
    assert _hits(_family(CARYS, text=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("07700,900,123", "07700\n900\n123", "o7700 9oo123", "07700:900:123", "900, 1 2 3"),
        *("07700_900_123", "07700 \u2022 900 \u2022 123", "07700;900123", "+44,7700,900,123"),
    ],
)
def test_a_hidden_number_is_found_whatever_stands_between_its_digits(text):
    known = _family(replace(CARYS, phone="07700 900123"), text=text)
    assert _hits(known) == [text]


def test_schools_workplaces_and_what_must_not_be_told_are_found():
    sister = replace(CARYS, school="Ysgol y Garnedd")
    worker = MemberFacts(id="m", name="Beth Moss", organisation="Gorwel Refuge Bangor")
    text = "Ysgol y Garnedd, a worker from Gorwel, her job at Zenith Bakery."
    known = replace(
        _family(sister, text=text, team=(worker,)),
        must_not_be_told="Dai must not learn of the job at Zenith Bakery",
    )
    assert _hits(known) == ["Ysgol", "Garnedd", "Gorwel", "Zenith", "Bakery"]


def test_names_on_a_screen_are_found():
    jones = PersonFacts(id=MOTHER, name="Carys Jones")
    for text in ("carysjones99", "CarysJones", "jonescarys", "@mrscarys", "carys2011"):
        assert _hits(_family(jones, text=f"On Snapchat as {text} now.")) == [text.lstrip("@")]


@pytest.mark.parametrize(
    "text",
    [
        "At school on time, four days of five; 10:30, 11:15 and 12:45 on 12/11/2026.",
        "Scores 3, 4, 5, 6, 7 and 8 of 10. The nurse, the health visitor and the school rang.",
        "She marks the roses in the market, and will read in the evening.",
        "On 01/02/2026, 03/04/2026 and 05/06/2026 at 09:30, 10:15, 11:00.",
    ],
)
def test_ordinary_sentences_are_left_alone(text):
    rose = PersonFacts(
        id=MOTHER,
        name="Rose Mark",
        school="Larkfield Primary School",
        address="12 Park Road, Bangor, LL57 1AA",
        phone="07700 900123",
        is_address_secret=True,
    )
    worker = MemberFacts(id="m", name="Beth Moss", organisation="School health service")
    assert _hits(_family(rose, text=text, team=(worker,))) == []
