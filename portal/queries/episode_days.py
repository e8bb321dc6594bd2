"""Which episodes have something due soon that their leads have not been reminded of."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, or_, select

from portal.extensions import db
from portal.models import EarlyHelpEpisode, Hub
from portal.vocabulary import EpisodeStatus

MANY = 500  # more hubs than one portal serves
_IS_OPEN = EarlyHelpEpisode.status == EpisodeStatus.OPEN
_HUBS = (
    select(Hub.id, Hub.settings)
    .where(exists().where(EarlyHelpEpisode.hub_id == Hub.id, _IS_OPEN))
    .order_by(Hub.slug)
    .limit(MANY)
)


def hubs_with_help() -> list[tuple[uuid.UUID, Mapping[str, Any]]]:
    """Hubs with an open episode, each with its settings."""
    return [(row.id, row.settings) for row in db.session.execute(_HUBS)]


def of_age(today: date, most: int) -> Sequence[EarlyHelpEpisode]:
    """Open episodes in which somebody has turned 13 since anybody looked, locked for this worker.

    Of every hub: the day is the same for all.
    """
    found = (
        select(EarlyHelpEpisode)
        .where(_IS_OPEN, EarlyHelpEpisode.asks_again_on <= today)
        .order_by(EarlyHelpEpisode.asks_again_on, EarlyHelpEpisode.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return db.session.scalars(found).all()


def to_remind(hub_id: uuid.UUID, until: date, most: int) -> Sequence[EarlyHelpEpisode]:
    """Open episodes with something due by that day, the earliest first, locked for this worker."""
    is_new = or_(
        EarlyHelpEpisode.reminded_on.is_(None),
        EarlyHelpEpisode.reminded_on != EarlyHelpEpisode.next_due_on,
    )
    found = (
        select(EarlyHelpEpisode)
        .where(
            EarlyHelpEpisode.hub_id == hub_id,
            _IS_OPEN,
            EarlyHelpEpisode.next_due_on <= until,
            is_new,
        )
        .order_by(EarlyHelpEpisode.next_due_on, EarlyHelpEpisode.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return db.session.scalars(found).all()
