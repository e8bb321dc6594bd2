"""How soon things of early help should happen, as each hub has set it (practice-and-codes 3.3).

``assessment_weeks``     from the start to a completed assessment
``first_meeting_weeks``  from the start to the first meeting of the team around the family
``review_weeks``         from one meeting to the next
``record_days``          working days from a meeting to its record
``copy_days``            working days from a meeting to the family's copy
``remind_days``          days before any of these that the lead practitioner is reminded
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True)
class EarlyHelpSettings:
    """One hub's timings."""

    assessment_weeks: int = 3
    first_meeting_weeks: int = 6
    review_weeks: int = 6
    record_days: int = 3
    copy_days: int = 5
    remind_days: int = 3


def read(stored: Mapping[str, Any]) -> EarlyHelpSettings:
    """Stored timings over the defaults; raises ValueError for one that is no day in the future."""
    known = {field.name for field in fields(EarlyHelpSettings)}
    if unknown := sorted(set(stored) - known):
        raise ValueError(f"early help has no setting {unknown[0]!r}")
    given = {name: int(value) for name, value in stored.items()}
    least = {"remind_days": 0}
    for name, value in given.items():
        if value < least.get(name, 1):
            raise ValueError(
                f"early help: {name} must be {least.get(name, 1)} or more, not {value}"
            )
    return EarlyHelpSettings(**given)


def weeks_after(day: date, weeks: int) -> date:
    """The same weekday, so many weeks later."""
    return day + timedelta(weeks=weeks)
