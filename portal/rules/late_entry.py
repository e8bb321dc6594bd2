"""A contact that is entered after it was received: what has to be said of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.rules.typed import UK
from portal.vocabulary import N_, HowReceived

LONGEST_AGO = timedelta(days=366)
LONGEST_LINE = 200  # characters
NO_TIME = N_("Enter the day and the time it was received, like 27 11 2026 and 3.15pm")
IN_FUTURE = N_("Enter a time that has passed")
TOO_LONG_AGO = N_("Enter a time within the last year")
NO_WAY = N_("Choose how it was received")
NO_RECEIVER = N_("Enter who received it")
NO_SENDER = N_("Enter who it came from, or “not known”")
NO_REASON = N_("Say in a sentence why it is entered late")
TOO_LONG = N_("Use 200 characters or fewer")

SENDER = ("sender_name", "sender_role", "sender_organisation", "sender_phone")


@dataclass(frozen=True)
class LateWords:
    """What is said of a late entry; the sender is empty where people enter their own."""

    received_at: datetime | None
    how: HowReceived | None
    received_by: str = ""
    why: str = ""
    sender_name: str = ""
    sender_role: str = ""
    sender_organisation: str = ""
    sender_phone: str = ""


def came_at(contact: Any) -> datetime:
    """When a sent contact truly reached the hub: before it was entered, for one entered late."""
    moment: datetime = contact.received_at or contact.submitted_at
    return moment


def came_on(contact: Any) -> date:
    """The day of that, as the clock in London has it."""
    return came_at(contact).astimezone(UK).date()


def gaps(words: LateWords, now: datetime, *, is_for_another: bool) -> Iterator[tuple[str, str]]:
    """What is missing or cannot be, as (field, English message ready for gettext)."""
    if wrong := _wrong_time(words.received_at, now):
        yield "received_day", wrong
    needed = [("how", words.how, NO_WAY), ("received_by", words.received_by, NO_RECEIVER)]
    if is_for_another:
        needed.append(("sender_name", words.sender_name, NO_SENDER))
    for field, given, message in [*needed, ("why", words.why, NO_REASON)]:
        if not given:
            yield field, message
    for field in ("received_by", *SENDER):
        if len(getattr(words, field)) > LONGEST_LINE:
            yield field, TOO_LONG


def _wrong_time(received_at: datetime | None, now: datetime) -> str:
    if received_at is None:
        return NO_TIME
    if received_at > now:
        return IN_FUTURE
    return TOO_LONG_AGO if received_at < now - LONGEST_AGO else ""
