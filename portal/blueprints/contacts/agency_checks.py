"""The agency checks of one contact, as its page shows them to one reader."""

from dataclasses import dataclass
from typing import Any

from portal.queries import checks
from portal.queries.checks import CheckShown
from portal.queries.contacts import facts
from portal.rules.permissions import Actor, may_answer, may_take_up


@dataclass(frozen=True)
class OnContact:
    """The agency checks of one contact as its page shows them to this reader."""

    checks: tuple[CheckShown, ...]
    is_hub: bool
    can_ask: bool
    can_withdraw: bool

    @property
    def is_empty(self) -> bool:
        """Whether the page says nothing of checks at all."""
        return not self.checks and not self.can_ask


def on_contact(reader: Actor, contact: Any) -> OnContact:
    """What this reader may have; nothing at all for who neither works on it nor sent it."""
    may = may_answer(reader, facts(contact))
    return OnContact(
        checks=checks.of_contact(reader, contact),
        is_hub=may_take_up(reader, facts(contact)),
        can_ask=may and contact.is_open,
        can_withdraw=may,
    )
