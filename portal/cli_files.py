"""YAML that people write for the command line, read as it stands on the page."""

import re
from pathlib import Path
from typing import Any

import click
import yaml


class AsWritten(yaml.SafeLoader):
    """Times, days and phone numbers stay the words that were typed.

    YAML reads 02037654321 as another number, 17:30 as 1050 and 2026-12-25 as a day that is not
    text. In a hub's settings each of them is meant as it is written.
    """


_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)")
_KEPT_AS_TEXT = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int"}
AsWritten.yaml_implicit_resolvers = {
    first: [(tag, words) for tag, words in readings if tag not in _KEPT_AS_TEXT]
    for first, readings in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
AsWritten.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(rf"^{_WHOLE_NUMBER.pattern}$"), list("-0123456789")
)


def read_words(text: str) -> Any:
    """The content of a YAML text. Raises yaml.YAMLError for one that cannot be read."""
    return yaml.load(text, AsWritten)  # noqa: S506 - a safe loader, with fewer readings


def read_file(file: Path, what: str) -> dict[str, Any]:
    """The content of a YAML file, which must hold `what`; ends with a sentence where it cannot."""
    try:
        told = read_words(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} cannot be read: it is not UTF-8 text.") from None
    except yaml.YAMLError as error:
        raise click.ClickException(f"{file} cannot be read: {error}") from None
    except (RecursionError, ValueError):
        raise click.ClickException(f"{file} cannot be read: it is nested too deep.") from None
    if not isinstance(told, dict):
        raise click.ClickException(f"{file} must hold {what}.")
    return told
