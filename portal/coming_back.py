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

    Only for its writer: the post must carry a form token this server made for that account, and
    the sign-in must be live or have run out of time, never one that somebody ended.
    """
    if request.method != "POST" or request.endpoint in _SIGNED_OUT_PAGES or not request.form:
        return None
    actor = current_user if current_user.is_authenticated else expired_actor()
    if actor is None or not _made_for(actor.account_id):
        return None
    path = way_back()
    fields: dict[str, list[Any]] = request.form.to_dict(flat=False)
    db.session.rollback()
    keep_words(actor, path, fields, at=utc_now())
    session["words_kept"] = True
    return path


def _made_for(account_id: uuid.UUID) -> bool:
    """Whether the posted form token was made by this server for a page of this account."""
    given = request.form.get("csrf_token") or request.headers.get("X-CSRFToken", "")
    signer = URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="wtf-csrf-token")
    try:
        token = str(signer.loads(given))
    except BadData:
        return False
    return token.partition(".")[0] == page_mark(account_id)


def typed_texts() -> list[str]:
    """The words of a post that came too late, or of the page it came from, to be shown again."""
    if not current_user.is_authenticated:
        return []
    fields = dict(request.form.lists())
    if request.method != "POST":
        fields = kept(current_user, request.path, utc_now()) or {}
    texts = [
        value.strip()
        for name, values in fields.items()
        if name not in _NOT_WORDS and "password" not in name
        for value in values
    ]
    return [text for text in texts if len(text) > 1 and text not in _CODES]
