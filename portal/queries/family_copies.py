"""Copies a family is given, what was cleared for them, and what no copy may lead to."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select

from portal.extensions import db
from portal.models import (
    Account,
    ClearedHit,
    Contact,
    ContactAddress,
    ContactPerson,
    EarlyHelpEpisode,
    EpisodeContact,
    EpisodeDocument,
    EpisodePerson,
    FamilyCopy,
    Membership,
    Person,
    PersonDetails,
    Statement,
    TeamMember,
)
from portal.queries.come_of_age import IS_AWAITED
from portal.queries.early_help import MANY
from portal.queries.rows import AnyRow
from portal.queries.stepped_aside import knows_family
from portal.queries.team import WRITES_ALL
from portal.rules.help_facts import ContactPersonFacts, SecretFacts
from portal.rules.permissions import Actor
from portal.vocabulary import CopyStatus, Role

MOST_WAITING = 50

_HERE = (
    FamilyCopy.hub_id == bindparam("hub_id"),
    FamilyCopy.episode_id == bindparam("episode_id"),
)
_COPIES = (
    select(*FamilyCopy.__table__.c, EpisodePerson.name.label("recipient_name"))
    .join(EpisodePerson, EpisodePerson.id == FamilyCopy.recipient_id)
    .where(*_HERE)
    .order_by(FamilyCopy.made_at.desc(), FamilyCopy.id)
    .limit(MANY)
)
_ONE = (
    select(FamilyCopy)
    .where(*_HERE, FamilyCopy.id == bindparam("copy_id"))
    .execution_options(populate_existing=True)
)
_CLEARED = (
    select(ClearedHit.hit, ClearedHit.why, ClearedHit.cleared_by, ClearedHit.cleared_at)
    .where(
        ClearedHit.hub_id == bindparam("hub_id"),
        ClearedHit.episode_id == bindparam("episode_id"),
        ClearedHit.recipient_id == bindparam("recipient_id"),
    )
    .limit(MANY * 10)
)
_BEHIND = select(EpisodeContact.contact_id).where(
    EpisodeContact.hub_id == bindparam("hub_id"),
    EpisodeContact.episode_id == bindparam("episode_id"),
)
_LINKED = (  # the contacts behind an episode, and those that these were carried over from or into
    select(Contact.id)
    .where(
        Contact.hub_id == bindparam("hub_id"),
        or_(
            Contact.id.in_(_BEHIND),
            Contact.from_contact_id.in_(_BEHIND),
            Contact.id.in_(select(Contact.from_contact_id).where(Contact.id.in_(_BEHIND))),
        ),
    )
    .limit(MANY)
)
_SECRETS = (
    select(ContactAddress.text, ContactAddress.postcode, ContactAddress.person_ids)
    .where(
        ContactAddress.hub_id == bindparam("hub_id"),
        ContactAddress.contact_id.in_(_LINKED),
        ContactAddress.is_confidential.is_(True),
    )
    .order_by(ContactAddress.id)
    .limit(MANY)
)
_SOURCES = (
    select(Statement.said_by_detail)
    .where(
        Statement.hub_id == bindparam("hub_id"),
        Statement.contact_id.in_(_LINKED),
        Statement.is_source_protected.is_(True),
        Statement.said_by_detail != "",
    )
    .order_by(Statement.id)
    .limit(MANY)
)
_ON_CONTACTS = (
    select(Person.id, Person.name, Person.school, PersonDetails.names_used, PersonDetails.phone)
    .join(ContactPerson, ContactPerson.person_id == Person.id)
    .outerjoin(
        PersonDetails,
        and_(
            PersonDetails.contact_id == ContactPerson.contact_id,
            PersonDetails.person_id == Person.id,
        ),
    )
    .where(ContactPerson.hub_id == bindparam("hub_id"), ContactPerson.contact_id.in_(_LINKED))
    .order_by(Person.id)
    .limit(MANY)
)
_WAITING = (
    select(
        FamilyCopy.id,
        FamilyCopy.episode_id,
        FamilyCopy.document,
        FamilyCopy.made_by,
        FamilyCopy.made_at,
        EarlyHelpEpisode.reference,
        EarlyHelpEpisode.family_label,
        EarlyHelpEpisode.organisation_id,
    )
    .join(EarlyHelpEpisode, EarlyHelpEpisode.id == FamilyCopy.episode_id)
    .where(
        FamilyCopy.hub_id == bindparam("hub_id"),
        FamilyCopy.status == CopyStatus.WAITING,
        FamilyCopy.made_by_id != bindparam("account_id"),
        ~knows_family(),
    )
    .order_by(FamilyCopy.made_at, FamilyCopy.id)
    .limit(MOST_WAITING)
)
_OF_THEIR_SCHOOL = EarlyHelpEpisode.organisation_id == bindparam("organisation_id")
_IS_SHARED = (
    ~IS_AWAITED,
    EarlyHelpEpisode.is_sharing_stopped.is_(False),
)
_THEY_WRITE = exists().where(
    TeamMember.episode_id == EarlyHelpEpisode.id,
    TeamMember.account_id == bindparam("account_id"),
    or_(  # in the role they joined in, where it is known (decision 18)
        TeamMember.organisation_id.is_(None),
        TeamMember.organisation_id == bindparam("organisation_id"),
    ),
    *WRITES_ALL,
    *_IS_SHARED,
)
_ACTIVE = (
    Membership.hub_id == bindparam("hub_id"),
    Membership.account_id != bindparam("maker_id"),
    Membership.is_active.is_(True),
)
_NEAR = (
    select(Membership.account_id)
    .distinct()
    .where(
        *_ACTIVE,
        or_(
            (Membership.role == Role.ORGANISATION_LEAD)
            & (Membership.organisation_id == bindparam("organisation_id")),
            exists().where(
                TeamMember.episode_id == bindparam("episode_id"),
                TeamMember.account_id == Membership.account_id,
                or_(
                    TeamMember.organisation_id.is_(None),
                    TeamMember.organisation_id == Membership.organisation_id,
                ),
                EarlyHelpEpisode.id == TeamMember.episode_id,
                *WRITES_ALL,
                *_IS_SHARED,
            ),
        ),
    )
    .order_by(Membership.account_id)
    .limit(MOST_WAITING)
)
_DECIDING = (
    select(Membership.account_id)
    .where(*_ACTIVE, Membership.role == Role.DECISION_MAKER)
    .order_by(Membership.account_id)
    .limit(MOST_WAITING)
)
_KEPT = select(EpisodeDocument).where(
    EpisodeDocument.hub_id == bindparam("hub_id"),
    EpisodeDocument.episode_id == bindparam("episode_id"),
    EpisodeDocument.audience == bindparam("audience"),
    EpisodeDocument.fingerprint == bindparam("fingerprint"),
)


def _given(episode: Any, **more: Any) -> dict[str, Any]:
    return {"hub_id": episode.hub_id, "episode_id": episode.id, **more}


def copies(episode: Any) -> Sequence[AnyRow]:
    """Every copy of an episode, the newest first, with its recipient's name."""
    return db.session.execute(_COPIES, _given(episode)).all()


