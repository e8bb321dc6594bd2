"""What of a meeting's record can be corrected, and what a correction does to what follows from it.

A record that was relied on is never overwritten unseen: UK GDPR article 5(1)(d) asks that what is
wrong is put right, and a safeguarding record must still show what was believed when people acted.
"""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.rules.review import PAGES, Going
from portal.rules.typed import Page, read_date
from portal.vocabulary import N_

DAY = "day"
PARTS: dict[str, str] = {DAY: N_("The day the team met"), **PAGES}


def as_typed(held_on: date) -> Page:
    """A day as the page about it holds it."""
    parts = {"day": held_on.day, "month": held_on.month, "year": held_on.year}
    return {f"held_{name}": str(value) for name, value in parts.items()}


def part_of(held: Mapping[str, Any], name: str) -> Page:
    """One page of a record that was kept as it was."""
    if name == DAY:
        return as_typed(date.fromisoformat(held["held_on"]))
    return dict(held["pages"].get(name, {}))


def is_same(name: str, one: Page, other: Page) -> bool:
    """Whether two versions of a page say the same."""
    if name == DAY:
        return read_date(one, "held") == read_date(other, "held")
    return dict(one) == dict(other)


def actions_again(
    actions: Mapping[str, Mapping[str, Any]],
    before: Mapping[uuid.UUID, Going],
    now: Mapping[uuid.UUID, Going],
) -> dict[str, dict[str, Any]]:
    """The actions as the meeting is now said to have found them; only what was corrected differs.

    No status leaves the one there was; a note that was taken away is empty.
    """
    found = {}
    for key, kept in actions.items():
        going, earlier = now.get(uuid.UUID(key)), before.get(uuid.UUID(key))
        found[key] = dict(kept)
        if going == earlier:
            continue
        if going is not None and going.status is not None:
            found[key]["status"] = going.status.value
        if (going.note if going else "") != (earlier.note if earlier else ""):
            found[key]["note"] = going.note if going else ""
    return found
