"""A hub's calendar from its settings: its hours, its bank holidays, its own closed days."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from portal.integrations.bank_holidays import closed_days
from portal.rules.hub_settings import HubSettings
from portal.rules.working_time import HubCalendar, OpeningHours
from portal.vocabulary import Nation

NO_BANK_HOLIDAYS = "none"
_Week = tuple[tuple[tuple[str, str], ...], ...]


def calendar_for(settings: HubSettings, nation: Nation) -> HubCalendar:
    """When the hub is open: its week, less its nation's bank holidays and its own closed days.

    A hub whose `bank_holidays` is "none" is open on them. Kept per process for each set of hours.
    Raises ValueError for hours or days that cannot be read.
    """
    week = tuple(_spans(settings.opening.get(day, ())) for day in range(7))
    return _calendar(week, settings.bank_holidays, settings.extra_closed_days, nation)


def _spans(spans: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((start, end) for start, end in spans)


@lru_cache(maxsize=512)
def _calendar(
    week: _Week, bank_holidays: str, extra_closed_days: tuple[str, ...], nation: Nation
) -> HubCalendar:
    hours = OpeningHours.from_settings(dict(enumerate(week)))
    own = frozenset(date.fromisoformat(day) for day in extra_closed_days)
    shared = frozenset() if bank_holidays == NO_BANK_HOLIDAYS else closed_days(nation)
    return HubCalendar(hours, own | shared)
