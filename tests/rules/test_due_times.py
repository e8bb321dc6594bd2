"""Working time in cases a person would check by hand, and settings that make no sense."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.integrations.bank_holidays import closed_days
from portal.rules.typed import UK
from portal.rules.working_time import (
    HubCalendar,
    NeverOpen,
    OpeningHours,
    Target,
    add_working_time,
    due_at,
    place_in_queue,
)

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NOTHING = timedelta(0)
NINE_TO_FIVE = ((time(9), time(17)),)
WEEK = OpeningHours((NINE_TO_FIVE,) * 5 + ((), ()))
OFFICE = HubCalendar(WEEK, closed_days("england"))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UK)


@pytest.mark.parametrize(
    ("received", "hours", "due", "why"),
    [
        ((2026, 6, 1, 10, 0), 4, (2026, 6, 1, 14, 0), "within one day"),
        ((2026, 6, 1, 15, 0), 4, (2026, 6, 2, 11, 0), "over one night"),
        ((2026, 6, 5, 16, 30), 4, (2026, 6, 8, 12, 30), "over a weekend"),
        ((2026, 6, 6, 3, 0), 4, (2026, 6, 8, 13, 0), "sent on a Saturday night"),
        ((2026, 6, 1, 9, 0), 8, (2026, 6, 1, 17, 0), "a whole day ends at the close"),
        ((2026, 6, 1, 17, 0), 1, (2026, 6, 2, 10, 0), "sent as the hub closes"),
        ((2026, 4, 2, 16, 0), 4, (2026, 4, 7, 12, 0), "Good Friday and Easter Monday"),
        ((2025, 12, 24, 16, 0), 8, (2025, 12, 29, 16, 0), "Christmas and a weekend"),
        ((2027, 12, 24, 16, 0), 4, (2027, 12, 29, 12, 0), "Christmas days moved to the week"),
        ((2025, 12, 31, 16, 0), 2, (2026, 1, 2, 10, 0), "year end"),
        ((2026, 3, 27, 16, 0), 4, (2026, 3, 30, 12, 0), "clocks forward at the weekend"),
        ((2026, 10, 23, 16, 0), 4, (2026, 10, 26, 12, 0), "clocks back at the weekend"),
    ],
)
def test_office_hours_targets_fall_where_a_person_would_say(received, hours, due, why):
    assert due_at(london(*received), Target(hours * HOUR), OFFICE) == london(*due), why


def test_scotland_works_on_easter_monday_when_england_does_not():
    scottish = HubCalendar(WEEK, closed_days("scotland"))
    received = london(2026, 4, 2, 16, 0)
    assert due_at(received, Target(4 * HOUR), scottish) == london(2026, 4, 6, 12, 0)


def test_a_window_over_the_clock_change_counts_the_hours_that_passed():
    sundays = HubCalendar(OpeningHours(((),) * 6 + (((time(0), time(8)),),)))
    for day, hours in [(date(2026, 3, 29), 7), (date(2026, 10, 25), 9), (date(2026, 6, 7), 8)]:
        start = datetime.combine(day, time(0), tzinfo=UTC) - 2 * HOUR
        assert add_working_time(start, hours * HOUR, sundays) == london(
            day.year, day.month, day.day, 8
        )


def test_hours_inside_the_skipped_hour_do_not_exist_and_inside_the_repeated_hour_come_twice():
    one_to_two = HubCalendar(OpeningHours(((),) * 6 + (((time(1, 0), time(2, 0)),),)))
    spring, autumn = utc(2026, 3, 29), utc(2026, 10, 25)
    week_later = utc(2026, 4, 5, 1)  # 2am there: the skipped hour of the first Sunday gave nothing
    assert add_working_time(spring, HOUR, one_to_two) == week_later
    assert add_working_time(autumn, 2 * HOUR, one_to_two) == utc(2026, 10, 25, 2)


def test_nothing_is_counted_backwards():
    start = utc(2026, 6, 1, 12)
    assert add_working_time(start, NOTHING, OFFICE) == start
    with pytest.raises(ValueError, match="backwards"):
        add_working_time(start, -HOUR, OFFICE)


def test_a_hub_that_is_never_open_is_told_so_at_once():
    closed = HubCalendar(OpeningHours(((),) * 7))
    every_monday = frozenset(date(2026, 6, 1) + timedelta(weeks=week) for week in range(80))
    shut_out = HubCalendar(OpeningHours((NINE_TO_FIVE,) + ((),) * 6), every_monday)
    for calendar in (closed, shut_out):
        with pytest.raises(NeverOpen, match="not open on any day in the year to"):
            due_at(utc(2026, 6, 1), Target(HOUR), calendar)
    assert due_at(utc(2026, 6, 1), Target(HOUR, "calendar"), closed) == utc(2026, 6, 1, 1)


def test_an_instant_without_a_time_zone_is_refused():
    naive = utc(2026, 6, 1, 12).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        due_at(naive, Target(HOUR, "calendar"), OFFICE)


def test_home_time_brings_a_contact_forward_and_never_back():
    target = utc(2026, 6, 1, 15)
    assert place_in_queue(target, None) == target
    assert place_in_queue(target, target - HOUR) == target - HOUR
    assert place_in_queue(target, target + HOUR) == target


@pytest.mark.parametrize(
    ("hours", "message"),
    [
        ({0: [["17:00", "09:00"]]}, "monday"),
        ({4: [["09:00", "09:00"]]}, "friday"),
        ({0: [["09:00", "12:00"], ["11:00", "17:00"]]}, "overlap"),
        ({0: [["22:00", "00:00"], ["09:00", "12:00"]]}, "out of order"),
        ({7: [["09:00", "12:00"]]}, "not 7"),
        ({0: [["9 o'clock", "12:00"]]}, "9 o'clock"),
        ({0: [["09:00", "1020"]]}, "written as 09:00, not 1020"),
    ],
)
def test_opening_hours_that_make_no_sense_are_refused_by_name(hours, message):
    with pytest.raises(ValueError, match=message):
        OpeningHours.from_settings(hours)


def test_a_target_needs_an_amount_and_a_known_clock():
    with pytest.raises(ValueError, match="longer than nothing"):
        Target(NOTHING)
    with pytest.raises(ValueError, match="elapsed"):
        Target(HOUR, "elapsed")
