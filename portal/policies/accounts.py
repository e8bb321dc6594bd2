"""Who may reach account pages."""

from collections.abc import Mapping
from typing import Any

from portal import audit
from portal.access import Records, Rule
from portal.rules.permissions import Actor


def _any(_actor: Actor, ids: Mapping[str, Any]) -> Records:
    return dict(ids)


def _home(actor: Actor, ids: Mapping[str, Any]) -> Records:
    audit.record(actor, "read_home", "account", actor.account_id, why="home")
    return dict(ids)


HOME = Rule("home", "any signed-in account, its own lists", _home, reads=True)
SIGNED_IN = Rule("signed_in", "any signed-in account", _any)
CHOOSING_ROLE = Rule(
    "choosing_role",
    "any signed-in account, before it has chosen a role too",
    _any,
    needs_role=False,
)
