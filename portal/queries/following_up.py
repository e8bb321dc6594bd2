"""Next steps: one of them, those a person is asked about, those whose day has come."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, exists, or_, select

from portal.extensions import db
from portal.models import Contact, FamilyConflict, NextStep
from portal.queries.contacts import WARNINGS
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.vocabulary import StepSide

PAGE = 50

_ONE = select(NextStep).where(
    NextStep.id == bindparam("step_id"),
    NextStep.hub_id == bindparam("hub_id"),
    NextStep.contact_id == bindparam("contact_id"),
)
_DUE = (
    select(
        NextStep.id,
        NextStep.contact_id,
        NextStep.what,
        NextStep.by_on,
        Contact.reference,
        Contact.people_label,
        *WARNINGS,
    )
    .join(Contact, Contact.id == NextStep.contact_id)
    .where(
        NextStep.hub_id == bindparam("hub_id"),
        NextStep.owner_id == bindparam("account_id"),
        NextStep.side == bindparam("side"),
        or_(
            NextStep.side == StepSide.HUB,
            Contact.organisation_id.is_not_distinct_from(bindparam("organisation_id")),
        ),
        NextStep.is_open,
        NextStep.by_on <= bindparam("today"),
        ~exists().where(
            FamilyConflict.contact_id == Contact.id,
            FamilyConflict.account_id == bindparam("account_id"),
        ),
    )
    .order_by(NextStep.by_on, NextStep.id)
    .limit(PAGE)
)
_TO_ASK = (
    select(NextStep)
    .where(
        NextStep.is_open,
        NextStep.asked_at.is_(None),
        NextStep.by_on <= bindparam("today"),
    )
    .order_by(NextStep.by_on, NextStep.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def step(contact: Any, step_id: uuid.UUID) -> NextStep | None:
    """The next step of that number on the contact."""
    given = {"step_id": step_id, "hub_id": contact.hub_id, "contact_id": contact.id}
    return db.session.execute(_ONE, given).scalar_one_or_none()


def due_for(actor: Actor, today: date) -> Sequence[AnyRow]:
    """What this person is asked about in their role, the longest due first, 50 at most."""
    given = {
        "hub_id": actor.hub_id,
        "account_id": actor.account_id,
        "organisation_id": actor.organisation_id,
        "side": StepSide.HUB if actor.advises else StepSide.PROFESSIONAL,
        "today": today,
    }
    return db.session.execute(_DUE, given).all()


def to_ask(today: date, most: int) -> Sequence[NextStep]:
    """Steps of every hub whose day has come and whose owner has not been asked, locked."""
    return db.session.execute(_TO_ASK, {"today": today, "most": most}).scalars().all()
