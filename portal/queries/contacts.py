"""A contact found for its reader: actor first, own hub only, never for who knows the family."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Uuid, bindparam, case, exists, or_, select

from portal.extensions import db
from portal.models import (
    Account,
    Contact,
    ContactEvent,
    Disagreement,
    EarlyHelpEpisode,
    EpisodeContact,
    FamilyConflict,
    LateEntry,
    Organisation,
    SavedPage,
)
from portal.queries.rows import AnyRow, run
from portal.rules.disagreeing import OPEN
from portal.rules.permissions import Actor, ContactFacts
from portal.vocabulary import Answer, ContactStatus, EpisodeStatus

# What a list says of a contact in two tags; the words themselves stay on its page.
WARNINGS: tuple[ColumnElement[bool], ...] = (
    Contact.is_safe_contact.expression,
    (Contact.must_not_be_told != "").label("is_secret"),
)
LONGEST_CHAIN = 10  # steps from a contact to the first it was carried over from
UNSENT = frozenset({ContactStatus.DRAFT, ContactStatus.DISCARDED})

_IS_HERE = (Contact.id == bindparam("contact_id"), Contact.hub_id == bindparam("hub_id"))
NOT_KNOWN_TO_READER: ColumnElement[bool] = ~exists().where(
    FamilyConflict.contact_id == Contact.id, FamilyConflict.account_id == bindparam("account_id")
)
FOR_READER = (*_IS_HERE, NOT_KNOWN_TO_READER)


def _chain() -> Any:
    """The contact, all it was carried over from, and all that was carried over from any of them."""
    here = select(Contact.id, Contact.from_contact_id).where(*_IS_HERE)
    above: Any = here.cte("carried_from", recursive=True)
    first = select(Contact.id, Contact.from_contact_id)
    above = above.union(first.where(Contact.id == above.c.from_contact_id))
    chain: Any = select(above.c.id).cte("carried", recursive=True)
    return chain.union(select(Contact.id).where(Contact.from_contact_id == chain.c.id))


_CHAIN = _chain()
_IS_AT_RISK = exists().where(  # as somebody says who disagrees, and nobody has ended it
    Disagreement.contact_id.in_(select(_CHAIN.c.id)),
    Disagreement.status.in_(OPEN),
    Disagreement.at_risk_now != Answer.NO,
)


def _of_sender(told: Any, own: Any) -> ColumnElement[Any]:
    """What was said of whoever sent it, where the hub entered it for them; else the writer's."""
    return case((LateEntry.sender_name != "", told), else_=own)


_CONTACT = (
    select(
        Contact.id,
        Contact.hub_id,
        Contact.organisation_id,
        Contact.account_id,
        Contact.reference,
        Contact.kind,
        Contact.route,
        Contact.status,
        Contact.is_open,
        Contact.agency,
        Contact.asker_name,
        Contact.people_label,
        Contact.framework_id,
        Contact.urgency,
        Contact.rag,
        Contact.is_safe_contact,
        Contact.has_protected_source,
        Contact.must_not_be_told,
        Contact.source_code,
        Contact.need_code,
        Contact.from_contact_id,
        Contact.submitted_at,
        Contact.received_at,
        Contact.updated_at,
        Contact.opened_at,
        Contact.target_at,
        Contact.home_at,
        Contact.due_at,
        Contact.adviser_id,
        Contact.adviser_name,
        Contact.version,
        _of_sender(LateEntry.sender_organisation, Organisation.name).label("organisation_name"),
        _of_sender(LateEntry.sender_role, Account.job_title).label("asker_job_title"),
        _of_sender(LateEntry.sender_phone, Account.phone).label("asker_phone"),
        LateEntry.how.label("late_how"),
        LateEntry.received_by.label("late_received_by"),
        LateEntry.why.label("late_why"),
        LateEntry.account_name.label("late_account_name"),
        _IS_AT_RISK.label("is_at_risk"),
    )
    .join(Account, Account.id == Contact.account_id)
    .outerjoin(Organisation, Organisation.id == Contact.organisation_id)
    .outerjoin(LateEntry, LateEntry.contact_id == Contact.id)
    .where(*FOR_READER)
)
_SOURCE = select(Contact.from_contact_id).where(Contact.id == bindparam("contact_id", type_=Uuid()))
# A contact, what it was carried over from, and what it was carried over into.
TIED = select(Contact.id).where(
    Contact.hub_id == bindparam("hub_id", type_=Uuid()),
    or_(
        Contact.id == bindparam("contact_id", type_=Uuid()),
        Contact.id == _SOURCE.scalar_subquery(),
        Contact.from_contact_id == bindparam("contact_id", type_=Uuid()),
    ),
)
_TO_LOOK_AT = select(Contact).where(*FOR_READER)
_TO_CHANGE = _TO_LOOK_AT.with_for_update(of=Contact)
_SAVED = select(SavedPage).where(
    SavedPage.hub_id == bindparam("hub_id"),
    SavedPage.contact_id == bindparam("contact_id"),
    SavedPage.account_id == bindparam("account_id"),
    SavedPage.page == bindparam("page"),
)


def facts(contact: Any) -> ContactFacts:
    """What access turns on, of a row or a record."""
    return ContactFacts(
        hub_id=contact.hub_id,
        account_id=contact.account_id,
        organisation_id=contact.organisation_id,
        adviser_id=contact.adviser_id,
        is_draft=contact.status in UNSENT,
    )


