"""What stands around the list of the queue: how many are in each tab, and who waits urgently.

Nearly everybody of a hub sees the same, and it changes with a write only. It is kept in the process
for the hub's version of the queue, which every such write raises in its own transaction, and for
a minute at most. The list itself is never kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, String, bindparam, cast, func, select, true

from portal.extensions import db
from portal.models import Contact, FamilyConflict, QueueVersion
from portal.queries.queue import NOT_KNOWN_TO_READER, in_tab
from portal.queries.rows import AnyRow, AnySelect, at_most, run
from portal.rules.lifecycle import ANSWERED
from portal.rules.permissions import Actor
from portal.rules.queue_filters import Tab
from portal.vocabulary import ContactStatus, Rag

COUNTED_TO = 100  # a tab says "99+" from here
URGENT_SHOWN = 20  # how many waiting urgent contacts a page keeps in mind
# Nobody has taken it up, or it was answered and somebody says there may be danger since.
_NOBODYS = sorted({ContactStatus.SUBMITTED, *ANSWERED})
MARK = 8  # hexadecimal digits of an identifier: enough to tell those apart


@dataclass(frozen=True)
class Around:
    """All of one instant."""

    version: int
    urgent: Sequence[str]  # the marks of the urgent contacts nobody is answering, 20 at most
    counts: dict[Tab, int]  # how many are in each tab, 100 at most


@dataclass(frozen=True)
class _Kept:
    """Of a hub, as everybody sees it who has not stepped aside from a contact that counts."""

    around: Around
    aside: frozenset[str]  # the accounts for whom one of these contacts does not exist
    minute: int


KEPT: WeakKeyDictionary[Engine, dict[UUID, _Kept]] = WeakKeyDictionary()


def around(reader: Actor, version: int | None, now: datetime) -> Around:
    """As it stands at that version of the hub's queue or, where it is not known, at present.

    For pages that only read: what a transaction has not committed must not be kept.
    """
    hubs, minute = KEPT.setdefault(db.engine, {}), int(now.timestamp()) // 60
    kept = hubs.get(reader.hub_id)
    if kept is None or kept.around.version != version or kept.minute != minute:
        kept = hubs[reader.hub_id] = _of_hub(reader.hub_id, minute)
    if reader.account_id.hex in kept.aside:
        given = {"hub_id": reader.hub_id, "account_id": reader.account_id}
        return _read(run(_OF_READER, given).one())[0]
    return kept.around


def _of_hub(hub_id: UUID, minute: int) -> _Kept:
    return _Kept(*_read(run(_OF_HUB, {"hub_id": hub_id}).one()), minute)


def _read(row: AnyRow) -> tuple[Around, frozenset[str]]:
    """What the statement found, and the accounts that have stepped aside from any of it."""
    version, urgent, aside, *words = row
    counts = {}
    for tab, word in zip(Tab, words, strict=True):
        counted, *accounts = word.split()
        counts[tab] = int(counted)
        aside = " ".join((aside, *accounts))
    found = Around(version, urgent.split(), counts)
    return found, frozenset(aside.replace("-", "").split())


def _joined(words: Any) -> ColumnElement[str]:
    """Many words in one column: a statement fewer for every page."""
    return func.coalesce(func.aggregate_strings(words, " "), "")


def _first(limit: int, *which: ColumnElement[bool]) -> AnySelect:
    """The first of some contacts, each with the accounts that have stepped aside from it.

    In the order of an index: else PostgreSQL may look through the archive for them.
    """
    aside = (
        select(func.aggregate_strings(cast(FamilyConflict.account_id, String), " "))
        .where(FamilyConflict.contact_id == Contact.id)
        .correlate(Contact)
        .scalar_subquery()
    )
    return (
        select(Contact.id, aside.label("aside"))
        .where(Contact.hub_id == bindparam("hub_id"), *which)
        .order_by(Contact.due_at, Contact.id)
        .limit(at_most(limit))
    )


def _counted(tab: Tab, seen: ColumnElement[bool]) -> ColumnElement[str]:
    """How many, and who has stepped aside from them, in one word: each is looked at once."""
    first = _first(COUNTED_TO, in_tab(tab), seen).subquery()
    word = cast(func.count(), String) + " " + _joined(first.c.aside)
    return select(word).select_from(first).scalar_subquery()


def _statement(seen: ColumnElement[bool]) -> AnySelect:
    is_urgent = (Contact.rag == Rag.RED, Contact.status.in_(_NOBODYS))
    urgent = _first(URGENT_SHOWN, in_tab(Tab.OPEN), *is_urgent, seen).cte("urgent")
    marks = func.substr(cast(urgent.c.id, String), 1, MARK)
    return select(
        QueueVersion.version.expression,
        *(select(_joined(words)).scalar_subquery() for words in (marks, urgent.c.aside)),
        *(_counted(tab, seen) for tab in Tab),
    ).where(QueueVersion.hub_id == bindparam("hub_id"))


_OF_READER = _statement(NOT_KNOWN_TO_READER)
_OF_HUB = _statement(true())
