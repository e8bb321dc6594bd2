"""From the browser's opaque token to the person: what flask-login asks on every request."""

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from functools import lru_cache
from time import time
from typing import Any, NamedTuple

from flask import Flask, Request, Response, current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_login import login_user, logout_user
from itsdangerous import BadData
from werkzeug.http import parse_cookie

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
    """Flask's signed cookie, its signer made once for as long as the keys stay the same.

    A signature that was good is tried again an hour later. The cookie is sent when it has changed,
    and every page says by itself that it varies with it.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie says; nothing, for one that we did not sign."""
        signer = self.get_signing_serializer(app)
        cookie = request.cookies.get(self.get_cookie_name(app))
        if signer is None or not cookie:
            return super().open_session(app, request)
        lives = int(app.permanent_session_lifetime.total_seconds())
        # a copy, because messages that wait for the next page are added to the list in it
        return self.session_class(deepcopy(_signed(signer, cookie, lives, int(time()) // 3600)))

    def get_signing_serializer(self, app: Flask) -> Any:
        """What reads and writes the cookie; None without a key."""
        keys = (app.secret_key, *(app.config["SECRET_KEY_FALLBACKS"] or ()))
        made, signer = getattr(self, "_made", ((), None))
        if made != keys:
            signer = super().get_signing_serializer(app)
            self._made = (keys, signer)
        return signer

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie along with the answer, if there is something new in it."""
        if session.modified:
            super().save_session(app, session, response)


@lru_cache(maxsize=4096)
def _signed(signer: Any, cookie: str, lives: int, _hour: int) -> Mapping[str, Any]:
    try:
        return dict(signer.loads(cookie, max_age=lives))
    except BadData:
        return {}


class SignedIn(NamedTuple):
    """What a session cookie of ours says: whose sign-in, its language, and if a role was chosen."""

    token_hash: str
    locale: str | None
    is_role_chosen: bool


class SignInCookies:
    """Reads session cookies where there is no request of the application yet."""

    def __init__(self, app: Flask) -> None:
        self._name = app.config["SESSION_COOKIE_NAME"]
        self._signer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # the signed-cookie kind has it
        self._read = lru_cache(maxsize=4096)(self._of)  # a good signature stays good

    def read(self, environ: Mapping[str, Any]) -> SignedIn | None:
        """What the cookie of a request says; None for one that we did not sign."""
        return self._read(parse_cookie(environ).get(self._name, ""))  # type: ignore[arg-type]  # it takes any mapping

    def _of(self, cookie: str) -> SignedIn | None:
        try:
            kept: dict[str, Any] = self._signer.loads(cookie)
        except BadData:
            return None
        token = kept.get(TOKEN)
        if not token:
            return None
        return SignedIn(sign_ins.token_hash(token), kept.get("locale"), CHOSEN in kept)


def limits(settings: Mapping[str, Any] | None = None) -> dict[str, timedelta]:
    """How long a sign-in lives: unused, and in all."""
    settings = current_app.config if settings is None else settings
    return {
        "idle": timedelta(minutes=settings["IDLE_MINUTES"]),
        "absolute": timedelta(hours=settings["ABSOLUTE_HOURS"]),
    }


def _state(row: Any, now: datetime, settings: Mapping[str, Any] | None = None) -> SignInState:
    return state(row.started_at, row.last_used_at, row.ended_at, now, **limits(settings))


def is_admitted(row: Any, now: datetime, settings: Mapping[str, Any]) -> bool:
    """Whether the sign-in lives, and its holder may be here: nobody of the demo, unless allowed."""
    if row is None or _state(row, now, settings) is not SignInState.LIVE:
        return False
    return bool(settings["DEMO_ALLOWED"] or not row.is_demo)


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
    if row is None or not is_admitted(row, now, current_app.config):
        return None
    used_at = row.last_used_at
    if not is_poll() and needs_touch(used_at, now):
        touch(row.sign_in_id, at=now)
        used_at = now
    g.time_left = time_left(row.started_at, used_at, now, **limits())
    is_chosen = not row.has_other_roles or CHOSEN in session
    return sign_ins.actor_from(row, token, is_role_chosen=is_chosen)


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
