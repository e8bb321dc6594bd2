"""The pages of one episode, in the order a family worker needs them."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext

from portal.vocabulary import N_

PAGES = [  # endpoint, its words
    ("early_help.show", N_("Overview")),
    ("early_help.family", N_("Family")),
    ("help_papers.show", N_("Papers and copies")),
]


def pages_of(episode: Any, endpoint: str) -> list[tuple[str, str, bool]]:
    """Words, address and whether it is the page that is open, for each page of an episode."""
    area = endpoint.partition(".")[0]
    found = []
    for name, words in PAGES:
        is_here = name == endpoint or (area != "early_help" and name.partition(".")[0] == area)
        found.append((gettext(words), url_for(name, episode_id=episode.id), is_here))
    return found


def here(episode: Any) -> list[tuple[str, str, bool]]:
    """The same, for the page that is asked for."""
    return pages_of(episode, request.endpoint or "")
