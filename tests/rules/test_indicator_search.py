"""What a tired professional types, and what they must find."""

from dataclasses import replace

import pytest

from portal.frameworks.loader import load_packaged
from portal.frameworks.synonyms import load_synonyms
from portal.rules.indicator_search import Synonyms, build_index, folded, index_of, search, stem

SYNONYMS = load_synonyms()
FRAMEWORK = load_packaged()
INDEX = index_of(FRAMEWORK, SYNONYMS)


def find(words: str) -> list[str]:
    return search(INDEX, words)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("hungry", "CAR-20"),
        ("hasn't eaten", "CAR-20"),
        ("bruise", "PHY-30"),
        ("sexting", "ONL-20"),
        ("not in school", "EDU-20"),
        ("nits", "CAR-20"),
        ("smells", "SLF-10"),
        ("drunk mum", "PSM-30"),
        ("county lines", "EXP-31"),
        ("cutting", "EMO-20"),
        ("suicide", "EMO-30"),
        ("vaping", "HLT-14"),
        ("dad hits", "PHY-32"),
        ("DV", "DAB-20"),
        ("self harm", "EMO-20"),
        ("private fostering", "FUN-23"),
        ("runaway", "MIS-30"),
        ("FGM", "HON-30"),
        ("forced marriage", "HON-32"),
        ("hoarding", "CAR-21"),
        ("young carer", "FUN-20"),
        ("llwglyd", "CAR-20"),
        ("clais", "PHY-30"),
        ("anffurfio", "HON-30"),
        ("wedi brifo", "PHY-31"),
        ("gwn", "BEH-31"),
        ("nain yn gofalu amdano", "FUN-11"),
        ("cam-drin domestig", "DAB-20"),
    ],
)
def test_everyday_words_find_the_indicator_they_mean_first(words, first):
    assert find(words)[0] == first


@pytest.mark.parametrize("text", [text for text, _ in SYNONYMS.phrases])
def test_every_listed_phrase_finds_every_indicator_it_names(text):
    [targets] = [targets for listed, targets in SYNONYMS.phrases if listed == text]
    found = find(text)
    assert found
    assert {target for target in targets if "-" in target} <= set(found)


def test_a_teacher_who_types_bruise_sees_physical_harm_and_nothing_else_before_it():
    assert {found.split("-")[0] for found in find("bruise")[:5]} == {"PHY"}


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("brusie", "bruise"),
        ("bruse", "bruise"),
        ("hungery", "hungry"),
        ("suiside", "suicide"),
        ("exploitaton", "exploitation"),
        ("homeles", "homeless"),
        ("strangeled", "strangled"),
        ("depresed", "depressed"),
    ],
)
def test_a_misspelt_word_finds_what_was_meant(mistyped, meant):
    assert find(mistyped)[0] == find(meant)[0]


@pytest.mark.parametrize("length", range(3, len("bruise") + 1))
def test_a_word_is_found_while_it_is_still_being_typed(length):
    assert find("bruise"[:length])[0] == "PHY-30"


def test_only_the_last_word_is_taken_as_unfinished():
    assert "PSM-30" in find("mum dru")
    assert "PSM-30" not in find("dru xx")


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("BRUISES", "bruise"),
        ("bruised", "bruise"),
        ("mum's drunk", "drunk mum"),
        ("hes been self-harming", "self harm"),
        ("won’t go to school", "won't go to school"),
        ("CLÂIS", "clais"),
        ("the dad is drunk", "drunk mum"),
    ],
)
def test_case_endings_accents_order_and_small_words_do_not_matter(typed, listed):
    assert find(typed)[:2] == find(listed)[:2]


def test_an_indicator_that_matches_more_of_what_was_typed_comes_first():
    found = find("hungry and covered in bruises")
    assert {"CAR-20", "PHY-30"} <= set(found[:2])


