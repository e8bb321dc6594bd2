"""`flask hub`: set up a front door from a file, and show what it works by."""

import uuid
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import click
import yaml
from flask.cli import AppGroup

from portal.cli_files import read_file, read_words
from portal.cli_named import hub_named
from portal.commands.hubs import change_setting, set_up_hub
from portal.rules import hub_settings
from portal.vocabulary import HubKind, Nation
from portal.web import utc_now

KNOWN = ("name", "kind", "nation", "phone", "out_of_hours_phone", "settings")
PARTS = f"{', '.join(KNOWN[:-1])} and {KNOWN[-1]}"
Word = TypeVar("Word", bound=StrEnum)
hub_cli = AppGroup("hub", help="Hubs: name, numbers, opening hours, targets, bank holidays.")


@hub_cli.command("set")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path))
def set_hub(slug: str, file: Path) -> None:
    """Create the hub SLUG from FILE, or change it to what FILE says."""
    told = read_file(file, PARTS)
    try:
        hub_id: uuid.UUID = set_up_hub(slug, **_asked(told), at=utc_now())
    except KeyError as missing:
        raise click.ClickException(f"{file} lacks {missing}.") from None
    except (AttributeError, TypeError, ValueError) as wrong:
        raise click.ClickException(f"{file}: {wrong}.") from None
    click.echo(f"Hub {slug} is set up ({hub_id}). Publish its framework next, if it has none.")


def _asked(told: dict[str, Any]) -> dict[str, Any]:
    """What the file says, typed. Raises KeyError or ValueError for what it lacks or gets wrong."""
    if unknown := [str(name) for name in told if name not in KNOWN]:
        raise ValueError(f"there is no {', '.join(unknown)} in a hub; it has {PARTS}")
    name, settings = told["name"], told.get("settings") or {}
    if not isinstance(name, dict) or not isinstance(settings, dict):
        raise ValueError("name and settings each hold parts: name has en and cy")
    return {
        "name": {str(language): str(words or "") for language, words in name.items()},
        "kind": _one_of(HubKind, "kind", told["kind"]),
        "nation": _one_of(Nation, "nation", told["nation"]),
        "phone": str(told["phone"] or ""),
        "out_of_hours_phone": str(told["out_of_hours_phone"] or ""),
        "settings": settings,
    }


def _one_of(kind: type[Word], name: str, told: Any) -> Word:
    if told not in list(kind):
        raise ValueError(f"{name} must be one of {', '.join(kind)}, not {told}")
    return kind(told)


@hub_cli.command("show")
@click.argument("slug")
def show_hub(slug: str) -> None:
    """Print what the hub SLUG works by, in the shape that `set` reads."""
    hub = hub_named(slug)
    told = {
        "name": dict(hub.name),
        "kind": str(hub.kind),
        "nation": str(hub.nation),
        "phone": hub.phone,
        "out_of_hours_phone": hub.out_of_hours_phone,
        "settings": {**hub_settings.DEFAULTS, **hub.settings},
    }
    click.echo(yaml.safe_dump(told, sort_keys=False, allow_unicode=True).rstrip())


@hub_cli.command("example")
def example() -> None:
    """Print a hub to start from, in the shape that `set` reads; change every line of it."""
    told = {
        "name": {"en": "Name of the hub", "cy": "Enw\u2019r hyb"},
        "kind": str(HubKind.MASH),
        "nation": str(Nation.ENGLAND),
        "phone": "01632 960000",
        "out_of_hours_phone": "01632 960001",
        "settings": {name: hub_settings.DEFAULTS[name] for name in ("opening", "targets")},
    }
    click.echo(yaml.safe_dump(told, sort_keys=False, allow_unicode=True).rstrip())


@hub_cli.command("settings")
@click.argument("slug")
@click.argument("name", required=False)
def list_settings(slug: str, name: str | None) -> None:
    """Print every setting of the hub SLUG, or only NAME; what is not its own is marked."""
    hub = hub_named(slug)
    if name is not None and name not in hub_settings.DEFAULTS:
        raise click.ClickException(f"There is no setting {name}.")
    for each in [name] if name else sorted(hub_settings.DEFAULTS):
        is_own = each in hub.settings
        value = hub.settings[each] if is_own else hub_settings.DEFAULTS[each]
        told = yaml.safe_dump({each: value}, sort_keys=False, allow_unicode=True).rstrip()
        click.echo(told if is_own else f"# by default\n{told}")


@hub_cli.command("change", context_settings={"ignore_unknown_options": True})  # -1 is a value
@click.argument("slug")
@click.argument("name")
@click.argument("value", required=False)
@click.option("--default", "is_default", is_flag=True, help="Go back to what comes by default.")
def change(slug: str, name: str, value: str | None, is_default: bool) -> None:
    """Change the setting NAME of the hub SLUG to VALUE, written as YAML."""
    if is_default == (value is not None):
        raise click.ClickException("Give a value, or --default.")
    hub_named(slug)
    try:
        told = read_words(value) if value is not None else None
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
