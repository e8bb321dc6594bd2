"""A hub's outcomes of early help, published from a day on; a published set never changes."""

import uuid
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.commands.base import Refused, command
from portal.extensions import db
from portal.models import OutcomeSet
from portal.queries import outcomes as queries
from portal.rules.outcomes import Outcomes
from portal.rules.permissions import Actor
from portal.vocabulary import N_

TAKEN = N_("A set from that day is published already, and a published set never changes")


@command
def publish_outcomes(
    hub_id: uuid.UUID, given: Outcomes, *, by: Actor | None, made_by: str, at: datetime
) -> uuid.UUID:
    """Publish a set; the same set for the same day again is the one there is.

    Reviews that were written with an earlier set keep it. Raises `Refused` where the day has
    another set already.
    """
    for each in queries.published(hub_id)[:-1]:
        if each.effective_on == given.effective_on:
            if (each.edition, dict(each.labels)) == (given.edition, dict(given.labels)):
                return uuid.UUID(each.key)
            raise Refused(TAKEN, "effective_day")
    row = OutcomeSet(
        hub_id=hub_id,
        effective_on=given.effective_on,
        edition=given.edition,
        is_confirmed=given.is_confirmed,
        outcomes=list(given.codes),
        labels={code: dict(label) for code, label in given.labels.items()},
        made_by=made_by,
        made_at=at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError:  # somebody else published one for that day a moment ago
        raise Refused(TAKEN, "effective_day") from None
    audit.record(by, "publish_outcomes", "outcome_set", row.id, at=at, hub_id=hub_id)
    return row.id
