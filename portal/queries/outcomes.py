"""Which outcomes of early help a hub looks at on a day, and which it looked at before."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.frameworks.outcomes import packaged
from portal.models import OutcomeSet
from portal.rules.outcomes import Outcomes

MANY = 100  # more sets than a hub publishes
_SETS = (
    select(*OutcomeSet.__table__.c)
    .where(OutcomeSet.hub_id == bindparam("hub_id"))
    .order_by(OutcomeSet.effective_on.desc())
    .limit(MANY)
)


def published(hub_id: uuid.UUID) -> list[Outcomes]:
    """The hub's own sets, the latest day first; what came with the portal stands last."""
    rows = db.session.execute(_SETS, {"hub_id": hub_id}).all()
    return [*(_read(row) for row in rows), packaged()]


def current(hub_id: uuid.UUID, on: date) -> Outcomes:
    """The set in force on that day."""
    return next((each for each in published(hub_id) if each.effective_on <= on), packaged())


def named(hub_id: uuid.UUID, key: str) -> Outcomes:
    """The set a review was written with; what came with the portal where its key says nothing."""
    return next((each for each in published(hub_id) if each.key == key), packaged())


def _read(row: Any) -> Outcomes:
    labels = {code: row.labels[code] for code in row.outcomes}
    return Outcomes(str(row.id), row.edition, row.effective_on, labels, row.is_confirmed)
