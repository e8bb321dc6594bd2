"""The search of a copy for what could lead its reader to somebody they must not reach."""

from dataclasses import replace

import pytest

from portal.frameworks.same_names import load_same_names
from portal.rules.copy_scan import NAME, key_of, scan
from portal.rules.copy_watch import Watched, watched
from portal.rules.family_copy import family_copy, recipient_of
from portal.rules.help_content import HelpContent, PageShown, said, texts
from portal.rules.help_facts import (
    ActionFacts,
    GoalFacts,
    LeadFacts,
    LineFacts,
    MemberFacts,
    PageFacts,
    PersonFacts,
    Place,
    SecretFacts,
)
from portal.vocabulary import HelpDocument, LineKind
from tests.documents.help_samples import CHILD, FATHER, MOTHER, facts

SAME = load_same_names()
HERE = Place("goal", "g")
LOOK = Watched(
    hidden_names=("Ffion Rees", "Catherine O'Brien", "Will Havard", "Bo"),
    known_names=("Dai Rees", "Mali Rees", "Siôn Parry"),
    hidden_places=("Flat 3, 12 New Street, Llanfair, AB1 2CD", "Quillfeather House"),
    hidden_phones=("01632 960 100",),
    sources=("The neighbour Eirlys Tanglewood, number 4",),
    own_phones=frozenset({"07700900123"}),
    own_postcodes=frozenset({"zz99zz"}),
)


def _found(text, look=LOOK):
    content = _content(text)
    return [hit.word for hit in scan(content, look, SAME)]


def _content(text):
    answers = family_copy(facts(HelpDocument.ASSESSMENT), FATHER).pages[0].answers
    page = PageShown(heading="Any", answers=(replace(answers[0], answer=text),))
    known = facts()
    return HelpContent(
        document=known.document,
        reference=known.reference,
        started_on=known.started_on,
        lead=LeadFacts(name="Rosalind Pike"),
        recipient="Dai Rees",
        pages=(page,),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ffion will ring.", ["Ffion"]),
        ("ffion will ring.", ["ffion"]),
        ("FFION's turn", ["FFION's"]),
        ("Fion and Ffyon", ["Fion", "Ffyon"]),  # slips of the pen
        ("Kate, Cathy or Katie", ["Kate", "Cathy", "Katie"]),  # forms of Catherine
        ("Mrs Rees and Mr. Rees", ["Rees"]),  # once in a text: it is cleared for the whole of it
        ("Mali Rees and Dai Rees", []),  # whole names that its reader knows
        ("the O\u2019Brien family; the O Brien twins", ["O\u2019Brien", "O", "Brien"]),
        ("Will Havard", ["Will", "Havard"]),
        ("She will come", []),  # no name: it has no capital
        ("Bo came", ["Bo"]),
        ("Siôn cooks, Sion sings", []),
        ("Mum, Nan and Dad", []),
    ],
)
def test_names_are_found_folded_shortened_and_misspelt(text, words):
    assert _found(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("01632 960 100", ["01632 960 100"]),
        ("01632960100", ["01632960100"]),
        ("+44 (0)1632 960100", ["+44 (0)1632 960100"]),
        ("0044 1632 960-100", ["0044 1632 960-100"]),
        ("ring 960100 or 960 100", ["960100"]),
        ("any other: 020 7946 0018", ["020 7946 0018"]),
        ("his own: 07700 900 123, +447700900123", []),
        ("on 12/11/2026, 2026-11-12 and 12.11.2026 at 10:30", []),
        ("four of 10, 1,200 pounds, 45 minutes", []),
    ],
)
def test_phone_numbers_are_found_however_they_are_written(text, words):
    assert _found(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("AB1 2CD", ["AB1 2CD"]),
        ("ab12cd; AB1", ["ab12cd", "AB1"]),
        ("LL57 4ND is another", ["LL57 4ND"]),
        ("his own ZZ9 9ZZ", []),
        ("Moved to Llanfair", ["Llanfair"]),
        ("a new street; New Street; 12 New Rd", ["new", "12"]),
        ("at Quillfeather", ["Quillfeather"]),
        ("Nan Eirlys, Mrs Tanglewood, a neighbour", ["Eirlys", "Tanglewood", "neighbour"]),
        ("a.b@example.org, me (at) example.co.uk", ["a.b@example.org", "me (at) example.co.uk"]),
        ("We meet at the library on Mondays.", []),
    ],
)
def test_places_sources_and_mail_addresses_are_found(text, words):
    assert _found(text) == words


