"""Whoever knows a family is kept out of everything that is recorded about it, wherever it began."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

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
from portal.queries.joined_families import (
    Family,
    conflicts_of,
    help_conflicts_of,
    whole_family,
)
from portal.rules.early_help import is_open
from portal.rules.lifecycle import allows
from portal.rules.permissions import Actor
from portal.rules.typed import UK


def keep_out(
    hub_id: uuid.UUID,
    first: Iterable[Contact],
    account_id: uuid.UUID,
    at: datetime,
    *,
    by: Actor,
    episodes: Iterable[EarlyHelpEpisode] = (),
) -> list[Contact]:
    """These contacts no longer exist for them, nor what they were carried over from or into.

    Nor does the early help that any of these belongs to, and what else belongs to that; nor what
    is recorded elsewhere about people whom somebody confirmed to be the same, for as long as that
    stands. What they had is given back. Those that did exist for them until now.
    """
    return _close(whole_family(hub_id, first, episodes), account_id, at, by)


def keep_out_together(contact: Contact, *, by: Actor, at: datetime) -> None:
    """People were confirmed to be the same: who knows the family of one knows the other's."""
    family = whole_family(contact.hub_id, [contact])
    family.own = family.own_help = frozenset()
    knowing: list[Any] = [*conflicts_of(family), *help_conflicts_of(family)]
    for account_id in dict.fromkeys(each.account_id for each in knowing):
        _close(family, account_id, at, by)


def let_in_again(family: Family, hub_id: uuid.UUID, *, by: Actor, at: datetime) -> None:
    """A match is undone: who was kept out by it is not, unless by what they said themselves."""
    rows: list[Any] = [*conflicts_of(family), *help_conflicts_of(family)]
    for row in rows:
        if row.is_by_match:
            db.session.delete(row)
    db.session.flush()
    for row in rows:
        if row.is_by_match:
            continue
        is_help = isinstance(row, EpisodeConflict)
        first = [] if is_help else [family.contacts[row.contact_id]]
        episodes = [family.episodes[row.episode_id]] if is_help else []
        keep_out(hub_id, first, row.account_id, at, by=by, episodes=episodes)
    bump_queue(hub_id)


def _close(family: Family, account_id: uuid.UUID, at: datetime, by: Actor) -> list[Contact]:
    closed, left = _still_open(family, account_id)
    given = {"account_id": account_id, "declared_at": at}
    for each in closed:
        is_by_match = each.id not in family.own
        row = {"hub_id": each.hub_id, "contact_id": each.id, "is_by_match": is_by_match}
        db.session.add(FamilyConflict(**row, **given))
    db.session.flush()  # so that they are passed over
    for episode in left:
        if not practitioners.who_know_the_family(episode, [account_id]):  # no contact behind it
            ids = {"hub_id": episode.hub_id, "episode_id": episode.id}
            db.session.add(EpisodeConflict(is_by_match=True, **ids, **given))
    db.session.flush()
    for each in closed:
        _give_back(each, account_id, at, by)
    for episode in left:
        _leave_help(episode, account_id, at, by)
    bump_queue(by.hub_id)
    return closed


def _still_open(
    family: Family, account_id: uuid.UUID
) -> tuple[list[Contact], list[EarlyHelpEpisode]]:
    """What exists for them until now.

    Found by a match alone, nothing of it is closed to who wrote some of it or works with that
    family: they would lose their own words, and so learn of the match.
    """
    by_match = [family.contacts[each] for each in family.contacts.keys() - family.own]
    helped = [family.episodes[each] for each in family.episodes.keys() - family.own_help]
    is_theirs = any(each.account_id == account_id for each in by_match) or any(
        each.lead_id == account_id or account_id in _on_team(each) for each in helped
    )
    all_contacts = family.contacts.values()
    contacts_ = [each for each in all_contacts if not is_theirs or each.id in family.own]
    all_help = family.episodes.values()
    episodes = [each for each in all_help if not is_theirs or each.id in family.own_help]
    return (
        [each for each in contacts_ if not contacts.who_know_the_family(each, [account_id])],
        [each for each in episodes if not practitioners.who_know_the_family(each, [account_id])],
    )


def _on_team(episode: EarlyHelpEpisode) -> set[uuid.UUID]:
    return {account_id for account_id, _agency in early_help.facts(episode).seeing}


def _give_back(contact: Contact, account_id: uuid.UUID, at: datetime, by: Actor) -> None:
    """Nobody has a contact that does not exist for them."""
    if contact.adviser_id == account_id and allows(contact.kind, contact.status, "give_back"):
        contact.adviser_id, contact.adviser_name = None, ""
        advance(contact, "give_back", by=by, at=at)


@command
def step_aside_from_help(episode: EarlyHelpEpisode, *, by: Actor, at: datetime) -> None:
    """Somebody of the early help knows the family: from now on it does not exist for them.

    They leave the team and get no mail. Where they led it the hub's decision makers are asked to
    find somebody else, and a referral they had begun from it and not sent is put aside, as when an
    episode is handed over.
    """
    given = {"hub_id": episode.hub_id, "episode_id": episode.id, "account_id": by.account_id}
    db.session.add(EpisodeConflict(declared_at=at, **given))
    _leave_help(episode, by.account_id, at, by)
    keep_out(episode.hub_id, _behind(episode), by.account_id, at, by=by, episodes=[episode])
    tell(episode, "step_aside", by=by, at=at)


def _leave_help(episode: EarlyHelpEpisode, account_id: uuid.UUID, at: datetime, by: Actor) -> None:
    _leave(episode, account_id, at, by)
    if episode.lead_id == account_id and is_open(episode.status):
        for draft in early_help.drafts_from(episode, account_id):
            advance(draft, "discard", by=by, at=at)
        deciding = practitioners.who_decide(episode.hub_id)
        queue_episode_mail("help_needs_lead", episode, at, account_ids=deciding)


def _behind(episode: EarlyHelpEpisode) -> Iterable[Contact]:
    tied = select(EpisodeContact.contact_id).where(EpisodeContact.episode_id == episode.id)
    wanted = select(Contact).where(Contact.hub_id == episode.hub_id, Contact.id.in_(tied))
    return db.session.scalars(wanted.order_by(Contact.created_at).limit(50)).all()


def _leave(episode: EarlyHelpEpisode, account_id: uuid.UUID, at: datetime, by: Actor) -> None:
    here = select(TeamMember).where(
        TeamMember.hub_id == episode.hub_id,
        TeamMember.episode_id == episode.id,
        TeamMember.account_id == account_id,
        TeamMember.left_on.is_(None),
    )
    for member in db.session.scalars(here).all():
        member.left_on, member.can_write = at.astimezone(UK).date(), False
        # Who confirmed the match that keeps them out is not the team's to know.
        member.changed_by = by.name if by.account_id == account_id else ""
