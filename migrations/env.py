"""Alembic's environment: the application's own engine and records."""

from alembic import context
from flask import current_app

from portal.models import Account  # noqa: F401 - importing the package knows every record

database = current_app.extensions["migrate"].db
config = context.config


def run() -> None:
    """Migrate in one transaction on the application's engine."""
    with database.engine.connect() as connection:
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
