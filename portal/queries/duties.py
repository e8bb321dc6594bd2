"""Who is on duty for each agency of a hub, what waits for it, and how it answers."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, exists, func, or_, select

from portal.extensions import db
from portal.models import Account, AgencyCheck, Duty, FamilyConflict, Membership, Organisation
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.vocabulary import CheckStatus, Role

MOST = 200  # more agencies, and more people of one, than any hub has
MOST_CHECKS = 5_000  # the latest checks of a hub that are counted at all

_CONTRIBUTES = (
    Membership.hub_id == bindparam("hub_id"),
    Membership.role == Role.AGENCY_CONTRIBUTOR,
    Membership.is_active.is_(True),
)
_HAS_CONTRIBUTOR = exists().where(*_CONTRIBUTES, Membership.organisation_id == Organisation.id)
_IN_HUB = (
    select(Organisation.id, Organisation.name, Organisation.agency)
    .where(Organisation.hub_id == bindparam("hub_id"))
    .order_by(Organisation.name, Organisation.id)
    .limit(MOST)
)
_ASKABLE = _IN_HUB.where(_HAS_CONTRIBUTOR)
_ASKED = _IN_HUB.where(
    or_(_HAS_CONTRIBUTOR, Organisation.id.in_(bindparam("asked_ids", expanding=True)))
)
_STILL_THEIRS = exists().where(  # who has left the agency, or answers for it no more, is not there
    Membership.account_id == Duty.account_id,
    Membership.hub_id == Duty.hub_id,
    Membership.is_active.is_(True),
    or_(
        Duty.organisation_id.is_(None),
        and_(
            Membership.organisation_id == Duty.organisation_id,
            Membership.role == Role.AGENCY_CONTRIBUTOR,
        ),
    ),
)
_ON_DUTY = (
    select(Duty.organisation_id, Duty.account_id, Duty.is_deputy, Duty.since)
    .add_columns(Account.name, Account.phone)
    .join(Account, Account.id == Duty.account_id)
    .where(
        Duty.hub_id == bindparam("hub_id"),
        Duty.ended_at.is_(None),
        Duty.since > bindparam("forgotten_before"),
        Account.is_active.is_(True),
        _STILL_THEIRS,
    )
    .order_by(Duty.is_deputy, Duty.since, Duty.id)
    .limit(MOST)
)
_NOT_KNOWN_TO_READER = ~exists().where(
    FamilyConflict.contact_id == AgencyCheck.contact_id,
    FamilyConflict.account_id == bindparam("account_id"),
)
_OPEN_NOW = (
    select(AgencyCheck.organisation_id, AgencyCheck.due_at)
    .where(
        AgencyCheck.hub_id == bindparam("hub_id"),
        AgencyCheck.status == CheckStatus.ASKED,
        _NOT_KNOWN_TO_READER,
    )
    .order_by(AgencyCheck.due_at, AgencyCheck.id)
    .limit(MOST_CHECKS)
    .subquery()
)
_WAITING = (
    select(
        _OPEN_NOW.c.organisation_id,
        func.count().label("waiting"),
        func.sum(case((_OPEN_NOW.c.due_at < bindparam("now"), 1), else_=0)).label("overdue"),
        func.min(_OPEN_NOW.c.due_at).label("first_due_at"),
    )
    .group_by(_OPEN_NOW.c.organisation_id)
    .limit(MOST)
)
_RETURNS = (
    select(
        AgencyCheck.organisation_id,
        AgencyCheck.asked_at,
        AgencyCheck.due_at,
        AgencyCheck.first_answered_at,
    )
    .where(
        AgencyCheck.hub_id == bindparam("hub_id"),
        AgencyCheck.asked_at >= bindparam("since"),
        _NOT_KNOWN_TO_READER,
        or_(
            AgencyCheck.status != CheckStatus.WITHDRAWN,
            AgencyCheck.due_at < AgencyCheck.withdrawn_at,  # overdue, whoever then gave it up
        ),
    )
    .order_by(AgencyCheck.asked_at.desc(), AgencyCheck.id)
    .limit(MOST_CHECKS)
)
_OWN = select(Duty).where(
    Duty.hub_id == bindparam("hub_id"),
    Duty.account_id == bindparam("account_id"),
    Duty.ended_at.is_(None),
)
_LOCKED = select(Account.id).where(Account.id == bindparam("account_id")).with_for_update()
_CONTRIBUTORS = (
    select(Membership.account_id, Duty.since)
    .join(Account, Account.id == Membership.account_id)
    .outerjoin(
        Duty,
        (Duty.account_id == Membership.account_id)
        & (Duty.hub_id == Membership.hub_id)
        & Duty.ended_at.is_(None)
        & (Duty.since > bindparam("forgotten_before")),
    )
    .where(
        *_CONTRIBUTES,
        Membership.organisation_id == bindparam("organisation_id"),
        Account.is_active.is_(True),
        ~exists().where(
            FamilyConflict.contact_id == bindparam("contact_id"),
            FamilyConflict.account_id == Membership.account_id,
        ),
    )
    .order_by(Membership.account_id)
    .limit(MOST)
)


_WAITING_NOW = _WAITING.subquery()
_SILENT = (
    select(
        Organisation.name,
        _WAITING_NOW.c.waiting,
        _WAITING_NOW.c.overdue,
        exists()
        .where(
            Duty.organisation_id == Organisation.id,
            Duty.ended_at.is_(None),
            Duty.since > bindparam("forgotten_before"),
            Account.id == Duty.account_id,
            Account.is_active.is_(True),
            _STILL_THEIRS,
        )
        .label("is_on_duty"),
    )
    .join(_WAITING_NOW, _WAITING_NOW.c.organisation_id == Organisation.id)
    .order_by(_WAITING_NOW.c.first_due_at, Organisation.id)
    .limit(MOST)
)


@dataclass(frozen=True)
class AgencyNow:
    """One agency of the hub at this moment; `organisation` None is the hub's own team."""

    organisation: AnyRow | None
    on_duty: tuple[AnyRow, ...]  # deputies after the others
    waiting: int = 0
    overdue: int = 0
    first_due_at: datetime | None = None


