"""Addresses within the portal: the only ones a person is ever sent on to."""

from urllib.parse import unquote, urlsplit

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException

LONGEST = 400  # what `kept_words.path` holds


def own_page(given: str | None) -> str | None:
    """The path (and query) of a page of ours that can be opened by GET; None for anything else.

    Every way of writing another site's address, and every address without a page, is None.
    """
    if not given or len(given) > LONGEST or not _is_plain(given):
        return None
    parts = urlsplit(given)
    path = unquote(parts.path)
    return given if not parts.netloc and _is_plain(path) and _opens(path) else None


def own_path(given: str | None) -> str | None:
    """The same without its query, which may hold what somebody searched for."""
    return own_page(urlsplit(given).path) if given and _is_plain(given) else None


def go_to_url(url: str) -> Response:
    """See other, to an address this application built itself."""
    return Response("", 303, {"Location": url})


def _is_plain(address: str) -> bool:
    """One leading slash, no backslash, no space and no control character anywhere."""
    has_odd = any(char == "\\" or char <= " " or char == "\x7f" for char in address)
    return address.startswith("/") and not address.startswith("//") and not has_odd


def _opens(path: str) -> bool:
    try:
        endpoint, _ids = current_app.url_map.bind(request.host).match(path, method="GET")
    except HTTPException:  # no such page, or only a redirect to one
        return False
    return bool(endpoint != "static")
