"""Contacts of the queue in words, each word worked out once for all the rows that need it."""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import format_date, get_locale, gettext

from portal.rules.lifecycle import ANSWERED
from portal.vocabulary import Agency, ContactKind, ContactStatus, Rag, label
from portal.web import people, time_left, uk_time

_NO_ID = str(uuid.UUID(int=0))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


class RowShown(NamedTuple):
    """One contact in words."""

    key: str  # its identifier, for the ids of its links
    opens: str  # where its page is
    takes_up: str  # where it is taken up, while it waits for that; else empty
    reference: str
    who: str
    asked_by: str
    kind: str
    stage: str
    holder: str
    is_mine: bool
    rag: str  # red, amber or green: the name of a style; the word stands beside it
    rag_word: str
    due_at: str  # ISO 8601
    due: str
    left: str
    is_overdue: bool
    is_home_time: bool
    is_safe_contact: bool
    is_secret: bool
    is_danger: bool  # answered, and in the open queue: somebody says there may be danger now


def shown(rows: Iterable[Any], now: datetime) -> list[RowShown]:
    """Rows of the queue in words, at `now`."""
    locale, today = str(get_locale()), uk_time(now).date()
    opens, opens_end = _address("contacts.show")
    takes, takes_end = _address("queue.take_up")
    is_english = locale == "en"  # as it is stored
    agencies, kinds = words_of(Agency, locale), words_of(ContactKind, locale)
    stages, rags = words_of(ContactStatus, locale), words_of(Rag, locale)

    def in_words(row: Any) -> RowShown:
        key, reference, who, agency, kind, status, rag, holder, due, safe, *more = row
        home, mine, own, secret, is_open, *_ = more
        minutes, due_at = (due - now) // _MINUTE, due.isoformat(timespec="seconds")
        is_free = status == ContactStatus.SUBMITTED and not own
        return RowShown(
            key,
            f"{opens}{key}{opens_end}",
            f"{takes}{key}{takes_end}" if is_free else "",
            reference,
            who if is_english else people(who),
            agencies[agency],
            kinds[kind],
            stages[status],
            holder,
            bool(mine),
            rag or "",
            rags.get(rag, ""),
            due_at,
            _due(locale, due_at, today),
            _left(locale, minutes),
            minutes < 0,
            bool(home),
            bool(safe),
            bool(secret),
            bool(is_open) and status in ANSWERED,
        )

    return [in_words(row) for row in rows]


@lru_cache(maxsize=8)
def _address(endpoint: str) -> list[str]:
    """What stands before and after a contact's id in the address of one of its pages."""
    return url_for(endpoint, contact_id=_NO_ID).split(_NO_ID)


@lru_cache(maxsize=64)
def words_of(kind: type[StrEnum], locale: str) -> dict[str, str]:
    """The labels of one kind of word in the reader's language, which `locale` names."""
    return {word: gettext(label(word)) for word in kind}


@lru_cache(maxsize=8192)
def _left(locale: str, minutes: int) -> str:
    return time_left(_EPOCH + minutes * _MINUTE, _EPOCH)


@lru_cache(maxsize=8192)
def _due(locale: str, due_at: str, today: date) -> str:
    """'today 3:05pm', 'Mon 23 Nov, 9am'; asked by the ISO text, which is sooner found again."""
    at = datetime.fromisoformat(due_at)
    local = uk_time(at)
    near = {
        -1: gettext("yesterday"),
        0: gettext("today"),
        1: gettext("tomorrow"),
    }.get((local.date() - today).days)
    return f"{near} {clock(at)}" if near else f"{_short_date(local.date())}, {clock(at)}"


def _short_date(day: date) -> str:
    return str(format_date(day, "EEE d MMM"))


def clock(at: datetime) -> str:
    """'3:05pm', '9am', as a clock on a wall in London shows it."""
    return uk_time(at).strftime("%I:%M%p").lstrip("0").lower().replace(":00", "")
