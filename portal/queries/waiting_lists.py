"""The hub's lists of disagreements and next steps, and how many wait, never counted past 100."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Uuid, and_, bindparam, exists, func, or_, select

from portal.models import Contact, Disagreement, DisagreementRound, FamilyConflict, NextStep
from portal.models.base import UtcDateTime
from portal.queries.contacts import WARNINGS
from portal.queries.rows import AnyRow, AnySelect, run
from portal.rules.permissions import Actor
from portal.rules.queue_filters import Place
from portal.rules.typed import UK
from portal.rules.waiting_lists import DisagreementList, StepList
from portal.vocabulary import DisagreementStatus

PAGE = 50
COUNTED_TO = 100  # a count says "99+" from here
_ME = bindparam("account_id", type_=Uuid())
_HUB = bindparam("hub_id", type_=Uuid())
_NOW = bindparam("now", type_=UtcDateTime())
_TODAY = bindparam("today", type_=Date())
_AFTER_ID = bindparam("after_id", type_=Uuid())
_NOT_KNOWN_TO_READER = ~exists().where(
    FamilyConflict.contact_id == Contact.id, FamilyConflict.account_id == _ME
)


def _is_party(decides: bool) -> tuple[ColumnElement[bool], ...]:
    """A decision maker sees every one of the hub; anyone else those they have a part in."""
    if decides:
        return ()
    was_named = exists().where(
        DisagreementRound.disagreement_id == Disagreement.id,
        DisagreementRound.responder_id == _ME,
    )
    challenged = or_(Disagreement.author_id == _ME, Disagreement.signer_id == _ME)
    # Who entered a contact late at the hub disagrees for whoever sent it.
    is_own = and_(Disagreement.account_id == _ME, Contact.organisation_id.is_(None))
    return (or_(challenged, was_named, is_own),)


_IS_OVERDUE = and_(
    Disagreement.status == DisagreementStatus.WAITING.value, Disagreement.due_at < _NOW
)
_IS_LEFT = and_(
    Disagreement.status == DisagreementStatus.ANSWERED.value, Disagreement.remind_on <= _TODAY
)
_SHOWS: dict[DisagreementList, ColumnElement[bool]] = {
    DisagreementList.OPEN: Disagreement.ended_at.is_(None),
    DisagreementList.OVERDUE: and_(Disagreement.ended_at.is_(None), _IS_OVERDUE),
    DisagreementList.LEFT: and_(Disagreement.ended_at.is_(None), _IS_LEFT),
    DisagreementList.ENDED: Disagreement.ended_at.is_not(None),
}


def _disagreements(wanted: DisagreementList, decides: bool, is_first: bool) -> AnySelect:
    newest_first = wanted is DisagreementList.ENDED
    key = Disagreement.ended_at if newest_first else Disagreement.due_at
    at = bindparam("after_at", type_=UtcDateTime())
    beyond = key < at if newest_first else key > at
    beside = Disagreement.id < _AFTER_ID if newest_first else Disagreement.id > _AFTER_ID
    after = () if is_first else (or_(beyond, and_(key == at, beside)),)
    order = (key.desc(), Disagreement.id.desc()) if newest_first else (key, Disagreement.id)
    return (
        select(
            Disagreement.id,
            Disagreement.contact_id,
            Disagreement.account_name,
            Disagreement.at_risk_now,
            Disagreement.stage,
            Disagreement.status,
            Disagreement.due_at,
            Disagreement.responder_id,
            Disagreement.responder_name,
            Disagreement.ended_at,
            Disagreement.theme,
            Contact.reference,
            Contact.people_label,
            *WARNINGS,
            key.label("place_at"),
        )
        .join(Contact, Contact.id == Disagreement.contact_id)
        .where(
            Disagreement.hub_id == _HUB,
            _SHOWS[wanted],
            _NOT_KNOWN_TO_READER,
            *_is_party(decides),
            *after,
        )
        .order_by(*order)
        .limit(PAGE + 1)
    )


_DISAGREEMENTS = {
    (wanted, decides, is_first): _disagreements(wanted, decides, is_first)
    for wanted in DisagreementList
    for decides in (True, False)
    for is_first in (True, False)
}
_STEP_SHOWS: dict[StepList, tuple[ColumnElement[bool], ...]] = {
    StepList.OVERDUE: (NextStep.by_on < _TODAY,),
    StepList.COMING: (NextStep.by_on >= _TODAY,),
    StepList.MINE: (NextStep.owner_id == _ME,),
}


def _steps(wanted: StepList, is_first: bool) -> AnySelect:
    on = bindparam("after_on", type_=Date())
    after = or_(NextStep.by_on > on, and_(NextStep.by_on == on, NextStep.id > _AFTER_ID))
    return (
        select(
            NextStep.id,
            NextStep.contact_id,
            NextStep.what,
            NextStep.who,
            NextStep.by_on,
            NextStep.side,
            NextStep.owner_id,
            Contact.reference,
            Contact.people_label,
            *WARNINGS,
        )
        .join(Contact, Contact.id == NextStep.contact_id)
        .where(
            NextStep.hub_id == _HUB,
            NextStep.is_open,
            _NOT_KNOWN_TO_READER,
            *_STEP_SHOWS[wanted],
            *(() if is_first else (after,)),
        )
        .order_by(NextStep.by_on, NextStep.id)
        .limit(PAGE + 1)
    )


_STEPS = {
    (wanted, is_first): _steps(wanted, is_first)
    for wanted in StepList
    for is_first in (True, False)
}


def disagreements(
    actor: Actor, wanted: DisagreementList, after: Place | None, now: datetime
) -> tuple[Sequence[AnyRow], Place | None]:
    """One page for this adviser, the soonest due first (ended ones newest first), and the next."""
    given: dict[str, Any] = {**_ids(actor), "now": now, "today": now.astimezone(UK).date()}
    if after is not None:
        given |= {"after_at": after.due_at, "after_id": after.contact_id}
    rows = run(_DISAGREEMENTS[wanted, actor.decides, after is None], given).all()
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    return rows[:PAGE], Place(last.place_at, last.id)


def steps(
    actor: Actor, wanted: StepList, after: Place | None, today: date
) -> tuple[Sequence[AnyRow], Place | None]:
    """One page of the hub's steps that nobody has followed up, the longest due first."""
    given: dict[str, Any] = {**_ids(actor), "today": today}
    if after is not None:
        given |= {"after_on": after.due_at.date(), "after_id": after.contact_id}
    rows = run(_STEPS[wanted, after is None], given).all()
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    return rows[:PAGE], Place(datetime.combine(last.by_on, time(), tzinfo=UTC), last.id)


