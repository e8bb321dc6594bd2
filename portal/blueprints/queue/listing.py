"""The list a page or a poll shows: rows, tabs, addresses, what is new, and the tag of it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from flask import render_template
from flask_babel import get_locale, gettext, ngettext
from markupsafe import Markup

from portal.blueprints.queue.rows import RowShown, clock, shown, words_of
from portal.blueprints.queue.unchanged import PATH, poll_address
from portal.queries import queue, queue_around, queue_search
from portal.queries.queue import QueuePage
from portal.queries.queue_around import COUNTED_TO, Around
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
    Tab.TO_SIGN_OFF: N_("To sign off"),
    Tab.ADVISED: N_("Advice sent"),
    Tab.DECIDED: N_("Decided"),
}
_URGENT = f"{PATH}?{urlencode(Asked(rag=Rag.RED).query())}"


class Link(NamedTuple):
    """One of a set of links."""

    key: str
    text: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class Listing:
    """Everything the list shows, the same for the page and for its refresh."""

    asked: Asked
    rows: Sequence[RowShown]
    tabs: Sequence[Link]
    counts: Sequence[str]  # of the whole hub, in the order of the tabs; none when filtered
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


class Gathered(NamedTuple):
    """What the database says: read in this order, so that a write between is seen by a poll."""

    around: Around
    page: QueuePage


def gathered(reader: Actor, asked: Asked, now: datetime) -> Gathered:
    """One statement while the hub's counts are known; else two more at most, whatever the list."""
    page = queue.page_of(reader, asked, now)
    around = queue_around.around(reader, page.version, now)
    if around.version != page.version:  # the list is never older than what it is said to be
        page = queue.page_of(reader, asked, now)
    return Gathered(around, page)


def listed(reader: Actor, parameters: Mapping[str, str], now: datetime) -> Listing:
    """One page of the queue."""
    asked = queue_filters.read(parameters)
    return worded(gathered(reader, asked, now), reader, asked, parameters, now)


def worded(
    found: Gathered, reader: Actor, asked: Asked, parameters: Mapping[str, str], now: datetime
) -> Listing:
    """What the database says as the page shows it to this reader, who has told what is known."""
    around, page = found
    filters = urlencode(asked.query())
    tabs, only, clear = _links(str(get_locale()), asked.at(None))
    known = parameters.get("known", ".".join(around.urgent))
    arrived = [mark for mark in around.urgent if mark not in known.split(".")]
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
        rows=shown(page.rows, now),
        tabs=tabs,
        counts=[] if asked.is_filtered else [_counted(around.counts[tab]) for tab in Tab],
        only=only,
        clear=clear,
        previous=_url(asked.at(page.previous)) if page.previous else "",
        next=_url(asked.at(page.next)) if page.next else "",
        first=_url(asked.at(None)) if asked.place else "",
        poll=poll_address(filters, seen, urlencode({"known": known, "told": ".".join(arrived)})),
        title=_title(len(arrived)),
        arrivals=_arrivals(len(arrived)),
        is_news=not set(arrived) <= set(parameters.get("told", "").split(".")),
        urgent=_URGENT,
        updated=clock(now),
    )


def filter_form(asked: Asked) -> Markup:
    """The form of the other filters; the same for everybody who asks for the same list."""
    return _filter_form(str(get_locale()), asked.at(None))


@lru_cache(maxsize=1024)
def _filter_form(locale: str, asked: Asked) -> Markup:
    filters = [
        (name, title, words_of(kind, locale), chosen)
        for name, title, kind, chosen in (
            ("rag", gettext("Urgency"), Rag, asked.rag),
            ("agency", gettext("Agency"), Agency, asked.agency),
            ("kind", gettext("Kind"), ContactKind, asked.kind),
        )
    ]
    text = render_template("queue/_filter.html", asked=asked, filters=filters)
    return Markup(text)  # noqa: S704 - our own template, which escapes


def found(reader: Actor, typed: str, cursor: str | None, now: datetime) -> FoundListing:
    """What a search finds, newest first."""
    place: Place | None = queue_filters.place_from(cursor) if cursor else None
    result = queue_search.matching(reader, typed, place)
    return FoundListing(
        rows=shown(result.page.rows, now),
        previous=result.page.previous.cursor() if result.page.previous else "",
        next=result.page.next.cursor() if result.page.next else "",
        is_cut=result.is_cut,
    )


def _url(asked: Asked) -> str:
    return f"{PATH}?{urlencode(asked.query())}".rstrip("?")


@lru_cache(maxsize=1024)
def _links(locale: str, asked: Asked) -> tuple[list[Link], list[Link], str]:
    """Tabs, the two filters advisers switch all day, and how to clear them, in one language.

    A second press on a filter switches it off.
    """
    tabs = [
        Link(f"tab-{tab}", gettext(text), _url(replace(asked, tab=tab)), tab is asked.tab)
        for tab, text in TAB_NAMES.items()
    ]
    mine = replace(asked, is_mine=not asked.is_mine)
    overdue = replace(asked, is_overdue=not asked.is_overdue)
    only = [
        Link("only-mine", gettext("Mine"), _url(mine), asked.is_mine),
        Link("only-overdue", gettext("Overdue"), _url(overdue), asked.is_overdue),
    ]
    return tabs, only, _url(Asked(tab=asked.tab)) if asked.is_filtered else ""


def _counted(number: int) -> str:
    return str(number) if number < COUNTED_TO else f"{COUNTED_TO - 1}+"


def _title(arrived: int) -> str:
    if not arrived:
        return str(gettext("Queue"))
    return str(ngettext("(%(num)d new urgent) Queue", "(%(num)d new urgent) Queue", arrived))


def _arrivals(arrived: int) -> str:
    if not arrived:
        return ""
    return str(ngettext("%(num)d new urgent contact", "%(num)d new urgent contacts", arrived))
