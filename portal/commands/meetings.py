"""Meetings of the team around a family: planned, the team invited, moved, called off."""

import uuid
from datetime import datetime, timedelta

from portal.commands.agreements import settle
from portal.commands.base import Refused, command
from portal.commands.contact_words import MOST
from portal.commands.episodes import tell
from portal.commands.help_days import set_next_due
from portal.commands.outbox import queue_episode_mail
from portal.commands.plan_words import must_be_open
from portal.extensions import db
from portal.models import Attendance, EarlyHelpEpisode, Review
from portal.queries import meetings, team
from portal.rules.permissions import Actor
from portal.rules.team import written_to
from portal.rules.typed import UK
from portal.vocabulary import N_, MeetingKind, ReviewStatus

PLANNED_ALREADY = N_("A meeting is planned already. Record it, move it or call it off first.")
FURTHEST = timedelta(days=366)  # a day further off is a slip of the keyboard
OVER = N_("This meeting has been recorded or called off. What you typed is below.")
STOPPED = N_(
    "Agreement has been withdrawn, so the team is not written to. Talk with the family first."
)

AWAITED = N_(
    "Not everybody who must agree has agreed yet, so the team is not written to. Record what each "
    "of them says first."
)


class MeetingCrossed(Exception):
    """Somebody else moved the meeting since it was opened; nothing was written."""

    def __init__(self, saved: Review) -> None:
        super().__init__("moved meanwhile")
        self.planned_at, self.place, self.version = saved.planned_at, saved.place, saved.version
        self.who = saved.changed_by  # "" for who moved it before that was kept


@command
def plan_meeting(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    planned_at: datetime | None,
    place: str,
    tells_team: bool,
    key: uuid.UUID,
    at: datetime,
) -> Review:
    """Plan the first meeting, or the next review; the same key twice plans one.

    The mail says that there is a meeting and nothing else. Raises `Refused`, naming the field, or
    while another meeting is planned.
    """
    must_be_open(episode)
    if (before := meetings.review_to_change(episode, key)) is not None:
        return before
    if meetings.planned(episode) is not None:
        raise Refused(PLANNED_ALREADY)
    number, has_met = meetings.numbering(episode)
    review = Review(
        id=key,
        hub_id=episode.hub_id,
        episode_id=episode.id,
        number=number,
        kind=MeetingKind.REVIEW if has_met else MeetingKind.FIRST,
        status=ReviewStatus.PLANNED,
        planned_at=_when(planned_at, at),
        place=_place(place),
        made_by=by.name,
        made_at=at,
    )
    db.session.add(review)
    db.session.flush()
    tell(episode, "plan_meeting", by=by, at=at)
    if tells_team:
        _invite(episode, review, by, at)
    set_next_due(episode)
    return review


def _when(planned_at: datetime | None, at: datetime) -> datetime:
    if planned_at is None:
        raise Refused(N_("Enter the day and time of the meeting"), "planned_day")
    if abs(planned_at - at) > FURTHEST:
        raise Refused(N_("The meeting must be within a year of today"), "planned_day")
    return planned_at


def _place(place: str) -> str:
    if len(place := place.strip()) > MOST:
        raise Refused(N_("Shorten this to 20,000 characters or fewer"), "place")
    return place


def standing(episode: EarlyHelpEpisode, review_id: uuid.UUID) -> Review:
    """A planned meeting of an open episode, locked; `Refused` once it is recorded or called off."""
    must_be_open(episode)
    review = meetings.review_to_change(episode, review_id)
    if review is None or review.status is not ReviewStatus.PLANNED:
        raise Refused(OVER)
    return review


@command
def move_meeting(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    review_id: uuid.UUID,
    version: int,
    planned_at: datetime | None,
    place: str,
    tells_team: bool,
    at: datetime,
) -> Review:
    """Another day, time or place. Raises `MeetingCrossed` when somebody else moved it first."""
    review = standing(episode, review_id)
    wanted = (_when(planned_at, at), _place(place))
    if (review.planned_at, review.place) != wanted:
        if review.version != version:
            raise MeetingCrossed(review)
        (review.planned_at, review.place), review.changed_by = wanted, by.name
        tell(episode, "move_meeting", by=by, at=at)
        set_next_due(episode)
    if tells_team:
        _invite(episode, review, by, at, again=True)
    return review


@command
def invite_team(
    episode: EarlyHelpEpisode, *, by: Actor, review_id: uuid.UUID, at: datetime
) -> Review:
    """Write to those of the team who have not been written to about this meeting yet."""
    review = standing(episode, review_id)
    _invite(episode, review, by, at)
    return review


def _invite(
    episode: EarlyHelpEpisode, review: Review, by: Actor, at: datetime, *, again: bool = False
) -> None:
    """Mail to accounts and to addresses of practitioners; one of the family is never mailed."""
    settle(episode, at.astimezone(UK).date())
    if episode.is_sharing_stopped or episode.is_sharing_awaited:
        raise Refused(STOPPED if episode.is_sharing_stopped else AWAITED)
    rows = {row.member_id: row for row in meetings.attendance_of(review)}
    told = {member_id for member_id, row in rows.items() if row.invited_at is not None}
    everyone = [each for each in team.everyone(episode) if again or each.id not in told]
    wanted = written_to(everyone)
    accounts = [each for each in wanted.account_ids if each != by.account_id]
    queue_episode_mail("help_meeting", episode, at, account_ids=accounts)
    queue_episode_mail("help_invited", episode, at, member_ids=wanted.member_ids)
    mailed = {*accounts, *wanted.member_ids}
    for member in (each for each in everyone if {each.account_id, each.id} & mailed):
        row = rows.get(member.id) or _row(review, member.id)
        row.invited_at = at
        member.invited_at, member.changed_by = at, by.name
        db.session.add(row)
    if mailed:
        tell(episode, "invite_team", by=by, at=at)


def _row(review: Review, member_id: uuid.UUID) -> Attendance:
    return Attendance(
        hub_id=review.hub_id,
        episode_id=review.episode_id,
        review_id=review.id,
        member_id=member_id,
        readers=[],
    )


@command
def call_off(episode: EarlyHelpEpisode, *, by: Actor, review_id: uuid.UUID, at: datetime) -> Review:
    """The meeting will not be held; what was written for it stays on the record."""
    must_be_open(episode)
    review = meetings.review_to_change(episode, review_id)
    if review is None or review.status is ReviewStatus.RECORDED:
        raise Refused(OVER)
    if review.status is ReviewStatus.PLANNED:
        review.status = ReviewStatus.CANCELLED
        tell(episode, "call_off_meeting", by=by, at=at)
        db.session.flush()
        set_next_due(episode)
    return review
