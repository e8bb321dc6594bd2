"""Finding a contact of one's hub by its reference or by a name, in any stage but a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Exists,
    Subquery,
    bindparam,
    exists,
    func,
    select,
)
from sqlalchemy.orm import aliased

from portal.extensions import db
from portal.models import Contact, ContactPerson, PersonName
from portal.queries.queue import (
    COLUMNS,
    NOT_KNOWN_TO_READER,
    QueuePage,
    at_place,
    cut,
    in_order,
)
from portal.queries.rows import AnySelect, run
from portal.rules.folding import folded_words
from portal.rules.permissions import Actor
from portal.rules.queue_filters import Place
from portal.rules.reference import normalise

MOST_WORDS = 4  # of a search; more narrow nothing further
MOST_PEOPLE = 500  # found by name; beyond, the search asks for more letters
_LAST = "\U0010ffff"  # sorts after every letter


@dataclass(frozen=True)
class Found:
    """A page of contacts; `is_cut` when more people have the name than were looked at."""

    page: QueuePage
    is_cut: bool


def _mine(*conditions: ColumnElement[bool]) -> AnySelect:
    return select(*COLUMNS).where(
        Contact.hub_id == bindparam("hub_id"),
        Contact.reference.is_not(None),  # given when it is sent
        NOT_KNOWN_TO_READER,
        *conditions,
    )


_BY_REFERENCE = _mine(Contact.reference == bindparam("reference")).limit(1)


def _begins(name: type[PersonName], number: int, dialect: str) -> Any:
    """A word within bounds that only one prefix fills: the form of it each index can answer."""
    least: BindParameter[str] = bindparam(f"least_{number}")
    most: BindParameter[str] = bindparam(f"most_{number}")
    if dialect == "postgresql":  # text_pattern_ops orders by bytes, whatever the collation
        return name.word.op("~>=~", is_comparison=True)(least) & name.word.op(
            "~<~", is_comparison=True
        )(most)
    return (name.word >= least) & (name.word < most)


def _also(first: type[PersonName], number: int, dialect: str) -> Exists:
    other = aliased(PersonName)
    return exists().where(
        other.hub_id == first.hub_id,
        other.person_id == first.person_id,
        _begins(other, number, dialect),
    )


@lru_cache(maxsize=16)
def _people(words: int, dialect: str) -> Subquery:
    """The first 500 people each of whose sought words begins one of their names."""
    first = aliased(PersonName)
    more = [_also(first, number, dialect) for number in range(1, words)]
    found = select(first.person_id).where(
        first.hub_id == bindparam("hub_id"), _begins(first, 0, dialect), *more
    )
    return found.limit(MOST_PEOPLE).subquery()


@lru_cache(maxsize=64)
def _by_name(words: int, dialect: str, is_placed: bool, is_before: bool) -> AnySelect:
    people = _people(words, dialect)
    contact_ids = (
        select(ContactPerson.contact_id)
        .join(people, people.c.person_id == ContactPerson.person_id)
        .where(ContactPerson.hub_id == bindparam("hub_id"))
    )
    statement = _mine(Contact.id.in_(contact_ids))
    if is_placed:
        statement = statement.where(at_place(is_before, newest_first=True))
    return in_order(statement, is_backward=not is_before)


@lru_cache(maxsize=16)
def _how_many(words: int, dialect: str) -> AnySelect:
    return select(func.count()).select_from(_people(words, dialect))


def matching(actor: Actor, typed: str, place: Place | None) -> Found:
    """Contacts of the hub with that reference, or with a person whose names begin so.

    Newest due first, 50 a page. Empty for anything that is neither a reference nor two letters.
    """
    given: dict[str, Any] = {"hub_id": actor.hub_id, "account_id": actor.account_id}
    reference = normalise(typed)
    if reference is not None:
        rows = run(_BY_REFERENCE, {**given, "reference": reference}).all()
        if rows:
            return Found(cut(rows, None), is_cut=False)
    words = _sought(typed)
    if not words:
        return Found(cut([], None), is_cut=False)
    for number, word in enumerate(words):
        given |= {f"least_{number}": word, f"most_{number}": word + _LAST}
    if place:
        given |= {"due_at": place.due_at, "id": place.contact_id}
    dialect = db.engine.dialect.name
    statement = _by_name(
        len(words), dialect, place is not None, place is not None and place.is_before
    )
    people = run(_how_many(len(words), dialect), given).scalar_one()
    page = cut(run(statement, given).all(), place)
    return Found(page, is_cut=people >= MOST_PEOPLE)


def _sought(typed: str) -> Sequence[str]:
    """The longest words first, as they find the fewest people; none when all are single letters."""
    words = sorted(folded_words(typed), key=len, reverse=True)[:MOST_WORDS]
    return words if words and len(words[0]) > 1 else ()
