"""Sign-ins used and ended."""

import uuid
from datetime import datetime

from sqlalchemy import update

from portal import audit
from portal.commands.base import command
from portal.extensions import db
from portal.models import SignIn
from portal.models.transactions import begin_reading, begin_writing
from portal.queries.sign_ins import token_hash


def touch(sign_in_id: uuid.UUID, *, at: datetime) -> None:
    """Note that a sign-in was used, in a short transaction of its own."""
    db.session.rollback()
    begin_writing()
    _use(sign_in_id, at)
    begin_reading()


@command
def _use(sign_in_id: uuid.UUID, at: datetime) -> None:
    db.session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None))
        .values(last_used_at=at)
        .execution_options(synchronize_session=False)
    )


@command
def end_sign_in(token: str, *, account_id: uuid.UUID, at: datetime) -> None:
    """End one session: the token admits nobody from here on."""
    _end(SignIn.token_hash == token_hash(token), "signed_out", at)
    audit.record(None, "sign_out", "account", account_id, at=at)


@command
def end_everywhere(account_id: uuid.UUID, *, at: datetime) -> None:
    """End every session of the account at once, on every device."""
    _end(SignIn.account_id == account_id, "ended_everywhere", at)
    audit.record(None, "sign_out_everywhere", "account", account_id, at=at)


def _end(which: object, why: str, at: datetime) -> None:
    db.session.execute(
        update(SignIn)
        .where(which, SignIn.ended_at.is_(None))  # type: ignore[arg-type]  # a column expression
        .values(ended_at=at, ended_why=why)
        .execution_options(synchronize_session=False)
    )
