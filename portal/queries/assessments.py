"""Assessments of an episode, what is written on their pages, and the scores they gave."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, select

from portal.extensions import db
from portal.models import Assessment, DomainScore, EpisodePage, Review
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.rules.typed import Page
from portal.vocabulary import AssessmentStatus

MANY = 500  # more than any episode has; nothing is read without an end

_OF_EPISODE = (
    Assessment.hub_id == bindparam("hub_id"),
    Assessment.episode_id == bindparam("episode_id"),
)
_ALL = (
    select(*Assessment.__table__.c)
    .where(*_OF_EPISODE)
    .order_by(Assessment.number.desc())
    .limit(MANY)
)
_ONE = select(*Assessment.__table__.c).where(*_OF_EPISODE, Assessment.id == bindparam("id"))
_TO_CHANGE = (
    select(Assessment)
    .where(*_OF_EPISODE, Assessment.id == bindparam("id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_DRAFT = select(Assessment).where(*_OF_EPISODE, Assessment.status == AssessmentStatus.DRAFT)
_LAST = select(func.coalesce(func.max(Assessment.number), 0)).where(*_OF_EPISODE)
_EARLIER = (
    select(*Assessment.__table__.c)
    .where(
        *_OF_EPISODE,
        Assessment.status == AssessmentStatus.COMPLETED,
        Assessment.number < bindparam("number"),
    )
    .order_by(Assessment.number.desc())
    .limit(1)
)
_PAGES = (
    select(*EpisodePage.__table__.c)
    .where(
        EpisodePage.hub_id == bindparam("hub_id"),
        EpisodePage.episode_id == bindparam("episode_id"),
        EpisodePage.of_id == bindparam("of_id"),
    )
    .order_by(EpisodePage.page)
    .limit(MANY)
)
_SCORES = (
    select(*DomainScore.__table__.c)
    .outerjoin(Assessment, Assessment.id == DomainScore.of_id)
    .outerjoin(Review, Review.id == DomainScore.of_id)
    .where(
        DomainScore.hub_id == bindparam("hub_id"),
        DomainScore.episode_id == bindparam("episode_id"),
    )
    .order_by(
        DomainScore.on,
        func.coalesce(Assessment.completed_at, Review.recorded_at),
        DomainScore.id,
    )
    .limit(MANY * 4)
)


def _given(actor: Actor, episode: Any, **more: Any) -> dict[str, Any]:
    return {"hub_id": actor.hub_id, "episode_id": episode.id, **more}


def assessments(actor: Actor, episode: Any) -> Sequence[AnyRow]:
    """Every assessment of an episode, the newest first."""
    return db.session.execute(_ALL, _given(actor, episode)).all()


def assessment(actor: Actor, episode: Any, assessment_id: uuid.UUID) -> AnyRow | None:
    """One assessment of this episode; None where it has no such assessment."""
    given = _given(actor, episode, id=assessment_id)
    return db.session.execute(_ONE, given).one_or_none()


def assessment_to_change(actor: Actor, episode: Any, assessment_id: uuid.UUID) -> Assessment | None:
    """The same, locked until the transaction ends."""
    given = _given(actor, episode, id=assessment_id)
    return db.session.execute(_TO_CHANGE, given).scalar_one_or_none()


def draft_of(actor: Actor, episode: Any) -> Assessment | None:
    """The one that is being written, if there is one."""
    return db.session.execute(_DRAFT, _given(actor, episode)).scalars().first()


def last_number(actor: Actor, episode: Any) -> int:
    """The number of the newest; 0 where there is none."""
    return int(db.session.execute(_LAST, _given(actor, episode)).scalar_one())


def earlier(actor: Actor, episode: Any, number: int) -> AnyRow | None:
    """The completed assessment before this one: what was written last time."""
    given = _given(actor, episode, number=number)
    return db.session.execute(_EARLIER, given).one_or_none()


def page_rows(actor: Actor, episode: Any, of_id: uuid.UUID) -> dict[str, AnyRow]:
    """What is written on each page of an assessment or a review, by whom and when."""
    rows = db.session.execute(_PAGES, _given(actor, episode, of_id=of_id)).all()
    return {row.page: row for row in rows}


def pages(actor: Actor, episode: Any, of_id: uuid.UUID) -> dict[str, Page]:
    """The answers alone, as `rules.assessment.read` takes them."""
    return {name: row.answers for name, row in page_rows(actor, episode, of_id).items()}


def scores(actor: Actor, episode: Any) -> Sequence[AnyRow]:
    """Every score of an episode, the oldest first, from assessments and reviews alike."""
    return db.session.execute(_SCORES, _given(actor, episode)).all()
