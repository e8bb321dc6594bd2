"""The WSGI entry: `gunicorn wsgi:app`, `flask --app wsgi`."""

import gc
import sys

from config import ConfigurationError, load

try:
    settings = load()  # before the portal is loaded: a refusal need not wait for it
except ConfigurationError as error:
    sys.exit(f"The portal did not start. {error}")

# What is loaded from here on stays until the end. Looking through all of it for something to
# throw away, again and again, takes a quarter of the start, and later a part of somebody's page.
gc.disable()

from portal import create_app  # noqa: E402 - after the line above

app = create_app(settings)
gc.freeze()
gc.enable()
