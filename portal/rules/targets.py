"""When a contact must be answered and how urgent the hub calls it, from the hub's own settings."""

from datetime import UTC, datetime, timedelta
from typing import Literal

from portal.rules import working_time
from portal.rules.hub_settings import RAG_OF, HubSettings
from portal.rules.working_time import HubCalendar, Target
from portal.vocabulary import Rag, Urgency


def due(
    settings: HubSettings,
    calendar: HubCalendar,
    urgency: Urgency,
    received_at: datetime,
    home_at: datetime | None,
) -> tuple[datetime, datetime]:
    """The hub's target for that urgency, and the place in the queue (DESIGN 5); both in UTC.

    The second, `due_at`, is the earlier of the target and `home_at`: when the child leaves, or
    next meets the person of concern; None if not known. Raises `NeverOpen` for a target in
    working hours where the hub is never open.
    """
    setting = settings.targets[urgency]
    clock: Literal["working", "calendar"] = "calendar" if setting.clock == "calendar" else "working"
    target = Target(timedelta(minutes=setting.minutes), clock)
    target_at = working_time.due_at(received_at, target, calendar)
    due_at = working_time.place_in_queue(target_at, home_at)
    return target_at, due_at.astimezone(UTC)


def rag_for(urgency: Urgency) -> Rag:
    """Red for now, amber for the same day, green for days or longer."""
    return RAG_OF[urgency]
