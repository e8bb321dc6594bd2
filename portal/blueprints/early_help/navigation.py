"""The pages of one episode, in the order a family worker needs them."""

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext

from portal.vocabulary import N_, MemberSees

ALL = frozenset({MemberSees.EVERYTHING})
PLANNING = ALL | {MemberSees.PLAN}

PAGES = [  # endpoint, its words, who of the team may open it
    ("early_help.show", N_("Overview"), frozenset(MemberSees)),
    ("early_help.family", N_("Family"), ALL),
    ("assessments.listed", N_("Assessment"), ALL),
    ("plans.show", N_("Plan"), PLANNING),
    ("meetings.team", N_("Team"), PLANNING),
    ("meetings.listed", N_("Meetings"), PLANNING),
    ("help_papers.show", N_("Papers and copies"), ALL),
]
WITHIN = {  # the rest lies within the last of its area
    "meetings.add_member": "meetings.team",
    "meetings.member_sees": "meetings.team",
}


def pages_of(episode: Any, endpoint: str, seen: MemberSees | None) -> list[tuple[str, str, bool]]:
    """Words, address and whether it is open now, for each page that this reader may open."""
    here_now = _page_of(endpoint)
    return [
        (gettext(words), url_for(name, episode_id=episode.id), name == here_now)
        for name, words, opening in PAGES
        if seen in opening
    ]


def _page_of(endpoint: str) -> str:
    names = [name for name, _words, _opening in PAGES]
    area = endpoint.partition(".")[0]
    beside = [name for name in names if name.partition(".")[0] == area != "early_help"]
    if endpoint in names or not beside:
        return endpoint
    return WITHIN.get(endpoint) or beside[-1]


def here(episode: Any) -> list[tuple[str, str, bool]]:
    """The same for the page that is asked for, as its access rule found its reader."""
    return pages_of(episode, request.endpoint or "", g.get("episode_sees"))
