"""Code lists: England's are whole and tell their edition, other hubs have their own or none."""

import pytest
from markupsafe import Markup

from portal.frameworks.codes import codes_of, packaged
from portal.rules.codes import TOLD_ALONE, TOLD_TWICE, UNKNOWN, CodeList, read
from portal.rules.saying import voiced
from portal.vocabulary import Agency, Nation

SOURCES = "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10"
NEEDS = "N1 N2 N3 N4 N5 N6 N7 N8 N9 N0"
ETHNICITIES = (
    "WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH CHNE BCRB BAFR BOTH OOTH "
    "REFU NOBT"
)
DISABILITIES = "NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA"
OWN = {
    "edition": "2026",
    "needs": {"codes": {"A": {"en": "Safety", "cy": "Diogelwch"}, "B": {"en": "Care"}}},
}


def test_england_has_every_code_in_its_order_under_an_edition():
    codes = packaged(Nation.ENGLAND)
    assert codes.edition == "2022/23"
    assert list(codes.sources.labels) == SOURCES.split()
    assert list(codes.needs.labels) == NEEDS.split()
    assert list(codes.ethnicities.labels) == ETHNICITIES.split()
    assert list(codes.disabilities.labels) == DISABILITIES.split()
    assert packaged(Nation.ENGLAND) is codes


def test_every_code_has_words_in_both_languages():
    codes = packaged(Nation.ENGLAND)
    for each in (codes.sources, codes.needs, codes.ethnicities, codes.disabilities):
        for code, words in each.labels.items():
            assert words["en"].strip() and words["cy"].strip(), code
            assert each.label(code, "cy") != each.label(code, "en"), code


def test_what_is_not_confirmed_is_not_shown_as_settled():
    codes = packaged(Nation.ENGLAND)
    assert not codes.disabilities.is_confirmed
    assert codes.sources.is_confirmed


def test_an_agency_that_says_its_source_by_itself_is_not_asked():
    usual = packaged(Nation.ENGLAND).source_of
    assert usual[Agency.SCHOOL] == "2A" and usual[Agency.POLICE] == "6"
    assert Agency.CHARITY not in usual


def test_another_nation_never_gets_englands_codes():
    assert packaged(Nation.WALES).needs.choices("en") == []
    own = codes_of(Nation.WALES, {"codes": OWN})
    assert own.needs.choices("cy") == [
        ("A", "Diogelwch"),
        ("B", Markup('<span lang="en">Care</span>')),
    ]
    assert own.ethnicities.choices("en") == []
    assert codes_of(Nation.ENGLAND, {}) is packaged(Nation.ENGLAND)


@pytest.mark.parametrize(
    ("chosen", "faults", "kept"),
    [
        ([], [], []),
        (["MOB", "LD"], [], ["MOB", "LD"]),
        (["NONE"], [], ["NONE"]),
        (["NONE", "MOB"], [TOLD_ALONE], ["MOB"]),
        (["MOB", "MOB"], [TOLD_TWICE], ["MOB"]),
        (["MOB", "XX"], [UNKNOWN], ["MOB"]),
        (["XX"], [UNKNOWN], []),
    ],
)
def test_a_choice_is_checked_when_it_is_made_and_kept_clean(chosen, faults, kept):
    disabilities = packaged(Nation.ENGLAND).disabilities
    assert list(disabilities.faults(chosen)) == faults
    assert disabilities.clean(chosen) == kept


@pytest.mark.parametrize(
    "told",
    [
        {"edition": "1", "needs": {"codes": {"A": {"cy": "Diogelwch"}}}},
        {"edition": "1", "needs": {"codes": {"A": {"en": "A"}}, "alone": ["B"]}},
        {"edition": "1", "source_of_agency": {"school": "2A"}},
    ],
)
def test_nonsense_in_a_hubs_own_lists_is_refused(told):
    with pytest.raises(ValueError, match=r"label|alone|sources"):
        read(told)


def test_a_code_without_welsh_says_that_it_is_english_and_an_option_can_too():
    labels = {"A": {"en": "Health <visitor>", "cy": "Ymwelydd"}, "B": {"en": "Law & order"}}
    codes = CodeList(labels)
    assert codes.choices("en") == [("A", "Health <visitor>"), ("B", "Law & order")]
    assert codes.with_code("A", "cy") == "Ymwelydd (A)"
    assert codes.with_code("B", "cy") == '<span lang="en">Law &amp; order</span> (B)'
    assert [voiced(words) for _, words in codes.choices("cy")] == [
        ("", "Ymwelydd"),
        ("en", "Law & order"),
    ]
    assert voiced(codes.with_code("B", "cy")) == ("", "Law & order (B)")
    assert codes.label("gone", "cy") == "gone"
