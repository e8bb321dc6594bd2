"""Which language typed words are read aloud in, and where nothing is said rather than guessed."""

import pytest

from portal.rules.written_in import written_in


@pytest.mark.parametrize(
    ("typed", "lang"),
    [
        ("He was late and his coat was wet", "en"),
        ("Mae'n hwyr, a'i got yn wlyb", "cy"),
        ("Roedd hi gyda\u2019i nain", "cy"),
        ("I am worried about Kit", ""),
        ("23 November 2026, 6:30am", ""),
        ("Kit Trelawney", ""),
    ],
)
def test_words_of_one_language_say_which_and_words_of_both_say_nothing(
    typed: str, lang: str
) -> None:
    assert written_in(typed, "") == lang
