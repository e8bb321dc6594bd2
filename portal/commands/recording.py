"""A meeting recorded: who came, how each action goes, new scores, what was decided, by when."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from portal.commands.base import Refused, command
from portal.commands.contact_words import checked_text
from portal.commands.episode_pages import write_page
from portal.commands.episodes import tell
from portal.commands.help_days import set_next_due, timings, working_days_after
from portal.commands.meetings import standing
from portal.commands.plan_words import chosen_readers, must_be_open
from portal.extensions import db
from portal.models import Attendance, DomainScore, EarlyHelpEpisode, Review
from portal.queries import meetings, plans, team
from portal.rules import review as rules
from portal.rules.early_help_settings import weeks_after
from portal.rules.permissions import Actor
from portal.rules.plan import as_reviewed
from portal.rules.review import ReviewWords
from portal.rules.typed import UK, Page
from portal.vocabulary import N_, ReviewStatus

LONGEST = timedelta(days=366)  # from one review to the next


@command
def save_review_page(
    actor: Actor,
    episode: EarlyHelpEpisode,
    review_id: uuid.UUID,
    name: str,
    answers: Page,
    *,
    tab: str,
    base_version: int | None,
    at: datetime,
    path: str = "",
) -> int:
    """Save one page of a meeting that is not recorded yet, exactly as typed; its new version.

    Raises `EpisodePageConflict` when somebody else saved other words since it was opened, and
    `Refused` once the meeting is recorded.
    """
    if name not in rules.PAGES:
        raise ValueError(f"no page is called {name!r}")
    standing(episode, review_id)
    return write_page(
        actor,
        episode,
        review_id,
        name,
        answers,
        tab=tab,
        base_version=base_version,
        at=at,
        path=path,
    )


@command
def record_meeting(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    review_id: uuid.UUID,
    held_on: date | None,
    at: datetime,
) -> Review:
    """Make what was written the record of the meeting; from then on it is only corrected.

    Actions of the plan get the status they were given, the scores a place in the history, and the
    days for the next meeting and the family's copies are set. Recording twice records once.
    Raises `Refused`, naming the field, without a day, a decision or its reason.
    """
    must_be_open(episode)
    review = meetings.review_to_change(episode, review_id)
    if review is not None and review.status is ReviewStatus.RECORDED:
        return review
    review = standing(episode, review_id)
    today = at.astimezone(UK).date()
    met_on = day_held(episode, held_on, today)
    words = meetings.words_of(review)
    decide(episode, review, words, met_on)
    who_came(episode, review, words)
    add_scores(episode, review, words, met_on)
    _actions(episode, review, words, by, met_on, at)
    review.status, review.held_on = ReviewStatus.RECORDED, met_on
    review.recorded_by, review.recorded_at = by.name, at
    episode.meeting_due_on = review.next_on
    days = timings(episode.hub_id).copy_days
    episode.copy_due_on = working_days_after(episode.hub_id, met_on, days)
    db.session.flush()
    set_next_due(episode)
    tell(episode, "record_meeting", by=by, at=at)
    return review


def day_held(episode: EarlyHelpEpisode, held_on: date | None, today: date) -> date:
    """The day they met; raises `Refused` for none, one to come, or one long before the help."""
    if held_on is None:
        raise Refused(N_("Enter the day on which you met"), "held_day")
    if held_on > today:
        raise Refused(N_("The day you met cannot be in the future"), "held_day")
    if held_on < episode.started_on - LONGEST:
        raise Refused(N_("The day you met is more than a year before early help began"), "held_day")
    return held_on


def decide(episode: EarlyHelpEpisode, review: Review, words: ReviewWords, met_on: date) -> None:
    """What was decided, why, and the day of the next meeting where help goes on."""
    if words.outcome is None:
        raise Refused(N_("Choose what happens next, on the page What happens next"), "decision")
    review.outcome = words.outcome
    review.outcome_why = checked_text(
        words.why.text, "decision", N_("Write why, on the page What happens next")
    )
    review.next_on = None
    if words.outcome in rules.GOES_ON:
        usual = weeks_after(met_on, timings(episode.hub_id).review_weeks)
        review.next_on = _next(words.next_on or usual, met_on)


def _next(next_on: date, met_on: date) -> date:
    if not met_on < next_on <= met_on + LONGEST:
        raise Refused(N_("The next meeting must be after this one and within a year"), "decision")
    return next_on


def who_came(episode: EarlyHelpEpisode, review: Review, words: ReviewWords) -> None:
    """A row for everybody who was on the team then, with what they had to say."""
    rows = {row.member_id: row for row in meetings.attendance_of(review)}
    known = {each.id for each in team.everyone(episode)} | set(rows)
    for member_id in known & set(words.came):
        came = words.came[member_id]
        row = rows.get(member_id) or Attendance(
            hub_id=review.hub_id,
            episode_id=review.episode_id,
            review_id=review.id,
            member_id=member_id,
        )
        row.attended, row.contribution = came.attended, came.said.text
        row.readers = chosen_readers(episode, came.said.may_read)
        db.session.add(row)


def add_scores(episode: EarlyHelpEpisode, review: Review, words: ReviewWords, met_on: date) -> None:
    """What was agreed at the meeting joins the history of scores."""
    readers = chosen_readers(episode, words.scores_may_read)
    db.session.add_all(
        DomainScore(
            hub_id=review.hub_id,
            episode_id=review.episode_id,
            of_id=review.id,
            domain=each.domain,
            score=each.score,
            on=met_on,
            agreed_with=words.agreed_with,
            evidence=each.evidence,
            readers=readers,
        )
        for each in words.scores
    )


def _actions(
    episode: EarlyHelpEpisode,
    review: Review,
    words: ReviewWords,
    by: Actor,
    met_on: date,
    at: datetime,
) -> None:
    """The plan's actions get their status; the record keeps the plan as the meeting found it."""
    for action in plans.actions_to_change(episode):
        going = words.actions.get(action.id)
        if going is None or action.is_removed:
            continue
        given: dict[str, Any] = {}
        if going.note:  # nothing said now leaves what was said before
            given["status_note"] = going.note
        if going.status is not None:
            given["status"] = going.status
        if any(getattr(action, name) != value for name, value in given.items()):
            for name, value in given.items():
                setattr(action, name, value)
            action.status_on, action.changed_by, action.changed_at = met_on, by.name, at
    db.session.flush()
    review.actions = as_reviewed(plans.plan(by, episode).on(met_on))
