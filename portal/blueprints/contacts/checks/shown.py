"""Agency checks in words: who is asked about, what was asked, where a check stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import get_locale, gettext, ngettext

from portal.blueprints.contacts.lines import age_words
from portal.frameworks.check_prompts import packaged
from portal.queries.duties import AgencyNow, agencies_now
from portal.queries.rows import AnyRow
from portal.rules.checks import Silence, silence
from portal.rules.permissions import Actor
from portal.vocabulary import AgeKind, CheckStatus, PersonKind
from portal.web import day, uk_time


def born(row: AnyRow, at: datetime) -> str:
    """How a person is told from another of the same name: a date of birth, else an age."""
    if row.kind is PersonKind.UNBORN:
        return age_words(row, uk_time(at).date())
    if row.age_kind is AgeKind.DATE_OF_BIRTH and row.born_on:
        return str(gettext("Born %(day)s", day=day(row.born_on)))
    return age_words(row, uk_time(at).date())


def prompts(put: Iterable[Any]) -> tuple[str, ...]:
    """What an agency was asked to look for, as it was put, in the reader's language."""
    return tuple(packaged().in_words(put, str(get_locale())))


def is_overdue(row: AnyRow, now: datetime) -> bool:
    """Whether an answer should have come by now."""
    return bool(row.status is CheckStatus.ASKED and row.due_at < now)


@dataclass(frozen=True)
class AgencyShown:
    """One line of the board."""

    now: AgencyNow
    alarm: str

    @property
    def is_hub(self) -> bool:
        """Whether it is the hub's own team."""
        return self.now.organisation is None


def board(reader: Actor, now: datetime, hours: int) -> tuple[AgencyShown, ...]:
    """Who is on duty for each agency; alarms for the hub's own people alone."""
    return tuple(
        AgencyShown(each, _alarm(each) if reader.advises else "")
        for each in agencies_now(reader, now, hours)
    )


def _alarm(agency: AgencyNow) -> str:
    found: Silence | None = silence(
        waiting=agency.waiting, overdue=agency.overdue, is_on_duty=bool(agency.on_duty)
    )
    return str(gettext(found.value)) if found else ""


def length(minutes: int) -> str:
    """'40 minutes', '3 hours', '2 days'."""
    if minutes >= 2 * 24 * 60:
        return str(ngettext("%(num)d day", "%(num)d days", minutes // (24 * 60)))
    if minutes >= 2 * 60:
        return str(ngettext("%(num)d hour", "%(num)d hours", minutes // 60))
    return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))
