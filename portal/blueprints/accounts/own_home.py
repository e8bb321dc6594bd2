"""What stands on a person's home page, by role."""

from typing import Any

from portal.queries import consultations, home, hubs
from portal.rules.permissions import Actor
from portal.vocabulary import ContactStatus, Role


def home_of(actor: Actor) -> dict[str, Any]:
    """The lists of this role's home page, each bounded, and the numbers of its hub."""
    found: dict[str, Any] = {"hub": hubs.hub(actor.hub_id)}
    if actor.asks:
        rows = consultations.sent(actor)
        found |= {
            "drafts": consultations.drafts(actor),
            "advised": [row for row in rows if row.status is ContactStatus.ADVISED],
            "asked": [row for row in rows if row.status is ContactStatus.WAITING_FOR_INFORMATION],
            "sent": [row for row in rows if row.status not in _NEEDS_READING],
        }
    if actor.role is Role.ORGANISATION_LEAD:
        found["colleagues"] = home.sent_by_colleagues(actor)
    if actor.advises:
        found["taken_up"] = home.with_adviser(actor)
    return found


_NEEDS_READING = frozenset({ContactStatus.ADVISED, ContactStatus.WAITING_FOR_INFORMATION})
