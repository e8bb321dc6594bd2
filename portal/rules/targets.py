"""When a contact must be answered and how urgent the hub calls it, from the hub's own settings."""

from datetime import UTC, datetime, timedelta
from typing import Literal

from portal.rules import working_time
from portal.rules.hub_settings import RAG_OF, HubSettings, TargetSetting
from portal.rules.working_time import HubCalendar, Target
from portal.vocabulary import Rag, Urgency


def due(
    settings: HubSettings,
    calendar: HubCalendar,
    urgency: Urgency,
    received_at: datetime,
    home_at: datetime | None,
) -> tuple[datetime, datetime]:
    """The hub's target for that urgency, and the place in the queue; both in UTC.

    The second, `due_at`, is the earlier of the target and `home_at`: when the child leaves, or
    next meets the person of concern; None if not known. Raises `NeverOpen` for a target in
    working hours where the hub is never open.
    """
    target_at = after(settings.targets[urgency], received_at, calendar)
    due_at = working_time.place_in_queue(target_at, home_at)
    return target_at, due_at.astimezone(UTC)


def after(setting: TargetSetting, start: datetime, calendar: HubCalendar) -> datetime:
    """The instant a hub's target falls due on its own clock. Raises `NeverOpen`."""
    clock: Literal["working", "calendar"] = "calendar" if setting.clock == "calendar" else "working"
    return working_time.due_at(start, Target(timedelta(minutes=setting.minutes), clock), calendar)


URGENCY_OF = {Rag.RED: Urgency.NOW, Rag.AMBER: Urgency.SAMEDAY, Rag.GREEN: Urgency.DAYS}


def rag_for(urgency: Urgency) -> Rag:
    """Red for now, amber for the same day, green for days or longer."""
    return RAG_OF[urgency]
