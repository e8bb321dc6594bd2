"""What the pages of a team and its meetings show their reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from portal.blueprints.early_help.plans.shown import names_of
from portal.commands.help_days import timings, working_days_after
from portal.queries import (
    assessments,
    corrections,
    early_help,
    family_copies,
    meetings,
    outcomes,
)
from portal.queries.meetings import ReviewRecord
from portal.queries.plans import plan
from portal.queries.rows import AnyRow
from portal.rules.correcting import PARTS
from portal.rules.early_help import EpisodeFacts, is_lead, may_read_episode, may_write_plan
from portal.rules.early_help_settings import weeks_after
from portal.rules.outcomes import Outcomes
from portal.rules.permissions import Actor
from portal.rules.plan import PlannedGoal
from portal.rules.review import OUTCOME_STATES, PAGES, OutcomeState, ReviewWords
from portal.rules.team import is_relative
from portal.rules.typed import UK, date_typed
from portal.vocabulary import ActionStatus, HelpDomain, PersonKind, ReviewStatus
from portal.web import uk_time, word


@dataclass(frozen=True)
class ShownTo:
    """What its reader may do, and the team."""

    can_write: bool
    can_lead: bool
    can_correct: bool  # its lead, also once the help has ended
    sees_all: bool
    family: list[AnyRow]
    team: list[AnyRow]  # who is on it now

    def names(self, ids: Any) -> str:
        """Names of people of the family."""
        return names_of(ids, self.family)


def _reader(reader: Actor, episode: Any) -> dict[str, Any]:
    facts: EpisodeFacts = early_help.facts(episode)
    held = plan(reader, episode)
    return {
        "can_write": may_write_plan(reader, facts),
        "can_lead": is_lead(reader, facts) and facts.is_open,
        "can_correct": is_lead(reader, facts),
        "sees_all": may_read_episode(reader, facts),
        "family": early_help.people(reader.hub_id, episode.id),
        "team": [each for each in held.team if each.left_on is None],
        "left": [each for each in held.team if each.left_on is not None],
        "plan": held,
    }


@dataclass(frozen=True)
class TeamShown(ShownTo):
    """The team around the family."""

    left: list[AnyRow]

    @property
    def practitioners(self) -> list[AnyRow]:
        """Those who work with the family."""
        return [each for each in self.team if not is_relative(each)]

    @property
    def relatives(self) -> list[AnyRow]:
        """Those of the family who are on the team."""
        return [each for each in self.team if is_relative(each)]

    @property
    def could_join(self) -> list[AnyRow]:
        """Those of the family who are not on it."""
        here = {each.person_id for each in self.relatives}
        born = (each for each in self.family if each.kind is not PersonKind.UNBORN)
        return [person for person in born if person.id not in here]


def team_shown(reader: Actor, episode: Any) -> TeamShown:
    """The team as its reader may have it."""
    given = _reader(reader, episode)
    given.pop("plan")
    return TeamShown(**given)


@dataclass(frozen=True)
class MeetingsShown(ShownTo):
    """The meetings of an episode, newest first."""

    reviews: list[AnyRow]
    record_by: date | None  # for the planned one
    copy_by: date | None
    today: date

    @property
    def planned(self) -> AnyRow | None:
        """The one that is to come, or to be recorded."""
        return next((each for each in self.reviews if each.status is ReviewStatus.PLANNED), None)


def meetings_shown(reader: Actor, episode: Any, today: date) -> MeetingsShown:
    """The list of meetings, with the days that follow from the next one."""
    given = _reader(reader, episode)
    reviews = list(meetings.reviews(reader, episode))
    planned = next((each for each in reviews if each.status is ReviewStatus.PLANNED), None)
    record_by = copy_by = None
    if planned is not None and planned.planned_at is not None:
        record_by, copy_by = _days_after(episode, planned.planned_at.astimezone(UK).date())
    for name in ("plan", "left"):
        given.pop(name)
    days: dict[str, Any] = {"record_by": record_by, "copy_by": copy_by, "today": today}
    return MeetingsShown(reviews=reviews, **days, **given)


def _days_after(episode: Any, met_on: date) -> tuple[date, date]:
    days = timings(episode.hub_id)
    hub_id = episode.hub_id
    return (
        working_days_after(hub_id, met_on, days.record_days),
        working_days_after(hub_id, met_on, days.copy_days),
    )


@dataclass(frozen=True)
class MeetingShown(ShownTo):
    """One meeting: what is to be written for it, or its record."""

    record: ReviewRecord
    words: ReviewWords
    goals: tuple[PlannedGoal, ...]
    everyone: dict[Any, AnyRow]  # everybody who was ever on the team
    before: Mapping[HelpDomain, int]  # the scores until then
    outcomes: Outcomes
    usual_next: date
    record_by: date
    copy_by: date
    today: date
    corrections: list[AnyRow]  # of this record, the latest first
    given: list[AnyRow]  # copies of this record that the family has

    @property
    def review(self) -> AnyRow:
        """The meeting's own row."""
        return self.record.review

    @property
    def pages(self) -> list[tuple[str, str, AnyRow | None]]:
        """Name, title and what was saved, for each page that is to be written."""
        saved = {row.page: row for row in self.record.pages}
        return [(name, title, saved.get(name)) for name, title in PAGES.items()]

    @property
    def parts(self) -> dict[str, str]:
        """What of the record can be corrected: name and title, which is English, for gettext."""
        return PARTS

    @property
    def invited(self) -> dict[Any, Any]:
        """When each of the team was written to about it."""
        return {row.member_id: row.invited_at for row in self.record.attendance}

    @property
    def actions(self) -> list[dict[str, Any]]:
        """The plan as the meeting found it, in its order."""
        return sorted(self.review.actions.values(), key=lambda each: int(each["position"]))

    def status(self, kept: str) -> str:
        """How an action was going, in words."""
        return word(ActionStatus(kept))

    def state(self, state: OutcomeState) -> str:
        """How far an outcome is reached, in words."""
        return str(gettext(OUTCOME_STATES[state]))

    def member(self, member_id: Any) -> str:
        """A name of the team."""
        row = self.everyone.get(member_id)
        return row.name if row is not None else ""


