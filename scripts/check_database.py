"""Look whether the database is the one of this release, before gunicorn serves anybody from it.

A database that does not answer yet is waited for: pages say so, and work as soon as it does.
"""

import re
import sys
from pathlib import Path

from sqlalchemy import Engine, create_engine, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config import ConfigurationError, load  # noqa: E402 - found by the line above

NEWER = "The database belongs to a newer release of the portal. Start that one."
UPGRADE = "Run `flask --app wsgi db upgrade`, then start again."


def revisions() -> tuple[set[str], set[str]]:
    """Every migration this release has, and the one that no other follows."""
    files = [file.read_text("utf-8") for file in (ROOT / "migrations" / "versions").glob("*.py")]
    named, followed = (
        {number for file in files for number in re.findall(rf"(?m)^{name} = ['\"](\w+)", file)}
        for name in ("revision", "down_revision")
    )
    return named, named - followed


def trouble_with(engine: Engine) -> str:
    """What keeps this release from working with the database, in a sentence; "" for nothing."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return f"The database has no tables of the portal. {UPGRADE}"
        found = set(connection.scalars(text("SELECT version_num FROM alembic_version")))
    known, newest = revisions()
    if found - known:
        return NEWER
    return "" if found == newest else f"The database belongs to an older release. {UPGRADE}"


def main() -> None:
    """Ends with a sentence where nobody could be served."""
    try:
        url = make_url(load().SQLALCHEMY_DATABASE_URI)
    except ConfigurationError as error:
        sys.exit(f"The portal did not start. {error}")
    if url.get_backend_name() == "sqlite":
        file = Path(url.database or "")
        if not file.is_absolute():
            return
        if not file.is_file():
            sys.exit(f"The portal did not start. There is no such database file yet. {UPGRADE}")
    try:
        trouble = trouble_with(create_engine(url))
    except SQLAlchemyError:
        print("The database does not answer yet; pages will say so until it does.", file=sys.stderr)
        return
    if trouble:
        sys.exit(f"The portal did not start. {trouble}")


if __name__ == "__main__":
    main()
