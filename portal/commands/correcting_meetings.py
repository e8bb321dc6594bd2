"""A record of a meeting, or of how help ended, corrected: the one before stays and can be read."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update

from portal.commands.base import Refused, command
from portal.commands.contact_words import checked_text
from portal.commands.corrections import NOTHING, SAY_WHY, Correction, RecordCrossed, is_new
from portal.commands.ending import say_how
from portal.commands.episode_pages import write_page
from portal.commands.episodes import tell
from portal.commands.help_days import set_next_due
from portal.commands.recording import add_scores, day_held, decide, who_came
from portal.extensions import db
from portal.models import DomainScore, EarlyHelpEpisode, Review
from portal.queries import assessments, corrections, meetings, plans
from portal.queries.rows import AnyRow
from portal.rules.correcting import DAY, PARTS, actions_again
from portal.rules.early_help import is_open
from portal.rules.permissions import Actor
from portal.rules.review import GOES_ON, ReviewWords, read_review
from portal.rules.typed import UK, Page, read_date
from portal.vocabulary import N_, ActionStatus, EpisodeEnd, ReviewStatus

NOT_RECORDED = N_("Only a meeting that is on the record can be corrected.")
NOT_ENDED = N_("This early help has not ended.")


@command
def correct_meeting(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    review_id: uuid.UUID,
    name: str,
    answers: Page,
    why: str,
    base: int,
    at: datetime,
    page_base: int | None = None,
) -> Review:
    """Put one page of a meeting's record right: a new version; the one before stays beside it.

    `base` is how often it had been corrected when it was opened, `page_base` the version of its
    page (None compares nothing). Papers say the new version from
    now on; a copy that was given stays as it was given. What the plan took over from the record is
    put right where nobody has changed it since. Raises `RecordCrossed`; `Refused`, naming the
    field, without a reason or a change.
    """
    if name not in PARTS:
        raise ValueError(f"a meeting has no page called {name!r}")
    why = checked_text(why, "why", SAY_WHY)
    review = meetings.review_to_change(episode, review_id)
    if review is None or review.status is not ReviewStatus.RECORDED:
        raise Refused(NOT_RECORDED)
    earlier = corrections.corrections(episode, review_id)
    held = _as_it_is(review, earlier)
    made = Correction(episode, review_id, held, earlier, by, why, at)
    page = assessments.page_rows(by, episode, review_id).get(name)
    if not is_new(made, name, answers, base, page_base, page):
        return review
    made.keep()
    before = read_review(held["pages"])
    if name != DAY:
        tab = uuid.uuid4().hex
        write_page(by, episode, review_id, name, answers, tab=tab, base_version=None, at=at)
        db.session.flush()
    _put_right(made, review, name, answers, before)
    db.session.flush()
    set_next_due(episode)
    tell(episode, "correct_meeting", by=by, at=at, said=why)
    return review


def _as_it_is(review: Review, earlier: Sequence[AnyRow]) -> dict[str, Any]:
    """The record as it stands, with who made it so."""
    last = earlier[-1] if earlier else None
    recorded_at = last.corrected_at if last else review.recorded_at
    return {
        "held_on": _iso(review.held_on),
        "outcome": review.outcome.value if review.outcome else "",
        "outcome_why": review.outcome_why,
        "next_on": _iso(review.next_on),
        "actions": dict(review.actions),
        "pages": meetings.answers_of(review),
        "by": last.corrected_by if last else review.recorded_by,
        "at": recorded_at.isoformat() if recorded_at else "",
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _put_right(
    made: Correction, review: Review, name: str, answers: Page, before: ReviewWords
) -> None:
    """What follows from the page that was corrected."""
    episode, words = made.episode, meetings.words_of(review)
    if name == "came":
        _came(episode, review, before, words)
    elif name == "actions":
        _actions(made, review, before, words)
    elif name == "scores":
        _scores(episode, review, before, words, review.held_on or made.at.date())
    elif name == "decision":
        _decided(episode, review, words)
    elif name == DAY:
        _day(made, review, words, answers)


def _came(
    episode: EarlyHelpEpisode, review: Review, before: ReviewWords, words: ReviewWords
) -> None:
    """Who came, anew; what was taken out of somebody's copies since stays out of them."""
    taken = {}
    for row in meetings.attendance_of(review):
        said = before.came.get(row.member_id)
        taken[row.member_id] = (said.said.may_read if said else set()) - set(row.readers)
        row.attended, row.contribution, row.readers = None, "", []
    who_came(episode, review, words)
    db.session.flush()
    for row in meetings.attendance_of(review):
        row.readers = [each for each in row.readers if each not in taken.get(row.member_id, ())]