def test_a_word_is_found_through_marks_that_the_eye_does_not_see():
    assert _found("Ff\u200bion lives at Quill\u00adfeather") == ["Ffion", "Quillfeather"]


def test_a_hit_is_remembered_by_its_text_so_that_another_text_asks_again():
    (one,) = scan(_content("Ffion will ring."), LOOK, SAME)
    (again,) = scan(_content("Ffion will ring."), LOOK, SAME)
    (other,) = scan(_content("Ffion will ring soon."), LOOK, SAME)
    assert one.key == again.key == key_of("Ffion will ring.", "ffion", NAME)
    assert other.key != one.key
    assert one.sentences == (("", "Ffion", " will ring."),)


def test_a_word_is_shown_in_every_sentence_it_stands_in():
    (hit,) = scan(_content("Ffion rings. Nan knows. They ask ffion too."), LOOK, SAME)
    assert hit.sentences == (("", "Ffion", " rings."), ("They ask ", "ffion", " too."))


def test_the_father_is_watched_for_the_mother_her_home_her_worker_and_the_source():
    known = facts(HelpDocument.ASSESSMENT)
    content, father = family_copy(known, FATHER), recipient_of(known, FATHER)
    look = watched(known, content, father)
    assert {"Heledd Marchbank", "Saffron Doyle"} <= set(look.hidden_names)
    assert "Idwal Prosser" in look.known_names
    assert any("Quillfeather" in each for each in look.hidden_places)
    assert look.sources == ("Nan Eirlys Tanglewood",)
    assert look.own_phones == {"01632960321", "07700900123"}


def test_what_is_planted_in_allowed_words_is_found_in_the_copy():
    known = facts(HelpDocument.ASSESSMENT)
    leak = "Heledd is in Penllwyd now, 07700900471, zz99zz. Saffron knows. Nan Eirlys said so."
    page = PageFacts(heading="Any", answers=(("Q", leak),), readers=frozenset({FATHER}))
    known = replace(known, pages=(page,))
    content = family_copy(known, FATHER)
    look = watched(known, content, recipient_of(known, FATHER))
    found = {hit.word for hit in scan(content, look, SAME)}
    assert {"Heledd", "Penllwyd", "07700900471", "zz99zz", "Saffron", "Eirlys"} <= found


def test_a_secret_of_a_contact_behind_it_is_watched_but_for_whose_it_is_alone():
    known = replace(
        facts(),
        secrets=(
            SecretFacts(text="9 Thrushgate", whose=frozenset({MOTHER})),
            SecretFacts(text="1 Larkrise"),
        ),
    )
    for reader, places in ((FATHER, ("9 Thrushgate", "1 Larkrise")), (MOTHER, ("1 Larkrise",))):
        look = watched(known, family_copy(known, reader), recipient_of(known, reader))
        assert set(places) == {each for each in look.hidden_places if "\n" not in each} - {
            person.address for person in known.people
        }


def test_every_text_that_people_wrote_is_looked_through():
    known = facts(HelpDocument.REVIEW)
    content = family_copy(known, CHILD)
    looked = {text for _, text in texts(content)}
    goal = content.goals[0]
    action = goal.actions[0]
    assert {
        *(goal.goal, goal.need, action.what, action.who, action.how_known),
        *(action.contingency, content.came[0].contribution),
        *(person.name for person in content.people),
        content.pages[0].answers[0].answer,
        content.scores[-1].evidence,
    } <= looked


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
