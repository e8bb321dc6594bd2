"""`flask hub`: set up a front door from a file, and show what it works by."""

import uuid
from pathlib import Path
from typing import Any

import click
import yaml
from flask.cli import AppGroup

from portal.commands.hubs import set_up_hub
from portal.queries.hubs import by_slug
from portal.rules import hub_settings
from portal.vocabulary import HubKind, Nation
from portal.web import utc_now

hub_cli = AppGroup("hub", help="Hubs: name, numbers, opening hours, targets, bank holidays.")


def _told(file: Path) -> dict[str, Any]:
    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise click.ClickException(f"{file} cannot be read: {error}") from None
    if not isinstance(told, dict):
        raise click.ClickException(f"{file} must hold name, kind, nation, phone and settings.")
    return told


@hub_cli.command("set")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path))
def set_hub(slug: str, file: Path) -> None:
    """Create the hub SLUG from FILE, or change it to what FILE says."""
    told = _told(file)
    try:
        settings = told.get("settings") or {}
        hub_settings.read(settings)
        hub_id: uuid.UUID = set_up_hub(
            slug,
            name={language: str(words) for language, words in told["name"].items()},
            kind=HubKind(told["kind"]),
            nation=Nation(told["nation"]),
            phone=str(told["phone"]),
            out_of_hours_phone=str(told["out_of_hours_phone"]),
            settings=settings,
            at=utc_now(),
        )
    except KeyError as missing:
        raise click.ClickException(f"{file} lacks {missing}.") from None
    except (AttributeError, TypeError, ValueError) as wrong:
        raise click.ClickException(f"{file}: {wrong}.") from None
    click.echo(f"Hub {slug} is set up ({hub_id}). Publish its framework next, if it has none.")


@hub_cli.command("show")
@click.argument("slug")
def show_hub(slug: str) -> None:
    """Print what the hub SLUG works by, in the shape that `set` reads."""
    hub = by_slug(slug)
    if hub is None:
        raise click.ClickException(f"There is no hub {slug}.")
    told = {
        "name": dict(hub.name),
        "kind": str(hub.kind),
        "nation": str(hub.nation),
        "phone": hub.phone,
        "out_of_hours_phone": hub.out_of_hours_phone,
        "settings": {**hub_settings.DEFAULTS, **hub.settings},
    }
    click.echo(yaml.safe_dump(told, sort_keys=False, allow_unicode=True).rstrip())
