"""Sign-ins: guesses counted, sessions begun, used and ended."""

import uuid
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    bindparam,
    delete,
    exists,
    func,
    select,
    update,
)

from portal import audit
from portal.commands.base import Refused, command
from portal.extensions import db
from portal.models import Membership, SignIn, SignInAttempt, prepared
from portal.models.transactions import writing
from portal.queries.accounts import COUNTED_FOR, is_guess_left
from portal.queries.sign_ins import actor_from, holder, new_token, token_hash
from portal.rules.permissions import Actor
from portal.vocabulary import N_

_USED = (
    update(SignIn)
    .where(SignIn.id == bindparam("sign_in_id"), SignIn.ended_at.is_(None))
    .values(last_used_at=bindparam("at"))
)
ROLE_ENDED = N_("You no longer have this role. Choose another one")


@command
def count_guess(name: str, *, at: datetime) -> uuid.UUID | None:
    """Count a guess at a name before its password is looked at; None, uncounted, after ten.

    Counting first, in a transaction of its own in which guesses at one name take turns, is what
    keeps those sent to many workers at the same instant within the limit. A guess after the limit
    is not counted, or the limit would never end. Guesses that no longer count are dropped.
    """
    _take_turns(name)
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at <= at - COUNTED_FOR))
    if not is_guess_left(name, at):
        return None
    attempt = SignInAttempt(id=uuid.uuid4(), email_hash=name, at=at)
    db.session.add(attempt)
    return attempt.id


def _take_turns(name: str) -> None:
    """Wait for other guesses at the name; on SQLite all writers take turns as it is."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(int(name[:15], 16))))


@command
def refuse_guess(
    account_id: uuid.UUID | None,
    *,
    was_checked: bool,
    at: datetime,
    by: Actor | None = None,
    action: str = "sign_in",
) -> None:
    """A wrong guess, or one after the limit, is on the record; a wrong one stays counted.

    `account_id` is whose password was guessed at, `by` who did it where that is known.
    """
    why = "" if was_checked else "too many guesses"
    audit.record(by, action, "account", account_id, at=at, result="refused", why=why)


@command
def begin_sign_in(
    account_id: uuid.UUID,
    membership_id: uuid.UUID,
    *,
    guess_id: uuid.UUID | None,
    at: datetime,
) -> str:
    """A session for a person whose password was right; the answer is its token."""
    token = new_token()
    forget_guess(guess_id)
    _begin(token, account_id, membership_id, at)
    row = holder(token)
    if row is None:
        raise LookupError("the account was stopped a moment ago")
    audit.record(actor_from(row, token), "sign_in", "account", account_id, at=at)
    return token


@command
def act_as(actor: Actor, membership_id: uuid.UUID, *, at: datetime) -> str:
    """Go on in another role of the same account; the answer is the new token of the sign-in.

    The old token admits nobody any more, so what was opened in the role before is never sent in
    this one. Raises `Refused` for a role that is not theirs, or no longer.
    """
    token = new_token()
    theirs = exists().where(
        Membership.id == membership_id,
        Membership.account_id == actor.account_id,
        Membership.is_active.is_(True),
    )
    changed = db.session.execute(
        update(SignIn)
        .where(
            SignIn.token_hash == token_hash(actor.token),
            SignIn.account_id == actor.account_id,
            SignIn.ended_at.is_(None),
            theirs,
        )
        .values(membership_id=membership_id, token_hash=token_hash(token))
        .execution_options(synchronize_session=False)
    )
    row = holder(token) if cast("CursorResult[Any]", changed).rowcount else None
    if row is None:
        raise Refused(ROLE_ENDED, "membership_id")
    now = actor_from(row, token)
    before = str(actor.role) if actor.is_role_chosen else "first choice after the password"
    audit.record(now, "act_as", "account", actor.account_id, at=at, why=before)
    return token


def forget_guess(guess_id: uuid.UUID | None) -> None:
    """Stop counting a guess, in the present transaction."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.id == guess_id))


def _begin(token: str, account_id: uuid.UUID, membership_id: uuid.UUID, at: datetime) -> None:
    db.session.add(
        SignIn(
            token_hash=token_hash(token),
            account_id=account_id,
            membership_id=membership_id,
            started_at=at,
            last_used_at=at,
        )
    )
    db.session.flush()


def touch(sign_in_id: uuid.UUID, *, at: datetime) -> None:
    """Note that a sign-in was used, in a short transaction of its own."""
    db.session.rollback()
    with writing():
        _use(sign_in_id, at)


@command
def _use(sign_in_id: uuid.UUID, at: datetime) -> None:
    touch_on(db.session.connection(), sign_in_id, at=at)


def touch_on(connection: Connection, sign_in_id: uuid.UUID, *, at: datetime) -> None:
    """The same in a transaction that is open on a connection."""
    given = {"sign_in_id": sign_in_id, "at": at}
    prepared.run(connection, _USED, given, writes=("last_used_at",))


@command
def end_sign_in(token: str, *, by: Actor, at: datetime) -> None:
    """End one session: the token admits nobody from here on."""
    end_where(SignIn.token_hash == token_hash(token), "signed_out", at)
    audit.record(by, "sign_out", "account", by.account_id, at=at)


@command
def end_everywhere(account_id: uuid.UUID, *, at: datetime, by: Actor | None = None) -> None:
    """End every session of the account at once, on every device; the command line has no `by`."""
    end_where(SignIn.account_id == account_id, "ended_everywhere", at)
    audit.record(by, "sign_out_everywhere", "account", account_id, at=at)


def end_where(which: ColumnElement[bool], why: str, at: datetime) -> None:
    """End the sessions a condition picks, in the present transaction."""
    db.session.execute(
        update(SignIn)
        .where(which, SignIn.ended_at.is_(None))
        .values(ended_at=at, ended_why=why)
        .execution_options(synchronize_session=False)
    )
