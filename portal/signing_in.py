"""From the browser's opaque token to the person: what flask-login asks on every request."""

import hashlib
import hmac
import secrets
import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import login_user, logout_user

from portal.commands.sign_ins import touch
from portal.extensions import login_manager
from portal.queries import sign_ins
from portal.rules.permissions import Actor
from portal.rules.sessions import SignInState, needs_touch, state, time_left
from portal.web import utc_now

# Pages that open by themselves: reaching them is no use of the portal.
_OPEN_BY_THEMSELVES = frozenset({"accounts.timed_out", "accounts.keep"})
TOKEN = "_user_id"  # noqa: S105 - where flask-login keeps what `get_id` gives
CHOSEN = "role_chosen"  # stands beside the token, in the same signed cookie


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie, its signer made once for as long as the keys stay the same."""

    def get_signing_serializer(self, app: Flask) -> Any:
        """What reads and writes the cookie; None without a key."""
        keys = (app.secret_key, *(app.config["SECRET_KEY_FALLBACKS"] or ()))
        made, signer = getattr(self, "_made", ((), None))
        if made != keys:
            signer = super().get_signing_serializer(app)
            self._made = (keys, signer)
        return signer


def limits() -> dict[str, timedelta]:
    """How long a sign-in lives: unused, and in all."""
    settings = current_app.config
    return {
        "idle": timedelta(minutes=settings["IDLE_MINUTES"]),
        "absolute": timedelta(hours=settings["ABSOLUTE_HOURS"]),
    }


def _state(row: Any, now: datetime) -> SignInState:
    return state(row.started_at, row.last_used_at, row.ended_at, now, **limits())


def is_poll() -> bool:
    """A request the page makes by itself, which never counts as use."""
    return (
        request.headers.get("HX-Poll") == "true"
        or "poll" in request.args
        or request.endpoint in _OPEN_BY_THEMSELVES
    )


@login_manager.user_loader
def load_actor(token: str) -> Actor | None:
    """The live holder of the token; using it moves the idle timer, a poll does not."""
    row, now = sign_ins.holder(token), utc_now()
    if row is None or _state(row, now) is not SignInState.LIVE:
        return None
    if row.is_demo and not current_app.config["DEMO_ALLOWED"]:
        return None
    used_at = row.last_used_at
    if not is_poll() and needs_touch(used_at, now):
        touch(row.sign_in_id, at=now)
        used_at = now
    g.time_left = time_left(row.started_at, used_at, now, **limits())
    actor = sign_ins.actor_from(row, token)
    return replace(actor, is_role_chosen=not actor.has_other_roles or CHOSEN in session)


def begin_session(token: str, *, is_role_chosen: bool = True) -> None:
    """Put the token, and nothing of the session before it, into the browser's session.

    Without a chosen role, somebody who has several reaches no record (decision 18).
    """
    kept = {name: session[name] for name in ("locale",) if name in session}
    session.clear()
    session.update(kept)
    if is_role_chosen:
        session[CHOSEN] = True
    actor = load_actor(token)
    login_user(actor)
    if actor is not None:
        if actor.is_role_chosen:  # also who has one alone, and is given another meanwhile
            session[CHOSEN] = True
        session["csrf_token"] = f"{page_mark(actor.account_id)}.{secrets.token_hex(20)}"


def end_session() -> None:
    """Leave nothing but the chosen language in the browser's session."""
    logout_user()
    kept = {name: session[name] for name in ("locale",) if name in session}
    session.clear()
    session.update(kept)


def page_mark(account_id: uuid.UUID) -> str:
    """Marks the form tokens of pages made for this account, so that a stale page tells whose it is.

    Two people may use one browser in turn: what one of them left in an open page is never kept
    for the other.
    """
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, b"page of " + account_id.bytes, hashlib.sha256).hexdigest()[:32]


def expired_actor() -> Actor | None:
    """Whose sign-in this was, if it only ran out of time; None if it was ended or is unknown."""
    token = session.get(TOKEN, "")
    row = sign_ins.holder(token) if token else None
    if row is None or _state(row, utc_now()) not in {SignInState.IDLE, SignInState.TOO_OLD}:
        return None
    return sign_ins.actor_from(row, token)
