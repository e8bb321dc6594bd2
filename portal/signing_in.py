"""From the browser's opaque token to the person: what flask-login asks on every request."""

import uuid
from datetime import timedelta
from typing import Any

from flask import current_app, g, request, session

from portal.commands.sign_ins import touch
from portal.extensions import login_manager
from portal.queries import sign_ins
from portal.rules.permissions import Actor
from portal.rules.sessions import SignInState, needs_touch, state
from portal.web import utc_now


def _state(row: Any) -> SignInState:
    settings = current_app.config
    return state(
        row.started_at,
        row.last_used_at,
        row.ended_at,
        utc_now(),
        idle=timedelta(minutes=settings["IDLE_MINUTES"]),
        absolute=timedelta(hours=settings["ABSOLUTE_HOURS"]),
    )


def is_poll() -> bool:
    """A request the page makes by itself, which never counts as use."""
    return request.headers.get("HX-Poll") == "true" or "poll" in request.args


@login_manager.user_loader  # type: ignore[untyped-decorator]  # flask-login ships no types
def load_actor(token: str) -> Actor | None:
    """The live holder of the token; using it moves the idle timer, a poll does not."""
    row = sign_ins.holder(token)
    if row is None or _state(row) is not SignInState.LIVE:
        return None
    g.idle_from = row.last_used_at
    if not is_poll() and needs_touch(row.last_used_at, utc_now()):
        touch(row.sign_in_id, at=utc_now())
    return sign_ins.actor_from(row, token)


def expired_account_id() -> uuid.UUID | None:
    """Whose sign-in this was, if it only ran out of time; None if it was ended or is unknown."""
    token = session.get("_user_id")
    row = sign_ins.holder(token) if token else None
    if row is None or _state(row) is SignInState.ENDED:
        return None
    account_id: uuid.UUID = row.account_id
    return account_id
