"""Mail claimed, sent, put off and given up; a mail is lost by nobody and sent by one."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update

from portal import audit
from portal.commands.base import command
from portal.extensions import db
from portal.models import OutboxMessage
from portal.queries.outbox import addressed, next_to_send
from portal.queries.rows import AnyRow
from portal.rules.delivery import LEASE, TRIES, next_try

BATCH = 20


@command
def claim(*, at: datetime, most: int = BATCH) -> Sequence[AnyRow]:
    """Take the next mails for this worker alone, for five minutes.

    A worker killed after sending and before saying so leaves the mail to be sent again: a mail
    may come twice, and is never lost. One that has been tried too often is given up.
    """
    taken = []
    for mail in next_to_send(at, most):
        if mail.attempts >= TRIES:
            _give_up(mail.id, "tried too often")
            continue
        mail.attempts += 1
        mail.next_try_at = at + LEASE
        taken.append(mail.id)
    db.session.flush()
    return addressed(taken) if taken else ()


@command
def put_back(mail_ids: Sequence[uuid.UUID], *, at: datetime) -> None:
    """Mails that were claimed and not tried: anybody's again at once, with that try not counted."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(mail_ids), OutboxMessage.state == "waiting")
        .values(next_try_at=at, attempts=OutboxMessage.attempts - 1)
        .execution_options(synchronize_session=False)
    )


@command
def sent(mail_id: uuid.UUID, *, at: datetime) -> None:
    """The mail system has taken it over."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == mail_id)
        .values(state="sent", sent_at=at, last_error="")
        .execution_options(synchronize_session=False)
    )


@command
def failed(
    mail_id: uuid.UUID, *, attempts: int, reason: str, is_permanent: bool, at: datetime
) -> None:
    """It did not leave: try again later, or show it as a dead letter. `reason` names nobody."""
    again_at = next_try(attempts, is_permanent, at)
    if again_at is None:
        _give_up(mail_id, reason)
        return
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == mail_id)
        .values(next_try_at=again_at, last_error=reason[:200])
        .execution_options(synchronize_session=False)
    )


@command
def give_up(mail_id: uuid.UUID, *, reason: str) -> None:
    """No use in trying: its reader's account is closed, or it cannot be worded."""
    _give_up(mail_id, reason)


@command
def retry_dead(*, at: datetime) -> int:
    """Put every dead letter back in the queue with all its tries; how many there were."""
    again = db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == "dead")
        .values(state="waiting", attempts=0, next_try_at=at)
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    ).all()
    audit.record(None, "retry_dead_letters", "outbox", None, at=at, why=f"{len(again)} letters")
    return len(again)


def _give_up(mail_id: uuid.UUID, reason: str) -> None:
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == mail_id)
        .values(state="dead", last_error=reason[:200])
        .execution_options(synchronize_session=False)
    )
