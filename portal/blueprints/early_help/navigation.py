"""The pages of one episode, in the order a family worker needs them."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext

from portal.vocabulary import N_

PAGES = [  # endpoint, its words
    ("early_help.show", N_("Overview")),
    ("early_help.family", N_("Family")),
    ("assessments.listed", N_("Assessment")),
    ("plans.show", N_("Plan")),
    ("meetings.team", N_("Team")),
    ("meetings.listed", N_("Meetings")),
    ("help_papers.show", N_("Papers and copies")),
]
WITHIN = {"meetings.add_member": "meetings.team"}  # the rest lies within the last of its area


def pages_of(episode: Any, endpoint: str) -> list[tuple[str, str, bool]]:
    """Words, address and whether it is the page that is open, for each page of an episode."""
    here_now = _page_of(endpoint)
    return [
        (gettext(words), url_for(name, episode_id=episode.id), name == here_now)
        for name, words in PAGES
    ]


def _page_of(endpoint: str) -> str:
    names = [name for name, _words in PAGES]
    area = endpoint.partition(".")[0]
    beside = [name for name in names if name.partition(".")[0] == area != "early_help"]
    if endpoint in names or not beside:
        return endpoint
    return WITHIN.get(endpoint) or beside[-1]


def here(episode: Any) -> list[tuple[str, str, bool]]:
    """The same, for the page that is asked for."""
    return pages_of(episode, request.endpoint or "")
