"""Which language a reader gets: the account's, else what this browser chose."""

from collections.abc import Container
from functools import cache

from babel import Locale
from flask import current_app, has_request_context, session
from flask_login import current_user

_locale = cache(Locale)  # else its files are looked for on every request


def select_locale() -> Locale:
    """English or Welsh."""
    if not has_request_context():
        return _locale("en")
    chosen = session.get("locale")
    if chosen is None and current_user.is_authenticated:
        chosen = current_user.locale
    return _locale(offered(chosen, current_app.config["LANGUAGES"]))


def offered(chosen: str | None, languages: Container[str]) -> str:
    """The language chosen, if it is one of those there are; else English."""
    return chosen if chosen is not None and chosen in languages else "en"
