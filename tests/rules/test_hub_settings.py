"""What a hub can set is told in docs/hub-settings.md: every name, with the default it has."""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.rules import abuse_settings, check_prompts
from portal.rules.abuse_risk import Criteria
from portal.rules.early_help_settings import EarlyHelpSettings
from portal.rules.hub_settings import DEFAULTS, read, unknown

TOLD = (Path(__file__).parents[2] / "docs" / "hub-settings.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([\w.]+)` \|.*\| (.+) \|$", TOLD, re.MULTILINE))
IN_PARTS = ("targets", "check_targets", "disagreement_stages")


def _known() -> Iterator[tuple[str, Any]]:
    """Every name that code reads, with its default; None where a part has none of its own."""
    for name, default in DEFAULTS.items():
        if name in IN_PARTS:
            yield from ((f"{name}.{part}", value) for part, value in default.items())
        elif name == "check_prompts":
            yield from ((f"{name}.{part}", None) for part in check_prompts.PARTS)
        elif name == "abuse":
            for part, names in abuse_settings.PARTS.items():
                yield from ((f"abuse.{part}.{each}", None) for each in names)
        elif name == "early_help":
            for each in dataclasses.fields(EarlyHelpSettings):
                yield f"early_help.{each.name}", each.default
        else:
            yield name, default


def test_every_setting_is_told_and_none_that_there_is_not() -> None:
    assert sorted(ROWS) == sorted(name for name, _ in _known())


def test_the_defaults_that_are_told_are_those_of_the_code() -> None:
    for name, default in _known():
        if default is not None:
            told = ROWS[name].strip("`")
            assert (told if isinstance(default, str) else json.loads(told)) == default, name
    usual = Criteria()
    for name in ("count", "incidents", "repeat_months"):
        assert json.loads(ROWS[f"abuse.criteria.{name}"].strip("`")) == getattr(usual, name)


def test_what_comes_by_default_can_be_read_and_names_nothing_unknown() -> None:
    assert read({}) == read(DEFAULTS)
    assert unknown(DEFAULTS) == []
