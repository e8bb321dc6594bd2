"""Meetings of the team around a family: planned, recorded, and what was said at them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import Attendance, DomainScore, EpisodePage, Review
from portal.queries.early_help import MANY
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.rules.review import ReviewWords, read_review
from portal.vocabulary import ReviewStatus

_HERE = (
    Review.hub_id == bindparam("hub_id"),
    Review.episode_id == bindparam("episode_id"),
    Review.id == bindparam("review_id"),
)
_REVIEW = select(*Review.__table__.c).where(*_HERE)
_REVIEWS = (
    select(*Review.__table__.c)
    .where(Review.hub_id == bindparam("hub_id"), Review.episode_id == bindparam("episode_id"))
    .order_by(Review.number.desc())
    .limit(MANY)
)
_TO_CHANGE = (
    select(Review).where(*_HERE).with_for_update().execution_options(populate_existing=True)
)


def _of_review(model: Any, column: Any) -> Any:
    return (
        select(*model.__table__.c)
        .where(
            model.hub_id == bindparam("hub_id"),
            model.episode_id == bindparam("episode_id"),
            column == bindparam("review_id"),
        )
        .order_by(model.id)
        .limit(MANY)
    )


_PAGES = _of_review(EpisodePage, EpisodePage.of_id)
_ATTENDANCE = _of_review(Attendance, Attendance.review_id)
_SCORES_OF = _of_review(DomainScore, DomainScore.of_id)


@dataclass(frozen=True)
class ReviewRecord:
    """One meeting with everything that was written for it."""

    review: AnyRow
    pages: Sequence[AnyRow]  # exactly as typed
    attendance: Sequence[AnyRow]
    scores: Sequence[AnyRow]  # once it is recorded

    @property
    def answers(self) -> Mapping[str, Mapping[str, Any]]:
        """What was typed, by page."""
        return {page.page: page.answers for page in self.pages}

    @property
    def words(self) -> ReviewWords:
        """The same read into facts."""
        return read_review(self.answers)


def reviews(actor: Actor, episode: Any) -> Sequence[AnyRow]:
    """Every meeting of an episode, the newest first."""
    given = {"hub_id": actor.hub_id, "episode_id": episode.id}
    return db.session.execute(_REVIEWS, given).all()


def review(actor: Actor, episode: Any, review_id: uuid.UUID) -> AnyRow | None:
    """One meeting of this episode; None for another's."""
    return db.session.execute(_REVIEW, _given(actor.hub_id, episode, review_id)).one_or_none()


def review_to_change(episode: Any, review_id: uuid.UUID) -> Review | None:
    """The same, locked until the transaction ends."""
    given = _given(episode.hub_id, episode, review_id)
    return db.session.execute(_TO_CHANGE, given).scalar_one_or_none()


def _given(hub_id: uuid.UUID, episode: Any, review_id: uuid.UUID) -> dict[str, uuid.UUID]:
    return {"hub_id": hub_id, "episode_id": episode.id, "review_id": review_id}


def record(actor: Actor, episode: Any, found: Any) -> ReviewRecord:
    """A meeting with its pages, who came and its scores, in three statements."""
    given = _given(actor.hub_id, episode, found.id)

    def rows(statement: Any) -> Sequence[AnyRow]:
        return db.session.execute(statement, given).all()

    return ReviewRecord(
        review=found,
        pages=rows(_PAGES),
        attendance=rows(_ATTENDANCE),
        scores=rows(_SCORES_OF),
    )


def _reviews_of(episode: Any) -> Any:
    return select(Review).where(Review.hub_id == episode.hub_id, Review.episode_id == episode.id)


def planned(episode: Any) -> Review | None:
    """The meeting that is planned and not recorded yet."""
    found = _reviews_of(episode).where(Review.status == ReviewStatus.PLANNED)
    return db.session.scalars(found.order_by(Review.number.desc()).limit(1)).first()


def numbering(episode: Any) -> tuple[int, bool]:
    """The number of the next meeting, and whether the team has met before."""
    last = db.session.scalars(_reviews_of(episode).order_by(Review.number.desc()).limit(1)).first()
    met = _reviews_of(episode).where(Review.status == ReviewStatus.RECORDED).limit(1)
    has_met = db.session.scalars(met).first() is not None
    return (last.number + 1 if last is not None else 1), has_met


def attendance_of(review: Any) -> Sequence[Attendance]:
    """Who was invited to a meeting or came to it, to be changed."""
    found = select(Attendance).where(
        Attendance.hub_id == review.hub_id, Attendance.review_id == review.id
    )
    return db.session.scalars(found.order_by(Attendance.id).limit(MANY)).all()


def answers_of(review: Any) -> dict[str, Any]:
    """What has been written for a meeting so far, page by page, exactly as typed."""
    return {row.page: row.answers for row in _pages_of(review)}


def _pages_of(review: Any) -> Sequence[AnyRow]:
    given = {"hub_id": review.hub_id, "episode_id": review.episode_id, "review_id": review.id}
    return db.session.execute(_PAGES, given).all()


def words_of(review: Any) -> ReviewWords:
    """The same read into facts."""
    return read_review(answers_of(review))
