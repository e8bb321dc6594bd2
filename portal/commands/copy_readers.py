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
from portal.rules.assessment import MAY_READ, OWN_READERS, reader_field, readers_of
from portal.rules.help_facts import Place
from portal.rules.permissions import Actor
from portal.rules.typed import one_of
from portal.vocabulary import HelpDomain

DOMAIN = "domain:"  # pages of an assessment
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

    A domain of an assessment is on its page and in the history of scores, and what somebody said at
    a meeting on its page and in the record: it goes from both.
    Raises `Refused` where there is no such block any more.
    """
    reader = str(recipient_id)
    if place.kind == "page":
        rows = _leave_out_page(episode, place.id, reader)
    else:
        rows = _leave_out_row(_row(episode, place), episode, reader)
    for each in filter(None, rows):
        _say_who(each, by, at)
    tell(episode, "leave_out", by=by, at=at)


def _leave_out_row(row: Any, episode: EarlyHelpEpisode, reader: str) -> tuple[Any, ...]:
    row.readers = _without(row.readers, reader)
    if isinstance(row, DomainScore):
        name = f"{DOMAIN}{row.domain.value}"
        return row, _strike_page(episode, row.of_id, name, MAY_READ, reader)
    if isinstance(row, Attendance):
        field = f"{MAY_READ}:{row.member_id}"
        return row, _strike_page(episode, row.review_id, "came", field, reader)
    return (row,)


def _say_who(row: Any, by: Actor, at: datetime) -> None:
    """Whoever writes on it at this moment reads who changed it meanwhile."""
    if isinstance(row, EpisodePage):
        row.saved_by_id, row.saved_by, row.saved_at = by.account_id, by.name, at
    elif isinstance(row, EpisodeLine | PlanGoal | PlanAction):
        row.changed_by, row.changed_at = by.name, at


def _row(episode: EarlyHelpEpisode, place: Place) -> Any:
    model = ROWS.get(place.kind)
    found = model and _found(episode, model, model.id == _identifier(place.id))
    if found is None:
        raise Refused(NOT_NOW)
    return found


def _leave_out_page(episode: EarlyHelpEpisode, place: str, reader: str) -> tuple[Any, ...]:
    """A page keeps its readers with its answers, one list for the page or one for each text."""
    of_id, page, name = (*place.split("|"), "", "")[:3]
    row = _found(
        episode, EpisodePage, EpisodePage.of_id == _identifier(of_id), EpisodePage.page == page
    )
    if row is None or not _says_readers(row, name):
        raise Refused(NOT_NOW)
    _strike(row, name, reader)
    if page.startswith(DOMAIN):
        _strike_score(episode, row.of_id, page.removeprefix(DOMAIN), reader)
    return (row,)


def _says_readers(row: EpisodePage, name: str) -> bool:
    """Also where a text of the page has its readers from the page, as it was saved once."""
    kind = row.page.partition(":")[0]
    own = {reader_field(kind, text) for text in OWN_READERS.get(kind, ())}
    return name in row.answers or (name in own and MAY_READ in row.answers)


def _strike(row: EpisodePage, name: str, reader: str) -> None:
    """Out of one list; a text that had its readers from its page has its own from now on."""
    row.answers = {**row.answers, name: _without(list(readers_of(row.answers, name)), reader)}
    row.version += 1


def _strike_page(
    episode: EarlyHelpEpisode, of_id: uuid.UUID, name: str, field: str, reader: str
) -> Any:
    """Also where it was typed, so that the page no longer shows them as chosen."""
    page = _found(episode, EpisodePage, EpisodePage.of_id == of_id, EpisodePage.page == name)
    if page is None or field not in page.answers:
        return None
    _strike(page, field, reader)
    return page


def _strike_score(episode: EarlyHelpEpisode, of_id: uuid.UUID, domain: str, reader: str) -> None:
    kind = one_of(HelpDomain, domain)
    score = kind and _found(
        episode, DomainScore, DomainScore.of_id == of_id, DomainScore.domain == kind
    )
    if score:
        score.readers = _without(score.readers, reader)


def _without(readers: list[str], reader: str) -> list[str]:
    return [each for each in readers if each != reader]


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
