"""The bank holidays of each nation, from the lists that ship with us: no network."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml
from govuk_bank_holidays.bank_holidays import BankHolidays

OUR_DATES = Path(__file__).with_name("bank_holidays.yaml")
SOON = timedelta(days=180)  # longer than any answer, review or reminder is planned ahead
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


def known_until(nation: str) -> date:
    """The last day of the last year whose bank holidays are known; lists come by whole years."""
    return date(max(closed_days(nation)).year, 12, 31)


def running_out(today: date) -> date | None:
    """Up to when bank holidays are known, for any nation, where that is soon; otherwise None.

    Dates beyond are worked out as if no bank holiday fell on them, so somebody has to add them.
    """
    until = min(known_until(nation) for nation in DIVISIONS)
    return until if until - today < SOON else None


def _division(nation: str) -> str:
    if nation not in DIVISIONS:
        raise ValueError(f"no bank holidays for {nation!r}: use one of {', '.join(DIVISIONS)}")
    return DIVISIONS[nation]
