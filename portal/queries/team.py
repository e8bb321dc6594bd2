"""The team around a family, for the acts on it."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from portal.extensions import db
from portal.models import TeamMember
from portal.queries.early_help import MANY, facts
from portal.rules.folding import fold
from portal.vocabulary import MemberSees

WRITES_ALL = (  # writes on everything: may be the second person, and hears of what waits for one
    TeamMember.can_write.is_(True),
    TeamMember.sees == MemberSees.EVERYTHING,
    TeamMember.left_on.is_(None),
)


def _of(episode: Any) -> Any:
    return select(TeamMember).where(
        TeamMember.hub_id == episode.hub_id, TeamMember.episode_id == episode.id
    )


def everyone(episode: Any) -> Sequence[TeamMember]:
    """The team as it is now, in order."""
    here = _of(episode).where(TeamMember.left_on.is_(None))
    return db.session.scalars(here.order_by(TeamMember.position, TeamMember.id).limit(MANY)).all()


def who_write_all(episode: Any) -> Sequence[uuid.UUID]:
    """Accounts of the team that write on everything, for as long as the team may read."""
    if not facts(episode).is_shared:
        return ()
    found = select(TeamMember.account_id).where(
        TeamMember.episode_id == episode.id, TeamMember.account_id.is_not(None), *WRITES_ALL
    )
    return [each for each in db.session.scalars(found.limit(MANY)) if each is not None]


def by_key(episode: Any, key: uuid.UUID) -> TeamMember | None:
    """Who the same form made when it was sent the first time."""
    return member_to_change(episode, key)


def member_to_change(episode: Any, member_id: uuid.UUID) -> TeamMember | None:
    """One of the team, also who has left, locked."""
    found = _of(episode).where(TeamMember.id == member_id).with_for_update()
    return db.session.scalars(found).one_or_none()


def relative(episode: Any, person_id: uuid.UUID) -> TeamMember | None:
    """The member of the family, where they are on the team already."""
    return next((each for each in everyone(episode) if each.person_id == person_id), None)


def standing(episode: Any, found: Any, email: str, organisation: str) -> TeamMember | None:
    """Who is on the team already as that account, or without one under that address.

    Whoever works at two agencies may be there for each of them, and is one of each.
    """
    account_id, agencies = (found.account_id, (None, found.organisation_id)) if found else (0, ())
    for each in everyone(episode):
        if each.account_id == account_id and each.organisation_id in agencies:
            return each
        works_there = not organisation or fold(each.organisation) in ("", fold(organisation))
        if email and each.account_id is None and each.email == email and works_there:
            return each
    return None


def next_position(episode: Any) -> int:
    """The place after everybody who ever joined."""
    last = select(func.max(TeamMember.position)).where(TeamMember.episode_id == episode.id)
    found = db.session.scalar(last)
    return 0 if found is None else found + 1
