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

from sqlalchemy import (
    CTE,
    ColumnElement,
    Engine,
    Executable,
    String,
    bindparam,
    cast,
    func,
    select,
    true,
    union_all,
)

from portal.extensions import db
from portal.models import Contact, FamilyConflict, QueueVersion
from portal.queries.queue import NOT_KNOWN_TO_READER, in_tab
from portal.queries.rows import AnyRow, run
from portal.rules.permissions import Actor
from portal.rules.queue_filters import Tab
from portal.vocabulary import ContactStatus, Rag

COUNTED_TO = 100  # a tab says "99+" from here
URGENT_SHOWN = 20  # how many waiting urgent contacts a page keeps in mind
MARK = 8  # hexadecimal digits of an identifier: enough to tell those apart


@dataclass(frozen=True)
class Around:
    """All of one instant."""

    version: int
    urgent: Sequence[str]  # the marks of the urgent contacts nobody has taken up, 20 at most
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
        return _read(run(_OF_READER, given).one())
    return kept.around


def _of_hub(hub_id: UUID, minute: int) -> _Kept:
    row = run(_OF_HUB, {"hub_id": hub_id}).one()
    aside = (row.aside or "").replace("-", "").split()
    return _Kept(_read(row), frozenset(aside), minute)


def _read(row: AnyRow) -> Around:
    version, urgent, *counts = row
    return Around(version, (urgent or "").split(), dict(zip(Tab, counts, strict=False)))


def _first_in(tab: Tab, seen: ColumnElement[bool]) -> CTE:
    """Counted in the order of an index: else PostgreSQL may look through the archive for them."""
    return (
        select(Contact.id)
        .where(Contact.hub_id == bindparam("hub_id"), in_tab(tab), seen)
        .order_by(Contact.due_at, Contact.id)
        .limit(COUNTED_TO)
        .cte(f"in_{tab.name.lower()}")
    )


def _first_urgent(seen: ColumnElement[bool]) -> CTE:
    return (
        select(Contact.id)
        .where(
            Contact.hub_id == bindparam("hub_id"),
            in_tab(Tab.OPEN),
            Contact.rag == Rag.RED,
            Contact.status == ContactStatus.SUBMITTED,
            seen,
        )
        .order_by(Contact.due_at, Contact.id)
        .limit(URGENT_SHOWN)
        .cte("urgent")
    )


def _joined(words: Any, label: str) -> ColumnElement[str]:
    """Many words in one column: a statement fewer for every page."""
    every: ColumnElement[str] = func.aggregate_strings(words, " ")
    return select(every).scalar_subquery().label(label)


def _statement(seen: ColumnElement[bool], *, tells_aside: bool) -> Executable:
    """Each part is looked for once: it is counted, and those who stepped aside from it are told."""
    tabs, urgent = [_first_in(tab, seen) for tab in Tab], _first_urgent(seen)
    columns: list[ColumnElement[Any]] = [
        QueueVersion.version.expression,
        _joined(func.substr(cast(urgent.c.id, String), 1, MARK), "urgent"),
        *(select(func.count()).select_from(each).scalar_subquery() for each in tabs),
    ]
    if tells_aside:
        columns.append(_aside([*tabs, urgent]))
    return select(*columns).where(QueueVersion.hub_id == bindparam("hub_id"))


def _aside(counted: list[CTE]) -> ColumnElement[str]:
    """The accounts who have stepped aside from one of the contacts that count for the others."""
    ids = union_all(*(select(each.c.id) for each in counted)).subquery()
    accounts = (
        select(cast(FamilyConflict.account_id, String).label("account_id"))
        .join(ids, ids.c.id == FamilyConflict.contact_id)
        .distinct()
        .subquery()
    )
    return _joined(accounts.c.account_id, "aside")


_OF_READER = _statement(NOT_KNOWN_TO_READER, tells_aside=False)
_OF_HUB = _statement(true(), tells_aside=True)
