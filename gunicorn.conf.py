"""What the server does once when it starts, and every web worker when it does."""

import socket
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

control_socket_disable = True  # nobody steers it but by signals, and two portals share no socket
forwarder_headers = ""  # no header of a request says which address it is for

# A caller that stops talking in the middle gives its thread back. Gunicorn itself waits for ever,
# and as many callers as there are threads would keep everybody out.
SILENT_SECONDS = 10


def on_starting(_server: Any) -> None:
    """Serve nobody from a database that another release left behind; its own sentence says why.

    In a process of its own: what the first process has loaded, a later reload would not renew.
    """
    look = Path(__file__).with_name("scripts") / "check_database.py"
    done = subprocess.run([sys.executable, look], check=False)  # noqa: S603 - our own script
    if done.returncode:
        sys.exit(done.returncode)


def when_ready(server: Any) -> None:
    """Every connection that is accepted has the patience of what it was accepted on."""
    for listener in server.LISTENERS:
        for patience in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            seconds = struct.pack("@ll", SILENT_SECONDS, 0)
            listener.sock.setsockopt(socket.SOL_SOCKET, patience, seconds)


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
