"""Next steps: whose they are, when they are asked about, and who may say what became of them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from portal.rules.acts import may_reply
from portal.rules.folding import fold
from portal.rules.permissions import Actor, ContactFacts, may_answer
from portal.rules.working_time import LONGEST_CLOSURE, HubCalendar, NeverOpen
from portal.vocabulary import StepSide

DAY = timedelta(days=1)
MOST_NOTE = 500  # characters
StepState = Literal["followed_up", "overdue", "due", "later", "put_aside"]


def asked_on(by_on: date | None, given_on: date, days: int, calendar: HubCalendar) -> date:
    """The day its owner is asked: its own, or so many working days after the answer.

    Raises `NeverOpen` where a step has no day and the hub never opens.
    """
    if by_on is not None:
        return by_on
    on, closed_for = given_on, 0
    while days:
        on += DAY
        is_open = bool(calendar.windows(on))
        days -= is_open
        closed_for = 0 if is_open else closed_for + 1
        if closed_for > LONGEST_CLOSURE:
            raise NeverOpen(f"the hub is not open on any day in the year to {on:%d %B %Y}")
    return on


def side_of(
    who: str, *, asking: Iterable[str], of_hub: Iterable[str], otherwise: StepSide
) -> StepSide:
    """Who is asked about a step that was given to `who`, in whatever words.

    `asking` and `of_hub` are the names of the people and places on each side; what names neither
    stays with the side that acts after such an answer.
    """
    words = f" {_plain(who)} "
    if _names(words, asking):
        return StepSide.PROFESSIONAL
    return StepSide.HUB if _names(words, of_hub) else otherwise


def _names(words: str, names: Iterable[str]) -> bool:
    return any(f" {plain} " in words for name in names if (plain := _plain(name)))


def _plain(text: str) -> str:
    return " ".join("".join(each if each.isalnum() else " " for each in fold(text)).split())


def may_follow_up(actor: Actor, contact: ContactFacts, side: StepSide, owner_id: object) -> bool:
    """Their own side's: the professional or their lead; at the hub its owner or who answers."""
    if contact.hub_id != actor.hub_id or contact.is_draft:
        return False
    if side is StepSide.PROFESSIONAL:
        return may_reply(actor, contact)
    is_owner = actor.advises and actor.account_id == owner_id
    return (is_owner and actor.account_id != contact.account_id) or may_answer(actor, contact)


def state_of(outcome: object, is_open: bool, by_on: date, today: date) -> StepState:
    """How a step stands on a day; `put_aside` when its answer was taken back."""
    if outcome is not None:
        return "followed_up"
    if not is_open:
        return "put_aside"
    if by_on < today:
        return "overdue"
    return "due" if by_on == today else "later"
