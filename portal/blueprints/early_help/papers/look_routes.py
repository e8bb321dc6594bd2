"""A copy looked through before it is made: what it says, and every word that needs an eye."""

from typing import Any

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.keeping import put_back
from portal.blueprints.early_help.papers.forms import ClearForm, MakeForm
from portal.blueprints.early_help.papers.making import (
    Asked,
    Made,
    family_paper,
    read_address,
    wanted,
)
from portal.blueprints.early_help.papers.outline import outline
from portal.blueprints.early_help.papers.routes import AT, bp
from portal.commands import copy_readers
from portal.commands import family_copies as commands
from portal.commands.base import Refused
from portal.policies import early_help as policies
from portal.rules.family_copy import has_content
from portal.rules.help_content import texts
from portal.rules.help_facts import Place
from portal.rules.permissions import Actor
from portal.web import go_to, page, utc_now

LOOK = f"{AT}/copies/for/<uuid:recipient_id>/<uuid:of_id>/<setting>"


def _asked(ids: dict[str, Any]) -> Asked:
    return read_address(**ids) or not_found()


def _made(actor: Actor, episode: Any, asked: Asked) -> Made:
    return family_paper(actor, episode, asked, utc_now()) or not_found()


@bp.route(LOOK, methods=["GET", "POST"])
@access(policies.LEAD_EPISODE)
def look(actor: Actor, episode: Any, **ids: Any) -> Response:
    """Everything the copy would say; made once nothing unsafe-looking is left."""
    asked, form, episode_id = _asked(ids), MakeForm(), episode.id
    made = _made(actor, episode, asked)
    if form.validate_on_submit():
        copy = commands.make_copy(
            episode, by=actor, wanted=wanted(asked, made), key=form.once, at=utc_now()
        )
        return go_to("help_papers.show_copy", episode_id=episode_id, copy_id=copy.id)
    return page(
        "help_papers/look.html",
        form=form,
        episode=episode,
        made=made,
        sections=outline(made.paper.content, asked.variant),
        has_content=has_content(made.paper.content),
        address={"episode_id": episode_id, **asked.address()},
    )


@bp.route(f"{LOOK}/clear/<hit>", methods=["GET", "POST"])
@access(policies.LEAD_EPISODE)
def clear(actor: Actor, episode: Any, hit: str, **ids: Any) -> Response:
    """One word that may stay, and why."""
    asked, form = _asked(ids), ClearForm()
    made, address = _made(actor, episode, asked), {"episode_id": episode.id, **asked.address()}
    found = next((each for each in made.hits if each.key == hit), None)
    if found is None:
        return _changed(form, made, episode=episode, address=address)
    if request.method == "GET":
        form.place.data, form.was.data = found.place.told, found.words

    def act() -> None:
        whose, why = asked.recipient_id, form.said("why")
        commands.clear_hit(episode, by=actor, recipient_id=whose, hit=hit, why=why, at=utc_now())

    shown: dict[str, Any] = {"episode": episode, "hit": found, "address": address}
    back: dict[str, Any] = {"then": "help_papers.look", "then_ids": address, "anchor": "hits"}
    return ask(form, "help_papers/clear.html", act, **back, **shown)


def _changed(form: ClearForm, made: Made, **shown: Any) -> Response:
    """What was looked at says something else now: the reason, and both texts, are on the page."""
    put_back(form)
    if not form.said("why") and request.method == "GET":
        not_found()
    place = form.place.data or ""
    now = [each.text for each in texts(made.paper.content) if place and each.place.told == place]
    hits = [each for each in made.open_hits if place and each.place.told == place]
    return page(
        "help_papers/clear_changed.html", status=409, form=form, now=now, hits=hits, **shown
    )


@bp.post(f"{LOOK}/leave-out")
@access(policies.LEAD_EPISODE)
def leave_out(actor: Actor, episode: Any, **ids: Any) -> Response:
    """Take one block out of every copy of this person."""
    asked, episode_id = _asked(ids), episode.id
    kind, _sep, place = request.form.get("place", "").partition(":")
    try:
        copy_readers.leave_out(
            episode,
            by=actor,
            recipient_id=asked.recipient_id,
            place=Place(kind, place),
            at=utc_now(),
        )
    except Refused as error:
        flash(_(error.message))
    else:
        flash(_("It is no longer in this person's copies."), "success")
    return go_to("help_papers.look", anchor="hits", episode_id=episode_id, **asked.address())
