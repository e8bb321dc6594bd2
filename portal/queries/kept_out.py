"""Who at the organisation that sent a contact could read it, and who is kept from it."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import (
    Account,
    ContactPerson,
    EpisodeConflict,
    FamilyConflict,
    Membership,
    Person,
)
from portal.queries.joined_families import Family
from portal.queries.rows import AnyRow
from portal.vocabulary import Part, Role

MOST = 50  # more leads than any organisation has

_READERS = (
    select(
        Account.id,
        Account.name,
        Account.job_title,
        FamilyConflict.id.label("conflict_id"),
        FamilyConflict.kept_by,
    )
    .join(Membership, Membership.account_id == Account.id)
    .outerjoin(
        FamilyConflict,
        (FamilyConflict.account_id == Account.id)
        & (FamilyConflict.contact_id == bindparam("contact_id")),
    )
    .where(
        Membership.hub_id == bindparam("hub_id"),
        Membership.organisation_id == bindparam("organisation_id"),
        Membership.role == Role.ORGANISATION_LEAD,
        Membership.is_active.is_(True),
        Account.is_active.is_(True),
        Account.id != bindparam("writer_id"),
    )
    .order_by(Account.name, Account.id)
    .limit(MOST)
)
_CAUSING_HARM = (
    select(Person.name)
    .join(ContactPerson, ContactPerson.person_id == Person.id)
    .where(
        ContactPerson.hub_id == bindparam("hub_id"),
        ContactPerson.contact_id == bindparam("contact_id"),
        ContactPerson.part == Part.PERSON_CAUSING_HARM,
    )
    .order_by(Person.name, Person.id)
    .limit(MOST)
)


def leads_of(contact: Any) -> Sequence[AnyRow]:
    """The leads who read what their organisation sends, never its writer, and who is kept from it.

    `kept_by` says why, where it is not their own word (`conflict_id` without it).
    """
    if contact.organisation_id is None:
        return ()
    given = {
        "contact_id": contact.id,
        "hub_id": contact.hub_id,
        "organisation_id": contact.organisation_id,
        "writer_id": contact.account_id,
    }
    return db.session.execute(_READERS, given).all()


def causing_harm(contact: Any) -> Sequence[str]:
    """The names of those whom the contact says cause harm."""
    given = {"contact_id": contact.id, "hub_id": contact.hub_id}
    return db.session.scalars(_CAUSING_HARM, given).all()


def of_account(family: Family, account_id: uuid.UUID) -> list[FamilyConflict]:
    """What keeps one person from the contacts of a family."""
    wanted = select(FamilyConflict).where(
        FamilyConflict.contact_id.in_(family.contacts), FamilyConflict.account_id == account_id
    )
    return list(db.session.scalars(wanted))


def help_of_account(family: Family, account_id: uuid.UUID) -> list[EpisodeConflict]:
    """What keeps them from its early help alone."""
    wanted = select(EpisodeConflict).where(
        EpisodeConflict.episode_id.in_(family.episodes), EpisodeConflict.account_id == account_id
    )
    return list(db.session.scalars(wanted))
