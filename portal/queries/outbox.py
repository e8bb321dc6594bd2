"""Mail waiting to leave, and mail that could not."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import Account, Contact, OutboxMessage
from portal.queries.rows import AnyRow

_NEXT = (
    select(OutboxMessage)
    .where(OutboxMessage.state == "waiting", OutboxMessage.next_try_at <= bindparam("now"))
    .order_by(OutboxMessage.next_try_at, OutboxMessage.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_ADDRESSED = (
    select(
        OutboxMessage.id,
        OutboxMessage.kind,
        OutboxMessage.attempts,
        OutboxMessage.created_at,
        Account.email,
        Account.locale,
        Account.is_active,
        Contact.reference,
    )
    .join(Account, Account.id == OutboxMessage.account_id)
    .outerjoin(Contact, Contact.id == OutboxMessage.contact_id)
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
        Contact.reference,
    )
    .outerjoin(Contact, Contact.id == OutboxMessage.contact_id)
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
