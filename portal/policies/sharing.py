"""Who may read the register of decisions about sharing."""

from collections.abc import Mapping
from typing import Any

from portal import audit
from portal.access import Records, Rule, not_found
from portal.rules.permissions import Actor


def _register(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    if not (actor.advises or actor.asks):
        return not_found()  # type: ignore[no-any-return]  # it raises
    audit.record(actor, "read_share_register", "hub", actor.hub_id, why="share_register")
    return {"reader": actor}


SHARE_REGISTER = Rule(
    "share_register",
    "advisers and decision makers: their hub's; people of an agency: their own",
    _register,
    reads=True,
)
