"""Pages that several people write on together: saved as typed, and never over somebody's words."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal import audit
from portal.commands.kept_words import drop_words
from portal.extensions import db
from portal.models import EpisodePage
from portal.rules.permissions import Actor
from portal.rules.saving import Saved, is_conflict, is_late, refuse_too_long
from portal.rules.typed import Page


class EpisodePageConflict(Exception):
    """Somebody else saved the page since it was opened; nothing was written.

    `saved` holds what is there now, `by` and `at` who saved it and when, `typed` what was to be
    saved, `version` what to save from once the person has chosen.
    """

    def __init__(self, row: EpisodePage, typed: Page) -> None:
        super().__init__("saved by somebody else")
        self.saved: Page = dict(row.answers)
        self.by = row.saved_by
        self.at = row.saved_at
        self.typed = typed
        self.version = row.version


def write_page(
    actor: Actor,
    episode: Any,
    of_id: uuid.UUID,
    name: str,
    answers: Mapping[str, Any],
    *,
    tab: str,
    base_version: int | None,
    at: datetime,
    path: str = "",
) -> int:
    """Save one page of an assessment or review in the present transaction; its new version.

    The episode is locked, so writers take turns. `tab` names the open window and `base_version`
    what it started from; 0 for a page nobody had saved, None compares nothing. A reply that was
    lost, or the same words twice, is never a conflict; a save overtaken by a later one of its own
    window changes nothing. `path` forgets the words kept for it. Raises `EpisodePageConflict` and
    `TooLong`.
    """
    refuse_too_long({name: dict(answers)})
    row = _row(episode, of_id, name)
    saved = {} if row is None else {name: Saved(row.answers, row.version, row.tab)}
    if row is not None:
        if is_late(saved, tab):
            return row.version
        if is_conflict(saved, {name: dict(answers)}, tab, base_version):
            raise EpisodePageConflict(row, dict(answers))
    else:
        row = _new(episode, of_id, name)
    row.tab = tab
    if row.answers != dict(answers):
        row.answers = dict(answers)
        row.version += 1
        row.saved_by_id, row.saved_by, row.saved_at = actor.account_id, actor.name, at
        db.session.add(row)
    if path:
        drop_words(actor.account_id, path)
    audit.record(actor, "save_page", "episode", episode.id, at=at, hub_id=episode.hub_id)
    return row.version


def _row(episode: Any, of_id: uuid.UUID, name: str) -> EpisodePage | None:
    return db.session.execute(
        select(EpisodePage).where(
            EpisodePage.hub_id == episode.hub_id,
            EpisodePage.episode_id == episode.id,
            EpisodePage.of_id == of_id,
            EpisodePage.page == name,
        ),
        execution_options={"populate_existing": True},
    ).scalar_one_or_none()


def _new(episode: Any, of_id: uuid.UUID, name: str) -> EpisodePage:
    """A page nobody has written on; kept only once something is typed."""
    return EpisodePage(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        of_id=of_id,
        page=name,
        answers={},
        version=0,
    )
