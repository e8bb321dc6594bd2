"""Working time, held against a walk along the hub's wall clock, minute by minute."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portal.integrations.bank_holidays import closed_days
from portal.rules.working_time import (
    LONDON,
    HubCalendar,
    NeverOpen,
    OpeningHours,
    Target,
    TimeLeft,
    add_working_time,
    due_at,
    is_open,
    next_opening,
    place_in_queue,
    time_left,
    time_state,
    working_time_between,
)

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NOTHING = timedelta(0)
NINE_TO_FIVE = ((time(9), time(17)),)
WEEK = OpeningHours((NINE_TO_FIVE,) * 5 + ((), ()))
OFFICE = HubCalendar(WEEK, closed_days("england"))
ALWAYS = HubCalendar(OpeningHours((((time(0), time(0)),),) * 7))

# The days around which calendars go wrong: both clock changes, year ends, Easter, early May 2025.
AWKWARD = [
    *(date(2024, 3, 31), date(2025, 3, 30), date(2026, 3, 29), date(2027, 3, 28)),
    *(date(2028, 3, 26), date(2024, 10, 27), date(2025, 10, 26), date(2026, 10, 25)),
    *(date(2027, 10, 31), date(2028, 10, 29), date(2024, 12, 31), date(2025, 12, 25)),
    *(date(2026, 4, 3), date(2027, 12, 27), date(2028, 2, 29), date(2025, 5, 5)),
]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


# The oracle. It knows windows only as "is the wall clock inside one now?", one minute at a time.


def wall_clock_says_open(minute: datetime, calendar: HubCalendar) -> bool:
    wall = minute.astimezone(LONDON)
    if wall.date() in calendar.closed_days:
        return False
    now = wall.hour * 60 + wall.minute
    return any(
        opens.hour * 60 + opens.minute <= now < ((closes.hour * 60 + closes.minute) or 1440)
        for opens, closes in calendar.opening_hours.by_weekday[wall.weekday()]
    )


def minute_of(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def walked_between(start: datetime, end: datetime, calendar: HubCalendar) -> timedelta:
    total, minute = NOTHING, minute_of(start)
    while minute < end:
        if wall_clock_says_open(minute, calendar):
            total += min(minute + MINUTE, end) - max(minute, start)
        minute += MINUTE
    return total


def walked_until(start: datetime, amount: timedelta, calendar: HubCalendar) -> datetime:
    left, minute = amount, minute_of(start)
    while True:
        if wall_clock_says_open(minute, calendar):
            here = minute + MINUTE - max(minute, start)
            if here >= left:
                return max(minute, start) + left
            left -= here
        minute += MINUTE


@st.composite
def windows(draw: st.DrawFn) -> tuple[tuple[time, time], ...]:
    """None to two windows of a day, at any minute, the small hours and midnight included."""
    edges = sorted(draw(st.sets(st.integers(0, 1440), min_size=2, max_size=4)))
    edges = edges[: len(edges) // 2 * 2]
    times = [time(edge // 60 % 24, edge % 60) for edge in edges]
    return tuple(zip(times[::2], times[1::2], strict=True))


weeks = st.lists(windows(), min_size=7, max_size=7).map(tuple)
days = st.one_of(
    st.builds(
        lambda day, shift: day + timedelta(days=shift), st.sampled_from(AWKWARD), st.integers(-2, 2)
    ),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
)
calendars = st.builds(
    lambda week, shut: HubCalendar(OpeningHours(week), shut),
    st.one_of(weeks, st.just(WEEK.by_weekday)),
    st.one_of(st.just(OFFICE.closed_days), st.frozensets(days, max_size=6)),
)
instants = st.builds(
    lambda day, second: datetime.combine(day, time(0), tzinfo=UTC) + timedelta(seconds=second),
    days,
    st.integers(0, 86399),
)
amounts = st.integers(1, 20 * 3600).map(lambda seconds: timedelta(seconds=seconds))
fast = settings(max_examples=400, deadline=None, derandomize=True)


@fast
@given(instants, st.integers(0, 6 * 86400), calendars)
def test_working_time_is_what_the_wall_clock_counted(start, seconds, calendar):
    end = start + timedelta(seconds=seconds)
    assert working_time_between(start, end, calendar) == walked_between(start, end, calendar)


@fast
@given(instants, amounts, calendars)
def test_a_target_in_open_hours_ends_where_the_wall_clock_ran_out(start, amount, calendar):
    expected = walked_until(start, amount, calendar)
    assert due_at(start, Target(amount), calendar) == expected


@settings(max_examples=400, deadline=None, derandomize=True)
@given(instants, calendars)
def test_open_and_next_opening_agree_with_the_wall_clock(at, calendar):
    assert is_open(at, calendar) == wall_clock_says_open(at, calendar)
    opening = next_opening(at, calendar)
    assert opening >= at
    assert wall_clock_says_open(opening, calendar)
    assert working_time_between(at, opening, calendar) == NOTHING
    assert opening == at or not wall_clock_says_open(minute_of(opening) - MINUTE, calendar)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(instants, amounts, amounts, calendars)
def test_adding_working_time_can_be_taken_back_split_and_ordered(start, first, second, calendar):
    middle = add_working_time(start, first, calendar)
    end = add_working_time(middle, second, calendar)
    assert middle.tzinfo is UTC
    assert working_time_between(start, middle, calendar) == first
    assert end == add_working_time(start, first + second, calendar)
    assert start < middle < end


@settings(max_examples=300, deadline=None, derandomize=True)
@given(instants, amounts, calendars)
def test_a_later_contact_is_never_due_earlier(start, amount, calendar):
    later = start + amount
    assert add_working_time(later, HOUR, calendar) >= add_working_time(start, HOUR, calendar)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(instants, amounts)
def test_a_hub_that_never_closes_counts_elapsed_time(start, amount):
    assert add_working_time(start, amount, ALWAYS) == start + amount


@settings(max_examples=200, deadline=None, derandomize=True)
@given(instants, amounts, calendars)
def test_a_calendar_target_is_elapsed_time_whatever_the_hours(start, amount, calendar):
    assert due_at(start, Target(amount, "calendar"), calendar) == start + amount


@settings(max_examples=300, deadline=None, derandomize=True)
@given(instants, st.integers(-5 * 86400, 5 * 86400))
def test_time_left_drops_part_minutes_and_says_when_it_is_over(now, seconds):
    left = time_left(now + timedelta(seconds=seconds), now)
    shown = timedelta(days=left.days, hours=left.hours, minutes=left.minutes)
    assert NOTHING <= abs(timedelta(seconds=seconds)) - shown < MINUTE
    assert left.overdue == (seconds < 0)
    assert 0 <= left.hours < 24 and 0 <= left.minutes < 60


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
        assert working_time_between(start, start + 24 * HOUR, sundays) == hours * HOUR


def test_hours_inside_the_skipped_hour_do_not_exist_and_inside_the_repeated_hour_come_twice():
    one_to_two = HubCalendar(OpeningHours(((),) * 6 + (((time(1, 0), time(2, 0)),),)))
    spring, autumn = utc(2026, 3, 29), utc(2026, 10, 25)
    assert working_time_between(spring, spring + 6 * HOUR, one_to_two) == NOTHING
    assert working_time_between(autumn, autumn + 6 * HOUR, one_to_two) == 2 * HOUR


def test_a_hub_is_open_from_its_opening_until_just_before_its_close():
    opens, closes = london(2026, 6, 1, 9, 0), london(2026, 6, 1, 17, 0)
    assert not is_open(opens - MINUTE, OFFICE) and is_open(opens, OFFICE)
    assert is_open(closes - MINUTE, OFFICE) and not is_open(closes, OFFICE)
    assert next_opening(opens, OFFICE) == opens
    assert next_opening(closes, OFFICE) == london(2026, 6, 2, 9, 0)


def test_nothing_is_counted_backwards():
    start = utc(2026, 6, 1, 12)
    assert working_time_between(start, start - HOUR, OFFICE) == NOTHING
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
        with pytest.raises(NeverOpen, match="opening hours"):
            next_opening(utc(2026, 6, 1), calendar)
        assert not is_open(utc(2026, 6, 1, 12), calendar)
    assert due_at(utc(2026, 6, 1), Target(HOUR, "calendar"), closed) == utc(2026, 6, 1, 1)


def test_an_instant_without_a_time_zone_is_refused():
    naive = utc(2026, 6, 1, 12).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        is_open(naive, OFFICE)
    with pytest.raises(ValueError, match="time zone"):
        due_at(naive, Target(HOUR, "calendar"), OFFICE)


def test_home_time_brings_a_contact_forward_and_never_back():
    target = utc(2026, 6, 1, 15)
    assert place_in_queue(target, None) == target
    assert place_in_queue(target, target - HOUR) == target - HOUR
    assert place_in_queue(target, target + HOUR) == target


def test_time_state_turns_at_the_due_instant():
    due, soon = utc(2026, 6, 1, 15), HOUR
    assert time_state(due, due - HOUR - MINUTE, soon) == "in_time"
    assert time_state(due, due - HOUR, soon) == "due_soon"
    assert time_state(due, due, soon) == "due_soon"
    assert time_state(due, due + timedelta(microseconds=1), soon) == "overdue"


def test_time_left_in_plain_numbers():
    now = utc(2026, 6, 1, 12)
    assert time_left(now + timedelta(days=1, hours=2, minutes=3, seconds=59), now) == TimeLeft(
        1, 2, 3, overdue=False
    )
    assert time_left(now - timedelta(minutes=90), now) == TimeLeft(0, 1, 30, overdue=True)


@given(weeks)
def test_opening_hours_come_back_from_settings_as_they_went_in(week):
    assume(any(week))
    hours = OpeningHours(week)
    assert OpeningHours.from_settings(hours.as_settings()) == hours


@pytest.mark.parametrize(
    ("hours", "message"),
    [
        ({"monday": [["17:00", "09:00"]]}, "monday"),
        ({"friday": [["09:00", "09:00"]]}, "friday"),
        ({"monday": [["09:00", "12:00"], ["11:00", "17:00"]]}, "overlap"),
        ({"monday": [["22:00", "00:00"], ["09:00", "12:00"]]}, "out of order"),
        ({"mon": [["09:00", "12:00"]]}, "unknown weekday: mon"),
        ({"monday": [["9 o'clock", "12:00"]]}, "9 o'clock"),
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
