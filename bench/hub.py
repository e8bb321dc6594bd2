"""An invented hub with as many contacts as asked for, the same ones every time."""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

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
BATCH = 5_000
NAMES = ("Wren", "Siân", "Tomos", "Aisha", "Jayden", "Otis", "Ivy", "Mia", "Ffion", "Kofi")
SURNAMES = ("Adderley", "Ŵyn", "Llewelyn", "Rahman", "Cole", "Pemberton", "Novak", "Okafor")
STAGES = (  # one in ten is open, as in a busy hub's year
    *[ContactStatus.CLOSED] * 27,
    *[ContactStatus.ADVISED] * 9,
    *[ContactStatus.SUBMITTED] * 2,
    ContactStatus.WITH_ADVISER,
    ContactStatus.WAITING_FOR_INFORMATION,
)
RAGS = (*[Rag.GREEN] * 12, *[Rag.AMBER] * 7, Rag.RED)
URGENCY = {Rag.RED: Urgency.NOW, Rag.AMBER: Urgency.SAMEDAY, Rag.GREEN: Urgency.DAYS}
OPEN = {
    ContactStatus.SUBMITTED,
    ContactStatus.WITH_ADVISER,
    ContactStatus.WAITING_FOR_INFORMATION,
}


def fill(contacts: int) -> Account:
    """A hub with that many contacts, and the MASH adviser who reads its queue."""
    make = Maker()
    asker, adviser = make.account(), make.account(Role.MASH_ADVISER, name="Sam Hill")
    ids = (make.hub.id, make.school.id, asker.id, adviser.id, make.hub.framework_id)
    batch: list[dict[str, Any]] = []
    for contact in _contacts(contacts, *ids):
        batch.append(contact)
        if len(batch) == BATCH:
            db.session.execute(insert(Contact), batch)
            batch = []
    if batch:
        db.session.execute(insert(Contact), batch)
    db.session.commit()
    return adviser


def _contacts(
    number: int,
    hub_id: uuid.UUID,
    school_id: uuid.UUID,
    asker_id: uuid.UUID,
    adviser_id: uuid.UUID,
    framework_id: Any,
) -> Iterator[dict[str, Any]]:
    chance = random.Random(SEED)  # noqa: S311 - invented contacts, no secrets
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for index in range(number):
        status, rag = chance.choice(STAGES), chance.choice(RAGS)
        is_open = status in OPEN
        due_at = now + timedelta(minutes=chance.randint(-600, 4_000))
        if not is_open:
            due_at -= timedelta(minutes=chance.randint(5_000, 500_000))
        has_adviser = status is not ContactStatus.SUBMITTED
        name = f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}"
        yield {
            "id": uuid.UUID(int=chance.getrandbits(128), version=4),
            "hub_id": hub_id,
            "organisation_id": school_id,
            "account_id": asker_id,
            "start_key": f"{index:x}",
            "reference": make_reference(chance.randbytes(16)) + f"{index:x}",
            "kind": ContactKind.CONSULTATION,
            "route": ContactRoute.FULL,
            "status": status,
            "is_open": is_open,
            "agency": chance.choice(tuple(Agency)),
            "asker_name": "A teacher",
            "people_label": f"{name}, {chance.randint(0, 17)}",
            "framework_id": framework_id,
            "urgency": URGENCY[rag],
            "rag": rag,
            "created_at": due_at - timedelta(hours=4),
            "updated_at": due_at,
            "submitted_at": due_at - timedelta(hours=4),
            "target_at": due_at,
            "due_at": due_at,
            "adviser_id": adviser_id if has_adviser else None,
            "adviser_name": "Sam Hill" if has_adviser else "",
            "version": 1,
        }
