"""What stands around the list of the queue: how many are in each tab, and who waits urgently.

Nearly everybody of a hub sees the same, and it changes with a write only. It is kept in the process
for the hub's version of the queue, which every such write raises in its own transaction, and for
a minute at most. The list itself is never kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, String, bindparam, cast, exists, func, select, true

from portal.extensions import db
from portal.models import Contact, FamilyConflict, QueueVersion
from portal.models.prepared import Rows
from portal.queries.queue import NOT_KNOWN_TO_READER, in_tab
from portal.queries.rows import AnySelect, at_most, run
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
    """Of a hub, as everybody sees it who has stepped aside from nothing; then what each sees."""

    around: Around
    minute: int
    of_reader: dict[UUID, Around] = field(default_factory=dict)


KEPT: WeakKeyDictionary[Engine, dict[UUID, _Kept]] = WeakKeyDictionary()


def around(reader: Actor, version: int | None, now: datetime) -> Around:
    """As it stands at that version of the hub's queue or, where it is not known, at present.

    For pages that only read: what a transaction has not committed must not be kept.
    """
    hubs, minute = KEPT.setdefault(db.engine, {}), int(now.timestamp()) // 60
    kept = hubs.get(reader.hub_id)
    if kept is None or kept.around.version != version or kept.minute != minute:
        kept = hubs[reader.hub_id] = _Kept(_read(run(_OF_HUB, {"hub_id": reader.hub_id})), minute)
    own = kept.of_reader.get(reader.account_id)
    if own is None:
        own = kept.of_reader[reader.account_id] = _as_seen_by(reader, kept.around)
    return own


def _as_seen_by(reader: Actor, by_others: Around) -> Around:
    """The same as others see, or without the contacts that do not exist for this reader."""
    given = {"hub_id": reader.hub_id, "account_id": reader.account_id}
    is_aside = run(_HAS_STEPPED_ASIDE, given).scalar_one()
    return _read(run(_OF_READER, given)) if is_aside else by_others


def _read(found: Rows) -> Around:
    version, urgent, *counts = found.one()
    return Around(version, urgent.split(), dict(zip(Tab, counts, strict=True)))


def _first(limit: int, *which: ColumnElement[bool]) -> AnySelect:
    """The first of some contacts.

    In the order of an index: else PostgreSQL may look through the archive for them.
    """
    return (
        select(Contact.id)
        .where(Contact.hub_id == bindparam("hub_id"), *which)
        .order_by(Contact.due_at, Contact.id)
        .limit(at_most(limit))
    )


def _counted(tab: Tab, seen: ColumnElement[bool]) -> ColumnElement[int]:
    first = _first(COUNTED_TO, in_tab(tab), seen).subquery()
    return select(func.count()).select_from(first).scalar_subquery()


def _statement(seen: ColumnElement[bool]) -> AnySelect:
    is_urgent = (Contact.rag == Rag.RED, Contact.status.in_(_NOBODYS))
    urgent = _first(URGENT_SHOWN, in_tab(Tab.OPEN), *is_urgent, seen).subquery()
    mark = func.substr(cast(urgent.c.id, String), 1, MARK)
    marks: Any = func.coalesce(func.aggregate_strings(mark, " "), "")
    return select(
        QueueVersion.version.expression,
        select(marks).scalar_subquery(),
        *(_counted(tab, seen) for tab in Tab),
    ).where(QueueVersion.hub_id == bindparam("hub_id"))


_OF_READER = _statement(NOT_KNOWN_TO_READER)
_OF_HUB = _statement(true())
_HAS_STEPPED_ASIDE = select(
    exists()
    .where(
        FamilyConflict.account_id == bindparam("account_id"),
        FamilyConflict.hub_id == bindparam("hub_id"),
    )
    .label("is_aside")
)
