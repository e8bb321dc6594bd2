"""The code lists of a hub: England's come with the portal, others are the hub's own."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from portal.rules import codes
from portal.rules.codes import Codes
from portal.vocabulary import Nation

PACKAGED = {Nation.ENGLAND: "codes-england.yaml"}


@cache
def packaged(nation: Nation) -> Codes:
    """What comes with the portal for a nation, read once a process; empty where nothing does."""
    name = PACKAGED.get(nation)
    if name is None:
        return Codes()
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return codes.read(yaml.safe_load(text))


def codes_of(nation: Nation, settings: Mapping[str, Any]) -> Codes:
    """A hub's code lists: its own where its settings hold any, never another nation's."""
    own = settings.get("codes")
    return codes.read(own) if own else packaged(nation)
