"""Whether somebody of a family has come of age to agree: told by the day of reading, not by an act.

A day has to come without anybody doing anything, so this is the one question that asks the clock.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, and_, bindparam, false, func, not_, or_

from portal.models import EarlyHelpEpisode
from portal.rules.typed import UK
from portal.vocabulary import EpisodeStatus


def today() -> date:
    """The day in London: somebody is 13 from midnight there."""
    return datetime.now(UK).date()


# The day is put in each time a statement is run, however long ago it was built.
_TODAY = bindparam("day_of_reading", callable_=lambda: today(), type_=Date())
IS_ASKED_AGAIN: Any = and_(
    EarlyHelpEpisode.status == EpisodeStatus.OPEN,
    func.coalesce(EarlyHelpEpisode.asks_again_on <= _TODAY, false()),
)
IS_AWAITED: Any = or_(EarlyHelpEpisode.is_sharing_awaited, IS_ASKED_AGAIN)
HAS_AGREEMENT: Any = and_(EarlyHelpEpisode.has_agreement, not_(IS_ASKED_AGAIN))
AS_READ: dict[str, Any] = {"is_sharing_awaited": IS_AWAITED, "has_agreement": HAS_AGREEMENT}


def as_read(column: Any) -> Any:
    """A column of an episode as it is on the day of reading."""
    found = AS_READ.get(column.key)
    return column if found is None else found.label(column.key)
