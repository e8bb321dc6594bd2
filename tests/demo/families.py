"""The families of the demo that are in early help, walked through as their people would."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import lxml.html
from flask import Flask
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from portal.demo import PASSWORD
from portal.extensions import db
from portal.models import (
    Account,
    Assessment,
    Attendance,
    EarlyHelpEpisode,
    EpisodeContact,
    EpisodeLine,
    FamilyCopy,
    PlanAction,
    PlanGoal,
    Review,
    TeamMember,
)
from portal.vocabulary import (
    ActionStatus,
    AssessmentStatus,
    Attended,
    CopyStatus,
    CopyVariant,
    EpisodeLink,
    GoalStatus,
    HelpDocument,
    LineKind,
    MeetingKind,
    ReviewStatus,
)
from tests.demo.looking import tally
from tests.page_client import PageClient

IS_EPISODE = re.compile(r"/early-help/[0-9a-f-]{36}")
STAGES: tuple[tuple[Any, Any], ...] = (
    (Assessment.status, AssessmentStatus),
    (FamilyCopy.status, CopyStatus),
    (FamilyCopy.variant, CopyVariant),
    (FamilyCopy.document, HelpDocument),
    (PlanGoal.status, GoalStatus),
    (PlanAction.status, ActionStatus),
    (Review.status, ReviewStatus),
    (Review.kind, MeetingKind),
    (EpisodeContact.link, EpisodeLink),
    (EpisodeLine.kind, LineKind),
    (Attendance.attended, Attended),
)


def not_told() -> set[str]:
    """The stages of early help that no family of the demo shows."""
    return {
        f"{column}: {word}" for column, words in STAGES for word in set(words) - set(tally(column))
    }


def signed_in(app: Flask, email: str) -> PageClient:
    """One of the demo's people at a browser."""
    client = PageClient(app)
    client.sign_in(email, PASSWORD)
    return client


def people_of(episode: EarlyHelpEpisode) -> list[str]:
    """Who may open it, by their addresses: its lead first, its team, and the hub's manager."""
    on_team = select(TeamMember.account_id).filter_by(episode_id=episode.id)
    team = select(Account.email).where(Account.id.in_(on_team)).order_by(Account.email)
    lead = db.session.get_one(Account, episode.lead_id)
    return [lead.email, *db.session.scalars(team), "manager@demo.example"]


def pages_of(app: Flask, client: PageClient, episode_id: uuid.UUID) -> Iterator[str]:
    """What a family's pages link to, one page of each kind; yields what was opened.

    A page that does not open fails. No document is made.
    """
    waiting, seen = [f"/early-help/{episode_id}"], set()
    while waiting:
        url = waiting.pop(0)
        kind = _kind(app, url)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        answer = client.follow(url)
        assert answer.status_code == 200, f"{url} answered {answer.status_code}"
        yield kind
        links = lxml.html.fromstring(answer.text).xpath("//main//a/@href")
        waiting += [each.partition("#")[0] for each in links if IS_EPISODE.match(each)]


def _kind(app: Flask, url: str) -> str | None:
    """The name of the page at an address; none for a document, or for what is only posted to."""
    path = url.partition("?")[0]
    if path.endswith(".pdf"):
        return None
    try:
        endpoint, _ids = app.url_map.bind("localhost").match(path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)
