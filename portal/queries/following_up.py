"""Next steps: one of them, those a person is asked about, those whose day has come."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, exists, or_, select

from portal.extensions import db
from portal.models import Account, Contact, FamilyConflict, Membership, NextStep
from portal.queries.contacts import WARNINGS
from portal.queries.rows import AnyRow
from portal.rules.permissions import ADVISING, Actor
from portal.vocabulary import Role, StepSide

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
        NextStep.side.in_([StepSide.PROFESSIONAL, bindparam("side")]),
        or_(  # who entered a contact late speaks for whoever sent it
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
_AT_HUB = (
    select(Account.id)
    .join(Membership, Membership.account_id == Account.id)
    .where(
        Membership.hub_id == bindparam("hub_id"),
        Membership.role.in_(sorted(ADVISING)),
        Account.id != bindparam("asker_id"),
    )
    .order_by(
        Account.id != bindparam("owner_id"),
        Account.id != bindparam("adviser_id"),
        Membership.role != Role.DECISION_MAKER,
        Account.name,
        Account.id,
    )
)
_AT_ORGANISATION = (
    select(Account.id)
    .join(Membership, Membership.account_id == Account.id)
    .where(
        Membership.hub_id == bindparam("hub_id"),
        Membership.organisation_id.is_not_distinct_from(bindparam("organisation_id")),
        or_(Account.id == bindparam("owner_id"), Membership.role == Role.ORGANISATION_LEAD),
    )
    .order_by(Account.id != bindparam("owner_id"), Account.name, Account.id)
)


def _first_here(people: Any) -> Any:
    """The first of them who still works there and may know of the contact."""
    return people.where(
        Account.is_active,
        Membership.is_active,
        ~exists().where(
            FamilyConflict.contact_id == bindparam("contact_id"),
            FamilyConflict.account_id == Account.id,
        ),
    ).limit(1)


_WHO_ACTS = {
    StepSide.HUB: _first_here(_AT_HUB),
    StepSide.PROFESSIONAL: _first_here(_AT_ORGANISATION),
}


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


def who_acts(contact: Contact, side: StepSide, account_id: uuid.UUID) -> uuid.UUID | None:
    """This person; where they have left or know the family, who acts for that side now.

    At the hub who has the contact, or a decision maker; at an organisation its lead. None where
    there is nobody.
    """
    given = {
        "contact_id": contact.id,
        "hub_id": contact.hub_id,
        "organisation_id": contact.organisation_id,
        "asker_id": contact.account_id,
        "owner_id": account_id,
        "adviser_id": contact.adviser_id or account_id,
    }
    return db.session.execute(_WHO_ACTS[side], given).scalar_one_or_none()


def to_ask(today: date, most: int) -> Sequence[NextStep]:
    """Steps of every hub whose day has come and whose owner has not been asked, locked."""
    return db.session.execute(_TO_ASK, {"today": today, "most": most}).scalars().all()
