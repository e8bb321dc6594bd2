"""A poll that has nothing to say is answered before the application wakes up for it.

Twenty advisers a hub poll four times a minute, and almost every answer is "no change". The door
asks the database each time who holds the sign-in and what version their queue has; while the tag
that the page saw still stands, it answers 204. That answer holds nothing, so there is nothing to
guard: every other request, and every doubt, goes on to the application and its access rules.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flask import Flask

from portal.extensions import db
from portal.headers import standing
from portal.queries.queue_polls import Poller, Pollers
from portal.rules.queue_tag import queue_tag
from portal.rules.sessions import SignInState, state, time_left
from portal.signing_in import SignInCookies
from portal.web import utc_now

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PATH = "/queue"
POLL = "poll=1&seen="  # follows the filters in the address that a page polls


def poll_address(filters: str, seen: str, rest: str) -> str:
    """The address a page polls: its filters, the tag it saw, and what else it knows."""
    return f"{PATH}?{filters}{'&' if filters else ''}{POLL}{seen}&{rest}"


class UnchangedPolls:
    """WSGI: 204 for a poll whose reader has seen the list as it stands, else the application."""

    def __init__(self, app: Flask) -> None:
        self._next = app.wsgi_app
        self._config = app.config
        self._cookies = SignInCookies(app)
        with app.app_context():
            self._pollers = Pollers(db.engine)

    def __call__(self, environ: "WSGIEnvironment", respond: "StartResponse") -> Iterable[bytes]:
        """Answer, or pass the request on."""
        query = environ.get("QUERY_STRING", "")
        is_poll = POLL in query and environ.get("PATH_INFO") == PATH
        if is_poll and environ["REQUEST_METHOD"] == "GET":
            left = self._unchanged_for(environ, query, utc_now())
            if left:
                is_https = environ.get("wsgi.url_scheme") == "https"
                headers = standing(is_secure=is_https or self._config["SESSION_COOKIE_SECURE"])
                respond("204 NO CONTENT", [*headers, ("Portal-Seconds-Left", str(left))])
                return []
        return self._next(environ, respond)

    def _unchanged_for(self, environ: "WSGIEnvironment", query: str, now: datetime) -> int:
        """How many seconds the sign-in has left, if its holder has seen it all; otherwise 0."""
        signed_in = self._cookies.read(environ)
        poller = self._pollers.by_hash(signed_in.token_hash) if signed_in else None
        if poller is None or (poller.is_demo and not self._config["DEMO_ALLOWED"]):
            return 0
        idle = timedelta(minutes=self._config["IDLE_MINUTES"])
        absolute = timedelta(hours=self._config["ABSOLUTE_HOURS"])
        began, used = poller.started_at, poller.last_used_at
        now_is = state(began, used, poller.ended_at, now, idle=idle, absolute=absolute)
        if now_is is not SignInState.LIVE or _tag_in(query) != _tag_of(poller, query, now):
            return 0
        return int(time_left(began, used, now, idle=idle, absolute=absolute).total_seconds())


def _tag_in(query: str) -> str:
    return query.partition(POLL)[2].partition("&")[0]


def _tag_of(poller: Poller, query: str, now: datetime) -> str:
    return queue_tag(
        poller.version,
        hub_id=poller.hub_id,
        account_id=poller.account_id,
        role=poller.role,
        filters=query.partition(POLL)[0].rstrip("&"),
        now=now,
    )
