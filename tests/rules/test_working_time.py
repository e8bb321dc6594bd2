"""Working time, held against a walk along the hub's wall clock, minute by minute."""

import os
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.integrations.bank_holidays import closed_days
from portal.rules.typed import UK
from portal.rules.working_time import (
    HubCalendar,
    OpeningHours,
    Target,
    add_working_time,
    due_at,
)
from tests.one_of_two import EVERYWHERE

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


# The oracle. It knows windows only as "is the wall clock inside one now?", one minute at a time.


def wall_clock_says_open(minute: datetime, calendar: HubCalendar) -> bool:
    wall = minute.astimezone(UK)
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


def examples(everywhere: int) -> settings:
    """So many in `make test-everywhere`, half of them in `make test`; always the same ones."""
    count = everywhere if os.environ.get(EVERYWHERE) else everywhere // 2
    return settings(max_examples=count, deadline=None, derandomize=True)


@examples(400)
@given(instants, amounts, calendars)
def test_a_target_in_open_hours_ends_where_the_wall_clock_ran_out(start, amount, calendar):
    expected = walked_until(start, amount, calendar)
    assert due_at(start, Target(amount), calendar) == expected


@examples(300)
@given(instants, amounts, amounts, calendars)
def test_adding_working_time_can_be_taken_back_split_and_ordered(start, first, second, calendar):
    middle = add_working_time(start, first, calendar)
    end = add_working_time(middle, second, calendar)
    assert middle.tzinfo is UTC
    assert walked_between(start, middle, calendar) == first
    assert end == add_working_time(start, first + second, calendar)
    assert start < middle < end


@examples(300)
@given(instants, amounts, calendars)
def test_a_later_contact_is_never_due_earlier(start, amount, calendar):
    later = start + amount
    assert add_working_time(later, HOUR, calendar) >= add_working_time(start, HOUR, calendar)


@examples(200)
@given(instants, amounts)
def test_a_hub_that_never_closes_counts_elapsed_time(start, amount):
    assert add_working_time(start, amount, ALWAYS) == start + amount


@examples(200)
@given(instants, amounts, calendars)
def test_a_calendar_target_is_elapsed_time_whatever_the_hours(start, amount, calendar):
    assert due_at(start, Target(amount, "calendar"), calendar) == start + amount


@given(weeks)
def test_opening_hours_are_read_from_settings_as_they_were_written(week):
    written = {
        day: [[opens.isoformat("minutes"), closes.isoformat("minutes")] for opens, closes in spans]
        for day, spans in enumerate(week)
    }
    assert OpeningHours.from_settings(written) == OpeningHours(week)
