"""What has to be said of a late entry, and which times can be true."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.rules import late_entry
from portal.rules.consultation import read
from portal.rules.late_entry import LateWords, gaps
from portal.rules.missing import ages_to_check
from portal.rules.typed import read_instant
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


def test_the_hour_that_the_clocks_leave_out_is_no_time():
    typed = {"received_day": "29", "received_month": "3", "received_year": "2026"}
    assert read_instant({**typed, "received_time": "1.30am"}, "received") is None
    for clock in ("12.59am", "2am", "2.30am"):
        assert read_instant({**typed, "received_time": clock}, "received") is not None
    twice = {**typed, "received_day": "25", "received_month": "10", "received_time": "1.30am"}
    assert read_instant(twice, "received") is not None


def test_a_child_born_after_the_day_it_came_is_asked_about():
    key = uuid.uuid4()
    born = {"age_kind": "date_of_birth", "born_day": "22", "born_month": "11", "born_year": "2026"}
    pages = {f"person:{key}": {"kind": "child", "name": "Bea", **born}}
    (task,) = ages_to_check(read(pages), date(2026, 11, 20))
    assert (task.page, task.name) == (f"person:{key}", "Bea")
    assert ages_to_check(read(pages), date(2026, 11, 22)) == ()


@pytest.mark.parametrize(("age", "asked"), [("17", 0), ("18", 1), ("25", 1)])
def test_a_child_who_would_be_grown_up_is_asked_about_and_nobody_is_refused(age, asked):
    told = {"kind": "child", "name": "Bea", "age_kind": "estimate", "age_years": age}
    found = ages_to_check(read({f"person:{uuid.uuid4()}": told}), date(2026, 11, 20))
    assert [task.name for task in found] == ["Bea"] * asked
