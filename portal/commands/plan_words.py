"""The words of a plan as they are given, checked, and what it means when two people write them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.commands.base import Refused
from portal.commands.contact_words import checked_text
from portal.models import EarlyHelpEpisode, PlanAction, PlanGoal
from portal.queries import early_help
from portal.rules.early_help import is_open
from portal.rules.typed import has_words
from portal.vocabulary import N_, HelpDomain, PersonKind

Part = PlanGoal | PlanAction
MOST_SHORT = 200  # characters in a name
IS_OVER = N_("This early help has ended, so nothing in it changes any more.")


@dataclass(frozen=True, kw_only=True)
class GoalWords:
    """What the family wants to be different; `readers` may have it in their copies."""

    goal: str
    need: str = ""
    whose_words: str = ""
    domain: HelpDomain | None = None
    readers: tuple[str, ...] = ()

    def checked(self) -> dict[str, Any]:
        """As a row holds it; raises `Refused` for no words or too many."""
        goal = checked_text(self.goal, "goal", N_("Write what the family wants to be different"))
        return {
            "goal": goal,
            "need": _text(self.need, "need"),
            "whose_words": _short(self.whose_words, "whose_words"),
            "domain": self.domain,
        }


@dataclass(frozen=True, kw_only=True)
class ActionWords:
    """Who does what by when; everything but what may be left for later."""

    what: str
    who: str = ""
    member_id: uuid.UUID | None = None
    by_on: date | None = None
    how_known: str = ""
    contingency: str = ""
    readers: tuple[str, ...] = ()

    def checked(self) -> dict[str, Any]:
        """As a row holds it; raises `Refused` for no words or too many."""
        return {
            "what": checked_text(self.what, "what", N_("Write what will be done")),
            "who": _short(self.who, "who"),
            "member_id": self.member_id,
            "by_on": self.by_on,
            "how_known": _text(self.how_known, "how_known"),
            "contingency": _text(self.contingency, "contingency"),
        }


def _text(text: str, field: str) -> str:
    return checked_text(text, field, "") if has_words(text) else ""


def _short(text: str, field: str) -> str:
    if len(text := text.strip()) > MOST_SHORT:
        raise Refused(N_("Shorten this to 200 characters or fewer"), field)
    return text


def must_be_open(episode: EarlyHelpEpisode) -> None:
    """Raise `Refused` once the episode has ended."""
    if not is_open(episode.status):
        raise Refused(IS_OVER)


def chosen_readers(episode: EarlyHelpEpisode, readers: Iterable[str]) -> list[str]:
    """Those of the family who stand on the record, in its order; any other id is dropped.

    A baby still to come has no copy.
    """
    wanted = set(readers)
    born = (
        person
        for person in early_help.people(episode.hub_id, episode.id)
        if person.kind is not PersonKind.UNBORN
    )
    return [str(person.id) for person in born if str(person.id) in wanted]
