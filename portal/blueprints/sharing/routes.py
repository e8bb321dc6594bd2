"""Decisions about sharing: the hub's for its people, their own for everyone else."""

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext

from portal.access import access
from portal.policies.sharing import SHARE_REGISTER
from portal.queries import sharing
from portal.rules.permissions import Actor
from portal.rules.queue_filters import place_from
from portal.rules.share_filters import WORDS, ShareFilter
from portal.rules.typed import one_of
from portal.web import page, uk_time, utc_now

bp = Blueprint("sharing", __name__, url_prefix="/sharing")


@bp.get("")
@access(SHARE_REGISTER)
def register(reader: Actor) -> Response:
    """Fifty decisions a page, newest first."""
    wanted = one_of(ShareFilter, request.args.get("show")) or ShareFilter.ALL
    after = place_from(request.args.get("page", ""))
    today = uk_time(utc_now()).date()
    rows, following = sharing.register(reader, wanted, after, today)
    return page(
        "sharing/register.html",
        rows=rows,
        is_hub=reader.advises,
        tabs=[
            (gettext(words), url_for("sharing.register", show=each.value), each is wanted)
            for each, words in WORDS.items()
        ],
        first=url_for("sharing.register", show=wanted.value) if after else "",
        following=url_for("sharing.register", show=wanted.value, page=following.cursor())
        if following
        else "",
        today=today,
    )
