"""What was typed on a page whose sign-in or token ran out, and where its writer comes back to."""

import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request, session, url_for
from flask_login import current_user
from itsdangerous import BadData, URLSafeTimedSerializer

from portal.addresses import own_path
from portal.commands.kept_words import keep_words
from portal.extensions import db
from portal.queries.kept_words import kept
from portal.signing_in import expired_actor, page_mark
from portal.vocabulary import LABELS
from portal.web import utc_now

# What a form sends besides what was typed: its marks, and the codes of what was chosen.
_NOT_WORDS = frozenset(
    {"csrf_token", "key", "autosave", "base", "tab", "go", "return_to", "back", "page"}
    | {"version", "stage", "seen", "reviews", "membership_id"}
)
_CODES = frozenset(str(each.value) for each in LABELS)
_SIGNED_OUT_PAGES = frozenset({"accounts.sign_in", "accounts.sign_out", "accounts.choose_language"})


def way_back() -> str:
    """The page to come back to: the one a form names, or the one a post or a part of a page is of.

    The path alone, never a query, which may hold what somebody searched for; home when there is
    no such page.
    """
    return next(filter(None, map(own_path, _pages())), url_for("accounts.home"))


def _pages() -> Iterator[str | None]:
    if request.method == "POST":
        yield from (request.form.get("return_to"), request.path)
    yield _page_of_part()
    path = request.path
    while path.strip("/"):  # an address that only acts stands below the page it acts on
        yield path
        path = path.rstrip("/").rpartition("/")[0]


def _page_of_part() -> str:
    """The path of the page that HTMX says it asks for; empty where that is no address at all."""
    try:
        return urlsplit(request.headers.get("HX-Current-URL", "")).path
    except ValueError:
        return ""


def keep_what_was_typed() -> str | None:
    """Keep a post that could not be acted on; the path it is kept for, or None.

    Only for its writer. A form token made for another account's page is never taken. One that
    cannot be read at all (none, or of an older key) is, from our own pages and while signed in:
    nothing is acted on, and the words are only shown again to whoever sent them. A sign-in that
    ran out needs a token of its own; one that somebody ended is never enough.
    """
    if request.method != "POST" or request.endpoint in _SIGNED_OUT_PAGES or not request.form:
        return None
    actor = current_user if current_user.is_authenticated else expired_actor()
    if actor is None or not _is_writer(actor.account_id):
        return None
    path = way_back()
    fields: dict[str, list[Any]] = request.form.to_dict(flat=False)
    db.session.rollback()
    keep_words(actor, path, fields, at=utc_now())
    session["words_kept"] = True
    return path


def _is_writer(account_id: uuid.UUID) -> bool:
    """Whether the post comes from a page that this server made for this account."""
    mark = _token_mark()
    if mark is None:
        return current_user.is_authenticated and _is_from_own_page()
    return mark == page_mark(account_id)


def _token_mark() -> str | None:
    """The account's mark in the posted form token; None where there is no token of ours."""
    given = request.form.get("csrf_token") or request.headers.get("X-CSRFToken", "")
    signer = URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="wtf-csrf-token")
    try:
        return str(signer.loads(given)).partition(".")[0]
    except BadData:
        return None


def _is_from_own_page() -> bool:
    """Whether the browser says that one of our own pages sent this; old browsers say nothing.

    As no page of ours sends a referrer, a browser calls the origin of our own forms "null"; the
    kind of site it names beside it cannot be set by any page.
    """
    site, origin = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Origin", "")
    if site and origin in {"", "null"}:
        return site == "same-origin"
    is_here = not origin or origin.partition("://")[2] == request.host
    return is_here and site in {"", "same-origin"}


def typed_texts() -> list[str]:
    """The words of a post that came too late, or of the page it came from, to be shown again."""
    if not current_user.is_authenticated:
        return []
    fields = dict(request.form.lists())
    if request.method != "POST":
        fields = kept(current_user, request.path, utc_now()) or {}
    return _words(fields)


def posted() -> list[tuple[str, str]]:
    """The fields of this post as they came, to be sent again; none of signing in or of others.

    Asks no database, which may be what is broken.
    """
    is_account = (request.blueprint or "accounts") == "accounts"
    if request.method != "POST" or is_account or not _is_from_own_page():
        return []
    return [each for each in request.form.items(multi=True) if "password" not in each[0]]


def posted_texts() -> list[str]:
    """The words among the fields of this post."""
    fields: dict[str, list[str]] = {}
    for name, value in posted():
        fields.setdefault(name, []).append(value)
    return _words(fields)


def _words(fields: dict[str, Any]) -> list[str]:
    texts = [
        value.strip()
        for name, values in fields.items()
        if name not in _NOT_WORDS and "password" not in name
        for value in values
    ]
    return [text for text in texts if len(text) > 1 and text not in _CODES]