def test_common_words_do_not_bury_the_telling_one():
    assert find("drunk mum") == ["PSM-30", "PSM-20", "PSM-10"]
    assert "BEH-30" in find("child")  # alone, a common word still finds something


def test_what_a_synonym_names_is_kept_beside_a_rarer_word():
    assert {"EXP-30", "EXP-34"} <= set(find("exploitation by a gang"))


def test_a_whole_story_pasted_into_the_box_is_answered_by_its_first_words():
    story = " ".join(f"xyq{number}" for number in range(25))
    assert find(f"bruise bruise {story} hungry") == [
        "PHY-30",
        "PHY-31",
        "PHY-20",
        "PHY-33",
        "PHY-32",
    ]
    assert find("hungry " * 5000) == find("hungry")


def test_worries_come_before_statements_that_all_is_well():
    found = find("health")
    levels = [FRAMEWORK.indicator[found_id].level for found_id in found]
    assert 1 in levels
    assert levels.index(1) >= len([level for level in levels if level > 1])


@pytest.mark.parametrize("words", ["", "   ", "she is", "?!", "zzzzqx", "a"])
def test_words_that_say_nothing_find_nothing(words):
    assert find(words) == []


def test_the_same_words_always_give_the_same_list_from_any_index_of_the_framework():
    again = build_index(load_packaged(), load_synonyms())
    for words in ("scared of dad", "school", "missing", "bru", "brusie baby"):
        assert search(again, words) == find(words)


def test_the_whole_text_of_an_indicator_finds_that_indicator_first():
    missed = [i.id for i in FRAMEWORK.indicators if find(i.text["en"])[0] != i.id]
    assert missed == []


def test_every_indicator_is_found_by_the_title_of_its_section():
    for section in FRAMEWORK.sections:
        within = {i.id for i in FRAMEWORK.indicators if i.section == section.code}
        for title in section.title.values():
            assert within <= set(find(title)), title


def test_a_hub_that_left_an_indicator_out_gets_the_others_the_synonym_names():
    without = tuple(i for i in FRAMEWORK.indicators if i.id != "PHY-30")
    index = build_index(replace(FRAMEWORK, indicators=without), SYNONYMS)
    assert search(index, "bruise") == ["PHY-31", "PHY-20", "PHY-33", "PHY-32"]


def test_a_hubs_own_indicator_is_found_by_its_words_without_any_synonym():
    own = replace(FRAMEWORK.indicator["COM-20"], id="COM-90", text={"en": "Quarry swimming"})
    framework = replace(FRAMEWORK, indicators=(*FRAMEWORK.indicators, own))
    assert search(build_index(framework, Synonyms({}, ())), "swim in the quarry") == ["COM-90"]


def test_the_index_of_a_framework_is_built_once():
    assert index_of(FRAMEWORK, SYNONYMS) is index_of(FRAMEWORK, SYNONYMS)


def test_words_are_folded_to_plain_letters():
    assert folded("Tŷ Siân’s B&B, A&E") == ["ty", "sians", "bb", "ae"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bruise", "bruising"),
        ("babies", "baby"),
        ("hitting", "hit"),
        ("cries", "crying"),
        ("bullied", "bully"),
        ("abused", "abuse"),
        ("kills", "killing"),
    ],
)
def test_plurals_and_verb_endings_have_one_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("refugee", "refuge"), ("hit", "hat")])
def test_different_words_keep_different_stems(one, other):
    assert stem(one) != stem(other)


def test_no_two_phrases_of_the_same_words_point_to_different_indicators():
    """The list would then depend on which was written first."""
    seen: dict[frozenset[str], tuple[str, tuple[str, ...]]] = {}
    for text, targets in SYNONYMS.phrases:
        stems = frozenset(INDEX.reader.stems(text))
        assert stems, f"{text} is nothing but small words"
        earlier = seen.setdefault(stems, (text, targets))
        assert earlier[1] == targets, f"{text} says the same as {earlier[0]}"
