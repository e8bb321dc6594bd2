"""The list a page or a poll shows: rows, tabs, addresses, what is new, and the tag of it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from flask_babel import get_locale, gettext, ngettext

from portal.blueprints.queue.rows import RowShown, clock, shown, words_of
from portal.blueprints.queue.unchanged import PATH, poll_address
from portal.queries import queue, queue_search
from portal.rules import queue_filters
from portal.rules.permissions import Actor
from portal.rules.queue_filters import Asked, Place, Tab
from portal.rules.queue_tag import queue_tag
from portal.vocabulary import N_, Agency, ContactKind, Rag

TAB_NAMES: dict[Tab, str] = {
    Tab.OPEN: N_("All open"),
    Tab.WAITING: N_("Waiting"),
    Tab.WITH_ADVISER: N_("With an adviser"),
    Tab.MORE_NEEDED: N_("More information needed"),
    Tab.ADVISED: N_("Advice sent"),
}
_MARK = 8  # hexadecimal digits of an identifier: enough to tell 20 apart


@dataclass(frozen=True)
class Link:
    """One of a set of links; `count` is empty where none is shown."""

    key: str
    text: str
    href: str
    is_current: bool
    count: str = ""


class Choice(NamedTuple):
    """One filter of the form, and what it offers: (value, words, whether it is chosen)."""

    name: str
    text: str
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Listing:
    """Everything the list shows, the same for the page and for its refresh."""

    asked: Asked
    rows: Sequence[RowShown]
    tabs: Sequence[Link]
    only: Sequence[Link]
    clear: str
    previous: str
    next: str
    first: str
    poll: str
    title: str
    arrivals: str  # how many urgent contacts have come since the page was opened, in words
    is_news: bool  # whether one of them has not been announced yet
    urgent: str
    updated: str


@dataclass(frozen=True)
class FoundListing:
    """What a search found; its other pages are asked for by form, so places are cursors."""

    rows: Sequence[RowShown]
    previous: str
    next: str
    is_cut: bool


def listed(reader: Actor, parameters: Mapping[str, str], now: datetime) -> Listing:
    """One page of the queue."""
    asked = queue_filters.read(parameters)
    filters = urlencode(asked.query())
    around = queue.around(reader)
    found = queue.page_of(reader, asked, now)
    waiting = [str(contact_id)[:_MARK] for contact_id in queue.urgent_waiting(reader)]
    known = parameters.get("known", ".".join(waiting))
    arrived = [mark for mark in waiting if mark not in known.split(".")]
    seen = queue_tag(
        around.version,
        hub_id=reader.hub_id,
        account_id=reader.account_id,
        role=reader.role,
        filters=filters,
        now=now,
    )
    return Listing(
        asked=asked,
        rows=shown(found.rows, reader, now),
        tabs=[_tab(tab, asked, around.counts) for tab in Tab],
        only=_only(asked),
        clear=_url(Asked(tab=asked.tab)) if asked.is_filtered else "",
        previous=_url(asked.at(found.previous)) if found.previous else "",
        next=_url(asked.at(found.next)) if found.next else "",
        first=_url(asked.at(None)) if asked.place else "",
        poll=poll_address(filters, seen, urlencode({"known": known, "told": ".".join(arrived)})),
        title=_title(len(arrived)),
        arrivals=_arrivals(len(arrived)),
        is_news=not set(arrived) <= set(parameters.get("told", "").split(".")),
        urgent=_url(Asked(tab=Tab.WAITING, rag=Rag.RED)),
        updated=clock(now),
    )


def choices(asked: Asked) -> list[Choice]:
    """The filters of the form, with what is chosen."""
    locale = str(get_locale())
    return [
        Choice(
            name,
            title,
            [(word, text, word is chosen) for word, text in words_of(kind, locale).items()],
        )
        for name, title, kind, chosen in (
            ("rag", gettext("Urgency"), Rag, asked.rag),
            ("agency", gettext("Agency"), Agency, asked.agency),
            ("kind", gettext("Kind"), ContactKind, asked.kind),
        )
    ]


def found(reader: Actor, typed: str, cursor: str | None, now: datetime) -> FoundListing:
    """What a search finds, newest first."""
    place: Place | None = queue_filters.place_from(cursor) if cursor else None
    result = queue_search.matching(reader, typed, place)
    return FoundListing(
        rows=shown(result.page.rows, reader, now),
        previous=result.page.previous.cursor() if result.page.previous else "",
        next=result.page.next.cursor() if result.page.next else "",
        is_cut=result.is_cut,
    )


def _url(asked: Asked) -> str:
    return f"{PATH}?{urlencode(asked.query())}".rstrip("?")


def _tab(tab: Tab, asked: Asked, counts: Mapping[Tab, int]) -> Link:
    """A stage; its count is of the whole hub, so it stands there only when nothing is filtered."""
    count = "" if asked.is_filtered else _counted(counts[tab])
    there = replace(asked, tab=tab, place=None)
    return Link(f"tab-{tab}", gettext(TAB_NAMES[tab]), _url(there), tab is asked.tab, count)


def _counted(number: int) -> str:
    return str(number) if number < queue.COUNTED_TO else f"{queue.COUNTED_TO - 1}+"


def _only(asked: Asked) -> list[Link]:
    """The two filters advisers switch all day; a second press switches them off."""
    mine = replace(asked, is_mine=not asked.is_mine, place=None)
    overdue = replace(asked, is_overdue=not asked.is_overdue, place=None)
    return [
        Link("only-mine", gettext("Mine"), _url(mine), asked.is_mine),
        Link("only-overdue", gettext("Overdue"), _url(overdue), asked.is_overdue),
    ]


def _title(arrived: int) -> str:
    if not arrived:
        return str(gettext("Queue"))
    return str(ngettext("(%(num)d new urgent) Queue", "(%(num)d new urgent) Queue", arrived))


def _arrivals(arrived: int) -> str:
    if not arrived:
        return ""
    return str(ngettext("%(num)d new urgent contact", "%(num)d new urgent contacts", arrived))
