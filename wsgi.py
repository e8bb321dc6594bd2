"""The WSGI entry: `gunicorn wsgi:app`, `flask --app wsgi`."""

import sys

from flask import Flask

from config import ConfigurationError, load


def _app() -> Flask:
    """Settings first: one that is missing is told before anything else is loaded."""
    try:
        settings = load()
    except ConfigurationError as error:
        sys.exit(f"The portal did not start. {error}")
    from portal import create_app

    return create_app(settings)


app = _app()
