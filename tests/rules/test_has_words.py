"""Words are what somebody can read."""

import pytest

from portal.rules.typed import has_words


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u2060\ufeff", "\u3164", "\u0301\u00ad"])
def test_what_nobody_can_see_is_no_word(text):
    assert not has_words(text)


@pytest.mark.parametrize("text", ["a", " ŵ\u200b", "7", "🙂", "?", "مرحبا"])
def test_anything_to_read_is(text):
    assert has_words(text)
