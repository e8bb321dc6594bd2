"""People of a hub who share keys with somebody: looked up in one statement, counted here."""

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Select,
    String,
    Uuid,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
)

from portal.extensions import db
from portal.models import PersonKey
from portal.queries.rows import run
from portal.rules.matching_keys import Probe, worth
from portal.rules.permissions import Actor

MOST_UNDER_A_KEY = 40  # looked at; more share too little to be worth more time
MOST_COMPARED = 40  # for one person: those whose keys say the most


def listed(name: str, kind: Any, dialect: str) -> tuple[Any, Any]:
    """A list of values given to a statement as rows, and the column in which they stand."""
    if dialect == "postgresql":
        given = cast(bindparam(name, type_=ARRAY(String if kind is Uuid else kind)), ARRAY(kind))
        rows = func.unnest(given).table_valued(column("value", kind)).render_derived()
    else:
        rows = func.json_each(bindparam(name)).table_valued("value")
    return rows, rows.c.value


def as_list(values: Collection[Any]) -> Any:
    """A list as the database in use takes it."""
    return list(values) if db.engine.dialect.name == "postgresql" else json.dumps(list(values))


@lru_cache(maxsize=2)
def _under(dialect: str) -> Select[*tuple[Any, ...]]:
    """Each key with everybody under it in one word, of each key the first forty.

    A row for every person would cost more than all the rest: there may be thousands.
    """
    rows, key = listed("keys", BigInteger, dialect)
    some = (
        select(PersonKey.person_id)
        .where(PersonKey.hub_id == bindparam("hub_id", type_=Uuid()), PersonKey.key == key)
        .limit(MOST_UNDER_A_KEY)
        .correlate(rows)
        .subquery()
    )
    one = cast(some.c.person_id, String)
    if dialect == "postgresql":
        together = func.string_agg(one, literal_column("','"), type_=String())
    else:
        together = func.group_concat(some.c.person_id, type_=String())
    found = select(together).select_from(some).correlate(rows).scalar_subquery()
    return select(key.label("key"), found.label("people")).select_from(rows)


def who_share(
    actor: Actor, asked: Sequence[Sequence[Probe]], leave_out: Collection[uuid.UUID]
) -> list[list[uuid.UUID]]:
    """For each list of probes those of the hub whose keys say the most, forty at most.

    Keys that few people have say more than those of many.
    """
    wanted: dict[int, list[tuple[int, int]]] = {}
    for slot, probes in enumerate(asked):
        for key, weight in probes:
            wanted.setdefault(key, []).append((slot, weight))
    points: list[dict[str, float]] = [{} for _ in asked]
    given = {"hub_id": actor.hub_id, "keys": as_list(wanted)}
    for key, people in run(_under(db.engine.dialect.name), given) if wanted else ():
        if people:
            _count(people.split(","), wanted[key], points)
    return [_most(each, leave_out) for each in points]


def _count(
    people: Sequence[str], wanted: Sequence[tuple[int, int]], points: Sequence[dict[str, float]]
) -> None:
    """What being under one key says of each, for everybody who was asked about."""
    rare = worth(len(people))
    for slot, weight in wanted:
        own, says = points[slot], weight * rare
        for person in people:
            own[person] = own.get(person, 0.0) + says


def _most(points: Mapping[str, float], leave_out: Collection[uuid.UUID]) -> list[uuid.UUID]:
    best = nlargest(MOST_COMPARED + len(leave_out), points.items(), key=itemgetter(1, 0))
    others = (person for each, _ in best if (person := uuid.UUID(each)) not in leave_out)
    return list(islice(others, MOST_COMPARED))
