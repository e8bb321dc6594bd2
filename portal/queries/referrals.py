"""What a referral holds besides, as its reader may have it, and what it was carried over from."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, literal, or_, select

from portal.extensions import db
from portal.models import (
    Contact,
    ContactAddress,
    FamilyConflict,
    Injury,
    InvolvedProfessional,
    PersonDetails,
)
from portal.queries.contacts import LONGEST_CHAIN, facts
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor, is_own, may_open_secret, may_read
from portal.vocabulary import ContactStatus

MANY = 500  # more rows of one kind than any contact has; nothing is read without an end


def _rows_of(model: Any, order: Any) -> Any:
    return (
        select(*model.__table__.c)
        .where(model.hub_id == bindparam("hub_id"), model.contact_id == bindparam("contact_id"))
        .order_by(order, model.id)
        .limit(MANY)
    )


_DETAILS = _rows_of(PersonDetails, PersonDetails.person_id)
_ADDRESSES = _rows_of(ContactAddress, ContactAddress.position)
_INJURIES = _rows_of(Injury, Injury.position)
_PROFESSIONALS = _rows_of(InvolvedProfessional, InvolvedProfessional.position)
_TIED = select(
    Contact.id,
    Contact.hub_id,
    Contact.account_id,
    Contact.organisation_id,
    Contact.adviser_id,
    Contact.status,
    Contact.reference,
    Contact.kind,
    Contact.submitted_at,
    Contact.from_contact_id,
).where(
    Contact.hub_id == bindparam("hub_id"),
    ~select(FamilyConflict.id)
    .where(
        FamilyConflict.contact_id == Contact.id,
        FamilyConflict.account_id == bindparam("account_id"),
    )
    .exists(),
)
_LINKED = (
    _TIED.where(
        or_(
            Contact.id == bindparam("from_contact_id"),
            Contact.from_contact_id == bindparam("contact_id"),
        )
    )
    .order_by(Contact.created_at, Contact.id)
    .limit(50)
)


def _way_back() -> Any:
    """The contact it came from, what that came from, and so on, each with how far back it is."""
    first = (
        select(Contact.id, Contact.from_contact_id, literal(1).label("step"))
        .where(Contact.id == bindparam("from_contact_id"), Contact.hub_id == bindparam("hub_id"))
        .cte("way_back", recursive=True)
    )
    before = select(Contact.id, Contact.from_contact_id, first.c.step + 1).where(
        Contact.id == first.c.from_contact_id,
        Contact.hub_id == bindparam("hub_id"),
        first.c.step < LONGEST_CHAIN,
    )
    return first.union_all(before)


_BACK = _way_back()
_CAME_FROM = _TIED.join(_BACK, _BACK.c.id == Contact.id).order_by(_BACK.c.step).limit(LONGEST_CHAIN)


@dataclass(frozen=True)
class ReferralRecord:
    """What this reader may have; secret addresses are not in it, only that there are some."""

    details: Sequence[AnyRow]
    addresses: tuple[AnyRow, ...]
    injuries: Sequence[AnyRow]
    professionals: Sequence[AnyRow]
    has_secret: bool  # told to nobody but the writer and the hub
    may_open: bool
    hidden: frozenset[uuid.UUID] | None  # whose plain address is secret too; None is everybody's

    def hides(self, person_id: uuid.UUID) -> bool:
        """Whether the address in this person's own entry could be the secret one."""
        return self.hidden is None or person_id in self.hidden


NO_REFERRAL = ReferralRecord((), (), (), (), has_secret=False, may_open=False, hidden=frozenset())


def referral_record(actor: Actor, contact: AnyRow) -> ReferralRecord:
    """The rows of one contact, in as many statements for one mark as for twenty."""
    addresses = _all(_ADDRESSES, contact)
    secret = [row for row in addresses if row.is_confidential]
    is_near = actor.advises or is_own(actor, facts(contact))
    return ReferralRecord(
        details=_all(_DETAILS, contact),
        addresses=tuple(row for row in addresses if not row.is_confidential),
        injuries=_all(_INJURIES, contact),
        professionals=_all(_PROFESSIONALS, contact),
        has_secret=bool(secret) and is_near,
        may_open=bool(secret) and may_open_secret(actor, facts(contact)),
        hidden=_hidden(secret),
    )


def _hidden(secret: list[AnyRow]) -> frozenset[uuid.UUID] | None:
    if any(not row.person_ids for row in secret):
        return None
    return frozenset(uuid.UUID(key) for row in secret for key in row.person_ids)


def secret_addresses(contact: Any) -> tuple[AnyRow, ...]:
    """The addresses to be opened; the caller has been admitted and says why on the record."""
    return tuple(row for row in _all(_ADDRESSES, contact) if row.is_confidential)


def _all(statement: Any, contact: Any) -> Sequence[AnyRow]:
    ids = {"contact_id": contact.id, "hub_id": contact.hub_id}
    return db.session.execute(statement, ids).all()


def linked(actor: Actor, contact: AnyRow) -> list[AnyRow]:
    """What it was carried over from and into, as far as this reader may open it.

    Rows of id, reference, kind, status, submitted_at, from_contact_id ...; a draft is shown to its
    writer alone.
    """
    return _readable(_LINKED, actor, contact)


def came_from(actor: Actor, contact: AnyRow) -> list[AnyRow]:
    """All it was carried over from, the nearest first, as far as this reader may open each."""
    return _readable(_CAME_FROM, actor, contact) if contact.from_contact_id else []


def _readable(statement: Any, actor: Actor, contact: AnyRow) -> list[AnyRow]:
    given = {
        "hub_id": actor.hub_id,
        "contact_id": contact.id,
        "from_contact_id": contact.from_contact_id,
        "account_id": actor.account_id,
    }
    return [
        row
        for row in db.session.execute(statement, given).all()
        if may_read(actor, facts(row)) and row.status is not ContactStatus.DISCARDED
    ]
