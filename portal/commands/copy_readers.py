"""A block taken out of one person's copies where it stands on the record; PDFs that are kept."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from portal.commands.base import Refused, command
from portal.commands.episodes import tell
from portal.commands.family_copies import NOT_NOW
from portal.extensions import db
from portal.models import (
    Attendance,
    DomainScore,
    EarlyHelpEpisode,
    EpisodeDocument,
    EpisodeLine,
    EpisodePage,
    PlanAction,
    PlanGoal,
)
from portal.queries import family_copies
from portal.rules.help_facts import Place
from portal.rules.permissions import Actor

ROWS: Mapping[str, Any] = {
    "line": EpisodeLine,
    "goal": PlanGoal,
    "action": PlanAction,
    "score": DomainScore,
    "attendance": Attendance,
}


@command
def leave_out(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    recipient_id: uuid.UUID,
    place: Place,
    at: datetime,
) -> None:
    """Take one block out of every copy of this person: they are no longer one of its readers.

    Raises `Refused` where there is no such block any more.
    """
    reader = str(recipient_id)
    if place.kind == "page":
        _leave_out_page(episode, place.id, reader)
    else:
        row = _row(episode, place)
        row.readers = [each for each in row.readers if each != reader]
    tell(episode, "leave_out", by=by, at=at)


def _row(episode: EarlyHelpEpisode, place: Place) -> Any:
    model = ROWS.get(place.kind)
    found = model and _found(episode, model, model.id == _identifier(place.id))
    if found is None:
        raise Refused(NOT_NOW)
    return found


def _leave_out_page(episode: EarlyHelpEpisode, place: str, reader: str) -> None:
    """A page keeps its readers with its answers, one list for the page or one for each text."""
    of_id, page, name = (*place.split("|"), "", "")[:3]
    row = _found(
        episode, EpisodePage, EpisodePage.of_id == _identifier(of_id), EpisodePage.page == page
    )
    if row is None or name not in row.answers:
        raise Refused(NOT_NOW)
    given = row.answers[name]
    listed = [given] if isinstance(given, str) else given
    row.answers = {**row.answers, name: [each for each in listed if each != reader]}
    row.version += 1


def _found(episode: EarlyHelpEpisode, model: Any, *tests: Any) -> Any:
    return db.session.scalars(
        select(model)
        .where(model.hub_id == episode.hub_id, model.episode_id == episode.id, *tests)
        .with_for_update()
    ).one_or_none()


def _identifier(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError:
        raise Refused(NOT_NOW) from None


@command
def keep_paper(
    episode: Any, *, name: str, audience: str, fingerprint: str, content: bytes, at: datetime
) -> None:
    """Keep a PDF in place of those it supersedes, under the fingerprint of what it says."""
    if family_copies.kept(episode, audience, fingerprint) is not None:
        return
    db.session.execute(
        delete(EpisodeDocument).where(
            EpisodeDocument.hub_id == episode.hub_id,
            EpisodeDocument.episode_id == episode.id,
            EpisodeDocument.audience == audience,
            EpisodeDocument.name == name,
        )
    )
    db.session.add(
        EpisodeDocument(
            hub_id=episode.hub_id,
            episode_id=episode.id,
            name=name,
            audience=audience,
            fingerprint=fingerprint,
            content=content,
            made_at=at,
        )
    )
