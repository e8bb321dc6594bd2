"""A copy looked through before it is made: what it says, and every word that needs an eye."""

from typing import Any

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.keeping import let_go, put_back
from portal.blueprints.early_help.papers.forms import ClearForm, MakeForm
from portal.blueprints.early_help.papers.making import (
    Asked,
    Made,
    family_paper,
    read_address,
    wanted,
)
from portal.blueprints.early_help.papers.outline import outline, places
from portal.blueprints.early_help.papers.routes import AT, bp
from portal.commands import copy_readers
from portal.commands import family_copies as commands
from portal.commands.base import Refused
from portal.policies import early_help as policies
from portal.rules.copy_questions import Piece, Question
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
        where=dict(places(made.paper.content, asked.variant)),
        has_content=has_content(made.paper.content),
        address={"episode_id": episode_id, **asked.address()},
    )


@bp.route(f"{LOOK}/clear/<question>", methods=["GET", "POST"])
@access(policies.LEAD_EPISODE)
def clear(actor: Actor, episode: Any, question: str, **ids: Any) -> Response:
    """Whom words may lead to, every text they stand in, which of these may stay, and why."""
    asked, form = _asked(ids), ClearForm()
    made, address = _made(actor, episode, asked), {"episode_id": episode.id, **asked.address()}
    found, kept = made.question(question), put_back(form)
    shown = _shown(made, found, asked, kept=kept, episode=episode, address=address)
    if found is None or (request.method == "POST" and _is_other(form, made, found, actor)):
        return _changed(form, made, shown)
    if request.method == "GET" and not shown["pieces"]:
        return go_to("help_papers.look", anchor="hits", **address)

    def act() -> None:
        hits = {key for each in found.pieces if each.id in form.chosen for key in each.keys}
        whose, why = asked.recipient_id, form.said("why")
        commands.clear_hits(episode, by=actor, recipient_id=whose, hits=hits, why=why, at=utc_now())
        let_go()

    back: dict[str, Any] = {"then": "help_papers.look", "then_ids": address, "anchor": "hits"}
    return ask(form, "help_papers/clear.html", act, **back, **shown)


def _shown(made: Made, found: Question | None, asked: Asked, **more: Any) -> dict[str, Any]:
    """What both pages of a question need."""
    pieces = found.open_pieces(made.cleared) if found else ()
    where = dict(places(made.paper.content, asked.variant))
    return {"question": found, "pieces": pieces, "made": made, "where": where, **more}


def _is_other(form: ClearForm, made: Made, found: Question, by: Actor) -> bool:
    """Whether a text that was chosen says something else now, stands elsewhere too, or was let
    stand by somebody else for a reason of theirs.
    """
    here = {each.id: each for each in found.pieces}
    if form.chosen - here.keys():
        return True
    chosen, mine = (here[each] for each in form.chosen), [(by.name, form.said("why"))]
    return any(not each.is_open(made.cleared) and made.reasons(each) != mine for each in chosen)


def _changed(form: ClearForm, made: Made, shown: dict[str, Any]) -> Response:
    """What was looked at says something else now: the reason, and both texts, are on the page."""
    if not form.said("why") and request.method == "GET":
        not_found()
    before, said = form.texts_then(), list(texts(made.paper.content))
    pieces = shown["question"].pieces if shown["question"] else ()
    chosen = [each for each in pieces if each.id in form.chosen]
    stands = dict.fromkeys(reason for each in chosen for reason in made.reasons(each))
    both = [
        (each.words, [typed.text for typed in said if typed.place.told in each.places])
        for each in before
    ]
    there = {place for each in before for place in each.places if place}
    if not shown["pieces"]:
        shown["question"], shown["pieces"] = _asked_instead(made, there)
    return page(
        "help_papers/clear_changed.html", status=409, form=form, both=both, stands=stands, **shown
    )


def _asked_instead(made: Made, there: set[str]) -> tuple[Question | None, tuple[Piece, ...]]:
    """The one question about the same part of the copy now, if there is one."""
    found = [
        (each, pieces)
        for each in made.questions
        if (pieces := each.open_pieces(made.cleared))
        and any(place.told in there for piece in pieces for place in piece.places)
    ]
    return found[0] if len(found) == 1 else (None, ())


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
