"""One page of a meeting at the desk of whoever writes it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, request

from portal.blueprints.early_help.meetings import questions
from portal.blueprints.early_help.meetings.questions import Group, Typed
from portal.blueprints.early_help.meetings.shown import MeetingShown
from portal.blueprints.early_help.plans.shown import first_readers
from portal.commands.episode_pages import EpisodePageConflict
from portal.queries.kept_words import kept
from portal.rules.permissions import Actor
from portal.rules.review import PAGES
from portal.rules.team import is_relative
from portal.web import day, new_key, page, utc_now


@dataclass(frozen=True)
class Desk:
    """The page, its questions, and what is saved of it."""

    actor: Actor
    episode: Any
    shown: MeetingShown
    name: str
    groups: list[Group]

    @property
    def review_id(self) -> UUID:
        """The meeting it is written for."""
        return UUID(str(self.shown.review.id))

    @property
    def title(self) -> str:
        """What the page is called, in English, ready for gettext."""
        return PAGES[self.name]

    @property
    def after(self) -> str | None:
        """The next page; None after the last."""
        names = list(PAGES)
        place = names.index(self.name) + 1
        return names[place] if place < len(names) else None

    def taken(self, form: Any) -> Typed:
        """What was posted; the outcomes page keeps which set it was asked with."""
        typed = questions.take(self.groups, form)
        if self.name == "outcomes":
            typed["set"] = self.shown.outcomes.key
        return typed

    def page(
        self, *, typed: Typed | None = None, conflict: EpisodePageConflict | None = None
    ) -> Response:
        """The page as it was left, with words kept through a sign-in, or both texts."""
        saved = next((row for row in self.shown.record.pages if row.page == self.name), None)
        waiting = kept(self.actor, request.path, utc_now()) if typed is None else None
        was_kept = waiting is not None
        if typed is None and waiting is not None:
            typed = questions.take(self.groups, Kept(waiting))
        if conflict and typed is not None:
            typed = questions.for_both(self.groups, conflict.saved, typed)
        version = conflict.version if conflict else (saved.version if saved else 0)
        answers = typed if typed is not None else (saved.answers if saved else self._first())
        return page(
            "meetings/write.html",
            status=409 if conflict else None,
            episode=self.episode,
            shown=self.shown,
            desk=self,
            answers=answers,
            version=version,
            tab=new_key(),
            kept=was_kept,
            conflict=conflict,
            both=questions.both(self.groups, conflict.saved, conflict.typed) if conflict else [],
        )

    def _first(self) -> Typed:
        """Nothing is said yet; whose copies may hold it begins with the usual choice."""
        usual = first_readers(self.episode, self.shown.family)
        asks = (ask for group in self.groups for ask in group.asks)
        own = {
            f"may_read:{each.id}": [one for one in usual if one == str(each.person_id)]
            for each in self.shown.team
            if is_relative(each)  # what one of the family says is theirs first
        }
        return {ask.name: usual for ask in asks if ask.kind == "readers"} | (
            own if self.name == "came" else {}
        )


class Kept:
    """Kept words, as a posted form gives them."""

    def __init__(self, fields: dict[str, list[Any]]) -> None:
        self._fields = fields

    def getlist(self, name: str) -> list[str]:
        """Every value of a field."""
        return [str(value) for value in self._fields.get(name, [])]


def desk(actor: Actor, episode: Any, shown: MeetingShown, name: str) -> Desk:
    """The desk for one page of a meeting."""
    family = shown.family
    made = {
        "came": lambda: questions.came(shown.team, family),
        "actions": lambda: questions.actions(shown.goals),
        "scores": lambda: questions.scores(shown.before, family),
        "changes": lambda: questions.changes(family),
        "outcomes": lambda: questions.outcomes(shown.outcomes, family),
        "decision": lambda: questions.decision(family, day(shown.usual_next)),
    }
    return Desk(actor, episode, shown, name, made[name]())
