"""Names folded one way for storing and searching."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.folding import LONGEST_WORD, fold, folded_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Siân Ŵyn-Óg", ("sian", "wyn", "og")),
        ("Llŷr ap Gwilym", ("llyr", "ap", "gwilym")),
        ("O’Brien", ("obrien",)),
        ("O'Brien", ("obrien",)),
        ("Smith-Jones", ("smith", "jones")),
        ("  MARY   mary ", ("mary",)),
        ("Łukasz Østergård", ("lukasz", "ostergard")),
        ("Weiß", ("weiss",)),
        ("İpek", ("ipek",)),
        ("李 小龙", ("李", "小龙")),
        ("", ()),
        ("- '", ()),
    ],
)
def test_names_as_people_type_them(name, words):
    assert folded_words(name) == words


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing_more(name):
    words = folded_words(name)
    assert folded_words(" ".join(words)) == words
    assert all(0 < len(word) <= LONGEST_WORD for word in words)


@given(st.text(max_size=60))
def test_case_and_composition_never_matter(name):
    assert fold(name) == fold(fold(name))
