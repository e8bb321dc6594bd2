"""A portal of the journeys' own: real server, real database, the demo's families inside."""

import fcntl
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 600
STOP_SECONDS = 15
MEMORY, ENOUGH = Path("/dev/shm"), 256 * 1024 * 1024  # noqa: S108 - room for a database


@dataclass(frozen=True)
class Portal:
    """Where it is served, the SQLite file beneath it, and what it had to say."""

    url: str
    database: Path
    log: Path

    @property
    def address(self) -> str:
        """Host and port."""
        return self.url.removeprefix("http://")

    def let_sign_in_age(self, account: str, minutes: int) -> None:
        """As if the last to sign in as a demo account had left the desk for so long."""
        with closing(sqlite3.connect(self.database, timeout=STOP_SECONDS)) as database, database:
            database.execute(
                "UPDATE sign_ins SET last_used_at = strftime('%Y-%m-%d %H:%M:%f', last_used_at, ?)"
                " WHERE id = (SELECT sign_ins.id FROM sign_ins JOIN accounts"
                " ON accounts.id = account_id WHERE email = ? ORDER BY started_at DESC LIMIT 1)",
                (f"-{minutes} minutes", f"{account}@demo.example"),
            )

    def sent_by(self, account: str) -> int:
        """How many contacts a demo account has sent."""
        with closing(sqlite3.connect(self.database, timeout=STOP_SECONDS)) as database:
            query = (
                "SELECT count(submitted_at) FROM contacts JOIN accounts"
                " ON accounts.id = contacts.account_id WHERE email = ?"
            )
            return int(database.execute(query, (f"{account}@demo.example",)).fetchone()[0])


def _environment(database: Path) -> dict[str, str]:
    """Ours without its PORTAL settings, and without what keeps Python from remembering imports."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PORTAL_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    return kept | {
        "PORTAL_ENV": "development",
        "PORTAL_DATABASE_URL": f"sqlite:///{database}",
        "PORTAL_SECRET_KEY": "only-for-journeys-0123456789abcdef",
    }


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder that no disk is waited for, where the machine has one: every page read is a write.

    In a container it may be small; then the folder is one like any other.
    """
    is_enough = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    with TemporaryDirectory(prefix="portal-", dir=MEMORY if is_enough else None) as folder:
        yield Path(folder)


def demo(shared: Path) -> Path:
    """A database, migrated and filled: made by the first process that asks, for all of them."""
    made, part = shared / "demo.sqlite3", shared / "demo.part"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            with in_memory() as folder:
                command = [sys.executable, "scripts/prepare_demo.py"]
                _quietly(command, _environment(folder / "demo"), shared / "setup.log")
                part.unlink(missing_ok=True)
                with closing(sqlite3.connect(folder / "demo")) as filled:
                    filled.execute("VACUUM INTO ?", (str(part),))  # what is in its log, too
            part.replace(made)
    return made


@contextmanager
def served(folder: Path, log: Path) -> Iterator[Portal]:
    """The database of the folder, answering; stopped when the journeys are over."""
    database = folder / "portal.sqlite3"
    environment = _environment(database)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with log.open("w") as output:
            server = subprocess.Popen(  # noqa: S603 - our own server
                [*_gunicorn(), "--bind", f"fd://{listening.fileno()}", "wsgi:app"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=[listening.fileno()],
            )
    portal = Portal(f"http://127.0.0.1:{port}", database, log)
    try:
        _wait_for(portal, server)
        yield portal
    finally:
        server.terminate()
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _gunicorn() -> list[str]:
    """As `make run` serves it."""
    options = ["--worker-class", "gthread", "--workers", "2", "--threads", "8"]
    return [sys.executable, "-m", "gunicorn", *options, "--preload", "--log-level", "warning"]


def _quietly(command: list[str], environment: dict[str, str], log: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=READY_SECONDS
    )
    log.write_text(done.stdout + done.stderr)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[1:])} failed:\n{done.stderr[-3000:]}")


def _wait_for(portal: Portal, server: subprocess.Popen[bytes]) -> None:
    """Until the sign-in page answers; not for ever, and not for a server that has ended."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        asked = HTTPConnection(portal.address, timeout=READY_SECONDS)
        try:
            asked.request("GET", "/sign-in")
            if asked.getresponse().status == 200:
                return
        except OSError:
            continue
        finally:
            asked.close()
    raise RuntimeError(f"the portal did not answer:\n{portal.log.read_text()[-3000:]}")
