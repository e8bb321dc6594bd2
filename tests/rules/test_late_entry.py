"""What has to be said of a late entry, and which times can be true."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.rules import late_entry
from portal.rules.late_entry import LateWords, gaps
from portal.vocabulary import HowReceived

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
WORDS = LateWords(
    received_at=NOW - timedelta(hours=3),
    how=HowReceived.PAPER,
    received_by="Tomasz, at the desk",
    why="The portal was down all morning.",
    sender_name="Rosalind Pike",
)


@pytest.mark.parametrize("is_for_another", [True, False])
def test_nothing_is_missing_from_a_whole_entry(is_for_another):
    assert list(gaps(WORDS, NOW, is_for_another=is_for_another)) == []


@pytest.mark.parametrize(
    ("received_at", "message"),
    [
        (None, late_entry.NO_TIME),
        (NOW + timedelta(minutes=1), late_entry.IN_FUTURE),
        (NOW - timedelta(days=367), late_entry.TOO_LONG_AGO),
    ],
)
def test_a_time_that_cannot_be_is_pointed_out(received_at, message):
    found = list(gaps(replace(WORDS, received_at=received_at), NOW, is_for_another=True))
    assert found == [("received_day", message)]


def test_this_very_minute_and_a_year_ago_can_be():
    for ago in (timedelta(), timedelta(days=366)):
        assert not list(gaps(replace(WORDS, received_at=NOW - ago), NOW, is_for_another=True))


def test_each_missing_word_names_its_field():
    empty = LateWords(received_at=WORDS.received_at, how=None)
    assert [field for field, _ in gaps(empty, NOW, is_for_another=True)] == [
        *("how", "received_by", "sender_name", "why"),
    ]
    assert "sender_name" not in dict(gaps(empty, NOW, is_for_another=False))


def test_a_line_that_does_not_fit_is_pointed_out_and_not_cut():
    long = replace(WORDS, sender_organisation="w" * 201)
    assert dict(gaps(long, NOW, is_for_another=True)) == {
        "sender_organisation": late_entry.TOO_LONG
    }
