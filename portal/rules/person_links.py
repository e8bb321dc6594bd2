"""What may be decided about two recorded people who may be one, and by whom a second time."""

import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from portal.vocabulary import LinkDecision

C, R, U = LinkDecision.CONFIRMED, LinkDecision.REJECTED, LinkDecision.UNDONE


class Pair(NamedTuple):
    """Two people, the smaller identifier first: the same pair from either side."""

    first_id: uuid.UUID
    second_id: uuid.UUID


def pair_of(one: uuid.UUID, other: uuid.UUID) -> Pair:
    """The pair of two people."""
    return Pair(min(one, other), max(one, other))


class Standing(NamedTuple):
    """What stands of a pair: the latest decision, and everybody who came to it since it changed."""

    decision: LinkDecision | None
    by: frozenset[uuid.UUID]


def standing(decisions: Sequence[Any]) -> Standing:
    """From the decisions about one pair, the oldest first; nothing stands when it was undone."""
    if not decisions or decisions[-1].decision is U:
        return Standing(None, frozenset())
    latest = decisions[-1].decision
    by: set[uuid.UUID] = set()
    for row in reversed(decisions):
        if row.decision is not latest:
            break
        by.add(row.account_id)
    return Standing(latest, frozenset(by))


def offered(now: Standing, account_id: uuid.UUID) -> tuple[LinkDecision, ...]:
    """What this person may decide next.

    Nothing stands: the same person, or not. Something stands: undo it, or as somebody else come to
    the same decision at a second look.
    """
    if now.decision is None:
        return (C, R)
    return (U,) if account_id in now.by else (now.decision, U)


def match_page(person_id: uuid.UUID, other_id: uuid.UUID) -> str:
    """Under which name the words are saved that somebody writes about a pair."""
    return f"match:{uuid.uuid5(person_id, other_id.hex).hex}"
