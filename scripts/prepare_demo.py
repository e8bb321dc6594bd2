"""Bring the database up to date, load the demo where there is no hub, and show its sign-ins.

Most starts find all that done. They only look: loading the whole portal to do so costs seconds.
"""

import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config import DEMO_PASSWORD, ConfigurationError, load  # noqa: E402 - found by the line above
from scripts.check_database import NEWER, trouble_with  # noqa: E402 - the same

SIGN_INS = text("SELECT email, name, job_title FROM accounts WHERE is_demo ORDER BY email")


def sign_ins(address: str) -> Sequence[Any]:
    """The demo's, of a database that is up to date and has them; otherwise nothing.

    An SQLite file that is not there is not made by looking.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        file = Path(url.database or "")
        if not (file.is_absolute() and file.is_file()):
            return []
    engine = create_engine(url)
    try:
        if (trouble := trouble_with(engine)) == NEWER:
            sys.exit(NEWER)
        if trouble:
            return []
        with engine.connect() as connection:
            return connection.execute(SIGN_INS).all()
    except SQLAlchemyError:
        return []
    finally:
        engine.dispose()


def show(rows: Sequence[Any]) -> None:
    """In the words of `flask demo accounts`."""
    print(f"Demo sign-ins (password for all: {DEMO_PASSWORD})")
    for email, name, job_title in rows:
        print(f"  {email.ljust(30)} {name}, {job_title}")


def prepare() -> None:
    """The commands of `flask --app wsgi`, in one process; ends with the words of one that fails."""
    import click
    from flask_migrate import upgrade

    from portal.cli import database_in_words
    from portal.extensions import db
    from wsgi import app

    try:
        with app.app_context(), database_in_words():
            upgrade()
            for command in (["demo", "load", "--if-empty"], ["demo", "accounts"]):
                app.cli.main(command, prog_name="flask", standalone_mode=False)
            db.session.remove()
            db.engine.dispose()
    except click.ClickException as refused:
        sys.exit(refused.format_message())


def missing_file(address: str) -> Path | None:
    """The SQLite file of this address, where there is none yet."""
    url = make_url(address)
    file = Path(url.database or "")
    is_file = url.get_backend_name() == "sqlite" and file.is_absolute()
    return file if is_file and not file.exists() else None


def prepare_beside(file: Path) -> None:
    """The first demo is made beside its place and moved there whole.

    Half of one, left by a start that was stopped in the middle, would be taken for all of it.
    """
    making = file.with_name(f"{file.name}.making")
    for left in file.parent.glob(f"{making.name}*"):
        left.unlink()
    os.environ["PORTAL_DATABASE_URL"] = f"sqlite:///{making}"
    prepare()
    with closing(sqlite3.connect(making)) as last:  # what still lies beside it goes in
        last.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    making.replace(file)


def main() -> None:
    """Looks first; what is not as it should be, and every refusal, goes the long way."""
    try:
        settings = load()
    except ConfigurationError:
        return prepare()
    if settings.DEMO_ALLOWED and (file := missing_file(settings.SQLALCHEMY_DATABASE_URI)):
        return prepare_beside(file)
    rows = sign_ins(settings.SQLALCHEMY_DATABASE_URI) if settings.DEMO_ALLOWED else []
    return show(rows) if rows else prepare()


if __name__ == "__main__":
    main()
