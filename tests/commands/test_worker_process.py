"""The worker as a process: it delivers, stops when told, and dies without losing mail."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from portal.commands.base import command
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.models import OutboxMessage
from portal.rules.delivery import LEASE
from portal.web import utc_now
from tests.integrations.test_mail import Listener, listening
from tests.makers import NOON, Maker

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60  # to start Python on a busy machine


@command
def queue(contact):
    queue_mail("advice", contact, [contact.account_id], NOON)


class Signalling(Listener):
    """Says when a letter arrives, and answers it only when let."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = threading.Event()
        self.may_answer = threading.Event()

    async def handle_DATA(self, server, session, envelope) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        self.arrived.set()
        while not self.may_answer.is_set():
            await server.loop.run_in_executor(None, self.may_answer.wait, 0.05)
        return answer


@pytest.fixture
def start_worker(app):
    """Starts `flask worker` on the test's own database and mail listener; none is left behind."""
    started = []

    def start(port: int) -> subprocess.Popen:
        url = app.config["SQLALCHEMY_DATABASE_URI"]
        environment = {
            **os.environ,
            "PORTAL_ENV": "testing",
            "PORTAL_DATABASE_URL": url,
            "PORTAL_MAIL_BACKEND": "smtp",
            "PORTAL_SMTP_PORT": str(port),
        }
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--every", "0.1"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait(SECONDS)


def test_worker_delivers_and_stops_when_told(make: Maker, start_worker):
    queue(make.consultation())
    listener = Signalling()
    listener.may_answer.set()
    with listening(listener) as post:
        worker = start_worker(post.port)
        assert listener.arrived.wait(SECONDS)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(SECONDS) == 0
    db.session.rollback()
    assert db.session.query(OutboxMessage).one().state == "sent"


def test_worker_killed_while_sending_leaves_the_mail_to_the_next(make: Maker, start_worker):
    queue(make.consultation())
    listener = Signalling()
    with listening(listener) as post:
        worker = start_worker(post.port)
        assert listener.arrived.wait(SECONDS)
        worker.kill()
        worker.wait(SECONDS)
        listener.may_answer.set()
        db.session.rollback()
        mail = db.session.query(OutboxMessage).one()
        assert (mail.state, mail.attempts) == ("waiting", 1)
        assert mail.next_try_at > utc_now() and mail.next_try_at <= utc_now() + LEASE
        mail.next_try_at = utc_now() - timedelta(seconds=1)  # the lease runs out
        db.session.commit()
        listener.arrived.clear()
        another = start_worker(post.port)
        assert listener.arrived.wait(SECONDS)
        another.send_signal(signal.SIGTERM)
        assert another.wait(SECONDS) == 0
    db.session.rollback()
    assert db.session.query(OutboxMessage).one().state == "sent"
    assert len(listener.taken) == 2
    assert len({e.content.partition(b"Message-ID: ")[2].split()[0] for e in listener.taken}) == 1
