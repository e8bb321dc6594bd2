"""What was added to a contact since an answer was written, for whoever writes, signs or reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from portal.blueprints.contacts.agency_checks import OnContact
from portal.blueprints.contacts.events import Event
from portal.queries import checks, decisions
from portal.queries.records import messages
from portal.queries.rows import AnyRow
from portal.rules import deciding, timeline
from portal.rules.permissions import Actor

Seen = int | datetime | None  # how much a page had heard, or when something was written


@dataclass(frozen=True)
class News:
    """What the answer could not weigh yet, in full; `heard` goes back with the form."""

    heard: int
    messages: Sequence[AnyRow]
    checks: OnContact
    events: tuple[Event, ...]  # besides those two, the oldest first

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added."""
        return not (self.messages or self.checks.checks or self.events)


_NO_CHECKS = OnContact(checks=(), is_hub=True, can_ask=False, can_withdraw=False)


def since_proposed(actor: Actor, contact: Any, proposal: AnyRow) -> News:
    """As this reader may have it."""
    return _since(actor, contact, proposal.proposed_at, decisions.heard(contact))


def since_opened(actor: Actor, contact: Any, seen: Seen) -> News:
    """What its writer had not seen: `seen` is how much the page had heard, or when they wrote.

    None is a page opened now.
    """
    heard = decisions.heard(contact)
    since = decisions.told_beyond(contact, seen) if isinstance(seen, int) else seen
    return _since(actor, contact, since, heard) if since else News(heard, (), _NO_CHECKS, ())


def _since(actor: Actor, contact: Any, since: datetime, heard: int) -> News:
    told = decisions.told_since(contact, since)
    found = checks.of_contact(actor, contact)
    new = tuple(each for each in found if each.row.answered_at and each.row.answered_at >= since)
    return News(
        heard=heard,
        messages=[each for each in messages(actor, contact) if each.at >= since],
        checks=OnContact(checks=new, is_hub=True, can_ask=False, can_withdraw=False),
        events=tuple(
            Event(row.at, gettext(timeline.sentence(row.action)), row.account_name, row.reason)
            for row in told
            if row.action not in deciding.TOLD_IN_FULL
        ),
    )
