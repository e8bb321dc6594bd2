"""When an answer is due: targets counted in a hub's open hours, or on the clock.

Every instant is aware and comes back in UTC. A hub is open when the clock on its own wall says
so: opening hours are local times, so a window that spans a clock change is an hour shorter or
longer than it looks, and counts for the time that really passes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal, Self
from zoneinfo import ZoneInfo

from portal.rules.typed import UK

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_CLOSURE = 366  # days in a row without an opening, after which settings must be wrong

Window = tuple[time, time]
Clock = Literal["working", "calendar"]

_MIDNIGHT = time(0)
_DAY = timedelta(days=1)
_NONE = timedelta(0)


class NeverOpen(ValueError):
    """The hub's settings leave no open hours to count in."""


@dataclass(frozen=True)
class OpeningHours:
    """A hub's week: for each weekday, Monday first, its open windows in local time.

    A window is (open, close), open included and close not. A close at 00:00 means the end of the
    day. Raises ValueError for windows that end before they start, overlap, or are out of order.
    """

    by_weekday: tuple[tuple[Window, ...], ...]

    def __post_init__(self) -> None:
        if len(self.by_weekday) != len(WEEKDAYS):
            raise ValueError("opening hours need seven weekdays, Monday first")
        for weekday, windows in zip(WEEKDAYS, self.by_weekday, strict=True):
            edges = [edge for window in windows for edge in _span(window)]
            if any(later < earlier for earlier, later in pairwise(edges)) or any(
                start == end for start, end in map(_span, windows)
            ):
                raise ValueError(f"opening hours on {weekday} overlap or are out of order")

    @classmethod
    def from_settings(cls, week: Mapping[int, Sequence[Sequence[str]]]) -> Self:
        """Read a hub's setting such as {0: [["09:00", "17:00"]]}; a missing day is closed.

        Raises ValueError naming the day or the time that cannot be read.
        """
        days = range(len(WEEKDAYS))
        if unknown := sorted(set(week) - set(days)):
            raise ValueError(f"opening hours know days 0 to 6, 0 for Monday, not {unknown[0]}")
        return cls(
            tuple(
                tuple((_clock(start), _clock(end)) for start, end in week.get(day, ()))
                for day in days
            )
        )


@dataclass(frozen=True)
class HubCalendar:
    """Opening hours, less the days on which the hub is closed (bank holidays and its own)."""

    opening_hours: OpeningHours
    closed_days: frozenset[date] = field(default_factory=frozenset)
    tz: ZoneInfo = UK

    def windows(self, day: date) -> tuple[Window, ...]:
        """The local windows in which the hub is open on that date; none when it is closed."""
        return () if day in self.closed_days else self.opening_hours.by_weekday[day.weekday()]


@dataclass(frozen=True)
class Target:
    """How soon an answer is promised, in open hours ("working") or elapsed time ("calendar")."""

    amount: timedelta
    clock: Clock = "working"

    def __post_init__(self) -> None:
        if self.amount <= _NONE:
            raise ValueError("a target must be longer than nothing")
        if self.clock not in ("working", "calendar"):
            raise ValueError(f'a target\'s clock is "working" or "calendar", not "{self.clock}"')


def due_at(received_at: datetime, target: Target, calendar: HubCalendar) -> datetime:
    """The instant, in UTC, by which a contact received at that instant should be answered.

    Raises NeverOpen for a working-hours target where the hub is never open.
    """
    if target.clock == "calendar":
        return _utc(received_at) + target.amount
    return add_working_time(received_at, target.amount, calendar)


def add_working_time(start: datetime, amount: timedelta, calendar: HubCalendar) -> datetime:
    """The first instant, in UTC, by which the hub has been open for `amount` since `start`.

    An amount that runs out as the hub closes ends at that close, not at the next opening.
    Raises NeverOpen when the hub does not open for a year, ValueError for a negative amount.
    """
    at = _utc(start)
    if amount < _NONE:
        raise ValueError("working time cannot be added backwards")
    left = amount
    if not left:
        return at
    for opens, closes in _openings_after(at, calendar):
        begins = max(opens, at)
        if closes - begins >= left:
            return begins + left
        left -= closes - begins
    raise AssertionError("openings never run out: NeverOpen is raised instead")


def place_in_queue(target_at: datetime, home_at: datetime | None) -> datetime:
    """Where a contact stands in the queue: the earlier of its target and its home-time.

    Home-time is when the child leaves, or next meets the person of concern; None if not known.
    """
    return target_at if home_at is None else min(target_at, home_at)


def _clock(text: str) -> time:
    if ":" not in text:  # "1020" is a time too, and never what somebody meant
        raise ValueError(f"a time of day is written as 09:00, not {text}")
    return time.fromisoformat(text)


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(UTC)


def _span(window: Window) -> tuple[timedelta, timedelta]:
    """A window's edges as local time of day, with a close at midnight as 24 hours."""
    opens, closes = (timedelta(hours=t.hour, minutes=t.minute, seconds=t.second) for t in window)
    return opens, closes or _DAY


def _openings_after(at: datetime, calendar: HubCalendar) -> Iterator[tuple[datetime, datetime]]:
    """UTC (opens, closes) pairs that end after `at`, in order and without end."""
    day, closed_for = at.astimezone(calendar.tz).date(), 0
    while closed_for <= LONGEST_CLOSURE:
        openings = [pair for pair in _openings_on(day, calendar) if pair[1] > at]
        yield from openings
        closed_for = 0 if openings else closed_for + 1
        day += _DAY
    raise NeverOpen(
        f"the hub is not open on any day in the year to {day - _DAY:%d %B %Y}: "
        "set its opening hours or its closed days"
    )


def _openings_on(day: date, calendar: HubCalendar) -> Iterator[tuple[datetime, datetime]]:
    """UTC (opens, closes) pairs of one local date; two for a window cut by a clock change."""
    windows = calendar.windows(day)
    for start, end, local_midnight in _stretches(day, calendar.tz) if windows else ():
        for opens, closes in map(_span, windows):
            begins = max(local_midnight + opens, start)
            ends = min(local_midnight + closes, end)
            if begins < ends:
                yield begins, ends


def _stretches(day: date, tz: ZoneInfo) -> Iterator[tuple[datetime, datetime, datetime]]:
    """A local date as stretches of one UTC offset: (start, end, when its clock showed 00:00)."""
    midnight = datetime.combine(day, _MIDNIGHT, tzinfo=UTC)
    start = datetime.combine(day, _MIDNIGHT, tzinfo=tz).astimezone(UTC)
    end = datetime.combine(day + _DAY, _MIDNIGHT, tzinfo=tz).astimezone(UTC)
    first, last = (at.astimezone(tz).utcoffset() or _NONE for at in (start, end))
    change = end if first == last else _clock_change(start, end, tz)
    yield start, change, midnight - first
    if change < end:
        yield change, end, midnight - last


def _clock_change(start: datetime, end: datetime, tz: ZoneInfo) -> datetime:
    """The second at which the offset at `start` gives way to the offset at `end`."""
    before = start.astimezone(tz).utcoffset()
    while end - start > timedelta(seconds=1):
        middle = start + (end - start) // 2
        if middle.astimezone(tz).utcoffset() == before:
            start = middle
        else:
            end = middle
    return end.replace(microsecond=0)
