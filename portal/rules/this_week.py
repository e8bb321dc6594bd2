"""What a family worker has to do in the coming week, over all their families, in order of days."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Any

WEEK = timedelta(days=7)


class Doing(StrEnum):
    """What is due."""

    ASSESSMENT = "assessment"
    MEETING = "meeting"  # one has to be held by then
    COPY = "copy"
    PLANNED = "planned"  # a meeting that has its day
    ACTION = "action"
    OWN_ACTION = "own_action"  # of somebody who sees no more of the plan than that
    GIVE = "give"  # a copy that may be given, and has not been


@dataclass(frozen=True, slots=True)
class Due:
    """One thing by one day, for one family; `of_id` is the meeting, goal or copy."""

    on: date
    doing: Doing
    episode_id: uuid.UUID
    reference: str
    family: str
    what: str = ""
    of_id: uuid.UUID | None = None


def until(today: date) -> date:
    """The last day of the week that is shown."""
    return today + WEEK


def this_week(families: Iterable[Any], others: Iterable[Due], today: date) -> list[Due]:
    """What is overdue or due within seven days, the earliest first.

    `families` are open episodes with their days; `others` meetings, actions and copies.
    """
    last = until(today)
    found = [due for row in families for due in _of_episode(row) if due.on <= last]
    found += [due for due in others if due.on <= last]
    return sorted(found, key=attrgetter("on", "reference", "doing", "what"))


def _of_episode(row: Any) -> Iterable[Due]:
    days = {
        Doing.ASSESSMENT: row.assessment_due_on,
        Doing.MEETING: row.meeting_due_on,
        Doing.COPY: row.copy_due_on,
    }
    for doing, day in days.items():
        if day is not None:
            yield Due(day, doing, row.id, row.reference, row.family_label)
