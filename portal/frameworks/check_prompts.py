"""What agencies are asked to look for: prompts that come with the portal, and a hub's own."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from portal.rules import check_prompts
from portal.rules.check_prompts import CheckPrompts


@cache
def packaged() -> CheckPrompts:
    """What comes with the portal, read once a process."""
    text = Path(__file__).with_name("check-prompts.yaml").read_text(encoding="utf-8")
    return check_prompts.read(yaml.safe_load(text))


def prompts_of(settings: Mapping[str, Any]) -> CheckPrompts:
    """A hub's prompts: its own over those that come with the portal. Raises ValueError."""
    own = settings.get("check_prompts")
    return check_prompts.read(own, packaged()) if own else packaged()
