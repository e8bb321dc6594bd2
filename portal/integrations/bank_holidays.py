"""The bank holidays of each nation, from the lists that ship with us: no network."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from flask_babel import gettext as _
from govuk_bank_holidays.bank_holidays import BankHolidays

from portal.rules.working_time import HubCalendar, OpeningHours

OUR_DATES = Path(__file__).with_name("bank_holidays.yaml")
DIVISIONS: dict[str, str] = {
    "england": BankHolidays.ENGLAND_AND_WALES,
    "wales": BankHolidays.ENGLAND_AND_WALES,
    "scotland": BankHolidays.SCOTLAND,
    "northern_ireland": BankHolidays.NORTHERN_IRELAND,
}


@cache
def closed_days(nation: str) -> frozenset[date]:
    """Every bank holiday known for a nation: england, wales, scotland or northern_ireland.

    Raises ValueError for another nation. Source: GOV.UK, as packaged, and `OUR_DATES`.
    """
    division = _division(nation)
    shipped = BankHolidays(use_cached_holidays=True).get_holidays(division=division)
    ours = yaml.safe_load(OUR_DATES.read_text(encoding="utf-8"))[division]
    return frozenset([holiday["date"] for holiday in shipped] + ours)


def hub_calendar(
    opening_hours: OpeningHours, nation: str, own_closed_days: frozenset[date] = frozenset()
) -> HubCalendar:
    """A hub's calendar: its hours, less its nation's bank holidays and the days it adds itself."""
    return HubCalendar(opening_hours, closed_days(nation) | own_closed_days)


def known_until(nation: str) -> date:
    """The last day of the last year whose bank holidays are known; lists come by whole years."""
    return date(max(closed_days(nation)).year, 12, 31)


def warning_beyond(day: date, nation: str) -> str | None:
    """What to tell a person when a date falls after the known bank holidays; None when it is known.

    Dates beyond are counted as if no bank holiday fell on them.
    """
    until = known_until(nation)
    if day <= until:
        return None
    return str(
        _(
            "Bank holidays are known up to %(until)s. "
            "After that, dates are worked out as if there were none.",
            until=f"{until:%d/%m/%Y}",
        )
    )


def _division(nation: str) -> str:
    if nation not in DIVISIONS:
        raise ValueError(f"no bank holidays for {nation!r}: use one of {', '.join(DIVISIONS)}")
    return DIVISIONS[nation]
