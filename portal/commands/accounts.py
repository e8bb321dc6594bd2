"""Accounts made, changed and closed."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update

from portal import audit
from portal.commands.base import Refused, command
from portal.commands.outbox import queue_episode_mail
from portal.commands.sign_ins import end_where, forget_guess
from portal.extensions import db
from portal.models import Account, Membership, NextStep, SignIn
from portal.passwords import hash_password
from portal.queries import accounts, practitioners
from portal.queries.sign_ins import new_token, token_hash
from portal.rules.passwords import MINIMUM, too_easy
from portal.rules.permissions import Actor
from portal.vocabulary import N_, Role


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
    locale: str = "en",
    is_demo: bool = False,
    password_hash: str = "",
) -> Account:
    """A new account with one role.

    `password_hash` saves hashing a password that several demo accounts share. Raises `Refused`
    for a password that is short or easy to guess, and for a taken address.
    """
    if not is_demo:  # the demo's password is printed beside its accounts
        _check_password(password, [name, email])
    if accounts.by_email(email) is not None:
        raise Refused(N_("An account with this email address exists already"), "email")
    account = Account(
        email=email.strip().casefold(),
        name=name,
        job_title=job_title,
        phone=phone,
        locale=locale,
        password_hash=password_hash or hash_password(password),
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


@command
def add_role(
    account_id: uuid.UUID,
    *,
    role: Role,
    hub_id: uuid.UUID,
    organisation_id: uuid.UUID | None,
    at: datetime,
) -> None:
    """One more role for somebody who has an account; they choose which one they act in.

    Raises `Refused` for a role they have already.
    """
    there = accounts.membership(account_id, role, hub_id, organisation_id)
    if there is not None and there.is_active:
        raise Refused(N_("This account has this role already"))
    if there is not None:
        there.is_active = True
    else:
        db.session.add(
            Membership(
                account_id=account_id, hub_id=hub_id, organisation_id=organisation_id, role=role
            )
        )
    audit.record(None, "add_role", "account", account_id, at=at, hub_id=hub_id, why=str(role))


@command
def end_role(
    account_id: uuid.UUID,
    *,
    role: Role,
    hub_id: uuid.UUID,
    organisation_id: uuid.UUID | None,
    at: datetime,
) -> None:
    """The account no longer has this role: whoever acts in it is signed out at once.

    Decision makers hear of early help that nobody leads now.

    Raises `Refused` for a role they do not have.
    """
    there = accounts.membership(account_id, role, hub_id, organisation_id)
    if there is None or not there.is_active:
        raise Refused(N_("This account does not have this role"))
    there.is_active = False
    end_where(SignIn.membership_id == there.id, "role_ended", at)
    _ask_others(account_id)
    _find_another_lead(account_id, at)
    audit.record(None, "end_role", "account", account_id, at=at, hub_id=hub_id, why=str(role))


@command
def change_password(
    account_id: uuid.UUID,
    password: str,
    *,
    about: Iterable[str],
    token: str | None,
    at: datetime,
    by: Actor | None = None,
    guess_id: uuid.UUID | None = None,
) -> str:
    """A new password: every session of the account ends, save the one of `token`.

    That one goes on under a new token, the answer. `about` is what an acquaintance would try.
    `by` is None on the command line.
    Raises `Refused` for a password that is short or easy to guess.
    """
    _check_password(password, about)
    _change(account_id, password_hash=hash_password(password))
    present, new = token_hash(token or ""), new_token()
    is_own = SignIn.account_id == account_id
    end_where(is_own & (SignIn.token_hash != present), "password_changed", at)
    db.session.execute(
        update(SignIn)
        .where(is_own, SignIn.token_hash == present)
        .values(token_hash=token_hash(new))
        .execution_options(synchronize_session=False)
    )
    forget_guess(guess_id)
    audit.record(by, "change_password", "account", account_id, at=at)
    return new


@command
def deactivate(account_id: uuid.UUID, *, at: datetime) -> None:
    """The account stays on record and admits nobody, from the next request on.

    Decision makers hear of early help that nobody leads now.
    """
    _change(account_id, is_active=False)
    end_where(SignIn.account_id == account_id, "deactivated", at)
    _ask_others(account_id)
    _find_another_lead(account_id, at)
    audit.record(None, "deactivate_account", "account", account_id, at=at)


@command
def choose_language(actor: Actor, locale: str, *, at: datetime) -> None:
    """The language of this person's pages and mails."""
    _change(actor.account_id, locale=locale)
    audit.record(actor, "choose_language", "account", actor.account_id, at=at, why=locale)


def _ask_others(account_id: uuid.UUID) -> None:
    """What they were asked about next steps is asked again, of whoever acts for their side now."""
    db.session.execute(
        update(NextStep)
        .where(NextStep.owner_id == account_id, NextStep.is_open)
        .values(asked_at=None)
        .execution_options(synchronize_session=False)
    )


def _find_another_lead(account_id: uuid.UUID, at: datetime) -> None:
    """Early help does not stay with who has left: those who can hand it over are told."""
    db.session.flush()
    for episode in practitioners.left_behind(account_id):
        deciding = practitioners.who_decide(episode.hub_id)
        queue_episode_mail("help_needs_lead", episode, at, account_ids=deciding)


def _change(account_id: uuid.UUID, **values: object) -> None:
    db.session.execute(
        update(Account)
        .where(Account.id == account_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _check_password(password: str, about: Iterable[str]) -> None:
    if len(password) < MINIMUM:
        raise Refused(N_("Use a password of at least 12 characters"), "password")
    if too_easy(password, about):
        raise Refused(
            N_("Others could guess this password. Use three words that do not belong together"),
            "password",
        )
