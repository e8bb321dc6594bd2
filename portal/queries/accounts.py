"""Accounts and their roles, found by what a person types."""

import hashlib
import uuid
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select

from portal.extensions import db
from portal.models import Account, Membership, SignInAttempt

_BY_EMAIL = select(Account).where(Account.email == bindparam("email"))
_FIRST_ROLE = (
    select(Membership)
    .where(Membership.account_id == bindparam("account_id"), Membership.is_active.is_(True))
    .order_by(Membership.role, Membership.id)
    .limit(1)
)
_RECENT_GUESSES = select(func.count()).select_from(
    select(SignInAttempt.id)
    .where(
        SignInAttempt.email_hash == bindparam("email_hash"),
        SignInAttempt.at > bindparam("since"),
    )
    .limit(11)
    .subquery()
)


def email_hash(email: str) -> str:
    """What is kept of a name that was guessed: SHA-256 of the folded address, hex."""
    return hashlib.sha256(email.strip().casefold().encode()).hexdigest()


def by_email(email: str) -> Account | None:
    """The account of an address, in any letter case."""
    folded = email.strip().casefold()
    return db.session.execute(_BY_EMAIL, {"email": folded}).scalar_one_or_none()


def first_role(account_id: uuid.UUID) -> Membership | None:
    """The role an account acts in after sign-in."""
    return db.session.execute(_FIRST_ROLE, {"account_id": account_id}).scalar_one_or_none()


def recent_guesses(email: str, now: datetime) -> int:
    """Failed guesses at this name in the last five minutes, counted to 11 at most."""
    given = {"email_hash": email_hash(email), "since": now - timedelta(minutes=5)}
    return int(db.session.execute(_RECENT_GUESSES, given).scalar_one())