def reader_ids(actor: Actor, contact_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """What every statement about one contact is given."""
    return {"contact_id": contact_id, "hub_id": actor.hub_id, "account_id": actor.account_id}


def contact(actor: Actor, contact_id: uuid.UUID) -> AnyRow | None:
    """The contact's own facts; None in another hub, and for an adviser who knows the family."""
    return run(_CONTACT, reader_ids(actor, contact_id)).one_or_none()


def contact_to_change(actor: Actor, contact_id: uuid.UUID) -> Contact | None:
    """The contact, locked until the transaction ends, so that acts on it take turns."""
    return db.session.execute(_TO_CHANGE, reader_ids(actor, contact_id)).scalar_one_or_none()


def family_to_change(actor: Actor, contact_id: uuid.UUID) -> Contact | None:
    """The contact, locked with all that is about the same family."""
    given = reader_ids(actor, contact_id)
    contact = db.session.execute(_TO_LOOK_AT, given).scalar_one_or_none()
    if contact is not None:
        lock_family(contact)
    return contact


def lock_family(contact: Contact) -> None:
    """Lock the contact and all that is about the same family, always in the same order.

    Two people who write on two of them at once would otherwise wait for each other. Nothing may
    be locked before it, the hub's queue least of all.
    """
    ids = [each.id for each in same_family(contact)]
    wanted = select(Contact).where(Contact.id.in_(ids), Contact.hub_id == contact.hub_id)
    locked = wanted.order_by(Contact.id).with_for_update()
    db.session.scalars(locked.execution_options(populate_existing=True)).all()


def who_know_the_family(contact: Contact, account_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these accounts for whom the contact does not exist, because they know the family."""
    if not account_ids:
        return set()
    knowing = select(FamilyConflict.account_id).where(
        FamilyConflict.hub_id == contact.hub_id,
        FamilyConflict.contact_id == contact.id,
        FamilyConflict.account_id.in_(account_ids),
    )
    return set(db.session.scalars(knowing))


def carried(contact: Contact) -> Sequence[Contact]:
    """All that this was carried over from and into, step by step, as far as it was sent."""
    found, newest = {contact.id: contact}, [contact]
    for _ in range(LONGEST_CHAIN):
        sources = {each.from_contact_id for each in newest} - {None}
        wanted = select(Contact).where(
            Contact.hub_id == contact.hub_id,
            Contact.submitted_at.is_not(None),
            Contact.id.not_in(found),
            or_(Contact.id.in_(sources), Contact.from_contact_id.in_([each.id for each in newest])),
        )
        newest = list(db.session.scalars(wanted.order_by(Contact.submitted_at).limit(50)))
        if not newest:
            break
        found |= {each.id: each for each in newest}
    return [each for each in found.values() if each is not contact]


def of_the_same_help(hub_id: uuid.UUID, contact_ids: Collection[uuid.UUID]) -> Sequence[Contact]:
    """Every contact tied to an early help episode that one of these is tied to."""
    episodes = select(EpisodeContact.episode_id).where(
        EpisodeContact.hub_id == hub_id, EpisodeContact.contact_id.in_(contact_ids)
    )
    tied = select(EpisodeContact.contact_id).where(
        EpisodeContact.hub_id == hub_id, EpisodeContact.episode_id.in_(episodes)
    )
    wanted = select(Contact).where(Contact.hub_id == hub_id, Contact.id.in_(tied))
    return db.session.scalars(wanted.order_by(Contact.created_at).limit(50)).all()


def has_done(actor: Actor, contact: Contact, action: str, at: datetime | None) -> bool:
    """Whether it was this person, and nobody of the same name, who did that at that moment."""
    wanted = select(ContactEvent.id).where(
        ContactEvent.contact_id == contact.id,
        ContactEvent.action == action,
        ContactEvent.at == at,
        ContactEvent.account_id == actor.account_id,
    )
    return at is not None and db.session.scalar(wanted.limit(1)) is not None


def same_family(contact: Contact) -> list[Contact]:
    """The contact, what it was carried over from and into, and all tied to the same early help."""
    family = {each.id: each for each in (contact, *carried(contact))}
    for helped in of_the_same_help(contact.hub_id, set(family)):
        family |= {each.id: each for each in (helped, *carried(helped))}
    return list(family.values())


def open_help_of(family: Sequence[Contact]) -> Sequence[EarlyHelpEpisode]:
    """Early help that goes on for the family of these contacts."""
    tied = select(EpisodeContact.episode_id).where(
        EpisodeContact.contact_id.in_([each.id for each in family])
    )
    wanted = select(EarlyHelpEpisode).where(
        EarlyHelpEpisode.hub_id.in_({each.hub_id for each in family}),
        EarlyHelpEpisode.status == EpisodeStatus.OPEN,
        EarlyHelpEpisode.id.in_(tied),
    )
    return db.session.scalars(wanted.order_by(EarlyHelpEpisode.id).limit(50)).all()


def other_window(page: str) -> str:
    """Where the words of a second window on the same page are kept."""
    return f"{page}~other"


def saved_page(actor: Actor, contact: Any, page: str) -> SavedPage | None:
    """What this person typed on one page of the contact and has not sent."""
    given = {**reader_ids(actor, contact.id), "page": page}
    return db.session.execute(_SAVED, given).scalar_one_or_none()
