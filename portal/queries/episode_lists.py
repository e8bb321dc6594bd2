"""Lists of episodes: a family worker's own, and the hub's for its managers, by keyset."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Uuid,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    or_,
    select,
)

from portal.extensions import db
from portal.models import (
    Assessment,
    EarlyHelpEpisode,
    EpisodeContact,
    PlanGoal,
    TeamMember,
)
from portal.queries.come_of_age import HAS_AGREEMENT, IS_AWAITED, as_read
from portal.queries.practitioners import NOBODY_LEADS
from portal.queries.rows import AnyRow
from portal.queries.stepped_aside import knows_family
from portal.rules.early_help import led_organisation
from portal.rules.episode_lists import EpisodeList
from portal.rules.permissions import Actor
from portal.rules.queue_filters import Place
from portal.vocabulary import AssessmentStatus, EpisodeLink, EpisodeStatus, MemberSees

PAGE = 50
_HUB: Any = bindparam("hub_id")
_ME: Any = bindparam("account_id")
_TODAY: Any = bindparam("today")
_COLUMNS = (
    EarlyHelpEpisode.id,
    EarlyHelpEpisode.reference,
    EarlyHelpEpisode.family_label,
    EarlyHelpEpisode.lead_id,
    EarlyHelpEpisode.lead_name,
    EarlyHelpEpisode.organisation_name,
    EarlyHelpEpisode.status,
    EarlyHelpEpisode.started_on,
    EarlyHelpEpisode.ended_on,
    EarlyHelpEpisode.assessment_due_on,
    EarlyHelpEpisode.meeting_due_on,
    EarlyHelpEpisode.copy_due_on,
    EarlyHelpEpisode.next_due_on,
    as_read(EarlyHelpEpisode.has_agreement),
    EarlyHelpEpisode.is_sharing_stopped,
    as_read(EarlyHelpEpisode.is_sharing_awaited),
)
_NOT_KNOWN_TO_READER = ~knows_family(_ME)
_IN_THIS_ROLE = or_(  # for the agency they act for, where it is known (decision 18)
    TeamMember.organisation_id.is_(None),
    TeamMember.organisation_id == bindparam("organisation_id", type_=Uuid()),
)
_STANDING = (
    TeamMember.episode_id == EarlyHelpEpisode.id,
    TeamMember.account_id == _ME,
    TeamMember.left_on.is_(None),
    _IN_THIS_ROLE,
)
_ON_ITS_TEAM = exists().where(*_STANDING)
THEY_LEAD: Any = and_(
    EarlyHelpEpisode.lead_id == _ME,
    or_(
        EarlyHelpEpisode.organisation_id.is_(None),
        EarlyHelpEpisode.organisation_id == bindparam("organisation_id", type_=Uuid()),
    ),
)
_OF_THEIR_OWN: Any = func.coalesce(  # they lead safeguarding where its lead practitioner works
    EarlyHelpEpisode.organisation_id == bindparam("led_id", type_=Uuid()), false()
)
SEEN = case(  # what the reader may see of one of theirs
    (THEY_LEAD, MemberSees.EVERYTHING.value),
    (IS_AWAITED & ~_OF_THEIR_OWN, MemberSees.NOTHING.value),
    else_=select(TeamMember.sees).where(*_STANDING).limit(1).scalar_subquery(),
)
_SEES_ALL: Any = SEEN.in_([MemberSees.EVERYTHING.value])
SEES_PLAN: Any = SEEN.in_([MemberSees.EVERYTHING.value, MemberSees.PLAN.value])
SEES_ACTIONS: Any = SEEN.in_(  # of the plan, or those alone that they are named for
    [MemberSees.EVERYTHING.value, MemberSees.PLAN.value, MemberSees.OWN_ACTIONS.value]
)
_SEES_NOTHING: Any = SEEN.in_([MemberSees.NOTHING.value])
_LIMITED: dict[Any, Any] = {  # what only those are shown who may open it
    EarlyHelpEpisode.family_label: case((_SEES_NOTHING, ""), else_=EarlyHelpEpisode.family_label),
    EarlyHelpEpisode.assessment_due_on: case((_SEES_ALL, EarlyHelpEpisode.assessment_due_on)),
    EarlyHelpEpisode.copy_due_on: case((_SEES_ALL, EarlyHelpEpisode.copy_due_on)),
    EarlyHelpEpisode.meeting_due_on: case((SEES_PLAN, EarlyHelpEpisode.meeting_due_on)),
}
IS_OPEN = EarlyHelpEpisode.status == EpisodeStatus.OPEN
IS_MINE = (
    EarlyHelpEpisode.hub_id == _HUB,
    or_(
        THEY_LEAD,
        and_(_ON_ITS_TEAM, ~EarlyHelpEpisode.is_sharing_stopped),
    ),
    _NOT_KNOWN_TO_READER,
)


def _assessment(status: AssessmentStatus) -> Any:
    """The newest assessment of an episode in that state."""
    return (
        select(Assessment.id)
        .where(Assessment.episode_id == EarlyHelpEpisode.id, Assessment.status == status)
        .order_by(Assessment.number.desc())
        .limit(1)
        .scalar_subquery()
    )


_MINE = (
    select(
        *(_LIMITED[each].label(each.key) if each in _LIMITED else each for each in _COLUMNS),
        SEEN.label("sees"),
        case((_SEES_ALL, _assessment(AssessmentStatus.DRAFT))).label("draft_id"),
        case((_SEES_ALL, _assessment(AssessmentStatus.COMPLETED))).label("assessment_id"),
        and_(
            _SEES_ALL,
            exists().where(
                PlanGoal.episode_id == EarlyHelpEpisode.id, PlanGoal.is_removed.is_(False)
            ),
        ).label("has_plan"),
    )
    .where(*IS_MINE, IS_OPEN)
    .order_by(EarlyHelpEpisode.next_due_on.nulls_last(), EarlyHelpEpisode.id)
    .limit(PAGE)
)
_ENDED = (
    select(*_COLUMNS)
    .where(
        EarlyHelpEpisode.hub_id == _HUB,
        THEY_LEAD,
        EarlyHelpEpisode.status == EpisodeStatus.CLOSED,
        _NOT_KNOWN_TO_READER,
    )
    .order_by(EarlyHelpEpisode.ended_on.desc(), EarlyHelpEpisode.id)
    .limit(10)
)
_SHOWS: dict[EpisodeList, tuple[ColumnElement[bool], ...]] = {
    EpisodeList.OPEN: (IS_OPEN,),
    EpisodeList.OVERDUE: (IS_OPEN, EarlyHelpEpisode.next_due_on < _TODAY),
    EpisodeList.NO_LEAD: (  # they have left, lost the role, or know the family
        IS_OPEN,
        or_(NOBODY_LEADS, knows_family(EarlyHelpEpisode.lead_id)),
    ),
    EpisodeList.NO_AGREEMENT: (IS_OPEN, ~HAS_AGREEMENT),
    EpisodeList.STEPPED_UP: (
        exists().where(
            EpisodeContact.episode_id == EarlyHelpEpisode.id,
            EpisodeContact.link == EpisodeLink.STEPPED_UP,
        ),
    ),
    EpisodeList.CLOSED: (EarlyHelpEpisode.status == EpisodeStatus.CLOSED,),
}
_BY: dict[EpisodeList, Any] = {EpisodeList.OVERDUE: EarlyHelpEpisode.next_due_on}


def _list(wanted: EpisodeList, is_first: bool) -> Any:
    day = _BY.get(wanted, EarlyHelpEpisode.started_on)
    after = or_(
        day > bindparam("after_on"),
        and_(day == bindparam("after_on"), EarlyHelpEpisode.id > bindparam("after_id")),
    )
    return (
        select(*_COLUMNS, day.label("place_on"))
        .where(
            EarlyHelpEpisode.hub_id == _HUB,
            _NOT_KNOWN_TO_READER,
            *_SHOWS[wanted],
            *(() if is_first else (after,)),
        )
        .order_by(day, EarlyHelpEpisode.id)
        .limit(PAGE + 1)
    )


_LISTS = {
    (wanted, is_first): _list(wanted, is_first)
    for wanted in EpisodeList
    for is_first in (True, False)
}


def mine(actor: Actor) -> Sequence[AnyRow]:
    """The open episodes this person leads or helps with, what is due first, 50 at most."""
    return db.session.execute(_MINE, reader_of(actor)).all()


def reader_of(actor: Actor) -> dict[str, Any]:
    """What a statement about somebody's own families is given: them, in the role they act in."""
    return {
        "hub_id": actor.hub_id,
        "account_id": actor.account_id,
        "organisation_id": actor.organisation_id,
        "led_id": led_organisation(actor),
    }


def ended(actor: Actor) -> Sequence[AnyRow]:
    """The last ten episodes this person led to their end."""
    return db.session.execute(_ENDED, reader_of(actor)).all()


def episodes(
    actor: Actor, wanted: EpisodeList, after: Place | None, today: date
) -> tuple[Sequence[AnyRow], Place | None]:
    """One page of the hub's episodes, the longest open (or overdue) first, and the next."""
    given: dict[str, Any] = {"hub_id": actor.hub_id, "account_id": actor.account_id}
    given["today"] = today
    if after is not None:
        given |= {"after_on": after.due_at.date(), "after_id": after.contact_id}
    rows = db.session.execute(_LISTS[wanted, after is None], given).all()
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    return rows[:PAGE], Place(datetime.combine(last.place_on, time(), tzinfo=UTC), last.id)
