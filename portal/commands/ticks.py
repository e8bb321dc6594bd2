"""Indicators answered one by one: each answer merges into what is saved, none overwrites another."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal import audit
from portal.commands.base import command
from portal.extensions import db
from portal.models import SavedPage
from portal.rules.permissions import Actor

Changes = Mapping[str, Mapping[str, str]]
"""Page name -> field -> value; an empty value takes the field away."""


@command
def save_ticks(
    actor: Actor, *, hub_id: uuid.UUID, contact_id: uuid.UUID, changes: Changes, at: datetime
) -> None:
    """Merge answers into the pages they belong to ("seen", "seen:<child>").

    Two devices that answer different indicators both keep their answers; of two answers to the
    same one the later counts. Pages that end as they began are not written.
    """
    for page, fields in changes.items():
        row = db.session.execute(
            select(SavedPage)
            .where(
                SavedPage.contact_id == contact_id,
                SavedPage.account_id == actor.account_id,
                SavedPage.page == page,
            )
            .with_for_update()
        ).scalar_one_or_none()
        if row is None:
            row = SavedPage(
                hub_id=hub_id,
                contact_id=contact_id,
                account_id=actor.account_id,
                page=page,
                answers={},
                saved_at=at,
            )
            db.session.add(row)
        _merge(row, fields, at)
    audit.record(actor, "answer_indicators", "contact", contact_id, at=at)


def _merge(row: SavedPage, fields: Mapping[str, str], at: datetime) -> None:
    merged: dict[str, Any] = {**row.answers, **fields}
    merged = {name: value for name, value in merged.items() if value}
    if merged != row.answers:
        row.answers = merged
        row.version = (row.version or 0) + 1
        row.saved_at = at
