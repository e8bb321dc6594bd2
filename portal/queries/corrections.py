"""Records of meetings, and of how help ended, as they were before they were corrected."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import RecordCorrection, Review
from portal.queries.early_help import MANY
from portal.queries.rows import AnyRow
from portal.vocabulary import ReviewStatus

_ALL = (
    select(*RecordCorrection.__table__.c)
    .where(
        RecordCorrection.hub_id == bindparam("hub_id"),
        RecordCorrection.episode_id == bindparam("episode_id"),
        RecordCorrection.of_id == bindparam("of_id"),
    )
    .order_by(RecordCorrection.number)
    .limit(MANY)
)
_LATER = (
    select(Review.id)
    .where(
        Review.hub_id == bindparam("hub_id"),
        Review.episode_id == bindparam("episode_id"),
        Review.status == ReviewStatus.RECORDED,
        Review.number > bindparam("number"),
    )
    .limit(1)
)


def corrections(episode: Any, of_id: uuid.UUID) -> Sequence[AnyRow]:
    """Every correction of one record of an episode the reader may open, the oldest first.

    `of_id` is a meeting, or the episode for how it ended. Each row holds the record as it was
    before that correction.
    """
    given = {"hub_id": episode.hub_id, "episode_id": episode.id, "of_id": of_id}
    return db.session.execute(_ALL, given).all()


def is_latest(review: Any) -> bool:
    """Whether no later meeting is on the record."""
    given = {
        "hub_id": review.hub_id,
        "episode_id": review.episode_id,
        "number": review.number,
    }
    return db.session.execute(_LATER, given).first() is None
