"""One correction of a record: the record as it was, kept for good, and whether it is still that."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.commands.base import Refused
from portal.extensions import db
from portal.models import EarlyHelpEpisode, RecordCorrection
from portal.queries.rows import AnyRow
from portal.rules.correcting import is_same, part_of
from portal.rules.permissions import Actor
from portal.rules.typed import Page
from portal.vocabulary import N_

SAY_WHY = N_("Say what was wrong, or how you know better now")
NOTHING = N_("Nothing is changed yet. Put right what is wrong, then say why.")


class RecordCrossed(Exception):
    """Somebody else changed the same part since it was opened; nothing was written.

    `saved` is what it says now, `by` who corrected it or took it out of somebody's copies,
    `version` what to correct from once the person has read both.
    """

    def __init__(
        self, saved: Mapping[str, Any], earlier: Sequence[AnyRow], page: int = 0, by: str = ""
    ) -> None:
        super().__init__("corrected meanwhile")
        self.saved, self.version = saved, f"{len(earlier)}.{page}"
        self.by = by or (earlier[-1].corrected_by if earlier else "")


@dataclass(frozen=True)
class Correction:
    """One correction on its way: the record as it stands, and the ones before."""

    episode: EarlyHelpEpisode
    of_id: uuid.UUID
    held: dict[str, Any]
    earlier: Sequence[AnyRow]
    by: Actor
    why: str
    at: datetime

    @property
    def is_repeat(self) -> bool:
        """The same person said the same a moment ago: a button pressed twice."""
        last = self.earlier[-1] if self.earlier else None
        mine = (self.by.account_id, self.why)
        return last is not None and (last.corrected_by_id, last.why) == mine

    def keep(self) -> None:
        """The record as it was, for good."""
        db.session.add(
            RecordCorrection(
                hub_id=self.episode.hub_id,
                episode_id=self.episode.id,
                of_id=self.of_id,
                number=len(self.earlier) + 1,
                held=self.held,
                why=self.why,
                corrected_by_id=self.by.account_id,
                corrected_by=self.by.name,
                corrected_at=self.at,
            )
        )


def is_new(
    made: Correction, name: str, answers: Page, base: int, page_base: int | None, row: AnyRow | None
) -> bool:
    """Whether anything is to be written; raises where somebody else was quicker.

    `row` is the page as it stands, None for one nobody wrote; `page_base` its version when opened.
    """
    now, page = part_of(made.held, name), row.version if row else 0
    if is_same(name, answers, now):
        if made.is_repeat:
            return False
        raise Refused(NOTHING, "why")
    was = made.earlier[base].held if base < len(made.earlier) else made.held
    is_old = not is_same(name, part_of(was, name), now)
    if is_old or page_base not in {None, page}:
        raise RecordCrossed(now, made.earlier, page, row.saved_by if row else "")
    return True
