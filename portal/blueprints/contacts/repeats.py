"""A document that was made before is given once more before the application wakes up for it.

A sign-in, an access rule and an audit event cost a fifth of what the way to them costs. The door
goes that way without the frame: it runs the same statements, asks the same tests of the same
facts, as they are now, and writes the same event, in one transaction that is committed before
the first byte is sent. Nothing is remembered from one request to the next. It can only say
"here it is": every other answer, and every doubt, is the application's. See docs/decisions/0019.
"""

import re
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask
from werkzeug.exceptions import SecurityError
from werkzeug.wsgi import get_host

from portal.blueprints.contacts import papers
from portal.commands.sign_ins import touch_on
from portal.extensions import db
from portal.headers import standing
from portal.languages import offered
from portal.models.own_transactions import OwnTransactions, Troubled
from portal.policies.contacts import document_made_before
from portal.queries import sign_ins
from portal.rules.printing import COPY, Printed, advice_name, decision_name, marac_name
from portal.rules.sessions import needs_touch, time_left
from portal.signing_in import SignedIn, SignInCookies, is_admitted, limits
from portal.vocabulary import Audience
from portal.web import utc_now

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_PATH = re.compile(
    "/contacts/(?P<contact>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"
    "(?:copy|(?P<kind>advice|decision|marac)/(?P<version>[1-9][0-9]{0,3}))[.]pdf"
)
_NAMES = {"advice": advice_name, "decision": decision_name, "marac": marac_name}
_NOTHING = (None, "", "0")
_AUDIENCES = {
    "": Audience.PROFESSIONAL,
    "audience=professional": Audience.PROFESSIONAL,
    "audience=hub": Audience.HUB,
}
_MORE_THAN_ONCE_MORE = (  # a part of it, a page's own request, or something sent along
    *("HTTP_RANGE", "HTTP_HX_REQUEST", "HTTP_HX_POLL", "HTTP_TRANSFER_ENCODING"),
)


class _Asked(NamedTuple):
    contact_id: uuid.UUID
    name: str
    audience: Audience


class _Given(NamedTuple):
    content: bytes
    file_name: str
    seconds_left: int


class RepeatDownloads:
    """WSGI: a document made since its contact last changed, else the application."""

    def __init__(self, app: Flask) -> None:
        self._next = app.wsgi_app
        self._config = app.config
        self._cookies = SignInCookies(app)
        with app.app_context():
            self._transactions = OwnTransactions(db.engine)

    def __call__(self, environ: "WSGIEnvironment", respond: "StartResponse") -> Iterable[bytes]:
        """Answer, or pass the request on."""
        asked = self._asked(environ)
        signed_in = self._cookies.read(environ) if asked else None
        given = self._given(asked, signed_in) if asked and signed_in else None
        if given is None:
            return self._next(environ, respond)
        is_secure = environ["wsgi.url_scheme"] == "https" or self._config["SESSION_COOKIE_SECURE"]
        headers = [
            *papers.headers(given.file_name).items(),
            ("Content-Length", str(len(given.content))),
            *standing(is_secure=is_secure),
            ("Portal-Seconds-Left", str(given.seconds_left)),
        ]
        respond("200 OK", headers)
        return [given.content]

    def _asked(self, environ: "WSGIEnvironment") -> _Asked | None:
        """Which document a request asks for, and for nothing else."""
        found = _PATH.fullmatch(environ.get("PATH_INFO", ""))
        audience = _AUDIENCES.get(environ.get("QUERY_STRING", ""))
        if found is None or audience is None or not self._is_plain(environ):
            return None
        kind, version = found["kind"], found["version"]
        name = _NAMES[kind](int(version)) if kind else COPY
        return _Asked(uuid.UUID(found["contact"]), name, audience)

    def _is_plain(self, environ: "WSGIEnvironment") -> bool:
        if environ["REQUEST_METHOD"] != "GET" or environ.get("CONTENT_LENGTH") not in _NOTHING:
            return False
        if any(name in environ for name in _MORE_THAN_ONCE_MORE):
            return False
        try:
            return bool(get_host(environ, self._config["TRUSTED_HOSTS"]))
        except SecurityError:
            return False

    def _given(self, asked: _Asked, signed_in: SignedIn) -> _Given | None:
        """The document, its reading on the record; None if the database is busy or troubled."""
        try:
            return self._read(asked, signed_in)
        except Troubled:
            return None

    def _read(self, asked: _Asked, signed_in: SignedIn) -> _Given | None:
        """Everything from the sign-in on in the one transaction that writes the event."""
        with self._transactions.writing() as connection:
            row, now = sign_ins.holder_of(signed_in.token_hash, connection), utc_now()
            if row is None or not is_admitted(row, now, self._config):
                return None
            actor = sign_ins.actor_from(row, token="")
            if actor.has_other_roles and not signed_in.is_role_chosen:
                return None
            chosen = actor.locale if signed_in.locale is None else signed_in.locale
            lang = offered(chosen, self._config["LANGUAGES"])
            printed = Printed(asked.name, lang, asked.audience)
            contact = document_made_before(actor, asked.contact_id, printed, connection)
            if contact is None:
                return None
            used_at = row.last_used_at
            if needs_touch(used_at, now):
                touch_on(connection, row.sign_in_id, at=now)
                used_at = now
        left = time_left(row.started_at, used_at, now, **limits(self._config))
        name = papers.file_name(contact, printed)
        return _Given(bytes(contact.content), name, int(left.total_seconds()))