def _scores(
    episode: EarlyHelpEpisode, review: Review, before: ReviewWords, words: ReviewWords, on: date
) -> None:
    """The same of the scores."""
    of_meeting = select(DomainScore).where(*_scores_of(review))
    taken = {
        row.domain: before.scores_may_read - set(row.readers)
        for row in db.session.scalars(of_meeting)
    }
    db.session.execute(delete(DomainScore).where(*_scores_of(review)))
    add_scores(episode, review, words, on)
    db.session.flush()
    for row in db.session.scalars(of_meeting):
        row.readers = [each for each in row.readers if each not in taken.get(row.domain, ())]


def _scores_of(review: Review) -> tuple[Any, ...]:
    return (
        DomainScore.hub_id == review.hub_id,
        DomainScore.episode_id == review.episode_id,
        DomainScore.of_id == review.id,
    )


def _actions(made: Correction, review: Review, before: ReviewWords, words: ReviewWords) -> None:
    """The record's own actions, and those of the plan that still stand as the meeting left them."""
    old, new = review.actions, actions_again(review.actions, before.actions, words.actions)
    for action in plans.actions_to_change(made.episode):
        was, now = old.get(str(action.id)), new.get(str(action.id))
        if was is None or now is None or was == now or action.is_removed:
            continue
        if (action.status.value, action.status_note) == (was["status"], was["note"]):
            action.status, action.status_note = ActionStatus(now["status"]), now["note"]
            action.status_on = review.held_on
            action.changed_by, action.changed_at = made.by.name, made.at
    review.actions = new


def _decided(episode: EarlyHelpEpisode, review: Review, words: ReviewWords) -> None:
    """What was decided, and the day of the next meeting where none has been held since."""
    decide(episode, review, words, review.held_on or episode.started_on)
    if is_open(episode.status) and corrections.is_latest(review):
        episode.meeting_due_on = review.next_on


def _day(made: Correction, review: Review, words: ReviewWords, answers: Page) -> None:
    """The day they met moves the scores of that day and, unless one was said, the next meeting."""
    today = made.at.astimezone(UK).date()
    review.held_on = day_held(made.episode, read_date(answers, "held"), today)
    db.session.execute(
        update(DomainScore).where(*_scores_of(review)).values({"on": review.held_on})
    )
    if review.outcome in GOES_ON:
        _decided(made.episode, review, words)


@command
def correct_end(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    reason: EpisodeEnd | None,
    end_note: str,
    family_words: str,
    ended_on: date | None,
    why: str,
    base: int,
    at: datetime,
) -> EarlyHelpEpisode:
    """Put right how help ended, and nothing else: it stays ended. As `correct_meeting`."""
    why = checked_text(why, "why", SAY_WHY)
    if is_open(episode.status):
        raise Refused(NOT_ENDED)
    earlier = corrections.corrections(episode, episode.id)
    held = end_as_it_is(episode)
    made = Correction(episode, episode.id, held, earlier, by, why, at)
    given = {
        "reason": reason.value if reason else "",
        "end_note": end_note.strip(),
        "family_words": family_words.strip(),
        "ended_on": _iso(ended_on),
    }
    if given == held:
        if made.is_repeat:
            return episode
        raise Refused(NOTHING, "why")
    if base < len(earlier):
        raise RecordCrossed(held, earlier)
    made.keep()
    say_how(episode, reason, end_note, family_words, ended_on, at.astimezone(UK).date())
    tell(episode, "correct_end", by=by, at=at, said=why)
    return episode


def end_as_it_is(episode: Any) -> dict[str, str]:
    """How help ended, as the record says now."""
    return {
        "reason": episode.end_reason.value if episode.end_reason else "",
        "end_note": episode.end_note,
        "family_words": episode.family_words,
        "ended_on": _iso(episode.ended_on),
    }
