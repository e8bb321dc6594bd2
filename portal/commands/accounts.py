"""Accounts made, signed in and guessed at."""

import uuid
from datetime import datetime

from portal import audit
from portal.commands.base import Refused, command
from portal.extensions import db
from portal.models import Account, Membership, SignIn, SignInAttempt
from portal.passwords import MINIMUM, hash_password, is_right
from portal.queries import accounts, sign_ins
from portal.vocabulary import Role

GUESSES = 10


@command
def sign_in(*, email: str, password: str, at: datetime) -> str | None:
    """The token of a new session, or None: wrong address, wrong password, too many guesses.

    All three look and take the same. At most ten guesses an account name in five minutes, shared
    by every worker; the right password from a person not guessing is still limited by it.
    """
    if accounts.recent_guesses(email, at) >= GUESSES:
        return None
    account = accounts.by_email(email)
    fits = is_right(account.password_hash if account and account.is_active else None, password)
    role = accounts.first_role(account.id) if account and fits else None
    if account is None or role is None:
        db.session.add(SignInAttempt(email_hash=accounts.email_hash(email), at=at))
        audit.record(
            None, "sign_in", "account", account.id if account else None, at=at, result="refused"
        )
        return None
    token = sign_ins.new_token()
    db.session.add(
        SignIn(
            token_hash=sign_ins.token_hash(token),
            account_id=account.id,
            membership_id=role.id,
            started_at=at,
            last_used_at=at,
        )
    )
    audit.record(None, "sign_in", "account", account.id, at=at, hub_id=role.hub_id)
    return token


@command
def create_account(
    *,
    email: str,
    name: str,
    password: str,
    role: Role,
    hub_id: uuid.UUID,
    organisation_id: uuid.UUID | None,
    at: datetime,
    job_title: str = "",
    phone: str = "",
    is_demo: bool = False,
) -> Account:
    """A new account with one role. Raises `Refused` for a short password or a taken address."""
    if len(password) < MINIMUM:
        raise Refused(f"Use a password of at least {MINIMUM} characters.", "password")
    if accounts.by_email(email) is not None:
        raise Refused("An account with this email address exists already.", "email")
    account = Account(
        email=email.strip().casefold(),
        name=name,
        job_title=job_title,
        phone=phone,
        password_hash=hash_password(password),
        is_demo=is_demo,
        created_at=at,
    )
    db.session.add(account)
    db.session.flush()
    membership = Membership(
        account_id=account.id, hub_id=hub_id, organisation_id=organisation_id, role=role
    )
    db.session.add(membership)
    audit.record(None, "create_account", "account", account.id, at=at, hub_id=hub_id)
    return account
