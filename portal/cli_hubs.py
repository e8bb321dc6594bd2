"""`flask hub`: set up a front door from a file, and show what it works by."""

import re
import uuid
from pathlib import Path
from typing import Any

import click
import yaml
from flask.cli import AppGroup

from portal.commands.hubs import change_setting, set_up_hub
from portal.queries.hubs import by_slug
from portal.rules import hub_settings
from portal.vocabulary import HubKind, Nation
from portal.web import utc_now

hub_cli = AppGroup("hub", help="Hubs: name, numbers, opening hours, targets, bank holidays.")


class _AsWritten(yaml.SafeLoader):
    """YAML whose days and times of day stay text: it would take 17:00 for the number 1020."""


_AsWritten.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if not tag.endswith((":int", ":timestamp"))]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_AsWritten.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?(0|[1-9][0-9]*)$"), list("-+0123456789")
)


def _read(text: str) -> Any:
    return yaml.load(text, _AsWritten)  # noqa: S506 - it makes no more than a safe loader does


def _told(file: Path) -> dict[str, Any]:
    try:
        told = _read(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
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


@hub_cli.command("settings")
@click.argument("slug")
@click.argument("name", required=False)
def list_settings(slug: str, name: str | None) -> None:
    """Print every setting of the hub SLUG, or only NAME; what is not its own is marked."""
    hub = by_slug(slug)
    if hub is None:
        raise click.ClickException(f"There is no hub {slug}.")
    if name is not None and name not in hub_settings.DEFAULTS:
        raise click.ClickException(f"There is no setting {name}.")
    for each in [name] if name else sorted(hub_settings.DEFAULTS):
        is_own = each in hub.settings
        value = hub.settings[each] if is_own else hub_settings.DEFAULTS[each]
        told = yaml.safe_dump({each: value}, sort_keys=False, allow_unicode=True).rstrip()
        click.echo(told if is_own else f"# by default\n{told}")


@hub_cli.command("change")
@click.argument("slug")
@click.argument("name")
@click.argument("value", required=False)
@click.option("--default", "is_default", is_flag=True, help="Go back to what comes by default.")
def change(slug: str, name: str, value: str | None, is_default: bool) -> None:
    """Change the setting NAME of the hub SLUG to VALUE, written as YAML."""
    if is_default == (value is not None):
        raise click.ClickException("Give a value, or --default.")
    try:
        told = _read(value) if value is not None else None
        if told is None and not is_default:
            raise click.ClickException("The value is empty. Use --default to go back to it.")
        change_setting(slug, name, told, at=utc_now())
    except LookupError as missing:
        raise click.ClickException(_sentence(name, missing)) from None
    except (AttributeError, TypeError, ValueError, RecursionError, yaml.YAMLError) as wrong:
        raise click.ClickException(f"{name}: {wrong}.") from None
    click.echo(f"{name} is changed for {slug}. What was made before keeps its times.")


def _sentence(name: str, missing: LookupError) -> str:
    return f"{name} lacks {missing}." if isinstance(missing, KeyError) else str(missing)
