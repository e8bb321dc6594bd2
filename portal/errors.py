"""Each error mapped once to a page: what happened, what to do, and that nothing is lost."""

from typing import Any

import structlog
from flask import Flask, Response, flash, g, make_response, redirect, request, session, url_for
from flask.globals import request_ctx
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from portal.access import RoleNotChosen
from portal.coming_back import keep_what_was_typed, posted, posted_texts, typed_texts, way_back
from portal.commands.base import Refused
from portal.commands.queue import AlreadyTaken, note_already_taken
from portal.extensions import db, login_manager
from portal.queries import hubs
from portal.queries.frameworks import NotPublished
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.saving import TooLong
from portal.signing_in import is_poll
from portal.web import is_fragment_wanted, page, utc_now

log = structlog.get_logger()


def to_sign_in(_error: Exception | None = None) -> Response:
    """Not signed in: keep the words, then ask to sign in and come back to the same page.

    A page that polls is only told; its idle page takes over.
    """
    if request.method == "GET" and is_poll():
        return make_response("", 401)
    back = keep_what_was_typed() or way_back()
    return _first_to("accounts.sign_in", back)


def to_role(_error: Exception) -> Response:
    """Signed in and in no role yet: keep the words, then ask which one and come back."""
    if request.method == "GET" and is_poll():
        return make_response("", 401)
    return _first_to("accounts.act_as", keep_what_was_typed() or way_back())


def _first_to(endpoint: str, back: str) -> Response:
    target = url_for(endpoint, next=back)
    if is_fragment_wanted():
        answer = make_response("", 401)
        answer.headers["HX-Redirect"] = target
        answer.headers["Portal-Return-To"] = back
        return answer
    return make_response(redirect(target, code=303))


def stale_token(_error: CSRFError) -> Response:
    """The page had been open too long: same page, same words, a fresh token."""
    if not current_user.is_authenticated:
        return to_sign_in()
    kept = keep_what_was_typed()
    session.pop("words_kept", None)
    if is_fragment_wanted():
        answer = make_response("", 409)
        answer.headers["HX-Redirect"] = kept or way_back()
        return answer
    flash(_("The page had been open for too long, so nothing was done. Try again."))
    return make_response(redirect(kept or way_back(), code=303))


def not_found(_error: Exception) -> Response:
    """The one refusal."""
    return page("errors/not_found.html", status=404)


def moved_on(error: Exception) -> Response:
    """Someone else acted first, or the act is not possible now; what was typed is shown again."""
    db.session.rollback()
    message = (
        _(error.message)
        if isinstance(error, Refused)
        else _("This has changed since you opened the page. Go back, look again and then decide.")
    )
    answer = page("errors/moved_on.html", status=409, message=message, texts=typed_texts())
    answer.headers.update(_WHOLE_PAGE)
    return answer


# HTMX puts the error where the page was, not where the fragment would have gone.
_WHOLE_PAGE = {
    "HX-Retarget": "#main-content",
    "HX-Reselect": "#main-content",
    "HX-Reswap": "outerHTML",
}


def not_ready(_error: NotPublished) -> Response:
    """A hub without a threshold document yet: nobody is guided by another's, and phones instead."""
    db.session.rollback()
    answer = page("errors/not_ready.html", status=409)
    answer.headers.update(_WHOLE_PAGE)
    return answer


def too_long(_error: TooLong) -> Response:
    """A text nobody could read: nothing is saved, and all of it is on the page to be shortened."""
    db.session.rollback()
    if is_fragment_wanted():
        return page("errors/_too_long.html")
    kept = keep_what_was_typed()
    session.pop("words_kept", None)
    flash(
        _("This is not saved: it is too long. Shorten each answer to 20,000 characters or fewer.")
    )
    return make_response(redirect(kept or way_back(), code=303))


def already_taken(error: AlreadyTaken) -> Response:
    """Someone else was first: who has it, and since when; that this was read is on the record."""
    db.session.rollback()
    note_already_taken(current_user, error.contact_id, at=utc_now())
    return page("queue/already_taken.html", status=409, taken=error)


def http_error(error: HTTPException) -> Response:
    """Everything Flask refuses by itself: no such page, a wrong verb, too much text, bad input."""
    code = error.code or 500
    if request_ctx.url_adapter is None:  # a host name that is not ours: no page of ours for it
        return make_response("Bad request\n", 400, {"Content-Type": "text/plain"})
    if code in {403, 404, 405}:
        return not_found(error)
    if code == 413:
        return page("errors/too_large.html", status=413)
    return broken(error) if code >= 500 else page("errors/problem.html", status=code, texts=[])


def broken(error: Exception) -> Response:
    """Nothing half-done is kept; the log names the kind of error, never what was typed.

    The page is made as for a stranger: who is signed in is a question to the database, which may
    be what is broken. What was posted stays on it, and can be sent again from it.
    """
    db.session.rollback()
    cause = getattr(error, "original_exception", None) or error
    log.error(
        "request_failed", kind=type(cause).__name__, endpoint=request.endpoint, at=_place(cause)
    )
    g._login_user = login_manager.anonymous_user()
    code = 503 if isinstance(cause, DBAPIError) else 500
    if request.endpoint == "accounts.help_page" and (known := hubs.phone_book_without_asking()):
        return page("accounts/help_page.html", status=code, hubs=known)
    return page("errors/problem.html", status=code, posted=posted(), texts=posted_texts())


def _place(error: BaseException) -> str:
    """The last line of ours that the error passed through: file and number, no values."""
    place, trace = "", error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("portal"):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _broken_twice(given: Any) -> None:
    """An error met while another was answered: in the log as every other, without its words."""
    kind, error, _trace = given
    log.error("answer_failed", kind=kind.__name__, endpoint=request.endpoint, at=_place(error))


def register(app: Flask) -> None:
    """Attach every handler."""
    app.log_exception = _broken_twice  # type: ignore[method-assign,assignment]  # its own shows words
    app.register_error_handler(401, to_sign_in)
    app.register_error_handler(RoleNotChosen, to_role)
    app.register_error_handler(CSRFError, stale_token)
    app.register_error_handler(AlreadyTaken, already_taken)
    app.register_error_handler(NotAllowedNow, moved_on)
    app.register_error_handler(Refused, moved_on)
    app.register_error_handler(StaleDataError, moved_on)
    app.register_error_handler(NotPublished, not_ready)
    app.register_error_handler(TooLong, too_long)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(DBAPIError, broken)
    if not app.debug and not app.testing:
        app.register_error_handler(Exception, broken)
