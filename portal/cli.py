"""The command line: `flask --app wsgi ...`."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError, ProgrammingError

from portal import access
from portal.cli_accounts import account_cli
from portal.cli_demo import demo_cli
from portal.cli_hubs import hub_cli
from portal.cli_organisations import organisation_cli
from portal.cli_outcomes import outcomes_cli
from portal.cli_paper import paper_cli
from portal.cli_people import people_cli
from portal.cli_thresholds import thresholds_cli
from portal.cli_worker import worker


@click.command("access-table")
@with_appcontext
def access_table() -> None:
    """Print who may reach every page; the output is kept in docs/access-table.txt."""
    rows = access.access_table(current_app)
    wide = max(len(row[0]) for row in rows)
    for path, methods, rule, who in rows:
        click.echo(f"{path.ljust(wide)}  {methods.ljust(8)}  {rule}: {who}")


class DatabaseAway(click.ClickException):
    """The database cannot be read or written, in one sentence and without its address."""

    def __init__(self, error: DBAPIError) -> None:
        said = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
        super().__init__(f"The database cannot be used: {said[0]}. Look at PORTAL_DATABASE_URL.")


class DatabaseBehind(click.ClickException):
    """What this release asks for is not in the database, or not any more."""

    def __init__(self) -> None:
        super().__init__(
            "The database is not the one of this release. Run `flask --app wsgi db upgrade`."
        )


_UNDEFINED = {"42P01", "42703"}  # a table, a column: PostgreSQL's own codes
_MISSING = ("no such table", "no such column")


@contextmanager
def database_in_words() -> Iterator[None]:
    """A database that is away, broken or not one at all is said, not shown as a trace."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlstate", "")
        if code in _UNDEFINED or str(error.orig).startswith(_MISSING):
            raise DatabaseBehind from None
        is_not_asked = isinstance(error, ProgrammingError) and code is None  # a wrong option
        if isinstance(error, OperationalError) or type(error) is DatabaseError or is_not_asked:
            raise DatabaseAway(error) from None
        raise


def _in_words(command: click.Command) -> None:
    """The command, or every command of the group, answers so; once, as they outlive an app."""
    for below in getattr(command, "commands", {}).values():
        _in_words(below)
    run = command.callback
    if run is not None and not hasattr(run, "in_words"):
        command.callback = database_in_words()(run)
        command.callback.in_words = True  # type: ignore[attr-defined]  # our own mark


def register(app: Flask) -> None:
    """Attach every command group."""
    app.cli.add_command(access_table)
    app.cli.add_command(account_cli)
    app.cli.add_command(demo_cli)
    app.cli.add_command(hub_cli)
    app.cli.add_command(organisation_cli)
    app.cli.add_command(outcomes_cli)
    app.cli.add_command(paper_cli)
    app.cli.add_command(people_cli)
    app.cli.add_command(thresholds_cli)
    app.cli.add_command(worker)
    for command in app.cli.commands.values():
        _in_words(command)
