"""The outcomes of early help that come with the portal."""

from functools import cache
from pathlib import Path

import yaml

from portal.rules import outcomes
from portal.rules.outcomes import Outcomes

PACKAGED = Path(__file__).with_name("outcomes-supporting-families.yaml")
KEY = "supporting-families"  # what saved pages call it


@cache
def packaged() -> Outcomes:
    """The set for hubs that have published none, read once a process."""
    return outcomes.read(yaml.safe_load(PACKAGED.read_text(encoding="utf-8")), key=KEY)