def meeting_shown(
    reader: Actor, episode: Any, review: Any, today: date, *, held: ReviewRecord | None = None
) -> MeetingShown:
    """One meeting as its reader may have it; `held` is its record as it was before."""
    given, held = _reader(reader, episode), held or meetings.record(reader, episode, review)
    words, review = held.words, held.review
    met_on = review.held_on or (uk_time(review.planned_at).date() if review.planned_at else today)
    record_by, copy_by = _days_after(episode, met_on)
    drawn = given.pop("plan")
    everyone = {each.id: each for each in drawn.team}
    given.pop("left")
    is_named, since = bool(words.outcome_set), _since(episode, review)
    chosen = outcomes.named(reader.hub_id, words.outcome_set) if is_named else None
    return MeetingShown(
        **given,
        record=held,
        words=words,
        goals=drawn.on(today),
        everyone=everyone,
        before=_before(reader, episode, review),
        outcomes=chosen or outcomes.current(reader.hub_id, met_on),
        usual_next=weeks_after(met_on, timings(episode.hub_id).review_weeks),
        record_by=record_by,
        copy_by=copy_by,
        today=today,
        **since,
    )


def _since(episode: Any, review: Any) -> dict[str, Any]:
    """What became of the record of a meeting: corrections, and copies that were given."""
    if review.status is not ReviewStatus.RECORDED:
        return {"corrections": [], "given": []}
    made = list(reversed(corrections.corrections(episode, review.id)))
    copies = family_copies.copies(episode) if made else ()
    given = [each for each in copies if each.of_id == review.id and each.given_on]
    return {"corrections": made, "given": given}


def _before(reader: Actor, episode: Any, review: Any) -> dict[HelpDomain, int]:
    """The last score in each domain that was not given at this meeting."""
    until = review.held_on
    return {
        row.domain: row.score
        for row in assessments.scores(reader, episode)
        if row.of_id != review.id and (until is None or row.on <= until)
    }


def first_told(episode: Any) -> list[str]:
    """Whether the team is told of a new meeting unless its lead chooses: once it may know."""
    return [] if episode.is_sharing_stopped or episode.is_sharing_awaited else ["yes"]


def meeting_again(row: Any) -> dict[str, Any]:
    """A meeting as it would be typed."""
    given: dict[str, Any] = {"version": str(row.version), "place": row.place}
    if row.planned_at is not None:
        local = uk_time(row.planned_at)
        given |= date_typed("planned", local.date())
        given["planned_time"] = local.strftime("%H:%M")
    return given
