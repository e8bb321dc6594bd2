"""What a family worker's page shows beside the families: meetings, actions and copies in hand."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from portal.extensions import db
from portal.models import (
    EarlyHelpEpisode,
    EpisodePerson,
    FamilyCopy,
    PlanAction,
    Review,
    TeamMember,
)
from portal.queries.episode_lists import (
    IS_MINE,
    IS_OPEN,
    SEES_ACTIONS,
    SEES_PLAN,
    THEY_LEAD,
    reader_of,
)
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.rules.this_week import Doing, Due, until
from portal.rules.typed import UK
from portal.vocabulary import ActionStatus, CopyStatus, ReviewStatus

MANY = 50
_DOER = aliased(TeamMember)  # the same table as in IS_MINE, which must not be tied to it
_ME: Any = bindparam("account_id")
_UNTIL: Any = bindparam("until")
_FAMILY = (
    EarlyHelpEpisode.id.label("episode_id"),
    EarlyHelpEpisode.reference,
    EarlyHelpEpisode.family_label.label("family"),
)
_ACTIONS = (
    select(
        *_FAMILY,
        PlanAction.by_on,
        PlanAction.what,
        PlanAction.id,
        SEES_PLAN.label("has_plan"),
    )
    .select_from(EarlyHelpEpisode)
    .join(PlanAction, PlanAction.episode_id == EarlyHelpEpisode.id)
    .outerjoin(_DOER, _DOER.id == PlanAction.member_id)
    .where(
        *IS_MINE,
        SEES_ACTIONS,
        IS_OPEN,
        or_(THEY_LEAD, _DOER.account_id == _ME),
        PlanAction.is_removed.is_(False),
        PlanAction.status.not_in([ActionStatus.DONE, ActionStatus.DROPPED]),
        PlanAction.by_on <= _UNTIL,
    )
    .order_by(PlanAction.by_on, PlanAction.id)
    .limit(MANY)
)
_MEETINGS = (
    select(*_FAMILY, Review.planned_at, Review.id)
    .select_from(EarlyHelpEpisode)
    .join(Review, Review.episode_id == EarlyHelpEpisode.id)
    .where(
        *IS_MINE,
        SEES_PLAN,
        IS_OPEN,
        Review.status == ReviewStatus.PLANNED,
        Review.planned_at < bindparam("before"),
    )
    .order_by(Review.planned_at, Review.id)
    .limit(MANY)
)
_OTHER = aliased(FamilyCopy)
_NEWER = (  # a copy of the same paper for the same person: what came before it is done with
    _OTHER.episode_id == FamilyCopy.episode_id,
    _OTHER.recipient_id == FamilyCopy.recipient_id,
    _OTHER.of_id == FamilyCopy.of_id,
    _OTHER.document == FamilyCopy.document,
    _OTHER.made_at > FamilyCopy.made_at,
)
_COPIES = (
    select(
        *_FAMILY,
        FamilyCopy.id,
        FamilyCopy.status,
        FamilyCopy.document,
        FamilyCopy.made_at,
        EpisodePerson.name.label("recipient_name"),
    )
    .select_from(EarlyHelpEpisode)
    .join(FamilyCopy, FamilyCopy.episode_id == EarlyHelpEpisode.id)
    .join(EpisodePerson, EpisodePerson.id == FamilyCopy.recipient_id)
    .where(
        *IS_MINE,
        THEY_LEAD,
        FamilyCopy.status != CopyStatus.GIVEN,
        ~exists().where(*_NEWER),
    )
    .order_by(FamilyCopy.made_at.desc(), FamilyCopy.id)
    .limit(MANY)
)


def others(actor: Actor, today: date) -> list[Due]:
    """Meetings planned and actions of plans due in the week, and those that are overdue.

    The actions of every plan this person leads; elsewhere, the ones they said they would do.
    """
    last = until(today)
    before = datetime.combine(last + timedelta(days=1), time(), tzinfo=UK)
    given = reader_of(actor)
    actions = db.session.execute(_ACTIONS, given | {"until": last})
    meetings = db.session.execute(_MEETINGS, given | {"before": before})
    return [
        *(_due(row, row.by_on, _action(row), row.what) for row in actions),
        *(_due(row, row.planned_at.astimezone(UK).date(), Doing.PLANNED) for row in meetings),
    ]


def _action(row: Any) -> Doing:
    return Doing.ACTION if row.has_plan else Doing.OWN_ACTION


def _due(row: Any, on: date, doing: Doing, what: str = "") -> Due:
    return Due(on, doing, row.episode_id, row.reference, row.family, what, row.id)


def copies_in_hand(actor: Actor) -> Sequence[AnyRow]:
    """Copies this person made that nobody has been given yet, the newest first, 50 at most."""
    given = reader_of(actor)
    return db.session.execute(_COPIES, given).all()
