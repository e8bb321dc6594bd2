"""Mail waiting to leave, and mail that could not."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, func, select

from portal.extensions import db
from portal.models import Account, Contact, EarlyHelpEpisode, OutboxMessage, TeamMember
from portal.queries.rows import AnyRow

_NEXT = (
    select(OutboxMessage)
    .where(OutboxMessage.state == "waiting", OutboxMessage.next_try_at <= bindparam("now"))
    .order_by(OutboxMessage.next_try_at, OutboxMessage.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_REFERENCE = func.coalesce(Contact.reference, EarlyHelpEpisode.reference).label("reference")
_IS_ACTIVE = case(  # one of the family is never written to, nor who has left the team
    (OutboxMessage.account_id.is_not(None), Account.is_active),
    else_=(TeamMember.left_on.is_(None) & TeamMember.person_id.is_(None)),
)
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
