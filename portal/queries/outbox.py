"""Mail waiting to leave, and mail that could not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.extensions import db
from portal.models import (
    Account,
    Contact,
    EarlyHelpEpisode,
    FamilyConflict,
    Membership,
    OutboxMessage,
    TeamMember,
)
from portal.queries.rows import AnyRow
from portal.queries.stepped_aside import knows_family

_NEXT = (
    select(OutboxMessage)
    .where(OutboxMessage.state == "waiting", OutboxMessage.next_try_at <= bindparam("now"))
    .order_by(OutboxMessage.next_try_at, OutboxMessage.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_REFERENCE = func.coalesce(Contact.reference, EarlyHelpEpisode.reference).label("reference")
# Mail about who helps a family: only for whom the team still holds when it leaves.
_OF_THE_TEAM = ("help_joined", "help_meeting", "help_shared")


def _knows(account: Any) -> ColumnElement[bool]:
    """Whether they have stepped aside, also since the mail was queued."""
    of_contact = exists().where(
        FamilyConflict.contact_id == OutboxMessage.contact_id, FamilyConflict.account_id == account
    )
    return or_(of_contact, knows_family(account, OutboxMessage.episode_id))


def _may_be_written_to() -> ColumnElement[bool]:
    """As things stand when the mail leaves, which may be days after what caused it.

    Nobody whose account is closed or whose last role at the hub has ended, nobody who knows the
    family, nobody who has left the team, and never one of the family. The address of somebody
    without an account may be that of an account that was closed, or that stepped aside.
    """
    has_role = exists().where(
        Membership.account_id == Account.id,
        Membership.hub_id == OutboxMessage.hub_id,
        Membership.is_active.is_(True),
    )
    on_team, namesake = aliased(TeamMember), aliased(Account)
    is_on_team = exists().where(
        on_team.episode_id == OutboxMessage.episode_id,
        on_team.account_id == Account.id,
        on_team.left_on.is_(None),
    )
    is_other = OutboxMessage.kind.not_in(_OF_THE_TEAM) | OutboxMessage.episode_id.is_(None)
    is_barred = exists().where(
        namesake.email == TeamMember.email, or_(~namesake.is_active, _knows(namesake.id))
    )
    is_member = TeamMember.left_on.is_(None) & TeamMember.person_id.is_(None)
    return case(
        (
            OutboxMessage.account_id.is_not(None),
            Account.is_active & has_role & (is_other | is_on_team) & ~_knows(Account.id),
        ),
        else_=is_member & ~is_barred,
    )


_IS_ACTIVE = _may_be_written_to()
_ADDRESSED = (
    select(
        OutboxMessage.id,
        OutboxMessage.kind,
        OutboxMessage.attempts,
        OutboxMessage.created_at,
        func.coalesce(Account.email, TeamMember.email).label("email"),
        func.coalesce(Account.locale, "en").label("locale"),
        OutboxMessage.account_id.is_not(None).label("signs_in"),
        _IS_ACTIVE.label("is_active"),
        _REFERENCE,
    )
    .outerjoin(Account, Account.id == OutboxMessage.account_id)
    .outerjoin(TeamMember, TeamMember.id == OutboxMessage.member_id)
    .outerjoin(Contact, Contact.id == OutboxMessage.contact_id)
    .outerjoin(EarlyHelpEpisode, EarlyHelpEpisode.id == OutboxMessage.episode_id)
    .where(OutboxMessage.id.in_(bindparam("ids", expanding=True)))
    .order_by(OutboxMessage.created_at, OutboxMessage.id)
    .limit(bindparam("most"))
)
_DEAD = (
    select(
        OutboxMessage.id,
        OutboxMessage.kind,
        OutboxMessage.attempts,
        OutboxMessage.created_at,
        OutboxMessage.last_error,
        _REFERENCE,
    )
    .outerjoin(Contact, Contact.id == OutboxMessage.contact_id)
    .outerjoin(EarlyHelpEpisode, EarlyHelpEpisode.id == OutboxMessage.episode_id)
    .where(OutboxMessage.state == "dead")
    .order_by(OutboxMessage.created_at, OutboxMessage.id)
    .limit(bindparam("most"))
)


def next_to_send(now: datetime, most: int) -> Sequence[OutboxMessage]:
    """The mails whose turn it is, locked; those another worker holds are passed over."""
    return db.session.execute(_NEXT, {"now": now, "most": most}).scalars().all()


def addressed(ids: Sequence[object]) -> Sequence[AnyRow]:
    """Mails with what their letters need: address, language, reference."""
    return db.session.execute(_ADDRESSED, {"ids": list(ids), "most": len(ids)}).all()


def dead(most: int = 200) -> Sequence[AnyRow]:
    """Mails that were given up, oldest first; no addresses."""
    return db.session.execute(_DEAD, {"most": most}).all()
