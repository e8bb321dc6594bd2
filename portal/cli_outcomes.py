"""`flask outcomes`: publish a hub's outcomes of early help, and show those in force."""

from datetime import date
from pathlib import Path
from typing import Any

import click
import yaml
from flask.cli import AppGroup

from portal.cli_files import read_file
from portal.cli_named import hub_named
from portal.commands.base import Refused
from portal.commands.outcomes import publish_outcomes
from portal.queries import outcomes as queries
from portal.rules import outcomes
from portal.web import utc_now

outcomes_cli = AppGroup("outcomes", help="Outcomes of early help: dated sets of each hub.")


@outcomes_cli.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--confirmed", is_flag=True, help="The hub confirms that this set is in use.")
def import_outcomes(slug: str, file: Path, confirmed: bool) -> None:
    """Publish the outcome set in FILE for the hub SLUG."""
    hub = hub_named(slug)
    try:
        content = read_file(file, "edition, effective_on and outcomes")
        content["effective_on"] = _day(content.get("effective_on"))
        given = outcomes.read(content, is_confirmed=confirmed)
        publish_outcomes(hub.id, given, by=None, made_by="command line", at=utc_now())
    except ValueError as wrong:
        raise click.ClickException(f"{file}: {wrong}.") from None
    except Refused as refused:
        raise click.ClickException(f"{refused.message}.") from None
    click.echo(f"{len(given.codes)} outcomes are published for {slug} from {given.effective_on}.")


def _day(told: Any) -> Any:
    """A day as it is written; anything else stays, to be refused in words."""
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        return told


@outcomes_cli.command("show")
@click.argument("slug")
def show_outcomes(slug: str) -> None:
    """Print the set in force today, in the shape that `import` reads."""
    hub = hub_named(slug)
    found = queries.current(hub.id, utc_now().date())
    told = {
        "edition": found.edition,
        "effective_on": found.effective_on,
        "outcomes": {code: dict(label) for code, label in found.labels.items()},
    }
    click.echo(yaml.safe_dump(told, sort_keys=False, allow_unicode=True).rstrip())
