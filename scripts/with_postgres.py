"""Run a command with a PostgreSQL for its tests: `with_postgres.py COMMAND...`

The command finds it in PORTAL_TEST_PG_URL: the one already named there, else a server on
127.0.0.1:5432 that lets us create databases, else Debian's, started in a temporary folder that
goes with it. Without any of them the command runs all the same, and its tests say what they miss.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import psycopg

VARIABLE = "PORTAL_TEST_PG_URL"
KNOWN = ("postgresql://postgres@127.0.0.1:5432/postgres", "postgresql://127.0.0.1:5432/postgres")
SETTINGS = {  # a database that lives for minutes need not survive a power cut
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
}
NEW_CLUSTER = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")


@contextmanager
def postgres_url() -> Iterator[str | None]:
    """The URL of a server on which we may create databases, or None when there is none."""
    given = os.environ.get(VARIABLE)
    if given:
        yield given
        return
    running = next((url for url in KNOWN if _may_create(url)), None)
    if running:
        yield running
        return
    programs = _programs()
    if programs is None:
        yield None
        return
    with _started(programs) as url:
        yield url


def _may_create(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            found = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(found and found[0])


def _programs() -> Path | None:
    """The folder of the newest PostgreSQL that Debian installed; installs one in CI, as root."""
    if not _installed() and os.environ.get("CI"):
        packages = Path(__file__).with_name("debian_packages.sh")
        subprocess.run([packages, "postgresql"], check=False)
    return max(_installed(), key=lambda path: int(path.parent.name), default=None)


def _installed() -> list[Path]:
    found = Path("/usr/lib/postgresql").glob("*/bin")
    return [path for path in found if path.parent.name.isdigit() and (path / "initdb").exists()]


@contextmanager
def _started(programs: Path) -> Iterator[str]:
    """A server of our own on a free port, run by `postgres` when we are root: it refuses root."""
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    data, log, port = folder / "data", folder / "log", _free_port()
    run_as: list[str] = []
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        run_as = ["runuser", "-u", "postgres", "--"]
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    control = [*run_as, programs / "pg_ctl", "-D", data, "-w"]
    try:
        _quietly([*run_as, programs / "initdb", "-D", data, *NEW_CLUSTER])
        _quietly([*control, "-l", log, "-o", f"-p {port} -k {folder} {options}", "start"])
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        if data.exists():
            subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


def _quietly(command: list[str | Path]) -> None:
    # Output goes to a file: a pipe would stay open for as long as the server runs.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, cwd="/")
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"PostgreSQL did not start: {output.read()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def main() -> int:
    """Run the command and return its exit code; the server stops with it, killed or not."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _leave)
    with postgres_url() as url:
        environment = dict(os.environ)
        if url:
            environment[VARIABLE] = url
        else:
            print("No PostgreSQL here: apt-get install postgresql to test on it.", file=sys.stderr)
        return subprocess.run(sys.argv[1:], env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
