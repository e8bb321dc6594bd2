"""Names read for matching: words, sounds, forms of one name, names used and names before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.frameworks.same_names import load_same_names
from portal.rules.matching_names import Grade, compare_names, grade_of
from portal.rules.person_names import MOST_NAMES, MOST_WORDS, read_names, sound

SAME = load_same_names()


def words(typed: str) -> list[str]:
    return [" ".join(name.folded) for name in read_names(typed)]


@pytest.mark.parametrize(
    "alike",
    [
        ("sian", "shan", "sean", "shaun"),
        ("llywelyn", "llewellyn", "lewellyn", "lewelyn", "llewelin"),
        ("gruffydd", "griffith", "gruffudd"),
        ("alwyn", "alwin", "alwynn"),
        ("dafydd", "davith", "dafid"),
        ("hughes", "huws"),
        ("llwyd", "lloyd"),
        ("rhys", "rees", "reece", "reese"),
        ("cerys", "kerris", "carys", "karis"),
        ("ffion", "fion", "phion"),
        ("myfanwy", "mivanwi"),
        ("catrin", "katrin"),
        ("jackson", "jaxon"),
        ("muhammad", "mohammed", "mohamed"),
        ("yasmin", "jasmine"),
        ("mackenzie", "mckenzie"),
        ("philip", "phillip", "ffilip"),
    ],
)
def test_spellings_that_are_heard_alike_sound_the_same(alike):
    assert len({sound(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("wren", "robin"), ("smith", "jones"), ("osian", "seren"), ("amy", "ruth")]
)
def test_other_names_sound_different(one, other):
    assert sound(one) != sound(other)
    assert grade_of(one, other, SAME) is None


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Siân (Shan) Ŵyn, née Rees", ["sian wyn", "shan wyn", "sian rees"]),
        ('William "Bill" Smith', ["william smith", "bill smith"]),
        ("Smith, William", ["smith william"]),
        ("William Smith aka Bill Jones", ["william smith", "bill jones"]),
        ("Catrin Owen formerly Price", ["catrin owen", "catrin price"]),
        ("Dafydd ap Gwilym", ["dafydd gwilym"]),
        ("Muhammad bin Ali", ["muhammad ali"]),
        ("Ben Adderley", ["ben adderley"]),
        ("Mary O Brien", ["mary obrien"]),
        ("Mary O’Brien", ["mary obrien"]),
        ("Anne-Marie Smith-Jones", ["anne marie smith jones"]),
        ("Mrs Carly Adderley", ["carly adderley"]),
        ("Baby Garrard", ["garrard"]),
        ("Baby", []),
        ("", []),
        ("- '", []),
        ("李 小龙", ["李 小龙"]),
    ],
)
def test_names_as_people_write_them(typed, names):
    assert words(typed) == names


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ("william", "bill", Grade.FORM),
        ("sion", "john", Grade.FORM),
        ("dafydd", "dai", Grade.FORM),
        ("margaret", "peggy", Grade.FORM),
        ("rhys", "price", Grade.FORM),
        ("owen", "bowen", Grade.FORM),
        ("muhammad", "mo", Grade.FORM),
        ("katarzyna", "kasia", Grade.FORM),
        ("niamh", "neve", Grade.FORM),
        ("sian", "shan", Grade.SOUND),
        ("adderley", "aderley", Grade.SOUND),
        ("adderley", "adderlry", Grade.NEARLY),
        ("w", "wren", Grade.INITIAL),
        ("wren", "wren", Grade.SAME),
    ],
)
def test_two_words_go_together_as_a_person_would_say(one, other, grade):
    assert grade_of(one, other, SAME) is grade
    assert grade_of(other, one, SAME) is grade


def test_a_short_name_of_two_names_makes_them_no_single_name():
    assert grade_of("alex", "alexander", SAME) and grade_of("alex", "alexandra", SAME)
    assert grade_of("ted", "theodore", SAME) is Grade.FORM
    assert grade_of("edward", "theodore", SAME) is None


def test_first_name_and_surname_turned_round_are_seen_as_such():
    turned = compare_names("Wren Adderley", "Adderley, Wren", SAME)
    assert turned is not None and turned.is_same and turned.is_turned_round
    straight = compare_names("Wren Ann Adderley", "Wren Adderley", SAME)
    assert straight is not None and not straight.is_turned_round


def test_a_name_in_one_word_and_in_two_is_the_same_name():
    joined = compare_names("Anne Marie Smith", "Annemarie Smith", SAME)
    assert joined is not None and joined.is_same


def test_another_surname_tells_less_than_another_first_name():
    married = compare_names("Wren Adderley", "Wren Hallam", SAME)
    sister = compare_names("Wren Adderley", "Robin Adderley", SAME)
    assert married is not None and married.last_differ and not married.first_differ
    assert sister is not None and sister.first_differ and not sister.last_differ
    assert married.points > sister.points


def test_every_name_in_the_file_is_folded_and_stands_for_something():
    assert len(SAME.main) > 900
    for word, names in SAME.main.items():
        assert word == word.casefold() and word.isascii(), word
        assert names


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_typed_is_read_and_compared(one, other):
    for name in read_names(one):
        assert 0 < len(name.words) <= MOST_WORDS
        assert all(sound(word) or not word for word in name.folded)
    assert len(read_names(one)) <= MOST_NAMES
    found = compare_names(one, other, SAME)
    assert (found is None) == (not read_names(one) or not read_names(other))


@given(st.text(alphabet="abcdefghij ŵŷâé'-", max_size=40))
def test_case_and_accents_never_matter(name):
    assert words(name) == words(name.upper())
