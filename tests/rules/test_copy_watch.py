"""Who and what is looked for in one person's copy, people told apart by who they are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.frameworks.same_names import load_same_names
from portal.rules.copy_scan import scan
from portal.rules.copy_watch import watched
from portal.rules.family_copy import family_copy, recipient_of
from portal.rules.folding import folded_words
from portal.rules.help_content import said
from portal.rules.help_facts import (
    ActionFacts,
    GoalFacts,
    LineFacts,
    MemberFacts,
    PageFacts,
    PersonFacts,
    Place,
    SecretFacts,
)
from portal.vocabulary import LineKind, Part
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
    told = _family(carys, text="Since then Carys Rees works mornings.")
    assert _hits(told) == ["Carys Rees"]
    member = MemberFacts(id="m", name="Carys Rees", person_id=MOTHER)
    goal = GoalFacts(
        id="g", goal="Carys Rees is at the shop", readers=frozenset({FATHER}), place=HERE
    )
    action = ActionFacts(
        goal_id="g", what="Walk", who="Carys Rees", member_id="m", readers=goal.readers
    )
    told = _family(carys, text="Calm.", team=(member,), goals=(goal,), actions=(action,))
    assert _hits(told).count("Carys Rees") == 2  # in the goal, and as who does it
    assert _hits(_family(CARYS, text="Carys Rees works.", about=MOTHER)) == []


def test_people_are_told_apart_by_who_they_are_not_by_name():
    son = PersonFacts(id="son", name="John Smith", phone="07700 900555")
    assert "John Smith" in _hits(_family(son, name="John Smith", text="John Smith hit him."))
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


def test_whoever_the_copy_lists_is_asked_about_once_and_again_where_others_are_told_of():
    """Their name in the list is cleared for all that was chosen for this reader about them."""
    carys = replace(CARYS, is_at_risk=True, phone="020 7946 0018")
    about = _family(carys, text="Carys works. Carys Puw rings 020 7946 0018.", about=MOTHER)
    assert _hits(about) == ["Carys Rees", "020 7946 0018"]  # the list, and only the number
    son = PersonFacts(id="son", name="Idris Rees", is_child=True)
    other = _family(carys, son, text="Idris is with Carys.", about="son")
    both = replace(about, lines=(*about.lines, *other.lines))
    assert _hits(both) == ["Carys Rees", "020 7946 0018", "Carys"]
    gone = _family(replace(carys, is_removed=True), text="Carys works.")
    assert _hits(gone) == ["Carys"]


def _keys(known):
    content = family_copy(known, FATHER)
    look = watched(known, content, recipient_of(known, FATHER))
    return {hit.key: hit for hit in scan(content, look, SAME)}


def _kinds(known):
    """Which hits there are, without what they are remembered by."""
    return sorted((hit.why, hit.word) for hit in _keys(known).values())


RINGS = "Carys rings 020 7946 0018."


@pytest.mark.parametrize(
    ("change", "asked_again"),
    [
        ({"is_address_secret": True}, 2),  # the first risk of all: everything
        ({"is_at_risk": True}, 2),
        ({"is_removed": True}, 2),
        ({"part": Part.PERSON_CAUSING_HARM}, 2),
        ({"name": "Carys Puw"}, 1),
        ({"phone": "020 7946 0018"}, 1),
        ({"name": "Carys Rees (known as Carla)"}, 1),
        ({"age_years": 40}, 0),
        ({"address": "4 Castle Mews"}, 0),
        ({"school": "Ysgol y Garnedd"}, 0),
        ({"phone": "07700 900123"}, 0),
    ],
)
def test_what_was_cleared_is_asked_again_only_where_that_changed(change, asked_again):
    known = _family(CARYS, text=RINGS)
    after = _family(replace(CARYS, **change), text=RINGS)
    assert len(_keys(after).keys() - _keys(known).keys()) == asked_again
    assert _kinds(after) == _kinds(known)


def test_a_word_cleared_in_one_place_is_asked_again_in_another_and_in_another_text():
    known = _family(CARYS, text=RINGS)
    (line,) = known.lines
    moved = replace(known, lines=(replace(line, place=Place("line", "elsewhere")),))
    longer = replace(known, lines=(replace(line, text=f"{RINGS} Often."),))
    for after in (moved, longer):
        assert _keys(after).keys().isdisjoint(_keys(known))
        assert _kinds(after) == _kinds(known)
    more = replace(line, text="The bus is late.", place=Place("line", "more"))
    assert _keys(replace(known, lines=(line, more))).keys() == _keys(known).keys()


def test_a_new_risk_of_somebody_else_asks_again_for_the_numbers_of_nobody_we_know():
    son = PersonFacts(id="son", name="Idris Puw", is_at_risk=True, is_child=True)
    known = _family(CARYS, son, text=RINGS)
    after = _keys(_family(CARYS, replace(son, is_address_secret=True), text=RINGS))
    assert [after[key].word for key in after.keys() - _keys(known).keys()] == ["020 7946 0018"]
    told = replace(known, must_not_be_told="Where Carys works")
    assert _keys(told).keys().isdisjoint(_keys(known))
    harming = [replace(each, part=Part.PERSON_CAUSING_HARM) for each in known.people]
    as_son = _keys(replace(known, people=(*known.people[:2], harming[2])))
    assert [as_son[key].word for key in as_son.keys() - _keys(known).keys()] == ["020 7946 0018"]
    as_reader = replace(known, people=(harming[0], *known.people[1:]))
    assert _keys(as_reader).keys().isdisjoint(_keys(known))


# What a text may say, and a record that makes it unsafe: by itself, or as somebody else's too.
WORDS = ("Carys", "Idris", "Tanglewood", "Gorwel", "Zenith", "Penllwyd", "Kerys", "Carys Rees")
NUMBERS = ("020 7946 0018", "07700 900471", "LL57 4ND", "carys@example.org")
PIECES = st.lists(st.sampled_from((*WORDS, *NUMBERS, "the bus", "at home")), min_size=1, max_size=5)


def _with(known, way, piece, number=3):
    """The record with one thing more to be looked for."""
    new = PersonFacts(id="new", name="Gwenllian Ifans")
    people = {
        "name": replace(new, name=f"{piece} Ifans"),
        "home": replace(new, address=f"3 {piece} Rise"),
        "school": replace(new, school=f"Ysgol {piece}"),
        "phone": replace(new, phone=piece),
    }
    if way in people:
        return replace(known, people=(*known.people, people[way]))
    return replace(
        known,
        **{
            "secret": {"secrets": (*known.secrets, SecretFacts(text=f"{number} {piece} Rise"))},
            "source": {"sources": (*known.sources, f"her aunt {piece}")},
            "told": {"must_not_be_told": f"{known.must_not_be_told} Nothing of {piece}."},
        }[way],
    )


@given(
    pieces=PIECES,
    base=st.lists(st.tuples(st.sampled_from(["name", "home", "secret"]), st.sampled_from(WORDS))),
    way=st.sampled_from(["name", "home", "school", "secret", "source", "told"]),
    at=st.integers(0, 4),
)
@settings(max_examples=150, deadline=None)
def test_no_new_thing_to_look_for_leaves_its_words_cleared(pieces, base, way, at):
    known = _family(text=", ".join(pieces) + ".")
    for each in base:
        known = _with(known, *each)
    people = [replace(each, id=f"{each.id}{at}") for at, each in enumerate(known.people[1:])]
    known = replace(known, people=(known.people[0], *people))
    piece = pieces[at % len(pieces)]
    if piece in NUMBERS[:2]:
        way = "phone"
    cleared = _keys(known)
    after = _keys(_with(known, way, piece, 14))
    meant = set(folded_words(piece))
    of_it = {key for key, hit in after.items() if meant & set(folded_words(hit.word))}
    assert of_it.isdisjoint(cleared)
    assert of_it or piece in ("the bus", "at home")


@given(pieces=PIECES, base=st.sampled_from(WORDS))
@settings(max_examples=50, deadline=None)
def test_what_has_nothing_to_do_with_the_words_asks_nothing_again(pieces, base):
    known = _with(_family(text=", ".join(pieces) + "."), "name", base)
    more = PersonFacts(id="more", name="Gwyneth Owen", address="9 Harbour Wynd", school="Y Felin")
    after = replace(known, people=(*known.people, more))
    assert _keys(after).keys() == _keys(known).keys()


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
    assert _hits(known) == ["Ysgol y Garnedd", "Gorwel", "Zenith", "Bakery"]


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
