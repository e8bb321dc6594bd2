"""Whoever knows a family is kept out of everything that is recorded about it, wherever it began."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from portal.commands.base import advance, bump_queue, command
from portal.commands.episodes import tell
from portal.commands.outbox import queue_episode_mail
from portal.extensions import db
from portal.models import (
    Contact,
    EarlyHelpEpisode,
    EpisodeConflict,
    EpisodeContact,
    FamilyConflict,
    TeamMember,
)
from portal.queries import contacts, early_help, practitioners
from portal.rules.permissions import Actor
from portal.rules.typed import UK


def keep_out(
    hub_id: uuid.UUID, first: Iterable[Contact], account_id: uuid.UUID, at: datetime
) -> list[Contact]:
    """These contacts no longer exist for them, nor what they were carried over from or into.

    Nor does the early help that any of these belongs to, and what else belongs to that. Those that
    did exist for them until now.
    """
    family = {each.id: each for start in first for each in contacts.same_family(start)}
    closed = [
        each for each in family.values() if not contacts.who_know_the_family(each, [account_id])
    ]
    for each in closed:
        given = {"contact_id": each.id, "account_id": account_id, "declared_at": at}
        db.session.add(FamilyConflict(hub_id=hub_id, **given))
    db.session.flush()  # so that they are passed over
    bump_queue(hub_id)
    return closed


@command
def step_aside_from_help(episode: EarlyHelpEpisode, *, by: Actor, at: datetime) -> None:
    """Somebody of the early help knows the family: from now on it does not exist for them.

    They leave the team and get no mail. Where they led it the hub's decision makers are asked to
    find somebody else, and a referral they had begun from it and not sent is put aside, as when an
    episode is handed over.
    """
    given = {"hub_id": episode.hub_id, "episode_id": episode.id, "account_id": by.account_id}
    db.session.add(EpisodeConflict(declared_at=at, **given))
    keep_out(episode.hub_id, _behind(episode), by.account_id, at)
    _leave(episode, by, at)
    tell(episode, "step_aside", by=by, at=at)
    if episode.lead_id == by.account_id:
        for draft in early_help.drafts_from(episode, by.account_id):
            advance(draft, "discard", by=by, at=at)
        deciding = practitioners.who_decide(episode.hub_id)
        queue_episode_mail("help_needs_lead", episode, at, account_ids=deciding)


def _behind(episode: EarlyHelpEpisode) -> Iterable[Contact]:
    tied = select(EpisodeContact.contact_id).where(EpisodeContact.episode_id == episode.id)
    wanted = select(Contact).where(Contact.hub_id == episode.hub_id, Contact.id.in_(tied))
    return db.session.scalars(wanted.order_by(Contact.created_at).limit(50)).all()


def _leave(episode: EarlyHelpEpisode, by: Actor, at: datetime) -> None:
    here = select(TeamMember).where(
        TeamMember.hub_id == episode.hub_id,
        TeamMember.episode_id == episode.id,
        TeamMember.account_id == by.account_id,
        TeamMember.left_on.is_(None),
    )
    for member in db.session.scalars(here).all():
        member.left_on, member.can_write = at.astimezone(UK).date(), False
        member.changed_by = by.name
