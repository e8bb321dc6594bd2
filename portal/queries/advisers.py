"""The people who answer a hub's contacts: who has one, and who could."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, exists, select

from portal.extensions import db
from portal.models import Account, Contact, ContactEvent, FamilyConflict, Membership
from portal.queries import decisions
from portal.queries.rows import AnyRow
from portal.rules.permissions import ADVISING, Actor
from portal.vocabulary import DecisionStatus, Role

MOST_ADVISERS = 200  # more people than any hub has

_HOLDER = (
    select(Contact.adviser_name, ContactEvent.at)
    .outerjoin(
        ContactEvent,
        (ContactEvent.contact_id == Contact.id)
        & ContactEvent.action.in_(["take_up", "reassign"])
        & (ContactEvent.hub_id == Contact.hub_id),
    )
    .where(
        Contact.id == bindparam("contact_id"),
        Contact.hub_id == bindparam("hub_id"),
        Contact.adviser_id.is_not(None),
    )
    .order_by(ContactEvent.at.desc())
    .limit(1)
)
_CAN_HAVE = (
    select(Account.id, Account.name)
    .where(
        Account.is_active.is_(True),
        Account.id != bindparam("asker_id"),
        Account.id != bindparam("holder_id"),
        exists().where(
            Membership.account_id == Account.id,
            Membership.hub_id == bindparam("hub_id"),
            Membership.role.in_(sorted(ADVISING)),
            Membership.is_active.is_(True),
        ),
        ~exists().where(
            FamilyConflict.contact_id == bindparam("contact_id"),
            FamilyConflict.account_id == Account.id,
        ),
    )
    .order_by(Account.name, Account.id)
    .limit(MOST_ADVISERS)
)
_DECIDING = (
    select(Membership.account_id)
    .join(Account, Account.id == Membership.account_id)
    .where(
        Membership.hub_id == bindparam("hub_id"),
        Membership.role == Role.DECISION_MAKER,
        Membership.is_active.is_(True),
        Account.is_active.is_(True),
        Account.id != bindparam("asker_id"),
        Account.id != bindparam("proposer_id"),
        ~exists().where(
            FamilyConflict.contact_id == bindparam("contact_id"),
            FamilyConflict.account_id == Account.id,
        ),
    )
    .order_by(Membership.account_id)
    .limit(MOST_ADVISERS)
)
_COULD_RESPOND = (
    select(Account.id, Account.name)
    .where(
        Account.is_active.is_(True),
        Account.id.notin_(bindparam("never", expanding=True)),
        exists().where(
            Membership.account_id == Account.id,
            Membership.hub_id == bindparam("hub_id"),
            Membership.role.in_(bindparam("roles", expanding=True)),
            Membership.is_active.is_(True),
        ),
        ~exists().where(
            FamilyConflict.contact_id == bindparam("contact_id"),
            FamilyConflict.account_id == Account.id,
        ),
    )
    .order_by(Account.name, Account.id)
    .limit(MOST_ADVISERS)
)
_NOBODY = uuid.UUID(int=0)


def holder_of(actor: Actor, contact_id: uuid.UUID) -> AnyRow | None:
    """Who has the contact (`adviser_name`) and since when (`at`); None when nobody has."""
    ids = {"contact_id": contact_id, "hub_id": actor.hub_id}
    return db.session.execute(_HOLDER, ids).one_or_none()


def who_can_have(actor: Actor, contact: Any) -> Sequence[AnyRow]:
    """The hub's active advisers, by name, to whom this contact could be given (`id`, `name`).

    Never who asked, who knows the family, or who has it already.
    """
    ids = {
        "contact_id": contact.id,
        "hub_id": actor.hub_id,
        "asker_id": contact.account_id,
        "holder_id": contact.adviser_id or _NOBODY,
    }
    return db.session.execute(_CAN_HAVE, ids).all()


def waiting_to_sign(contact: Any) -> Sequence[uuid.UUID]:
    """Who could sign off the decision that is proposed, to hear of what is added; else nobody."""
    proposal = decisions.standing(contact, DecisionStatus.PROPOSED)
    return who_can_sign(contact, proposal.proposer_id) if proposal else ()


def who_can_sign(contact: Any, proposer_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """The decision makers who could sign off what that person proposed, to be told that it waits.

    Never who asked, and never who knows the family.
    """
    ids = {
        "contact_id": contact.id,
        "hub_id": contact.hub_id,
        "asker_id": contact.account_id,
        "proposer_id": proposer_id,
    }
    return db.session.execute(_DECIDING, ids).scalars().all()


def who_could_respond(
    contact: Any, never: Collection[uuid.UUID], *, decides: bool
) -> Sequence[AnyRow]:
    """The hub's people who could answer a disagreement on the contact, by name (`id`, `name`).

    Decision makers alone where it `decides`; never those told of, nor who knows the family.
    """
    roles = [Role.DECISION_MAKER] if decides else sorted(ADVISING)
    ids = {
        "contact_id": contact.id,
        "hub_id": contact.hub_id,
        "roles": roles,
        "never": list(never),
    }
    return db.session.execute(_COULD_RESPOND, ids).all()
