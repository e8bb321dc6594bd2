"""What the server does once when it starts, and every web worker when it does."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

control_socket_disable = True  # nobody steers it but by signals, and two portals share no socket


def on_starting(_server: Any) -> None:
    """Serve nobody from a database that another release left behind; its own sentence says why.

    In a process of its own: what the first process has loaded, a later reload would not renew.
    """
    look = Path(__file__).with_name("scripts") / "check_database.py"
    done = subprocess.run([sys.executable, look], check=False)  # noqa: S603 - our own script
    if done.returncode:
        sys.exit(done.returncode)


def post_worker_init(worker: Any) -> None:
    """Load the document fonts and the phone numbers now, so that nobody waits for them later."""
    from sqlalchemy.exc import SQLAlchemyError

    from portal.documents.render import warm_up
    from portal.models.transactions import begin_reading, begin_writing
    from portal.queries.hubs import phone_book

    warm_up()
    with worker.wsgi.app_context(), suppress(SQLAlchemyError):
        begin_reading()
        phone_book()
    begin_writing()
