"""The command line: `flask --app wsgi ...`."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from portal import access
from portal.cli_accounts import account_cli
from portal.cli_demo import demo_cli
from portal.cli_hubs import hub_cli
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


def register(app: Flask) -> None:
    """Attach every command group."""
    app.cli.add_command(access_table)
    app.cli.add_command(account_cli)
    app.cli.add_command(demo_cli)
    app.cli.add_command(hub_cli)
    app.cli.add_command(outcomes_cli)
    app.cli.add_command(paper_cli)
    app.cli.add_command(people_cli)
    app.cli.add_command(thresholds_cli)
    app.cli.add_command(worker)
