"""An episode of early help started, fresh or from a contact, handed over, and its history told."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.commands.base import Refused, advance, command, note
from portal.commands.carried_into_help import carry_over
from portal.commands.outbox import queue_episode_mail
from portal.extensions import db
from portal.models import (
    Contact,
    EarlyHelpEpisode,
    EpisodeContact,
    EpisodeEvent,
    EpisodeLine,
    EpisodePerson,
)
from portal.queries import contacts, early_help, hubs, practitioners
from portal.rules import hub_settings
from portal.rules.early_help import is_risky, next_due
from portal.rules.early_help_settings import weeks_after
from portal.rules.permissions import Actor
from portal.rules.reference import EARLY_HELP, make_reference
from portal.vocabulary import N_, Agency, EpisodeLink, EpisodeReason, EpisodeStatus

CANNOT_LEAD = N_("This person cannot lead help for this family. Choose somebody else.")


@dataclass(frozen=True)
class Lead:
    """Who coordinates the help, and where they work."""

    account_id: uuid.UUID
    name: str
    organisation_id: uuid.UUID | None
    organisation_name: str
    agency: Agency


def tell(
    episode: EarlyHelpEpisode,
    action: str,
    *,
    by: Actor | None,
    at: datetime,
    said: str = "",
    why: str = "",
) -> None:
    """Add a line to the episode's history and the audit trail.

    `said` is a reason in somebody's own words, which may name one of the family: it stays in the
    history, for those who may open the episode, and out of the trail. `why` stands in the trail.
    """
    db.session.add(
        EpisodeEvent(
            hub_id=episode.hub_id,
            episode_id=episode.id,
            at=at,
            action=action,
            account_id=by.account_id if by else None,
            account_name=by.name if by else "",
            note=said,
        )
    )
    episode.updated_at = at
    audit.record(by, action, "episode", episode.id, at=at, why=why, hub_id=episode.hub_id)


def remember_risk(episode: EarlyHelpEpisode) -> None:
    """Keep that telling could harm: from now on a second person looks at every family copy."""
    people = select(EpisodePerson).where(
        EpisodePerson.hub_id == episode.hub_id, EpisodePerson.episode_id == episode.id
    )
    protected = exists().where(
        EpisodeLine.hub_id == episode.hub_id,
        EpisodeLine.episode_id == episode.id,
        EpisodeLine.is_source_protected,
    )
    episode.has_been_risky = is_risky(
        episode,
        db.session.scalars(people).all(),
        has_protected_source=bool(db.session.scalar(select(protected))),
    )


@command
def start_early_help(
    actor: Actor,
    *,
    start_key: str,
    reason: EpisodeReason,
    reason_note: str,
    started_on: date,
    lead_id: uuid.UUID | None,
    at: datetime,
    randomness: Callable[[], bytes],
    contact: Contact | None = None,
) -> EarlyHelpEpisode:
    """Start an episode; with a contact, everything it holds about the family is carried over.

    The same key twice, or the same contact twice, is the same episode. `lead_id` is who leads it,
    for an actor of the hub; a professional leads what they start. Raises `Refused` where nobody
    can lead it.
    """
    found = early_help.by_start_key(actor, start_key)
    if found is None and contact is not None:
        found = early_help.started_from(actor.hub_id, contact.id)
    if found is not None:
        return found
    lead = _lead(actor, lead_id)
    if contact is not None and contacts.who_know_the_family(contact, [lead.account_id]):
        raise Refused(CANNOT_LEAD, "lead_id")
    episode = _begin(actor, lead, start_key, reason, reason_note, started_on, at, randomness)
    if (started := _put(actor, episode)) is not None:
        return started
    if contact is not None:
        carry_over(actor, contact, episode, at)
        db.session.flush()
        remember_risk(episode)
        db.session.add(_link(episode, contact, EpisodeLink.STARTED_FROM, at))
        note(contact, "help_started", by=actor, at=at)
    tell(episode, "start_early_help", by=actor, at=at)
    if lead.account_id != actor.account_id:
        queue_episode_mail("help_given", episode, at, account_ids=[lead.account_id])
    return episode


def _link(
    episode: EarlyHelpEpisode, contact: Contact, link: EpisodeLink, at: datetime
) -> EpisodeContact:
    return EpisodeContact(
        hub_id=episode.hub_id, episode_id=episode.id, contact_id=contact.id, link=link, at=at
    )


def _lead(actor: Actor, lead_id: uuid.UUID | None) -> Lead:
    if actor.asks:
        return Lead(
            actor.account_id,
            actor.name,
            actor.organisation_id,
            actor.organisation_name,
            actor.agency or Agency.OTHER,
        )
    row = practitioners.practitioner(actor, lead_id) if lead_id else None
    if row is None:
        raise Refused(N_("Choose who will lead the early help"), "lead_id")
    return Lead(
        row.account_id, row.name, row.organisation_id, row.organisation_name or "", row.agency
    )


def _begin(
    actor: Actor,
    lead: Lead,
    start_key: str,
    reason: EpisodeReason,
    reason_note: str,
    started_on: date,
    at: datetime,
    randomness: Callable[[], bytes],
) -> EarlyHelpEpisode:
    hub = hubs.hub(actor.hub_id)
    timings = hub_settings.read(hub.settings).early_help
    assessment = weeks_after(started_on, timings.assessment_weeks)
    meeting = weeks_after(started_on, timings.first_meeting_weeks)
    return EarlyHelpEpisode(
        hub_id=actor.hub_id,
        organisation_id=lead.organisation_id,
        organisation_name=lead.organisation_name,
        agency=lead.agency,
        starter_id=actor.account_id,
        start_key=start_key,
        reference=_reference(randomness),
        lead_id=lead.account_id,
        lead_name=lead.name,
        status=EpisodeStatus.OPEN,
        reason=reason,
        reason_note=reason_note,
        framework_id=hub.framework_id,
        started_on=started_on,
        assessment_due_on=assessment,
        meeting_due_on=meeting,
        next_due_on=next_due(assessment, meeting),
        created_at=at,
        updated_at=at,
    )


def _put(actor: Actor, episode: EarlyHelpEpisode) -> EarlyHelpEpisode | None:
    """Put it into the database, or give back what another request has just started by its key.

    That one has been told of: nothing of it is written or mailed a second time.
    """
    try:
        with db.session.begin_nested():
            db.session.add(episode)
            db.session.flush()
    except IntegrityError:  # the same key from another request, a moment ago
        started = early_help.by_start_key(actor, episode.start_key)
        if started is None:
            raise
        return started
    return None


def _reference(randomness: Callable[[], bytes]) -> str:
    while db.session.scalar(
        select(
            exists().where(
                EarlyHelpEpisode.reference == (drawn := make_reference(randomness(), EARLY_HELP))
            )
        )
    ):
        pass
    return drawn


@command
def hand_over(
    episode: EarlyHelpEpisode, *, by: Actor, lead_id: uuid.UUID | None, why: str, at: datetime
) -> EarlyHelpEpisode:
    """Give the episode to another lead practitioner; the old one no longer opens it.

    A referral the old one had begun from it and not sent goes too: it holds all that the episode
    knew of the family.
    """
    row = practitioners.practitioner(by, lead_id) if lead_id else None
    if row is None:
        raise Refused(N_("Choose who will lead the early help"), "lead_id")
    if row.account_id == episode.lead_id:
        return episode
    if practitioners.who_know_the_family(episode, [row.account_id]):
        raise Refused(CANNOT_LEAD, "lead_id")
    for draft in early_help.drafts_from(episode, episode.lead_id):
        advance(draft, "discard", by=by, at=at)
    episode.lead_id, episode.lead_name = row.account_id, row.name
    episode.organisation_id = row.organisation_id
    episode.organisation_name, episode.agency = row.organisation_name or "", row.agency
    tell(episode, "hand_over", by=by, at=at, said=why)
    queue_episode_mail("help_given", episode, at, account_ids=[row.account_id])
    return episode
