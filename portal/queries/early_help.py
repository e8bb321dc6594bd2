"""An early help episode found for its reader, with everything that reader may have of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import (
    Agreement,
    Assessment,
    Contact,
    EarlyHelpEpisode,
    EpisodeContact,
    EpisodeEvent,
    EpisodeLine,
    EpisodePerson,
    Review,
    RiskProposal,
    SharingBasis,
    TeamMember,
)
from portal.queries.come_of_age import as_read, today
from portal.queries.rows import AnyRow
from portal.queries.stepped_aside import knows_family
from portal.rules.early_help import EpisodeFacts, is_risky
from portal.rules.permissions import Actor
from portal.vocabulary import ContactStatus, EpisodeLink, EpisodeStatus

MANY = 500  # more rows of one kind than any episode has; nothing is read without an end

_HERE = (
    EarlyHelpEpisode.id == bindparam("episode_id"),
    EarlyHelpEpisode.hub_id == bindparam("hub_id"),
)
_NOT_KNOWN_TO_READER = ~knows_family()
_EPISODE = select(*map(as_read, EarlyHelpEpisode.__table__.c)).where(*_HERE, _NOT_KNOWN_TO_READER)
_TO_CHANGE = (
    select(EarlyHelpEpisode)
    .where(*_HERE, _NOT_KNOWN_TO_READER)
    .with_for_update(of=EarlyHelpEpisode)
    .execution_options(populate_existing=True)
)
_ON_TEAM = select(
    TeamMember.account_id, TeamMember.can_write, TeamMember.sees, TeamMember.organisation_id
).where(
    TeamMember.hub_id == bindparam("hub_id"),
    TeamMember.episode_id == bindparam("episode_id"),
    TeamMember.account_id.is_not(None),
    TeamMember.left_on.is_(None),
)
_BY_KEY = select(EarlyHelpEpisode).where(
    EarlyHelpEpisode.hub_id == bindparam("hub_id"),
    EarlyHelpEpisode.starter_id == bindparam("account_id"),
    EarlyHelpEpisode.start_key == bindparam("start_key"),
)
_FROM_CONTACT = (
    select(EarlyHelpEpisode)
    .join(EpisodeContact, EpisodeContact.episode_id == EarlyHelpEpisode.id)
    .where(
        EpisodeContact.hub_id == bindparam("hub_id"),
        EpisodeContact.contact_id == bindparam("contact_id"),
        EpisodeContact.link == EpisodeLink.STARTED_FROM,
    )
)


def _of(model: Any) -> tuple[Any, Any]:
    return (
        model.hub_id == bindparam("hub_id"),
        model.episode_id == bindparam("episode_id"),
    )


def _all_of(model: Any, *order: Any) -> Any:
    return select(*model.__table__.c).where(*_of(model)).order_by(*order).limit(MANY)


_PEOPLE = _all_of(EpisodePerson, EpisodePerson.position, EpisodePerson.id)
_LINES = _all_of(EpisodeLine, EpisodeLine.kind, EpisodeLine.position, EpisodeLine.id)
_AGREEMENTS = _all_of(Agreement, Agreement.recorded_at.desc(), Agreement.id)
_BASES = _all_of(SharingBasis, SharingBasis.recorded_at.desc(), SharingBasis.id)
_PROPOSALS = _all_of(RiskProposal, RiskProposal.proposed_at, RiskProposal.id).where(
    RiskProposal.is_confirmed.is_(None)
)
_TEAM = _all_of(TeamMember, TeamMember.position, TeamMember.id)
_ASSESSMENTS = _all_of(Assessment, Assessment.number.desc())
_REVIEWS = _all_of(Review, Review.number.desc())
_CONTACTS = (
    select(
        EpisodeContact.link,
        EpisodeContact.at,
        Contact.id,
        Contact.reference,
        Contact.kind,
        Contact.status,
        Contact.account_id,
    )
    .join(Contact, Contact.id == EpisodeContact.contact_id)
    .where(*_of(EpisodeContact))
    .order_by(EpisodeContact.at, EpisodeContact.id)
    .limit(MANY)
)
_EVENTS = (
    select(EpisodeEvent.at, EpisodeEvent.action, EpisodeEvent.account_name, EpisodeEvent.note)
    .where(*_of(EpisodeEvent))
    .order_by(EpisodeEvent.at.desc(), EpisodeEvent.id)
    .limit(MANY)
)


@dataclass(frozen=True)
class EpisodeRecord:
    """An episode and what belongs to it, but for its plan and the pages of its assessments."""

    episode: AnyRow
    people: Sequence[AnyRow]  # removed ones too; `family` has those that stand
    lines: Sequence[AnyRow]
    agreements: Sequence[AnyRow]  # newest first
    bases: Sequence[AnyRow]  # for sharing without an agreement, newest first
    proposals: Sequence[AnyRow]  # that somebody is no longer at risk, which wait for a second
    team: Sequence[AnyRow]  # those who left too
    assessments: Sequence[AnyRow]  # newest first
    reviews: Sequence[AnyRow]  # newest first
    contacts: Sequence[AnyRow]
    events: Sequence[AnyRow]  # newest first

    @property
    def family(self) -> list[AnyRow]:
        """The people who stand on the record."""
        return [person for person in self.people if not person.is_removed]

    @property
    def is_anyone_at_risk(self) -> bool:
        """Whether telling the wrong person could harm somebody of this family."""
        is_protected = any(line.is_source_protected for line in self.lines)
        return is_risky(self.episode, self.people, has_protected_source=is_protected)


def reader_ids(actor: Actor, episode_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """What every statement about one episode is given."""
    return {"episode_id": episode_id, "hub_id": actor.hub_id, "account_id": actor.account_id}


def episode(actor: Actor, episode_id: uuid.UUID) -> AnyRow | None:
    """The episode's own facts; None in another hub, and for who knows the family."""
    return db.session.execute(_EPISODE, reader_ids(actor, episode_id)).one_or_none()


