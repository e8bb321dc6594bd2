"""Everything the overview of an episode shows its reader."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from portal.queries.corrections import corrections
from portal.queries.early_help import EpisodeRecord, facts, record
from portal.queries.frameworks import framework as framework_of
from portal.queries.plans import plan
from portal.queries.rows import AnyRow
from portal.rules.early_help import (
    age_months,
    may_confirm_risk,
    may_hand_over,
    may_lead_episode,
    may_read_episode,
    may_write_episode,
    must_agree,
    sees,
)
from portal.rules.permissions import Actor
from portal.rules.plan import PlannedAction
from portal.vocabulary import EpisodeEnd, LineKind, MemberSees
from portal.web import day, word


@dataclass(frozen=True)
class MemberShown:
    """A member of the family, with their agreement as it stands."""

    row: AnyRow
    age: tuple[int, int] | None  # months, youngest and oldest
    is_asked: bool  # their own agreement is needed
    agreement: AnyRow | None  # the latest
    proposal: AnyRow | None  # that they are no longer at risk, which waits for a second person

    @property
    def has_agreed(self) -> bool:
        """Whether they said yes and have not taken it back."""
        return bool(self.agreement and self.agreement.is_given and not self.agreement.withdrawn_on)


@dataclass(frozen=True)
class EpisodeShown:
    """The page of one episode for one reader."""

    record: EpisodeRecord
    family: tuple[MemberShown, ...]
    removed: tuple[AnyRow, ...]
    due: tuple[tuple[str, date], ...]  # what, by when; the soonest first
    indicators: dict[str, Any]  # id -> the words of the framework
    can_write: bool
    can_lead: bool
    can_hand_over: bool
    can_confirm: bool  # be the second person where a risk is taken away
    sees_all: bool
    can_correct_end: bool
    corrections: tuple[AnyRow, ...]  # of how it ended, the latest first

    def end_reason(self, kept: str) -> str:
        """Why help ended, as an earlier record says, in words."""
        return word(EpisodeEnd(kept))

    def end_day(self, kept: str) -> str:
        """When it ended, as an earlier record says."""
        return day(date.fromisoformat(kept))

    def lines(self, kind: str, *, removed: bool = False) -> list[AnyRow]:
        """The lines of one kind that stand, or those taken away."""
        wanted = LineKind(kind)
        return [
            row for row in self.record.lines if row.kind is wanted and row.is_removed is removed
        ]

    @property
    def removed_lines(self) -> list[AnyRow]:
        """Every line that was taken away."""
        return [row for row in self.record.lines if row.is_removed]

    @property
    def names(self) -> dict[str, str]:
        """Id of each member to their name."""
        return {str(each.id): each.name for each in self.record.people}


def shown(reader: Actor, episode: Any, today: date) -> EpisodeShown:
    """The episode as its reader may have it."""
    held, access = record(reader, episode), facts(episode)
    proposed = {row.person_id: row for row in held.proposals}
    latest: dict[UUID, AnyRow] = {}
    for row in held.agreements:
        if row.is_standing:
            latest.setdefault(row.person_id, row)
    return EpisodeShown(
        record=held,
        family=tuple(
            MemberShown(
                person,
                age_months(person, today),
                must_agree(person, person.part, today),
                latest.get(person.id),
                proposed.get(person.id),
            )
            for person in held.family
        ),
        removed=tuple(person for person in held.people if person.is_removed),
        due=_due(episode),
        indicators=_indicators(episode),
        can_write=may_write_episode(reader, access),
        can_lead=may_lead_episode(reader, access) and access.is_open,
        can_hand_over=may_hand_over(reader, access),
        can_confirm=may_confirm_risk(reader, access),
        sees_all=may_read_episode(reader, access),
        can_correct_end=may_lead_episode(reader, access) and not access.is_open,
        corrections=() if access.is_open else _corrections(episode),
    )


def _corrections(episode: Any) -> tuple[AnyRow, ...]:
    return tuple(reversed(corrections(episode, episode.id)))


def overview(reader: Actor, episode: Any, today: date) -> tuple[str, dict[str, Any]]:
    """The first page of an episode, as far as its reader may see: its template and what it shows.

    Before everybody has agreed the team sees that it exists, and nothing of the family.
    """
    seen = sees(reader, facts(episode))
    if seen is MemberSees.OWN_ACTIONS:
        return "early_help/own_actions.html", {"actions": _own_actions(reader, episode, today)}
    if seen in (MemberSees.EVERYTHING, MemberSees.PLAN):
        return "early_help/show.html", {"shown": shown(reader, episode, today), "today": today}
    return "early_help/waiting.html", {}


def _own_actions(reader: Actor, episode: Any, today: date) -> list[PlannedAction]:
    held = plan(reader, episode)
    me = {
        each.id
        for each in held.team
        if each.account_id == reader.account_id
        and each.organisation_id in (None, reader.organisation_id)
    }
    standing = (action for goal in held.on(today) for action in goal.actions)
    return [action for action in standing if action.row.member_id in me]


def _due(episode: Any) -> tuple[tuple[str, date], ...]:
    days = {
        "assessment": episode.assessment_due_on,
        "meeting": episode.meeting_due_on,
        "copy": episode.copy_due_on,
    }
    given = [(name, day) for name, day in days.items() if day is not None]
    return tuple(sorted(given, key=lambda each: each[1]))


def _indicators(episode: Any) -> dict[str, Any]:
    framework = framework_of(episode.framework_id) if episode.framework_id else None
    return {} if framework is None else dict(framework.indicator)
