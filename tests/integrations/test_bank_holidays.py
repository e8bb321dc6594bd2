"""Closed days by nation, how far they are known, and when somebody has to add to them."""

from datetime import date, time, timedelta

import pytest

from portal.integrations import bank_holidays
from portal.integrations.calendars import calendar_for
from portal.rules import hub_settings
from portal.vocabulary import Nation


@pytest.mark.parametrize(
    ("nation", "day", "closed"),
    [
        ("england", date(2026, 4, 6), True),
        ("wales", date(2026, 4, 6), True),
        ("scotland", date(2026, 4, 6), False),
        ("scotland", date(2026, 11, 30), True),
        ("northern_ireland", date(2026, 3, 17), True),
        ("england", date(2026, 3, 17), False),
    ],
)
def test_each_nation_has_its_own_closed_days(nation, day, closed):
    assert (day in bank_holidays.closed_days(nation)) is closed


def test_an_unknown_nation_is_named_in_the_error():
    with pytest.raises(ValueError, match="cornwall"):
        bank_holidays.closed_days("cornwall")


def test_dates_of_our_own_are_added_and_move_the_last_known_year(tmp_path, monkeypatch):
    ours = tmp_path / "dates.yaml"
    ours.write_text("england-and-wales: [2031-01-01]\nscotland: []\nnorthern-ireland: []\n")
    monkeypatch.setattr(bank_holidays, "OUR_DATES", ours)
    bank_holidays.closed_days.cache_clear()
    try:
        assert date(2031, 1, 1) in bank_holidays.closed_days("wales")
        assert bank_holidays.known_until("wales") == date(2031, 12, 31)
    finally:
        bank_holidays.closed_days.cache_clear()


def test_whoever_runs_the_portal_is_told_before_the_known_years_end():
    until = bank_holidays.known_until("england")
    assert until >= date(2028, 12, 31)
    assert bank_holidays.running_out(until - bank_holidays.SOON) is None
    assert bank_holidays.running_out(until - timedelta(days=30)) == until


def test_a_hub_adds_its_own_closed_days_to_its_nations():
    settings = hub_settings.read({"extra_closed_days": ["2026-09-02"]})
    calendar = calendar_for(settings, Nation.WALES)
    assert calendar.windows(date(2026, 9, 2)) == ()
    assert calendar.windows(date(2026, 12, 25)) == ()
    assert calendar.windows(date(2026, 9, 3)) == ((time(8, 30), time(17)),)
