"""The overview of an episode, a family worker's families, and the hub's list of episodes."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.forms import HandOverForm, identifier
from portal.blueprints.early_help.navigation import here
from portal.blueprints.early_help.shown import overview
from portal.blueprints.early_help.words import (
    age_words,
    event_words,
    indicator_words,
    reader_names,
    without_names,
)
from portal.commands import episodes as commands
from portal.policies import early_help as policies
from portal.queries import episode_lists, in_hand, practitioners
from portal.rules import this_week
from portal.rules.episode_lists import EPISODES, EpisodeList
from portal.rules.permissions import Actor
from portal.rules.queue_filters import place_from
from portal.rules.typed import one_of
from portal.web import page, uk_time, utc_now

bp = Blueprint("early_help", __name__)
bp.add_app_template_global(here, "episode_pages")
for each in (age_words, event_words, indicator_words, reader_names, without_names):
    bp.add_app_template_global(each)


def today() -> date:
    """The day in London."""
    return uk_time(utc_now()).date()


def in_words(actor: Actor, but: Any = None) -> list[tuple[str, str]]:
    """The lead practitioners of the hub, to choose from, each with where they work."""
    return [
        (str(row.account_id), f"{row.name}, {row.organisation_name}")
        for row in practitioners.leads(actor)
        if row.account_id != but
    ]


@bp.get("/early-help/<uuid:episode_id>")
@access(policies.OPEN_EPISODE)
def show(actor: Actor, episode: Any) -> Response:
    """What is due, who agreed, and where everything is; or only that there is early help."""
    template, told = overview(actor, episode, today())
    return page(template, episode=episode, **told)


@bp.get("/early-help")
@access(policies.MY_FAMILIES)
def mine(reader: Actor) -> Response:
    """The families this person leads early help for or helps, what is due first."""
    rows, on = episode_lists.mine(reader), today()
    return page(
        "early_help/mine.html",
        rows=rows,
        due=this_week.this_week(rows, in_hand.others(reader, on), on),
        copies=in_hand.copies_in_hand(reader),
        ended=episode_lists.ended(reader),
        today=on,
    )


@bp.get("/early-help/all")
@access(policies.OPEN_EPISODES)
def listed(reader: Actor) -> Response:
    """Fifty episodes a page: by age, overdue, without agreement, stepped up, ended."""
    wanted = one_of(EpisodeList, request.args.get("show")) or EpisodeList.OPEN
    after = place_from(request.args.get("page", ""))
    rows, following = episode_lists.episodes(reader, wanted, after, today())
    return page(
        "early_help/listed.html",
        rows=rows,
        today=today(),
        tabs=[(_(words), _at(each), each is wanted) for each, words in EPISODES.items()],
        first=_at(wanted) if after else "",
        following=_at(wanted, page=following.cursor()) if following else "",
    )


def _at(wanted: EpisodeList, **more: Any) -> str:
    return url_for("early_help.listed", show=wanted.value, **more)


@bp.route("/early-help/<uuid:episode_id>/hand-over", methods=["GET", "POST"])
@access(policies.HAND_OVER)
def hand_over(actor: Actor, episode: Any) -> Response:
    """Give the episode to another lead practitioner."""
    form = HandOverForm()
    leads = in_words(actor, but=episode.lead_id)

    def act() -> None:
        chosen = identifier(form.lead_id.data)
        commands.hand_over(episode, by=actor, lead_id=chosen, why=form.said("why"), at=utc_now())
        flash(_("Somebody else leads this from now on. They have been told by email."), "success")

    then = "early_help.listed" if actor.advises else "early_help.mine"
    return ask(
        form, "early_help/hand_over.html", act, then=then, then_ids={}, episode=episode, leads=leads
    )
