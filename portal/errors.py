"""Each error mapped once to a page that says what happened, what to do, and that nothing is lost."""

import structlog
from flask import Flask, Response, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from portal.commands.base import Refused
from portal.commands.kept_words import keep_words
from portal.extensions import db
from portal.rules.lifecycle import NotAllowedNow
from portal.signing_in import expired_account_id
from portal.web import page, utc_now

log = structlog.get_logger()


def _same_site() -> bool:
    origin = request.headers.get("Origin")
    return origin is None or origin.rstrip("/") == request.host_url.rstrip("/")


def _keep_what_was_typed() -> None:
    """Words posted with a stale token or an expired sign-in wait for their writer to return."""
    account_id = current_user.account_id if current_user.is_authenticated else expired_account_id()
    if request.method == "POST" and account_id and request.form and _same_site():
        db.session.rollback()
        keep_words(account_id, request.path, request.form.to_dict(flat=False), at=utc_now())


def to_sign_in(_error: Exception | None = None) -> Response:
    """Not signed in: keep the words, then ask to sign in and come back to the same page."""
    _keep_what_was_typed()
    here = request.path if request.method == "GET" else request.form.get("return_to", request.path)
    target = url_for("accounts.sign_in", next=here)
    if request.headers.get("HX-Request") == "true":
        answer = make_response("", 401)
        answer.headers["HX-Redirect"] = target
        return answer
    return make_response(redirect(target, code=303))


def stale_token(_error: CSRFError) -> Response:
    """The page had been open too long: same page, same words, a fresh token."""
    if not current_user.is_authenticated:
        return to_sign_in()
    _keep_what_was_typed()
    if request.headers.get("HX-Request") == "true":
        answer = make_response("", 409)
        answer.headers["HX-Refresh"] = "true"
        return answer
    return make_response(redirect(request.path, code=303))


def not_found(_error: Exception) -> Response:
    return page("errors/not_found.html", status=404)


def moved_on(error: Exception) -> Response:
    """Someone else acted first, or the act is not possible now."""
    db.session.rollback()
    message = (
        error.message
        if isinstance(error, Refused)
        else _("This has changed since you opened the page. Go back, look again and then decide.")
    )
    return page("errors/moved_on.html", status=409, message=message)


def http_error(error: HTTPException) -> Response:
    if error.code in {403, 404, 405}:
        return not_found(error)
    if error.code == 413:
        return page("errors/too_large.html", status=413)
    return page("errors/problem.html", status=error.code or 500)


def broken(error: Exception) -> Response:
    """Nothing half-done is kept; the log names the kind of error, never what was typed."""
    db.session.rollback()
    log.error("request_failed", kind=type(error).__name__, endpoint=request.endpoint)
    return page("errors/problem.html", status=503 if isinstance(error, DBAPIError) else 500)


def register(app: Flask) -> None:
    """Attach every handler."""
    app.register_error_handler(401, to_sign_in)
    app.register_error_handler(CSRFError, stale_token)
    app.register_error_handler(NotAllowedNow, moved_on)
    app.register_error_handler(Refused, moved_on)
    app.register_error_handler(StaleDataError, moved_on)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(DBAPIError, broken)
    if not app.debug and not app.testing:
        app.register_error_handler(Exception, broken)
