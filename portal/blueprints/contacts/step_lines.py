"""Next steps on the contact's page: how each stands, and whether the reader is the one to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.queries.contacts import facts
from portal.queries.records import AnswerShown
from portal.queries.rows import AnyRow
from portal.rules.following_up import StepState, may_follow_up, state_of
from portal.rules.permissions import Actor


@dataclass(frozen=True)
class StepLine:
    """One next step of the answer that stands."""

    row: AnyRow
    state: StepState
    is_mine: bool  # to be followed up by the reader's side, and by the reader

    @property
    def is_asked(self) -> bool:
        """Whether its day has come and the reader is the one to say what happened."""
        return self.is_mine and self.state in ("due", "overdue")


def step_lines(
    reader: Actor, contact: Any, answers: Iterable[AnswerShown], today: date
) -> tuple[StepLine, ...]:
    """The steps of the answers that stand, in their order."""
    whose = facts(contact)
    return tuple(
        StepLine(
            row=row,
            state=state_of(row.outcome, row.is_open, row.by_on, today),
            is_mine=row.is_open and may_follow_up(reader, whose, row.side, row.owner_id),
        )
        for answer in answers
        for row in answer.steps
        if row.is_open or row.outcome
    )
