"""Lead practitioners reminded of what is due soon, once for each day it is due."""

from datetime import date, datetime, timedelta

from sqlalchemy import update

from portal import audit
from portal.commands.agreements import settle
from portal.commands.base import command
from portal.commands.episodes import tell
from portal.commands.outbox import queue_episode_mail
from portal.extensions import db
from portal.models import EarlyHelpEpisode
from portal.queries import episode_days
from portal.rules import hub_settings

BATCH = 50


@command
def remind_leads(*, today: date, at: datetime, most: int = BATCH) -> int:
    """Write to the lead of each open episode with something due in the days the hub chose.

    Once for each day: what is moved to another day is reminded of again. How many were written to.
    """
    count = 0
    for hub_id, settings in episode_days.hubs_with_help():
        days = hub_settings.read(settings).early_help.remind_days
        until = today + timedelta(days=days)
        for episode in episode_days.to_remind(hub_id, until, most - count):
            _mark(episode)
            queue_episode_mail("help_reminder", episode, at, account_ids=[episode.lead_id])
            audit.record(None, "remind_lead", "episode", episode.id, at=at, hub_id=hub_id)
            count += 1
        if count >= most:
            break
    return count


@command
def ask_who_came_of_age(*, today: date, at: datetime, most: int = BATCH) -> int:
    """From their thirteenth birthday a child is asked too: the lead is told on the day.

    Until then the team waits (decision 17), which whoever reads sees from midnight, worker or not.
    How many episodes were looked at.
    """
    found = episode_days.of_age(today, most)
    for episode in found:
        settle(episode, today)
        tell(episode, "came_of_age", by=None, at=at)
        queue_episode_mail("help_reminder", episode, at, account_ids=[episode.lead_id])
    return len(found)


def _mark(episode: EarlyHelpEpisode) -> None:
    """Without a new version: whoever is writing on the episode is not in anybody's way."""
    db.session.execute(
        update(EarlyHelpEpisode)
        .where(EarlyHelpEpisode.id == episode.id)
        .values(reminded_on=EarlyHelpEpisode.next_due_on)
        .execution_options(synchronize_session=False)
    )
