"""What stands on a person's home page, by role."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import get_locale, gettext, ngettext

from portal.queries import (
    check_lists,
    checks,
    consultations,
    decisions,
    disagreements,
    duties,
    following_up,
    home,
    hubs,
    waiting_lists,
)
from portal.queries.rows import AnyRow
from portal.rules import hub_settings
from portal.rules.abuse import is_abuse
from portal.rules.checks import silence
from portal.rules.consultation import read
from portal.rules.hub_settings import HubSettings
from portal.rules.journey import STEPS, WITHIN
from portal.rules.people_label import with_adult, with_named
from portal.rules.permissions import Actor
from portal.rules.typed import Pages
from portal.vocabulary import CheckStatus, ContactRoute, ContactStatus, Role, Urgency, label
from portal.web import uk_time

_ANSWERED = frozenset({ContactStatus.ADVISED, ContactStatus.DECIDED})
_TO_ANSWER = ContactStatus.WAITING_FOR_INFORMATION


@dataclass(frozen=True)
class OpeningDay:
    """A weekday and the spans the hub is open, as the reader's language writes them."""

    name: str
    spans: str


def home_of(actor: Actor, now: datetime) -> dict[str, Any]:
    """The lists of this role's home page, each bounded, and the numbers of its hub."""
    hub = hubs.hub(actor.hub_id)
    found: dict[str, Any] = {"hub": hub, "now": now}
    if actor.asks or actor.advises:
        found["due"] = following_up.due_for(actor, uk_time(now).date())
    if actor.asks:
        found |= _asking(actor, now) | {"answered": disagreements.answered_for(actor)}
    if actor.role is Role.ORGANISATION_LEAD:
        found["colleagues"] = home.sent_by_colleagues(actor)
        found["left"] = disagreements.left_by_colleagues(actor, uk_time(now).date())
    if actor.advises:
        found["taken_up"] = home.with_adviser(actor)
        found["drafts"] = _drafts(actor, now)
        found["silent"] = _silent(actor, hub_settings.read(hub.settings).duty_hours, now)
        found["waiting"] = waiting_lists.counts(actor, now, uk_time(now).date())
    if actor.decides:
        found["unread"] = decisions.unread_too_long(actor, now)
    if actor.contributes:
        found |= _contributing(actor)
    if actor.role is Role.HUB_ADMINISTRATOR:
        settings = hub_settings.read(hub.settings)
        found |= {"days": _days(settings), "targets": _targets(settings)}
        found["published"] = home.published(actor)
    return found


def _asking(actor: Actor, now: datetime) -> dict[str, Any]:
    """Their own: what waits for them first, then drafts, then the rest."""
    sent = consultations.sent(actor)
    return {
        "drafts": _drafts(actor, now),
        "to_read": [row for row in sent if row.status in _ANSWERED],
        "to_answer": [row for row in sent if row.status is _TO_ANSWER],
        "sent": [row for row in sent if row.status not in {*_ANSWERED, _TO_ANSWER}],
    }


def _drafts(actor: Actor, now: datetime) -> list[tuple[AnyRow, str, str]]:
    """Each with the page it was left on and whom it names, by which two are told apart."""
    rows, today = consultations.drafts(actor), uk_time(now).date()
    named = consultations.named_in(actor, rows) if rows else {}
    return [
        (row, _step(row.last_page), _about(row.route, named.get(row.contact_id, {}), today))
        for row in rows
    ]


def _about(route: ContactRoute, pages: Pages, today: date) -> str:
    """First names and ages, as they will stand in the list of what was sent."""
    facts = read(pages)
    if is_abuse(route) and facts.people:
        return with_adult(facts.people, today)
    return with_named(facts.people, today)


def _silent(actor: Actor, hours: int, now: datetime) -> list[tuple[str, str]]:
    """Agencies that give cause for alarm, each with the reason."""
    found = [
        (
            row.name,
            silence(waiting=row.waiting, overdue=row.overdue, is_on_duty=row.is_on_duty),
        )
        for row in duties.with_questions(actor, now, hours)
    ]
    return [(name, str(gettext(why.value))) for name, why in found if why is not None]


def _contributing(actor: Actor) -> dict[str, Any]:
    """What waits for their agency's answer, and whether they are on duty for it."""
    waiting, more = check_lists.of_agency(actor, CheckStatus.ASKED)
    names: dict[Any, list[str]] = {}
    for row in checks.people_of(actor, [row.id for row in waiting]):
        names.setdefault(row.check_id, []).append(row.name or gettext("Unborn"))
    return {"waiting": waiting, "names": names, "duty": duties.own_duty(actor), "has_more": more}


def _step(page: str) -> str:
    """The words for the page a draft was left on."""
    kind = page.partition(":")[0]
    return str(gettext(STEPS[WITHIN.get(kind, kind)]))


def _begun(name: str) -> str:
    """With a capital at its beginning alone: "Dydd Llun" has another inside."""
    return name[:1].upper() + name[1:]


def _days(settings: HubSettings) -> list[OpeningDay]:
    names = get_locale().days["stand-alone"]["wide"]
    closed = gettext("Closed")
    return [
        OpeningDay(
            _begun(str(names[day])),
            ", ".join(_span(*span) for span in settings.opening.get(day, ())) or closed,
        )
        for day in range(7)
    ]


def _span(start: str, end: str) -> str:
    return str(gettext("%(start)s to %(end)s", start=start, end=end))


def _targets(settings: HubSettings) -> list[tuple[str, str]]:
    """How soon the hub means to answer, by how soon the guidance says to act."""
    return [
        (str(gettext(label(urgency))), _length(target.minutes, target.clock))
        for urgency in Urgency
        if (target := settings.targets.get(urgency))
    ]


def _length(minutes: int, clock: str) -> str:
    hours, rest = divmod(minutes, 60)
    in_minutes = ngettext("%(num)d minute", "%(num)d minutes", minutes)
    length = in_minutes if rest else ngettext("%(num)d hour", "%(num)d hours", hours)
    if clock == "calendar":
        return str(gettext("%(length)s, day or night", length=length))
    return str(gettext("%(length)s of opening time", length=length))
