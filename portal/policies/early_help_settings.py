"""Who may set what early help of a hub goes by."""

from collections.abc import Mapping
from typing import Any

from portal.access import Records, Rule, not_found
from portal.rules.permissions import Actor
from portal.vocabulary import Role


def _administers(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    return {"actor": actor} if actor.role is Role.HUB_ADMINISTRATOR else not_found()


SET_EARLY_HELP = Rule("set_early_help", "administrators of the hub", _administers)
