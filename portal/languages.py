"""Which language a reader gets: the account's, else what this browser chose."""

from flask import current_app, has_request_context, session
from flask_login import current_user


def select_locale() -> str:
    """`en` or `cy`."""
    if not has_request_context():
        return "en"
    chosen = session.get("locale")
    if chosen is None and current_user.is_authenticated:
        chosen = current_user.locale
    return str(chosen) if chosen in current_app.config["LANGUAGES"] else "en"
