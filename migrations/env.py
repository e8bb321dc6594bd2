"""Alembic's environment: the application's own engine and records."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from portal.models import Account  # noqa: F401 - importing the package knows every record

database = current_app.extensions["migrate"].db
config = context.config


ONE_AT_A_TIME = 7_366_325  # any number, the same for every migration of a portal


def wait_for_another(connection: Connection) -> None:
    """Of two that migrate one database the second finds it done; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        given = connection.scalar(text("SHOW lock_timeout"))
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
        connection.execute(text(f"SET LOCAL lock_timeout = '{given}'"))


def run() -> None:
    """Migrate in one transaction on the application's engine."""
    with database.engine.connect() as connection:
        wait_for_another(connection)
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


if context.is_offline_mode():
    raise SystemExit("Migrations run against a database: flask --app wsgi db upgrade")
run()
