"""`flask people`: the keys under which recorded people are found again."""

import click
from flask.cli import AppGroup

from portal.commands.person_keys import write_keys

people_cli = AppGroup("people", help="Recorded people, and the keys they are found again by.")


@people_cli.command("keys")
def keys() -> None:
    """Write the keys of everybody recorded: after an upgrade, or when names are added."""
    after, done = None, 0
    while True:
        count, after = write_keys(after)
        done += count
        if after is None:
            break
        click.echo(f"{done} people ...", err=True)
    click.echo(f"The keys of {done} people are up to date.")
