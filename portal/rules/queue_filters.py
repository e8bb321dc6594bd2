"""What of the queue a person asked for: tab, filters and place, read from an address and back."""

import base64
import binascii
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from portal.vocabulary import Agency, ContactKind, ContactStatus, Rag

Word = TypeVar("Word", bound=StrEnum)


class Tab(StrEnum):
    """A stage of the queue, as its address says it."""

    OPEN = "open"
    WAITING = "waiting"
    WITH_ADVISER = "with-adviser"
    MORE_NEEDED = "more-needed"
    TO_SIGN_OFF = "to-sign-off"
    ADVISED = "advised"
    DECIDED = "decided"


STATUS_OF: dict[Tab, ContactStatus] = {
    Tab.WAITING: ContactStatus.SUBMITTED,
    Tab.WITH_ADVISER: ContactStatus.WITH_ADVISER,
    Tab.MORE_NEEDED: ContactStatus.WAITING_FOR_INFORMATION,
    Tab.TO_SIGN_OFF: ContactStatus.PROPOSED,
    Tab.ADVISED: ContactStatus.ADVISED,
    Tab.DECIDED: ContactStatus.DECIDED,
}


@dataclass(frozen=True)
class Place:
    """A place between two contacts of a list: the next page follows it, or ends before it."""

    due_at: datetime
    contact_id: uuid.UUID
    is_before: bool = False

    def cursor(self) -> str:
        """The place as an address carries it; it holds a time and a random identifier only."""
        micros = int(self.due_at.astimezone(UTC).timestamp()) * 1_000_000 + self.due_at.microsecond
        raw = bytes([self.is_before]) + micros.to_bytes(8, "big", signed=True)
        return base64.urlsafe_b64encode(raw + self.contact_id.bytes).decode().rstrip("=")


def place_from(cursor: str) -> Place | None:
    """The place a cursor names; None, the first page, for anything that is not one of ours."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        if len(raw) != 25 or raw[0] > 1:
            return None
        seconds, micros = divmod(int.from_bytes(raw[1:9], "big", signed=True), 1_000_000)
        due_at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)
        return Place(due_at, uuid.UUID(bytes=raw[9:]), is_before=bool(raw[0]))
    except (binascii.Error, ValueError, OverflowError, OSError):
        return None


@dataclass(frozen=True)
class Asked:
    """One view of the queue."""

    tab: Tab = Tab.OPEN
    rag: Rag | None = None
    agency: Agency | None = None
    kind: ContactKind | None = None
    is_mine: bool = False
    is_overdue: bool = False
    place: Place | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the tab narrows the list."""
        return bool(self.rag or self.agency or self.kind or self.is_mine or self.is_overdue)

    def query(self) -> dict[str, str]:
        """The parameters of its address; nothing for what is not asked."""
        given = {
            "tab": self.tab.value if self.tab is not Tab.OPEN else "",
            "rag": self.rag or "",
            "agency": self.agency or "",
            "kind": self.kind or "",
            "mine": "yes" if self.is_mine else "",
            "overdue": "yes" if self.is_overdue else "",
            "page": self.place.cursor() if self.place else "",
        }
        return {name: str(value) for name, value in given.items() if value}

    def at(self, place: Place | None) -> "Asked":
        """The same list at another place."""
        return replace(self, place=place)


def read(parameters: Mapping[str, str]) -> Asked:
    """What an address asks for; a parameter nobody can read counts as not given."""
    return Asked(
        tab=_word(Tab, parameters.get("tab")) or Tab.OPEN,
        rag=_word(Rag, parameters.get("rag")),
        agency=_word(Agency, parameters.get("agency")),
        kind=_word(ContactKind, parameters.get("kind")),
        is_mine=parameters.get("mine") == "yes",
        is_overdue=parameters.get("overdue") == "yes",
        place=place_from(parameters["page"]) if parameters.get("page") else None,
    )


def _word(kind: type[Word], given: str | None) -> Word | None:
    try:
        return kind(given) if given else None
    except ValueError:
        return None
