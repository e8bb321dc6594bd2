"""Who may reach account pages."""

from collections.abc import Mapping
from typing import Any

from portal.access import Records, Rule
from portal.rules.permissions import Actor


def _any(_actor: Actor, ids: Mapping[str, Any]) -> Records:
    return dict(ids)


SIGNED_IN = Rule("signed_in", "any signed-in account", _any)
