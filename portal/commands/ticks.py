"""Indicators answered one by one: each answer merges into what is saved and overwrites no other."""

from collections.abc import Mapping
from datetime import datetime

from portal import audit
from portal.commands.base import command
from portal.commands.consultations import new_row, rows_to_change
from portal.models import Contact, SavedPage
from portal.rules.permissions import Actor

Changes = Mapping[str, Mapping[str, str]]
"""Page name -> field -> value; an empty value takes the field away."""


@command
def save_ticks(actor: Actor, contact: Contact, changes: Changes, *, at: datetime) -> None:
    """Merge answers into the pages they belong to ("seen", "seen:<child>").

    Two devices that answer different indicators both keep their answers; of two answers to the
    same one the later counts. Raises `NotAllowedNow` once the consultation has been sent.
    """
    rows = rows_to_change(actor, contact, changes)
    for page, fields in changes.items():
        _merge(rows.get(page) or new_row(contact, page, at), fields, at)
    contact.updated_at = at
    audit.record(actor, "answer_indicators", "contact", contact.id, at=at)


def _merge(row: SavedPage, fields: Mapping[str, str], at: datetime) -> None:
    merged = {name: value for name, value in {**row.answers, **fields}.items() if value}
    if merged != row.answers:
        row.answers = merged
        row.version = (row.version or 0) + 1
        row.saved_at = at
