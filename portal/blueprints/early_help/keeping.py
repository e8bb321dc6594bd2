"""Words typed on a page of an episode come back when a sign-in or a token ran out."""

from typing import Any, TypeVar

from flask import request
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from portal.blueprints.form import PageForm
from portal.commands.kept_words import forget_words
from portal.queries.kept_words import kept
from portal.web import utc_now

AnyForm = TypeVar("AnyForm", bound=PageForm)


def form_of(kind: type[AnyForm], first: dict[str, Any] | None = None) -> tuple[AnyForm, bool]:
    """The form as it is posted, as it was kept, or with what stands now; whether it was kept."""
    words = _kept_here()
    if words is not None:
        return kind(formdata=words), True
    return (kind() if request.method == "POST" else kind(data=first or {})), False


def put_back(form: PageForm) -> bool:
    """Fill a form with what was kept for its page; whether anything was."""
    words = _kept_here()
    if words is not None:
        form.process(formdata=words)
    return words is not None


def _kept_here() -> MultiDict[str, str] | None:
    waiting = None
    if request.method != "POST":
        waiting = kept(current_user, request.path, utc_now())
    if waiting is None:
        return None
    return MultiDict((name, str(value)) for name, values in waiting.items() for value in values)


def let_go() -> None:
    """What was kept for this page is saved now."""
    forget_words(current_user.account_id, request.path)
