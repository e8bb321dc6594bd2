"""`flask organisation`: the schools, practices and forces that ask a hub, or are asked by it."""

import click
from flask.cli import AppGroup

from portal.cli_named import hub_named
from portal.commands.base import Refused
from portal.commands.organisations import set_up_organisation
from portal.queries import hubs
from portal.vocabulary import Agency, label
from portal.web import utc_now

organisation_cli = AppGroup("organisation", help="Organisations: set up, change and list.")
AGENCIES = click.Choice([agency.value for agency in Agency])


@organisation_cli.command("set")
@click.argument("slug")
@click.argument("name")
@click.option("--agency", type=AGENCIES, required=True, help="What kind of organisation it is.")
@click.option(
    "--source-code",
    default="",
    help="The statutory code of referrals from it; asked in the form where there is none.",
)
@click.option("--rename", default="", help="What it is called from now on.")
def set_organisation(slug: str, name: str, agency: str, source_code: str, rename: str) -> None:
    """Make the organisation NAME at the hub SLUG, or change the one of that name."""
    hub = hub_named(slug)
    try:
        is_new = set_up_organisation(
            hub.id,
            name,
            agency=Agency(agency),
            source_code=source_code,
            new_name=rename,
            at=utc_now(),
        )
    except Refused as refused:
        raise click.ClickException(f"{refused.message}.") from None
    click.echo(f"{rename or name} is {'set up' if is_new else 'changed'} at {slug}.")


@organisation_cli.command("list")
@click.argument("slug")
def list_organisations(slug: str) -> None:
    """Show the organisations of the hub SLUG: name, kind, and source code."""
    hub = hub_named(slug)
    rows = hubs.organisations(hub.id)
    for row in rows:
        code = f"  {row.source_code}" if row.source_code else ""
        click.echo(f"{row.name}  {label(row.agency)}{code}")
    if not rows:
        click.echo("None yet: `organisation set` makes one.", err=True)