class Counts(NamedTuple):
    """How many wait, 100 at most of each."""

    open: int  # disagreements that are not over
    overdue: int  # disagreements nobody answered in time
    left: int  # disagreements answered, which nothing has followed
    steps: int  # next steps whose day has passed


def _count(model: type[Disagreement] | type[NextStep], *conditions: Any) -> ColumnElement[int]:
    """Counted in the order of the index of what is open: never through the archive."""
    key = Disagreement.due_at if model is Disagreement else NextStep.by_on
    some = (
        select(model.id)
        .join(Contact, Contact.id == model.contact_id)
        .where(model.hub_id == _HUB, _NOT_KNOWN_TO_READER, *conditions)
        .order_by(key, model.id)
        .limit(COUNTED_TO)
        .subquery()
    )
    return select(func.count()).select_from(some).scalar_subquery()


def _counts(decides: bool) -> AnySelect:
    party = _is_party(decides)
    mine = () if decides else (NextStep.owner_id == _ME,)
    return select(
        _count(Disagreement, Disagreement.ended_at.is_(None), *party).label("open"),
        _count(Disagreement, Disagreement.ended_at.is_(None), _IS_OVERDUE, *party).label("overdue"),
        _count(Disagreement, Disagreement.ended_at.is_(None), _IS_LEFT, *party).label("left"),
        _count(NextStep, NextStep.is_open, NextStep.by_on < _TODAY, *mine).label("steps"),
    )


_COUNTS = {decides: _counts(decides) for decides in (True, False)}


def counts(actor: Actor, now: datetime, today: date) -> Counts:
    """For an adviser what they have a part in; for a decision maker what the hub has."""
    given = {**_ids(actor), "now": now, "today": today}
    return Counts(*run(_COUNTS[actor.decides], given).one())


def _ids(actor: Actor) -> dict[str, uuid.UUID]:
    return {"hub_id": actor.hub_id, "account_id": actor.account_id}