def episode_to_change(actor: Actor, episode_id: uuid.UUID) -> EarlyHelpEpisode | None:
    """The episode, locked until the transaction ends, so that acts on it take turns."""
    return db.session.execute(_TO_CHANGE, reader_ids(actor, episode_id)).scalar_one_or_none()


def facts(episode: Any) -> EpisodeFacts:
    """What access to an episode turns on today, with who is on its team now."""
    given = {"hub_id": episode.hub_id, "episode_id": episode.id}
    team = db.session.execute(_ON_TEAM, given).all()
    return EpisodeFacts(
        hub_id=episode.hub_id,
        lead_id=episode.lead_id,
        is_open=episode.status is EpisodeStatus.OPEN,
        is_sharing_stopped=episode.is_sharing_stopped,
        is_sharing_awaited=_is_awaited(episode),
        organisation_id=episode.organisation_id,
        writers=frozenset((one.account_id, one.organisation_id) for one in team if one.can_write),
        seeing={(one.account_id, one.organisation_id): one.sees for one in team},
    )


def _is_awaited(episode: Any) -> bool:
    """Also of an episode that is locked to be changed, where the day is not asked in the row."""
    asks_on = episode.asks_again_on if episode.status is EpisodeStatus.OPEN else None
    return bool(episode.is_sharing_awaited or (asks_on is not None and asks_on <= today()))


_BRIEF = (
    select(
        EarlyHelpEpisode.id,
        EarlyHelpEpisode.reference,
        EarlyHelpEpisode.status,
        EarlyHelpEpisode.lead_id,
        EarlyHelpEpisode.lead_name,
    )
    .join(EpisodeContact, EpisodeContact.episode_id == EarlyHelpEpisode.id)
    .where(
        EpisodeContact.hub_id == bindparam("hub_id"),
        EpisodeContact.contact_id == bindparam("contact_id"),
        EpisodeContact.link == EpisodeLink.STARTED_FROM,
    )
)


def help_from(actor: Actor, contact_id: uuid.UUID) -> AnyRow | None:
    """That early help was started from a contact, for whoever may read the contact."""
    given = {"hub_id": actor.hub_id, "contact_id": contact_id}
    return db.session.execute(_BRIEF, given).one_or_none()


def by_start_key(actor: Actor, start_key: str) -> EarlyHelpEpisode | None:
    """The episode this person has started with that key already."""
    given = {"hub_id": actor.hub_id, "account_id": actor.account_id, "start_key": start_key}
    return db.session.execute(_BY_KEY, given).scalar_one_or_none()


def started_from(hub_id: uuid.UUID, contact_id: uuid.UUID) -> EarlyHelpEpisode | None:
    """The episode that was started from a contact, whoever may open it."""
    given = {"hub_id": hub_id, "contact_id": contact_id}
    return db.session.execute(_FROM_CONTACT, given).scalar_one_or_none()


_DRAFTS = (
    select(Contact)
    .join(EpisodeContact, EpisodeContact.contact_id == Contact.id)
    .where(
        *_of(EpisodeContact),
        EpisodeContact.link == EpisodeLink.STEPPED_UP,
        Contact.account_id == bindparam("account_id"),
        Contact.status == ContactStatus.DRAFT,
    )
    .limit(MANY)
    .with_for_update(of=Contact)
    .execution_options(populate_existing=True)
)


def drafts_from(episode: EarlyHelpEpisode, account_id: uuid.UUID) -> Sequence[Contact]:
    """Referrals somebody has begun from the episode and not sent, locked."""
    given = {"hub_id": episode.hub_id, "episode_id": episode.id, "account_id": account_id}
    return db.session.scalars(_DRAFTS, given).all()


def record(actor: Actor, episode: Any) -> EpisodeRecord:
    """The whole episode, in as many statements for two people as for twenty."""
    given = {"episode_id": episode.id, "hub_id": actor.hub_id}

    def rows(statement: Any) -> Sequence[AnyRow]:
        return db.session.execute(statement, given).all()

    return EpisodeRecord(
        episode=episode,
        people=rows(_PEOPLE),
        lines=rows(_LINES),
        agreements=rows(_AGREEMENTS),
        bases=rows(_BASES),
        proposals=rows(_PROPOSALS),
        team=rows(_TEAM),
        assessments=rows(_ASSESSMENTS),
        reviews=rows(_REVIEWS),
        contacts=rows(_CONTACTS),
        events=rows(_EVENTS),
    )


def bases(episode: Any) -> Sequence[AnyRow]:
    """On what basis the team reads without somebody's agreement, newest first."""
    return db.session.execute(_BASES, {"episode_id": episode.id, "hub_id": episode.hub_id}).all()


def people(hub_id: uuid.UUID, episode_id: uuid.UUID) -> list[AnyRow]:
    """The family as it stands on the record, in order."""
    given = {"episode_id": episode_id, "hub_id": hub_id}
    return [row for row in db.session.execute(_PEOPLE, given).all() if not row.is_removed]


def lines(actor: Actor, episode: Any) -> Sequence[AnyRow]:
    """What was carried in or written down about the family, as it stands."""
    given = {"episode_id": episode.id, "hub_id": actor.hub_id}
    return [row for row in db.session.execute(_LINES, given).all() if not row.is_removed]
