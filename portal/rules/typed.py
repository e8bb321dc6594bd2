"""Reads what people type on a page: words, dates and times of day; None for what is none."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from portal.vocabulary import N_

Page = Mapping[str, Any]
"""Field name to text or list of texts, exactly as typed."""

Pages = Mapping[str, Page]
"""Page name to page."""

MOST_DIGITS = 9
E = TypeVar("E", bound=StrEnum)
UK = ZoneInfo("Europe/London")
# Letters and signs by name that show nothing: Hangul fillers and the empty Braille cell.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
LEFT_OUT = N_(
    "There was no such time: the clocks went from 1am to 2am that night. Enter a time before 1am, "
    "or from 2am."
)
TWICE = (N_("before the clocks went back"), N_("after the clocks went back"))
_NAMES = (
    "january february march april may june july august september october november december",
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
)
_MONTHS = {
    name[:length]: str(number)
    for names in _NAMES
    for number, name in enumerate(names.split(), start=1)
    for length in range(3, len(name) + 1)
}
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.]\s*(?P<minute>\d{2}))?\s*(?:(?P<half>[ap])\.?m\.?)?"
)


def one_of(kind: type[E], given: Any) -> E | None:
    """The member a typed word names, or None."""
    try:
        return kind(str(given))
    except ValueError:
        return None


def text_of(page: Page, name: str) -> str:
    """A typed text, trimmed; empty when absent."""
    value = page.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def chosen_of(page: Page, name: str) -> tuple[str, ...]:
    """Every choice made of a field that takes several; one alone may come as a text."""
    value = page.get(name) or []
    return tuple(value) if isinstance(value, list) else (str(value),)


def has_words(text: str) -> bool:
    """Whether there is anything to read: spaces, and what no reader can see, are not words."""
    return any(unicodedata.category(each)[0] in "LNPS" for each in text if each not in _BLANKS)


def whole(text: str | None) -> int | None:
    """A whole number of nine digits at most, which every column holds; None for anything else."""
    return int(text) if text and text.isdecimal() and len(text) <= MOST_DIGITS else None


def read_date(page: Page, prefix: str) -> date | None:
    """Day, month and year fields as a date, or None when they are not one.

    A month may be named, in English or Welsh, in full or by three letters or more.
    """
    year, month, day = (text_of(page, f"{prefix}_{part}") for part in ("year", "month", "day"))
    parts = (year, _MONTHS.get(month.lower().rstrip("."), month), day)
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def date_typed(prefix: str, on: date | None) -> dict[str, str]:
    """A day as `read_date` reads it; nothing where there is none."""
    if on is None:
        return {}
    return {
        f"{prefix}_day": str(on.day),
        f"{prefix}_month": str(on.month),
        f"{prefix}_year": str(on.year),
    }


def read_time(page: Page, name: str) -> time | None:
    """A time of day as people type it ("15:10", "3.10pm", "3 pm"), or None; "3" is not one."""
    typed = _CLOCK.fullmatch(text_of(page, name).lower())
    if typed is None:
        return None
    hour, minute, half = int(typed["hour"]), int(typed["minute"] or 0), typed["half"]
    if (half and not 1 <= hour <= 12) or (not half and not typed["minute"]):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_instant(page: Page, prefix: str) -> datetime | None:
    """A day and a UK clock time as an aware instant; None unless both are readable and it was.

    The night the clocks go forward has no time between one and two. The hour that comes twice when
    they go back is the first of the two: nobody waits longer for it.
    """
    moment = _moment(page, prefix)
    return None if moment is None or _never_was(moment) else moment


def is_left_out(page: Page, prefix: str) -> bool:
    """Whether day and time can be read, and the clocks jumped over them."""
    moment = _moment(page, prefix)
    return moment is not None and _never_was(moment)


def comes_twice(local: datetime) -> bool:
    """Whether a clock in the UK shows this time twice that night."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _moment(page: Page, prefix: str) -> datetime | None:
    on, at = read_date(page, prefix), read_time(page, f"{prefix}_time")
    return datetime.combine(on, at, tzinfo=UK) if on and at else None


def _never_was(moment: datetime) -> bool:
    return moment.astimezone(UTC).astimezone(UK).time() != moment.time()
