"""The lines of a contact's timeline, as each side may have them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from portal.queries.contacts import facts
from portal.queries.records import Record
from portal.rules import timeline
from portal.rules.permissions import Actor, is_of_hub


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    at: datetime
    text: str
    by: str
    reason: str


def events(held: Record, reader: Actor) -> Iterator[Event]:
    """What was done on the contact, newest first; disagreements tell of themselves."""
    is_hub = is_of_hub(reader, facts(held.contact))
    for row in held.events:
        if timeline.is_shown(row.action, to_hub=is_hub):
            may_know = timeline.is_reason_shown(row.action, to_hub=is_hub)
            yield Event(
                at=row.at,
                text=gettext(timeline.sentence(row.action)),
                by=row.account_name,
                reason=row.reason if may_know else "",
            )
