"""Bring the database up to date, load the demo where there is no hub, and show its sign-ins.

Most starts find all that done. They only look: loading the whole portal to do so costs seconds.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config import DEMO_PASSWORD, ConfigurationError, load  # noqa: E402 - found by the line above
from scripts.check_database import trouble_with  # noqa: E402 - the same

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
        if trouble_with(engine):
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
    from wsgi import app

    try:
        with app.app_context(), database_in_words():
            upgrade()
            for command in (["demo", "load", "--if-empty"], ["demo", "accounts"]):
                app.cli.main(command, prog_name="flask", standalone_mode=False)
    except click.ClickException as refused:
        sys.exit(refused.format_message())


def main() -> None:
    """Looks first; what is not as it should be, and every refusal, goes the long way."""
    try:
        settings = load()
    except ConfigurationError:
        return prepare()
    rows = sign_ins(settings.SQLALCHEMY_DATABASE_URI) if settings.DEMO_ALLOWED else []
    return show(rows) if rows else prepare()


if __name__ == "__main__":
    main()
