"""Drafts and sent consultations of the person who writes them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select

from portal.extensions import db
from portal.models import Account, Contact, Membership, SavedPage
from portal.queries.contacts import NOT_KNOWN_TO_READER, WARNINGS
from portal.queries.rows import AnyRow, run
from portal.rules.permissions import ADVISING, Actor
from portal.rules.typed import Pages
from portal.vocabulary import ContactKind, ContactStatus

PAGE = 50

# In the role they wrote it in: who has several goes on with each draft in its own. Who knows the
# family has none of it any more, also not what they wrote themselves.
_THEIRS = (
    Contact.hub_id == bindparam("hub_id"),
    Contact.account_id == bindparam("account_id"),
    Contact.organisation_id.is_not_distinct_from(bindparam("organisation_id")),
    NOT_KNOWN_TO_READER,
)

_OWN = select(Contact).where(
    Contact.id == bindparam("contact_id"),
    *_THEIRS,
)
_OWN_TO_READ = _OWN.with_only_columns(*Contact.__table__.columns)
_SAVED = (
    select(SavedPage.page, SavedPage.answers, SavedPage.version, SavedPage.tab, SavedPage.saved_at)
    .where(
        SavedPage.contact_id == bindparam("contact_id"),
        SavedPage.account_id == bindparam("account_id"),
    )
    .order_by(SavedPage.position, SavedPage.saved_at, SavedPage.id)
    .limit(1000)
)
_BY_START_KEY = select(Contact).where(
    Contact.account_id == bindparam("account_id"), Contact.start_key == bindparam("start_key")
)
_REFERRAL_FROM = (
    select(Contact)
    .where(
        *_THEIRS,
        Contact.from_contact_id == bindparam("contact_id"),
        Contact.kind == ContactKind.REFERRAL,
        Contact.status != ContactStatus.DISCARDED,
    )
    .order_by(Contact.created_at)
    .limit(1)
)
_DRAFT_FROM = (
    select(Contact)
    .where(
        *_THEIRS,
        Contact.from_contact_id == bindparam("contact_id"),
        Contact.kind == ContactKind.CONSULTATION,
        Contact.status == ContactStatus.DRAFT,
    )
    .order_by(Contact.created_at)
    .limit(1)
)
_LAST_PAGE = (
    select(SavedPage.page)
    .where(SavedPage.contact_id == Contact.id, SavedPage.account_id == Contact.account_id)
    .order_by(SavedPage.saved_at.desc(), SavedPage.position.desc())
    .limit(1)
    .scalar_subquery()
)
_DRAFTS = (
    select(
        Contact.id.label("contact_id"),
        Contact.kind,
        Contact.route,
        Contact.created_at,
        Contact.updated_at,
        func.coalesce(_LAST_PAGE, "safety").label("last_page"),
    )
    .where(
        *_THEIRS,
        Contact.status == ContactStatus.DRAFT,
    )
    .order_by(Contact.updated_at.desc(), Contact.id)
    .limit(PAGE)
)
_NAMED = (
    select(SavedPage.contact_id, SavedPage.page, SavedPage.answers)
    .where(
        SavedPage.contact_id.in_(bindparam("contact_ids", expanding=True)),
        SavedPage.account_id == bindparam("account_id"),
        SavedPage.page.startswith("person:"),
    )
    .order_by(SavedPage.position, SavedPage.saved_at, SavedPage.id)
    .limit(1000)
)
_SENT = (
    select(
        Contact.id.label("contact_id"),
        Contact.reference,
        Contact.kind,
        Contact.route,
        Contact.status,
        Contact.people_label,
        *WARNINGS,
        Contact.submitted_at,
        Contact.opened_at,
        Contact.updated_at,
        Contact.due_at,
    )
    .where(
        *_THEIRS,
        Contact.status.notin_([ContactStatus.DRAFT, ContactStatus.DISCARDED]),
    )
    .order_by(Contact.updated_at.desc(), Contact.id)
    .limit(PAGE)
)
_ADVISING = (
    select(Membership.account_id)
    .distinct()
    .join(Account, Account.id == Membership.account_id)
    .where(
        Membership.hub_id == bindparam("hub_id"),
        Membership.role.in_(ADVISING),
        Membership.is_active.is_(True),
        Account.is_active.is_(True),
    )
    .order_by(Membership.account_id)
    .limit(200)
)
_REFERENCE = select(Contact.id).where(Contact.reference == bindparam("reference"))


@dataclass(frozen=True)
class Draft:
    """A consultation as its writer has it: the record, and each page saved so far."""

    contact: Contact  # or, where nothing is changed, a row of the same columns
    saved: Mapping[str, AnyRow]  # page name -> answers, version, tab, saved_at

    @property
    def pages(self) -> dict[str, dict[str, Any]]:
        """The answers of every page exactly as typed, in the order the pages were first saved."""
        return {name: row.answers for name, row in self.saved.items()}


def _ids(actor: Actor) -> dict[str, Any]:
    """Whose they are."""
    return {
        "hub_id": actor.hub_id,
        "account_id": actor.account_id,
        "organisation_id": actor.organisation_id,
    }


def own(actor: Actor, contact_id: uuid.UUID) -> Contact | None:
    """The actor's own consultation in this hub, whatever its status; None for anyone else's."""
    return db.session.execute(_OWN, {"contact_id": contact_id, **_ids(actor)}).scalar_one_or_none()


def own_to_read(actor: Actor, contact_id: uuid.UUID) -> AnyRow | None:
    """The same as a plain row of all its columns, for pages that change nothing."""
    return run(_OWN_TO_READ, {"contact_id": contact_id, **_ids(actor)}).one_or_none()


def to_change(actor: Actor, draft: Draft) -> Contact:
    """The record of a draft of theirs that was read to be shown."""
    return db.session.execute(_OWN, {"contact_id": draft.contact.id, **_ids(actor)}).scalar_one()


def draft_of(contact: Contact) -> Draft:
    """The record with its saved pages."""
    ids = {"contact_id": contact.id, "account_id": contact.account_id}
    return Draft(contact, {row.page: row for row in run(_SAVED, ids)})


def by_start_key(actor: Actor, start_key: str) -> Contact | None:
    """What this person started with that key."""
    given = {"account_id": actor.account_id, "start_key": start_key}
    return db.session.execute(_BY_START_KEY, given).scalar_one_or_none()


def referral_from(actor: Actor, contact: Contact) -> Contact | None:
    """The referral, sent or not, that this person carried over from a consultation."""
    ids = {"contact_id": contact.id, **_ids(actor)}
    return db.session.execute(_REFERRAL_FROM, ids).scalar_one_or_none()


def draft_from(actor: Actor, contact: Contact) -> Contact | None:
    """The consultation that this person is making from an answered contact and has not sent."""
    ids = {"contact_id": contact.id, **_ids(actor)}
    return db.session.execute(_DRAFT_FROM, ids).scalar_one_or_none()


def drafts(actor: Actor) -> Sequence[AnyRow]:
    """The actor's unsent consultations, latest first, at most 50.

    Rows of contact_id, kind, route, created_at, updated_at, last_page.
    """
    return db.session.execute(_DRAFTS, _ids(actor)).all()


def named_in(actor: Actor, drafts: Sequence[AnyRow]) -> Mapping[uuid.UUID, Pages]:
    """The pages about people of the actor's own drafts, by draft, in the order they were added."""
    given = {"contact_ids": [row.contact_id for row in drafts], "account_id": actor.account_id}
    found: dict[uuid.UUID, dict[str, Any]] = {}
    for row in db.session.execute(_NAMED, given):
        found.setdefault(row.contact_id, {})[row.page] = row.answers
    return found


def sent(actor: Actor) -> Sequence[AnyRow]:
    """The actor's sent consultations, latest change first, at most 50.

    Rows of contact_id, reference, kind, route, status, people_label, submitted_at, opened_at,
    updated_at, due_at.
    """
    return db.session.execute(_SENT, _ids(actor)).all()


def is_taken(reference: str) -> bool:
    """Whether a contact has this reference already."""
    return db.session.execute(_REFERENCE, {"reference": reference}).first() is not None


def who_advises(hub_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """The accounts that answer for a hub, to be told when something cannot wait; at most 200."""
    return db.session.execute(_ADVISING, {"hub_id": hub_id}).scalars().all()
