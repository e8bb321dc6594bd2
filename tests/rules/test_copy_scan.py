"""The search of a copy for what could lead its reader to somebody they must not reach."""

from dataclasses import replace

import pytest

from portal.frameworks.same_names import load_same_names
from portal.rules.copy_scan import scan
from portal.rules.copy_watch import Sought, Watch, Watched, watched
from portal.rules.family_copy import family_copy, recipient_of
from portal.rules.help_content import HelpContent, PageShown, texts
from portal.rules.help_facts import LeadFacts, PageFacts, SecretFacts
from portal.vocabulary import HelpDocument
from tests.documents.help_samples import CHILD, FATHER, MOTHER, facts

SAME = load_same_names()
SOUGHT = {
    Sought.NAME: ("Ffion Rees", "Catherine O'Brien", "Will Havard", "Bo"),
    Sought.PLACE: ("Flat 3, 12 New Street, Llanfair, AB1 2CD", "Quillfeather House"),
    Sought.PHONE: ("01632 960 100",),
    Sought.SOURCE: ("The neighbour Eirlys Tanglewood, number 4",),
}
LOOK = Watched(
    watches=tuple(Watch(sought, text) for sought, texts in SOUGHT.items() for text in texts),
    known_names=("Dai Rees", "Mali Rees", "Siôn Parry"),
    own_phones=frozenset({"07700900123"}),
    own_postcodes=frozenset({"zz99zz"}),
)


def _found(text, look=LOOK):
    content = _content(text)
    return [hit.word for hit in scan(content, look, SAME)]


def _sought(look, sought):
    return {each.text for each in look.watches if each.sought is sought}


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
        (
            "Ring oh one six three two nine six oh one double oh.",
            ["oh one six three two nine six oh one double oh"],
        ),
        ("It ends six oh one hundred.", ["six oh one hundred"]),
        ("Ring oh double seven double oh nine double oh one two three.", []),  # their own
        ("Ffion will ring.", ["Ffion"]),
        ("ffion will ring.", ["ffion"]),
        ("FFION's turn", ["FFION's"]),
        ("Fion and Ffyon", ["Fion", "Ffyon"]),  # slips of the pen
        ("Kate, Cathy or Katie", ["Kate", "Cathy", "Katie"]),  # forms of Catherine
        ("Mrs Rees and Mr. Rees", ["Rees"]),  # once in a text: it is cleared for the whole of it
        ("Mali Rees and Dai Rees", []),  # whole names that its reader knows
        ("the O\u2019Brien family; the O Brien twins", ["O\u2019Brien"]),
        ("Will Havard", ["Will Havard"]),
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
        ("a new street; New Street; 12 New St", ["new street", "12 New St"]),
        ("at Quillfeather", ["Quillfeather"]),
        ("Nan Eirlys, Mrs Tanglewood, a neighbour", ["Eirlys", "Tanglewood", "neighbour"]),
        ("a.b@example.org, me (at) example.co.uk", ["a.b@example.org", "me (at) example.co.uk"]),
        ("me at example dot org", ["me at example dot org"]),
        ("she is @dragonmum88 now", ["dragonmum88"]),
        ("a red van, CX19 KLM or cx19klm or A123 BCD", ["CX19 KLM", "A123 BCD"]),
        ("We meet at the library on Mondays.", []),
    ],
)
def test_places_sources_mail_addresses_and_cars_are_found(text, words):
    assert _found(text) == words


def test_a_word_is_found_through_marks_that_the_eye_does_not_see():
    assert _found("Ff\u200bion lives at Quill\u00adfeather") == ["Ffion", "Quillfeather"]


def test_a_hit_is_remembered_by_its_text_so_that_another_text_asks_again():
    (one,) = scan(_content("Ffion will ring."), LOOK, SAME)
    (again,) = scan(_content("Ffion will ring."), LOOK, SAME)
    (other,) = scan(_content("Ffion will ring soon."), LOOK, SAME)
    assert one.key == again.key
    assert other.key != one.key
    assert one.sentences == (("", "Ffion", " will ring."),)


def test_a_word_is_shown_in_every_sentence_it_stands_in():
    (hit,) = scan(_content("Ffion rings. Nan knows. They ask ffion too."), LOOK, SAME)
    assert hit.sentences == (("", "Ffion", " rings."), ("They ask ", "ffion", " too."))


def test_the_father_is_watched_for_the_mother_her_home_her_worker_and_the_source():
    known = facts(HelpDocument.ASSESSMENT)
    content, father = family_copy(known, FATHER), recipient_of(known, FATHER)
    look = watched(known, content, father)
    assert {"Heledd Marchbank", "Saffron Doyle"} <= _sought(look, Sought.NAME)
    assert "Idwal Prosser" in look.known_names
    assert any("Quillfeather" in each for each in _sought(look, Sought.PLACE))
    assert _sought(look, Sought.SOURCE) == {"Nan Eirlys Tanglewood"}
    assert look.own_phones == {"01632960321", "07700900123"}


def test_what_is_planted_in_allowed_words_is_found_in_the_copy():
    known = facts(HelpDocument.ASSESSMENT)
    leak = "Heledd is in Penllwyd now, 07700900471, zz99zz. Saffron knows. Nan Eirlys said so."
    page = PageFacts(heading="Any", answers=(("Q", leak),), readers=frozenset({FATHER}))
    known = replace(known, pages=(page,))
    content = family_copy(known, FATHER)
    look = watched(known, content, recipient_of(known, FATHER))
    found = {hit.word for hit in scan(content, look, SAME)}
    assert {"Heledd", "Penllwyd", "07700900471", "zz99zz", "Saffron", "Nan Eirlys"} <= found


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
        assert set(places) == _sought(look, Sought.PLACE) - {
            person.address for person in known.people
        }


def test_every_text_that_people_wrote_is_looked_through():
    known = facts(HelpDocument.REVIEW)
    content = family_copy(known, CHILD)
    looked = {text for _, _, text in texts(content)}
    goal = content.goals[0]
    action = goal.actions[0]
    assert {
        *(goal.goal, goal.need, action.what, action.who, action.how_known),
        *(action.contingency, content.came[0].contribution),
        *(person.name for person in content.people),
        content.pages[0].answers[0].answer,
        content.scores[-1].evidence,
    } <= looked
