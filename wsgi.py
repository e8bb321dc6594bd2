"""The WSGI entry: `gunicorn wsgi:app`, `flask --app wsgi`."""

import sys

from config import ConfigurationError
from portal import create_app

try:
    app = create_app()
except ConfigurationError as error:
    sys.exit(f"The portal did not start. {error}")
