"""Early help ended: why, what the family says in its own words, and the team told."""

from datetime import date, datetime

from portal.commands.base import Refused, command
from portal.commands.contact_words import checked_text
from portal.commands.episodes import tell
from portal.commands.outbox import queue_episode_mail
from portal.extensions import db
from portal.models import EarlyHelpEpisode
from portal.queries import meetings, team
from portal.rules.early_help import is_open
from portal.rules.permissions import Actor
from portal.rules.team import written_to
from portal.rules.typed import UK, has_words
from portal.vocabulary import N_, EpisodeEnd, EpisodeStatus, ReviewStatus


@command
def end_early_help(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    reason: EpisodeEnd | None,
    end_note: str,
    family_words: str,
    ended_on: date | None,
    at: datetime,
) -> EarlyHelpEpisode:
    """Close the episode for good: from now on it is only read. Ending twice ends it once.

    A meeting that was still planned is called off, nothing is due any more, and the team hears
    that it is over. Help that is needed again begins a new episode. Raises `Refused`, naming the
    field.
    """
    if not is_open(episode.status):
        return episode
    say_how(episode, reason, end_note, family_words, ended_on, at.astimezone(UK).date())
    episode.status = EpisodeStatus.CLOSED
    episode.assessment_due_on = episode.meeting_due_on = None
    episode.copy_due_on = episode.next_due_on = None
    if (planned := meetings.planned(episode)) is not None:
        planned.status = ReviewStatus.CANCELLED
    tell(episode, "end_early_help", by=by, at=at)
    _tell_team(episode, by, at)
    db.session.flush()
    return episode


def say_how(
    episode: EarlyHelpEpisode,
    reason: EpisodeEnd | None,
    end_note: str,
    family_words: str,
    ended_on: date | None,
    today: date,
) -> None:
    """Why help ended, when, and the words about it; raises `Refused`, naming the field."""
    if reason is None:
        raise Refused(N_("Choose why early help ends"), "reason")
    episode.ended_on = _day(episode, ended_on, today)
    episode.end_note = checked_text(
        end_note, "end_note", N_("Write what has been achieved and what happens now")
    )
    episode.family_words = (
        checked_text(family_words, "family_words", "") if has_words(family_words) else ""
    )
    episode.end_reason = reason


def _day(episode: EarlyHelpEpisode, ended_on: date | None, today: date) -> date:
    if ended_on is None:
        raise Refused(N_("Enter the day on which early help ends"), "ended_day")
    if not episode.started_on <= ended_on <= today:
        raise Refused(N_("The day must be between the day early help began and today"), "ended_day")
    return ended_on


def _tell_team(episode: EarlyHelpEpisode, by: Actor, at: datetime) -> None:
    wanted = written_to(team.everyone(episode))
    accounts = [each for each in wanted.account_ids if each != by.account_id]
    queue_episode_mail(
        "help_ended", episode, at, account_ids=accounts, member_ids=wanted.member_ids
    )
