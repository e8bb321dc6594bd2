"""One page of a meeting's record at the desk of whoever corrects it; and the records before."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from flask import request
from flask_babel import gettext as _

from portal.blueprints.early_help.meetings import questions
from portal.blueprints.early_help.meetings.forms import CorrectEndForm
from portal.blueprints.early_help.meetings.questions import Group, Typed
from portal.blueprints.early_help.meetings.shown import MeetingShown, meeting_shown
from portal.blueprints.early_help.meetings.writing import Desk, Kept, desk
from portal.commands.correcting_meetings import end_as_it_is
from portal.queries import corrections
from portal.queries.kept_words import kept
from portal.queries.meetings import ReviewRecord
from portal.queries.rows import AnyRow
from portal.rules.correcting import DAY, PARTS
from portal.rules.permissions import Actor
from portal.rules.typed import date_typed
from portal.vocabulary import EpisodeEnd, ReviewOutcome
from portal.web import day, utc_now, word


@dataclass(frozen=True)
class CorrectingDesk(Desk):
    """The page with what the record says."""

    @property
    def title(self) -> str:
        """What the page is called, in English, ready for gettext."""
        return PARTS[self.name]

    @property
    def version(self) -> str:
        """What the form corrects from: how often it was corrected, and its page's own version."""
        versions = {row.page: row.version for row in self.shown.record.pages}
        return f"{len(self.shown.corrections)}.{versions.get(self.name, 0)}"

    @property
    def saved(self) -> Typed:
        """What the record says."""
        if self.name == DAY:
            return date_typed("held", self.shown.review.held_on)
        pages = {row.page: row.answers for row in self.shown.record.pages}
        return dict(pages.get(self.name, {}))

    @property
    def answers(self) -> Typed:
        """What was posted or kept through a sign-in, else what the record says."""
        if request.method == "POST":
            return self.taken(request.form)
        waiting = kept(self.actor, request.path, utc_now())
        return self.saved if waiting is None else questions.take(self.groups, Kept(waiting))

    def crossed(self, saved: Mapping[str, Any]) -> dict[str, Any]:
        """Both texts where they differ; each in the form only for those whom both chose."""
        mine = self.answers
        both = questions.both(self.groups, saved, mine)
        return {"both": both, "answers": questions.for_both(self.groups, saved, mine)}

    def taken(self, form: Any) -> Typed:
        """What was posted; what the page no longer asks stays as the record says."""
        asked = {name for group in self.groups for ask in group.asks for name in ask.names}
        rest = {name: value for name, value in self.saved.items() if name not in asked}
        return rest | super().taken(form)


def correcting_desk(actor: Actor, episode: Any, shown: MeetingShown, name: str) -> CorrectingDesk:
    """The desk for one page of a record."""
    groups = (
        [Group(asks=(questions.day_met(),))]
        if name == DAY
        else desk(actor, episode, as_it_was(shown), name).groups
    )
    return CorrectingDesk(actor, episode, shown, name, groups)


def as_it_was(shown: MeetingShown) -> MeetingShown:
    """With the team of that day and the plan as the meeting found it, to be asked about again."""
    there = {row.member_id for row in shown.record.attendance} | set(shown.words.came)
    here = {member.id for member in shown.team}
    left = [row for key, row in shown.everyone.items() if key in there and key not in here]
    return replace(
        shown, team=[*shown.team, *left], goals=questions.goals_then(shown.review.actions)
    )


def corrections_of(episode: Any, of_id: uuid.UUID) -> list[AnyRow]:
    """Every correction of a record, the latest first."""
    return list(reversed(corrections.corrections(episode, of_id)))


def record_before(
    reader: Actor, episode: Any, review: Any, number: int, today: date
) -> MeetingShown | None:
    """The record as it was before that correction; None where there is no such correction."""
    made = list(corrections.corrections(episode, review.id))
    row = next((each for each in made if each.number == number), None)
    if row is None:
        return None
    held = _held(review, row.held)
    shown = meeting_shown(reader, episode, review, today, held=held)
    return replace(shown, corrections=made[number - 1 :: -1])


def _held(review: Any, held: dict[str, Any]) -> ReviewRecord:
    then: Any = SimpleNamespace(
        **{
            **review._mapping,
            "held_on": date.fromisoformat(held["held_on"]),
            "outcome": ReviewOutcome(held["outcome"]) if held["outcome"] else None,
            "outcome_why": held["outcome_why"],
            "next_on": date.fromisoformat(held["next_on"]) if held["next_on"] else None,
            "actions": held["actions"],
            "recorded_by": held["by"],
            "recorded_at": datetime.fromisoformat(held["at"]),
        }
    )
    pages: list[Any] = [
        SimpleNamespace(page=name, answers=answers) for name, answers in held["pages"].items()
    ]
    return ReviewRecord(review=then, pages=pages, attendance=[], scores=[])


def end_again(episode: Any) -> dict[str, Any]:
    """How help ended, as it would be typed, and how often it was corrected."""
    said = end_as_it_is(episode)
    version = {"version": str(len(corrections_of(episode, episode.id)))}
    return said | version | date_typed("ended", episode.ended_on)


def both_ends(saved: Mapping[str, str], form: CorrectEndForm) -> list[tuple[str, str, str]]:
    """(question, saved by the other, typed here) for all on which the two differ."""
    words = form.words()
    ended_on, reason = words["ended_on"], words["reason"]
    saved_on = date.fromisoformat(saved["ended_on"])
    pairs = [
        (form.reason, word(EpisodeEnd(saved["reason"])), word(reason) if reason else ""),
        (form.end_note, saved["end_note"], words["end_note"]),
        (form.family_words, saved["family_words"], words["family_words"]),
    ]
    days = (_("When did it end?"), day(saved_on), day(ended_on) if ended_on else "")
    found = [(str(field.label.text), theirs, mine) for field, theirs, mine in pairs]
    return [each for each in (*found, days) if each[1] != each[2]]