def agencies_now(actor: Actor, now: datetime, hours: int) -> tuple[AgencyNow, ...]:
    """The hub's own team first, then every agency that can be asked or has questions, by name.

    Questions about a family the reader knows are not among those counted, here and below.
    """
    duties = on_duty(actor, now, hours)
    counts = {
        row.organisation_id: row
        for row in db.session.execute(_WAITING, {**_ids(actor), "now": now}).all()
    }
    found = [AgencyNow(None, tuple(row for row in duties if row.organisation_id is None))]
    for row in asked_or_askable(actor, counts):
        mine = tuple(each for each in duties if each.organisation_id == row.id)
        count = counts.get(row.id)
        numbers = (count.waiting, count.overdue, count.first_due_at) if count else (0, 0, None)
        found.append(AgencyNow(row, mine, *numbers))
    return tuple(found)


def with_questions(actor: Actor, now: datetime, hours: int) -> Sequence[AnyRow]:
    """The agencies that have questions of the hub to answer, the first due first."""
    forgotten = now - timedelta(hours=hours)
    given = {**_ids(actor), "now": now, "forgotten_before": forgotten}
    return db.session.execute(_SILENT, given).all()


def askable(actor: Actor) -> Sequence[AnyRow]:
    """The organisations of the hub with somebody who answers checks, by name."""
    return db.session.execute(_ASKABLE, {"hub_id": actor.hub_id}).all()


def asked_or_askable(actor: Actor, asked: Iterable[uuid.UUID]) -> Sequence[AnyRow]:
    """Those too that were asked and have nobody left who answers: nobody is as silent as they."""
    given = {"hub_id": actor.hub_id, "asked_ids": list(asked)}
    return db.session.execute(_ASKED, given).all()


def on_duty(actor: Actor, now: datetime, hours: int) -> Sequence[AnyRow]:
    """Everybody on duty in the hub, deputies last; not who has been on for more than `hours`."""
    given = {"hub_id": actor.hub_id, "forgotten_before": now - timedelta(hours=hours)}
    return db.session.execute(_ON_DUTY, given).all()


def own_duty(actor: Actor) -> Duty | None:
    """The time on duty that this person has begun and not ended."""
    return db.session.execute(_OWN, _ids(actor)).scalar_one_or_none()


def account_locked(actor: Actor) -> None:
    """Two requests of one person take turns until the transaction of the first ends."""
    db.session.execute(_LOCKED, {"account_id": actor.account_id})


def to_tell(check: AgencyCheck, now: datetime, hours: int) -> tuple[uuid.UUID, ...]:
    """Whom of its agency a mail goes to: who is on duty; everybody while nobody is.

    Whoever knows the family, or asked the question in another role, counts as neither: somebody
    else is told instead.
    """
    given = {
        "hub_id": check.hub_id,
        "organisation_id": check.organisation_id,
        "contact_id": check.contact_id,
        "forgotten_before": now - timedelta(hours=hours),
    }
    found = db.session.execute(_CONTRIBUTORS, given).all()
    rows = [row for row in found if row.account_id != check.asker_id]
    present = tuple(row.account_id for row in rows if row.since is not None)
    return present or tuple(row.account_id for row in rows)


def returns(actor: Actor, since: datetime) -> Sequence[AnyRow]:
    """The hub's checks asked since then, not withdrawn in time: the latest 5,000 at most."""
    return db.session.execute(_RETURNS, {**_ids(actor), "since": since}).all()


def _ids(actor: Actor) -> dict[str, uuid.UUID]:
    return {"hub_id": actor.hub_id, "account_id": actor.account_id}