def copy(episode: Any, copy_id: uuid.UUID) -> FamilyCopy | None:
    """One copy of this episode; None for another's."""
    return db.session.scalars(_ONE, _given(episode, copy_id=copy_id)).one_or_none()


def cleared(episode: Any, recipient_id: uuid.UUID) -> dict[str, AnyRow]:
    """What was looked at for one person's copies and let stand, by what it is remembered by."""
    rows = db.session.execute(_CLEARED, _given(episode, recipient_id=recipient_id))
    return {row.hit: row for row in rows}


def secrets(episode: Any, people: Sequence[AnyRow]) -> tuple[SecretFacts, ...]:
    """Hidden addresses of the contacts behind it; nobody named is everybody's.

    Only for looking through copies: no page and no paper shows them.
    """
    ids = {str(person.person_id): str(person.id) for person in people}
    rows = db.session.execute(_SECRETS, _given(episode))
    return tuple(
        SecretFacts(
            text=f"{row.text}\n{row.postcode}",
            whose=frozenset(ids.get(each, each) for each in row.person_ids),
        )
        for row in rows
    )


def on_contacts(episode: Any, people: Sequence[AnyRow]) -> tuple[ContactPersonFacts, ...]:
    """Whom those contacts name, with every name, school and number they tell; for the same use."""
    ids = {person.person_id: str(person.id) for person in people}
    return tuple(
        ContactPersonFacts(
            id=ids.get(row.id, str(row.id)),
            name=row.name,
            names_used=row.names_used or "",
            school=row.school,
            phone=row.phone or "",
        )
        for row in db.session.execute(_ON_CONTACTS, _given(episode))
    )


def protected_sources(episode: Any) -> tuple[str, ...]:
    """Who must never be known to have said something in those contacts; for the same use."""
    return tuple(db.session.scalars(_SOURCES, _given(episode)))


def lead_phone(episode: Any) -> str:
    """How the lead practitioner is reached."""
    return db.session.scalar(select(Account.phone).where(Account.id == episode.lead_id)) or ""


def waiting_for(actor: Actor) -> list[AnyRow]:
    """Copies that wait for a second person and that this person may approve, the oldest first."""
    given = {"hub_id": actor.hub_id, "account_id": actor.account_id}
    if actor.decides:
        return list(db.session.execute(_WAITING, given).all())
    is_school_lead = actor.role is Role.ORGANISATION_LEAD
    theirs = or_(_OF_THEIR_SCHOOL, _THEY_WRITE) if is_school_lead else _THEY_WRITE
    given_here = {**given, "organisation_id": actor.organisation_id}
    return list(db.session.execute(_WAITING.where(theirs), given_here).all())


def who_may_approve(episode: Any, maker_id: uuid.UUID) -> Iterator[uuid.UUID]:
    """Who is told that a copy waits: leads of the same organisation and who else writes with the
    team; where there is nobody of these, the hub's decision makers.
    """
    given = _given(episode, organisation_id=episode.organisation_id, maker_id=maker_id)
    near = db.session.scalars(_NEAR, given).all()
    yield from near or db.session.scalars(_DECIDING, given).all()


def kept(episode: Any, audience: str, fingerprint: str) -> EpisodeDocument | None:
    """A PDF made before that says exactly the same to the same reader."""
    given = _given(episode, audience=audience, fingerprint=fingerprint)
    return db.session.scalars(_KEPT.limit(1), given).first()
