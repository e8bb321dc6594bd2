"""The hub's queue: one bounded statement for each kind of list, plain rows, never another hub."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    Uuid,
    bindparam,
    cast,
    exists,
    select,
    tuple_,
    type_coerce,
)

from portal.models import Contact, FamilyConflict, QueueVersion
from portal.models.base import UtcDateTime, WrittenUuid
from portal.queries.rows import AnyRow, AnySelect, at_most, run
from portal.rules.permissions import Actor
from portal.rules.queue_filters import STATUS_OF, Asked, Place, Tab

PAGE_SIZE = 50

NOT_KNOWN_TO_READER = ~exists().where(
    FamilyConflict.contact_id == Contact.id, FamilyConflict.account_id == bindparam("account_id")
)


def _plain(column: Any) -> Any:
    """The words of a column as stored: fifty rows of them need no conversion."""
    return type_coerce(column, String).label(column.key)


COLUMNS: tuple[Any, ...] = (
    cast(Contact.id, WrittenUuid()).label("key"),
    Contact.reference,
    Contact.people_label,
    _plain(Contact.agency),
    _plain(Contact.kind),
    _plain(Contact.status),
    _plain(Contact.rag),
    Contact.adviser_name,
    Contact.due_at,
    type_coerce(Contact.is_safe_contact, Integer).label("is_safe_contact"),
    type_coerce(Contact.home_at == Contact.due_at, Integer).label("is_home_time"),
    type_coerce(Contact.adviser_id == bindparam("account_id"), Integer).label("is_mine"),
    type_coerce(Contact.account_id == bindparam("account_id"), Integer).label("is_own"),
    type_coerce(Contact.must_not_be_told != "", Integer).label("is_secret"),
    type_coerce(Contact.is_open, Integer).label("is_in_queue"),
)
VERSION = (
    select(QueueVersion.version)
    .where(QueueVersion.hub_id == bindparam("hub_id"))
    .scalar_subquery()
    .label("version")
)


@dataclass(frozen=True)
class Shape:
    """What a statement turns on; the values themselves are bound when it runs."""

    tab: Tab
    has_rag: bool
    has_agency: bool
    has_kind: bool
    is_mine: bool
    is_overdue: bool
    is_after: bool
    is_before: bool


@dataclass(frozen=True)
class QueuePage:
    """At most 50 contacts in their order, and the places of the pages around them."""

    rows: Sequence[AnyRow]
    previous: Place | None
    next: Place | None

    @property
    def version(self) -> int | None:
        """Of the hub's queue in the instant of the list; an empty list does not know it."""
        return self.rows[0].version if self.rows else None


def in_tab(tab: Tab) -> ColumnElement[bool]:
    if tab is Tab.OPEN:
        return Contact.is_open.expression  # as the partial index has it
    return Contact.status == STATUS_OF[tab]


def at_place(is_before: bool, newest_first: bool) -> ColumnElement[bool]:
    """The contacts beyond a bound place, in the direction the page is read."""
    here = tuple_(Contact.due_at, Contact.id)
    place = tuple_(bindparam("due_at", type_=UtcDateTime()), bindparam("id", type_=Uuid()))
    return here < place if is_before != newest_first else here > place


def in_order(statement: AnySelect, *, is_backward: bool) -> AnySelect:
    """By due time, the identifier deciding between equals; one more than a page, to see an end."""
    keys = (Contact.due_at, Contact.id)
    ordered = statement.order_by(*(key.desc() if is_backward else key.asc() for key in keys))
    return ordered.limit(at_most(PAGE_SIZE + 1))


@lru_cache(maxsize=1024)
def _statement(shape: Shape) -> AnySelect:
    newest_first = shape.tab in {Tab.ADVISED, Tab.DECIDED}
    statement = select(*COLUMNS, VERSION).where(
        Contact.hub_id == bindparam("hub_id"), in_tab(shape.tab), NOT_KNOWN_TO_READER
    )
    wanted: list[tuple[bool, ColumnElement[bool]]] = [
        (shape.has_rag, Contact.rag == bindparam("rag")),
        (shape.has_agency, Contact.agency == bindparam("agency")),
        (shape.has_kind, Contact.kind == bindparam("kind")),
        (shape.is_mine, Contact.adviser_id == bindparam("account_id")),
        (shape.is_overdue, Contact.due_at < bindparam("now", type_=UtcDateTime())),
        (shape.is_after or shape.is_before, at_place(shape.is_before, newest_first)),
    ]
    for is_wanted, condition in wanted:
        statement = statement.where(condition) if is_wanted else statement
    return in_order(statement, is_backward=shape.is_before != newest_first)


def page_of(actor: Actor, asked: Asked, now: datetime) -> QueuePage:
    """One page of the queue for this adviser, most urgent first; advised ones newest first."""
    place = asked.place
    shape = Shape(
        tab=asked.tab,
        has_rag=asked.rag is not None,
        has_agency=asked.agency is not None,
        has_kind=asked.kind is not None,
        is_mine=asked.is_mine,
        is_overdue=asked.is_overdue,
        is_after=place is not None and not place.is_before,
        is_before=place is not None and place.is_before,
    )
    given: dict[str, Any] = {
        "hub_id": actor.hub_id,
        "account_id": actor.account_id,
        "rag": asked.rag,
        "agency": asked.agency,
        "kind": asked.kind,
        "now": now,
    }
    if place:
        given |= {"due_at": place.due_at, "id": place.contact_id}
    return cut(run(_statement(shape), given).all(), place)


def cut(found: Sequence[AnyRow], place: Place | None) -> QueuePage:
    """A page from one row more than it shows: the spare row says whether there is another."""
    is_before = place is not None and place.is_before
    has_more = len(found) > PAGE_SIZE
    rows = list(reversed(found[:PAGE_SIZE])) if is_before else found[:PAGE_SIZE]
    if not rows:
        return QueuePage(rows, previous=None, next=None)
    has_previous = has_more if is_before else place is not None
    has_next = True if is_before else has_more
    first, last = rows[0], rows[-1]
    return QueuePage(
        rows,
        previous=Place(first.due_at, UUID(first.key), is_before=True) if has_previous else None,
        next=Place(last.due_at, UUID(last.key)) if has_next else None,
    )
