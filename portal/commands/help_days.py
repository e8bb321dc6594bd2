"""When the next thing in an episode is due, kept up to date with every act that moves a day."""

import uuid
from datetime import date

from portal.integrations.calendars import calendar_for
from portal.models import EarlyHelpEpisode
from portal.queries import hubs, meetings
from portal.rules import hub_settings
from portal.rules.early_help import next_due
from portal.rules.early_help_settings import EarlyHelpSettings
from portal.rules.following_up import asked_on
from portal.rules.typed import UK


def timings(hub_id: uuid.UUID) -> EarlyHelpSettings:
    """How soon things should happen, as the hub has set it."""
    return hub_settings.read(hubs.hub(hub_id).settings).early_help


def working_days_after(hub_id: uuid.UUID, day: date, days: int) -> date:
    """The day so many of the hub's working days after another."""
    hub = hubs.hub(hub_id)
    settings = hub_settings.read(hub.settings)
    return asked_on(None, day, days, calendar_for(settings, hub.nation))


def set_next_due(episode: EarlyHelpEpisode) -> None:
    """The earliest of what is due: assessment, meeting, copy, and the record of a meeting held."""
    planned = meetings.planned(episode)
    record_due = None
    if planned is not None and planned.planned_at is not None:
        met_on = planned.planned_at.astimezone(UK).date()
        days = timings(episode.hub_id).record_days
        record_due = working_days_after(episode.hub_id, met_on, days)
    episode.next_due_on = next_due(
        episode.assessment_due_on, episode.meeting_due_on, episode.copy_due_on, record_due
    )
