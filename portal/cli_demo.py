"""`flask demo`: the invented hubs, loaded into an empty database."""

import click
from flask import current_app
from flask.cli import AppGroup

from portal.commands.base import Refused
from portal.demo import PASSWORD, load
from portal.web import utc_now

demo_cli = AppGroup("demo", help="Two invented hubs to try everything on.")
SMALL = 61


def _refuse_outside_development() -> None:
    if not current_app.config["DEMO_ALLOWED"]:
        raise click.ClickException("The demo is never loaded under production settings.")


@demo_cli.command("load")
@click.option(
    "--contacts",
    default=SMALL,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many; beyond the first, which are told one by one, they make a large hub.",
)
@click.option("--if-empty", is_flag=True, help="Do nothing, quietly, when there is a hub already.")
def load_demo(contacts: int, if_empty: bool) -> None:
    """Load the demo hubs, accounts and contacts."""
    _refuse_outside_development()
    if if_empty and not load.is_empty():
        return
    try:
        with click.progressbar(length=contacts, label="Loading the demo") as bar:
            for done in load.load(utc_now(), contacts):
                bar.update(done)
    except Refused as refused:
        raise click.ClickException(refused.message) from None


@demo_cli.command("accounts")
def accounts() -> None:
    """Show the demo sign-ins."""
    _refuse_outside_development()
    rows = load.demo_accounts()
    if not rows:
        click.echo("No demo is loaded. Load one with: flask --app wsgi demo load")
        return
    click.echo(f"Demo sign-ins (password for all: {PASSWORD})")
    for email, name, job_title in rows:
        click.echo(f"  {email.ljust(30)} {name}, {job_title}")
