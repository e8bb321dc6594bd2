"""An invented hub with as many open contacts as asked for, and as many answered ones behind them.

Python writes a thousand of each, which differ in everything a queue shows; the database copies
them, each copy a little later than the one before, so that a hundred thousand take seconds.
"""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Interval,
    MetaData,
    String,
    Uuid,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    type_coerce,
)

from portal.extensions import db
from portal.models import Account, Contact
from portal.rules.reference import make_reference
from portal.vocabulary import (
    Agency,
    ContactKind,
    ContactRoute,
    ContactStatus,
    Rag,
    Role,
    Urgency,
)
from tests.makers import Maker

SEED = 20261122
WRITTEN = 1_000  # of each sort; the rest are copies
NAMES = ("Wren", "Siân", "Tomos", "Aisha", "Jayden", "Otis", "Ivy", "Mia", "Ffion", "Kofi")
SURNAMES = ("Adderley", "Ŵyn", "Llewelyn", "Rahman", "Cole", "Pemberton", "Novak", "Okafor")
WAITING = (
    *[ContactStatus.SUBMITTED] * 5,
    *[ContactStatus.WITH_ADVISER] * 3,
    *[ContactStatus.WAITING_FOR_INFORMATION] * 2,
)
ANSWERED = (*[ContactStatus.CLOSED] * 3, ContactStatus.ADVISED)
RAGS = (*[Rag.GREEN] * 12, *[Rag.AMBER] * 7, Rag.RED)
_SOURCE = Contact.__table__.to_metadata(MetaData(), name="written").c  # type: ignore[attr-defined]  # a table, which the base only calls a selectable
URGENCY = {Rag.RED: Urgency.NOW, Rag.AMBER: Urgency.SAMEDAY, Rag.GREEN: Urgency.DAYS}


def fill(contacts: int) -> Account:
    """A hub with that many open contacts, whole thousands, and its adviser who reads the queue.

    They are overdue by ten hours to due in three days, one in twenty red; as many were answered
    within the year before.
    """
    make = Maker()
    asker, adviser = make.account(), make.account(Role.MASH_ADVISER, name="Sam Hill")
    same = {
        "hub_id": make.hub.id,
        "organisation_id": make.school.id,
        "account_id": asker.id,
        "framework_id": make.hub.framework_id,
        "kind": ContactKind.CONSULTATION,
        "route": ContactRoute.FULL,
        "asker_name": "A teacher",
        "version": 1,
    }
    db.session.execute(insert(Contact), [{**same, **row} for row in _written(adviser)])
    db.session.execute(text("CREATE TEMPORARY TABLE written AS SELECT * FROM contacts"))
    for number in range(1, contacts // WRITTEN):
        _copy(number)
    db.session.execute(text("DROP TABLE written"))
    db.session.commit()
    return adviser


def _written(adviser: Account) -> Iterator[dict[str, Any]]:
    """A thousand open and a thousand answered ones, the same every time."""
    chance = random.Random(SEED)  # noqa: S311 - invented contacts, no secrets
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for index in range(2 * WRITTEN):
        is_open, rag = index < WRITTEN, chance.choice(RAGS)
        status = chance.choice(WAITING if is_open else ANSWERED)
        minutes = chance.randint(-600, 4_000)
        due_at = now + timedelta(minutes=minutes if is_open else minutes - 5_000)
        due_at -= timedelta(minutes=0 if is_open else chance.randint(0, 500_000))
        is_held = status is not ContactStatus.SUBMITTED
        name = f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}"
        yield {
            "id": uuid.UUID(f"{chance.getrandbits(20):05x}000{chance.getrandbits(96):024x}"),
            "start_key": f"{index:x}",
            "reference": f"{make_reference(chance.randbytes(16))}-{index:x}",
            "status": status,
            "is_open": is_open,
            "agency": chance.choice(tuple(Agency)),
            "people_label": f"{name}, {chance.randint(0, 17)}",
            "urgency": URGENCY[rag],
            "rag": rag,
            "created_at": due_at - timedelta(hours=4),
            "updated_at": due_at,
            "submitted_at": due_at - timedelta(hours=4),
            "target_at": due_at,
            "due_at": due_at,
            "adviser_id": adviser.id if is_held else None,
            "adviser_name": adviser.name if is_held else "",
        }


def _copy(number: int) -> None:
    """Every written contact once more, its 000 another number, due that many seconds later."""
    is_sqlite, mark = db.engine.dialect.name == "sqlite", f"{number:03x}"
    plain = type_coerce(_SOURCE.id, String) if is_sqlite else cast(_SOURCE.id, String)
    marked = func.substr(plain, 1, 5) + mark + func.substr(plain, 9)
    changed: dict[str, Any] = {
        "id": type_coerce(marked, Uuid) if is_sqlite else cast(marked, Uuid),
        "start_key": _SOURCE.start_key + f"-{mark}",
        "reference": _SOURCE.reference + mark,
        "due_at": _later(number, is_sqlite),
    }
    every = {column.key: changed.get(column.key, column) for column in _SOURCE}
    db.session.execute(insert(Contact).from_select(list(every), select(*every.values())))


def _later(seconds: int, is_sqlite: bool) -> ColumnElement[Any]:
    if is_sqlite:
        return func.strftime("%Y-%m-%d %H:%M:%S.000000", _SOURCE.due_at, f"+{seconds} seconds")
    return _SOURCE.due_at + literal(timedelta(seconds=seconds), Interval)
