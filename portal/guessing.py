"""From an email address and a password to a session, with every guess counted before it is made.

At most ten guesses an account name in five minutes, whatever number of workers answer. So that a
stranger's ten guesses cannot lock a teacher out, a browser in which an account has signed in
before is counted on its own: it carries a mark that only a right password earns.
"""

import hashlib
import hmac
import secrets
import uuid
from datetime import datetime

from flask import Response, current_app, request
from itsdangerous import BadData, URLSafeSerializer

from portal.commands import sign_ins as commands
from portal.commands.accounts import change_password
from portal.extensions import db
from portal.models.transactions import begin_reading, begin_writing
from portal.passwords import is_right
from portal.queries import accounts
from portal.rules.permissions import Actor

COOKIE = "portal-known"
MOST_MARKS = 12  # people who share one browser
KEPT_FOR = 180 * 24 * 60 * 60


def try_to_sign_in(
    email: str, password: str, *, at: datetime, wanted: uuid.UUID | None = None
) -> str | None:
    """The token of a new session, or None: unknown name, wrong password, or too many guesses.

    The session is in the `wanted` role where it is one of the account's.

    All three look the same and take the same. No transaction is open while the password is worked
    on, so a burst of guesses holds nobody else up.
    """
    guess_id = _count(_counted_name(email), at)
    is_demo_allowed = current_app.config["DEMO_ALLOWED"]
    key = accounts.key_of(email, is_demo_allowed=is_demo_allowed, wanted=wanted)
    fits = _fits(key.password_hash if key and guess_id else None, password)
    if key is None or not fits:
        commands.refuse_guess(key.id if key else None, was_checked=guess_id is not None, at=at)
        return None
    return commands.begin_sign_in(key.id, key.membership_id, guess_id=guess_id, at=at)


def try_to_change_password(
    actor: Actor, *, password: str, new_password: str, at: datetime
) -> str | None:
    """The token under which this session goes on, or None: wrong password, or too many guesses.

    Raises `Refused` for a new password that is easy to guess.
    """
    guess_id = _count(_hashed(f"change {actor.account_id}"), at)
    own = accounts.own(actor.account_id)
    if not _fits(own.password_hash if guess_id else None, password):
        commands.refuse_guess(
            own.id,
            was_checked=guess_id is not None,
            at=at,
            by=actor,
            action="change_password",
        )
        return None
    about = [own.email, own.name, actor.organisation_name, actor.hub_slug]
    token = actor.token
    return change_password(
        own.id, new_password, about=about, token=token, at=at, by=actor, guess_id=guess_id
    )


def _count(name: str, at: datetime) -> uuid.UUID | None:
    """The counted guess; None when it is one too many, whose password is not looked at."""
    db.session.rollback()
    begin_writing()
    guess_id = commands.count_guess(name, at=at)
    begin_reading()
    return guess_id


def _fits(stored: str | None, password: str) -> bool:
    """Whether the password is right; what follows may write."""
    db.session.rollback()
    begin_writing()
    return is_right(stored, password)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _counted_name(email: str) -> str:
    """The name guesses are counted under: the address's, or this browser's own for it."""
    folded = accounts.email_hash(email)
    browser, marks = _known()
    mark = _mark(browser, folded)
    return _hashed(mark) if mark in marks else folded


def remember_browser(response: Response, email: str) -> None:
    """Mark this browser as one in which the account has signed in; the mark opens nothing."""
    browser, marks = _known()
    mark = _mark(browser, accounts.email_hash(email))
    newest = [mark, *(other for other in marks if other != mark)][:MOST_MARKS]
    response.set_cookie(
        COOKIE,
        _signer().dumps([browser, newest]),
        max_age=KEPT_FOR,
        path="/sign-in",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Strict",
    )


def _known() -> tuple[str, list[str]]:
    """The browser's own number and its marks; a new number and none for a new browser."""
    try:
        browser, marks = _signer().loads(request.cookies.get(COOKIE, ""))
    except (BadData, ValueError, TypeError):
        return secrets.token_hex(16), []
    return browser, marks


def _mark(browser: str, folded: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"known {browser} {folded}".encode(), hashlib.sha256).hexdigest()[:32]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known-browser")
