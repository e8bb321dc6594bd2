"""A copy looked through before it is made: what it says, and every word that needs an eye."""

from typing import Any

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.blueprints.early_help.asking import ask
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
from portal.rules.copy_scan import Hit
from portal.rules.family_copy import has_content
from portal.rules.help_facts import Place
from portal.rules.permissions import Actor
from portal.vocabulary import N_
from portal.web import go_to, page, utc_now

NO_HIT = N_(
    "Somebody has taken this away since you opened it, so nothing was changed. Your words are "
    "below."
)
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
    found = _hit(_made(actor, episode, asked), hit)
    address = {"episode_id": episode.id, **asked.address()}

    def act() -> None:
        whose, why = asked.recipient_id, form.said("why")
        commands.clear_hit(episode, by=actor, recipient_id=whose, hit=hit, why=why, at=utc_now())

    shown: dict[str, Any] = {"episode": episode, "hit": found, "address": address}
    then = "help_papers.look"
    return ask(
        form, "help_papers/clear.html", act, then=then, then_ids=address, anchor="hits", **shown
    )


def _hit(made: Made, key: str) -> Hit:
    found = next((each for each in made.hits if each.key == key), None)
    if found is None and request.method == "POST":  # the text has changed: the reason is not lost
        raise Refused(NO_HIT)
    return found or not_found()


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
