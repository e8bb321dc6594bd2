"""Sharing without an agreement, a risk taken away by two people, a secret address opened."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.commands.agreements import is_shared, settle, tell_team
from portal.commands.base import Refused, command
from portal.commands.contact_words import checked_text
from portal.commands.episodes import tell
from portal.commands.outbox import queue_episode_mail
from portal.extensions import db
from portal.models import EarlyHelpEpisode, EpisodePerson, RiskProposal, SharingBasis
from portal.queries import early_help, practitioners, team
from portal.rules.early_help import missing_agreement
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import N_, LawfulBasis

NOT_HERE = N_("This person is no longer on the record of the family")
TAKEN_BACK = N_(
    "Somebody has taken their agreement back, so nothing is shared. If you are worried about a "
    "child's safety, refer now: that does not need agreement."
)
SECOND = N_("You proposed this yourself, so somebody else has to decide it.")
DECIDED = N_("This has been decided already. Open the family again and look.")


@command
def share_without_agreement(
    episode: EarlyHelpEpisode, *, basis: LawfulBasis | None, why: str, by: Actor, at: datetime
) -> SharingBasis | None:
    """The team may read although somebody has not agreed: on what basis, and why.

    It covers those who have not said yes on this day. What one of them says later is heard: a no
    after this makes the team wait again. None where nothing is missing. Raises `Refused` without
    a basis or a reason, and while somebody has taken their agreement back. Source: the lawful
    basis and agreement are two questions (practice-and-codes 3.7).
    """
    if basis is None or basis is LawfulBasis.CONSENT:
        raise Refused(N_("Choose what allows you to share"), "basis")
    why = checked_text(why, "why", N_("Write why the team has to know now"))
    today = at.astimezone(UK).date()
    if settle(episode, today) or episode.is_sharing_stopped:
        raise Refused(TAKEN_BACK)
    if not episode.is_sharing_awaited:
        return None
    held = early_help.record(by, episode)
    found = SharingBasis(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        covers=missing_agreement(held.family, held.agreements, today),
        basis=basis,
        why=why,
        recorded_by=by.name,
        recorded_at=at,
    )
    db.session.add(found)
    settle(episode, today)
    tell(episode, "share_without_agreement", by=by, at=at, said=why)
    if is_shared(episode):
        tell_team(episode, "help_shared", at)
    return found


@command
def propose_lower_risk(
    episode: EarlyHelpEpisode, person_id: UUID, *, why: str, by: Actor, at: datetime
) -> RiskProposal:
    """Say that somebody is no longer at risk; until another person agrees the mark stands.

    Proposed twice it is proposed once. Raises `Refused` without a reason, or where there is no mark
    to take away.
    """
    why = checked_text(why, "why", N_("Write why they are no longer at risk"))
    member = member_here(episode, person_id)
    if not member.is_at_risk:
        raise Refused(DECIDED)
    waiting = _waiting(episode, person_id)
    if waiting is not None:
        return waiting
    made = RiskProposal(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        person_id=person_id,
        why=why,
        proposed_by_id=by.account_id,
        proposed_by=by.name,
        proposed_at=at,
    )
    db.session.add(made)
    tell(episode, "propose_lower_risk", by=by, at=at, said=why)
    near = [each for each in _who_write(episode) if each != by.account_id]
    asked = near or practitioners.who_decide(episode.hub_id)
    queue_episode_mail("help_risk_to_confirm", episode, at, account_ids=asked)
    return made


@command
def decide_lower_risk(
    episode: EarlyHelpEpisode, person_id: UUID, *, is_confirmed: bool, by: Actor, at: datetime
) -> None:
    """Another person takes the mark away, or lets it stand. Raises `Refused` for who proposed it.

    What was carried out because of the mark stays: a second person looks at every family copy to
    the end of the episode (decision 16).
    """
    waiting = _waiting(episode, person_id)
    if waiting is None:
        raise Refused(DECIDED)
    if waiting.proposed_by_id == by.account_id:
        raise Refused(SECOND)
    waiting.is_confirmed, waiting.decided_by, waiting.decided_at = is_confirmed, by.name, at
    if is_confirmed:
        member = member_here(episode, person_id)
        member.is_at_risk, member.changed_by = False, by.name
    tell(episode, "lower_risk" if is_confirmed else "keep_risk", by=by, at=at)


@command
def open_secret_address(
    episode: EarlyHelpEpisode, person_id: UUID, *, reason: str, by: Actor, at: datetime
) -> EpisodePerson:
    """Note that the lead opens a secret address, and why; it is shown in the same answer.

    Raises `Refused` without a reason: no reason, no address (security 1, row 5).
    """
    reason = checked_text(reason, "reason", N_("Write why you need the address now"))
    member = member_here(episode, person_id)
    tell(episode, "open_address", by=by, at=at, said=reason, why=reason)
    return member


def member_here(episode: EarlyHelpEpisode, person_id: UUID) -> EpisodePerson:
    """One of the family of this episode, also who was taken out; raises `Refused` for nobody."""
    found = db.session.scalars(
        select(EpisodePerson).where(
            EpisodePerson.hub_id == episode.hub_id,
            EpisodePerson.episode_id == episode.id,
            EpisodePerson.id == person_id,
        )
    ).one_or_none()
    if found is None:
        raise Refused(NOT_HERE)
    return found


def _waiting(episode: EarlyHelpEpisode, person_id: UUID) -> RiskProposal | None:
    return db.session.scalars(
        select(RiskProposal).where(
            RiskProposal.hub_id == episode.hub_id,
            RiskProposal.episode_id == episode.id,
            RiskProposal.person_id == person_id,
            RiskProposal.is_confirmed.is_(None),
        )
    ).one_or_none()


def _who_write(episode: EarlyHelpEpisode) -> list[UUID]:
    return [episode.lead_id, *team.who_write_all(episode)]
