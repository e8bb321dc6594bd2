"""A disagreement on its way: answered, taken further, ended; who answers; the hub's list."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.access import access
from portal.blueprints.contacts import saving
from portal.blueprints.contacts.disagreement_lines import line_of
from portal.blueprints.contacts.disagreements.forms import (
    AnswerForm,
    DisagreeForm,
    EndForm,
    FurtherForm,
    NameForm,
    ResolveForm,
)
from portal.blueprints.contacts.routes import too_late
from portal.coming_back import typed_texts
from portal.commands import disagreements as commands
from portal.commands.disagreement_stages import page_of, who_could
from portal.commands.opening import note_beside
from portal.policies import disagreements as policies
from portal.policies.contacts import DISAGREE
from portal.queries import hubs, waiting_lists
from portal.queries.contacts import contact as contact_now
from portal.queries.disagreements import DisagreementShown, one
from portal.queries.records import messages
from portal.rules import disagreeing
from portal.rules.lifecycle import NotAllowedNow, allows
from portal.rules.permissions import Actor
from portal.rules.queue_filters import place_from
from portal.rules.typed import one_of
from portal.rules.waiting_lists import DISAGREEMENTS, DisagreementList
from portal.vocabulary import Answer
from portal.web import go_to, page, utc_now

bp = Blueprint("disagreements", __name__)
PATH = "/contacts/<uuid:contact_id>/disagreements/<uuid:disagreement_id>"


@bp.get("/disagreements")
@access(policies.LISTED)
def listed(reader: Actor) -> Response:
    """Fifty a page, the soonest due first; ended ones newest first."""
    now = utc_now()
    wanted = one_of(DisagreementList, request.args.get("show")) or DisagreementList.OPEN
    after = place_from(request.args.get("page", ""))
    rows, following = waiting_lists.disagreements(reader, wanted, after, now)
    policies.note_list_read(reader, now)
    return page(
        "disagreements/listed.html",
        rows=rows,
        now=now,
        tabs=[(_(words), _at(each), each is wanted) for each, words in DISAGREEMENTS.items()],
        first=_at(wanted) if after else "",
        following=_at(wanted, page=following.cursor()) if following else "",
    )


@bp.errorhandler(NotAllowedNow)
def crossed(error: Exception) -> Response:
    """It has gone on meanwhile: what was typed stands beside what others said, never lost."""
    ids = request.view_args or {}
    contact = contact_now(current_user, ids["contact_id"])
    made = ids.get("disagreement_id")
    found = one(current_user, contact, made) if contact is not None and made else None
    if contact is None or found is None or not (texts := typed_texts()):
        return too_late(error)
    note_beside(contact.id, by=current_user, why=policies.READ_DISAGREEMENT.name, at=utc_now())
    line = line_of(current_user, found, utc_now())
    shown: dict[str, Any] = {"contact": contact, "line": line, "texts": texts}
    return page("disagreements/crossed.html", status=409, **shown)


def _at(wanted: DisagreementList, **more: Any) -> str:
    return url_for("disagreements.listed", show=wanted.value, **more)


@bp.route("/contacts/<uuid:contact_id>/disagree", methods=["GET", "POST"])
@access(DISAGREE)
def disagree(actor: Actor, contact: Any) -> Response:
    """The professional challenges the answer: what they want, why, and whether it can wait."""

    def act(**words: Any) -> None:
        made = commands.disagree(contact, by=actor, at=utc_now(), **words)
        _say_danger(made.at_risk_now)
        if not disagreeing.may_be_at_risk(made.at_risk_now):
            flash(_("Your disagreement is on the record and the hub has been told."), "success")

    said = messages(actor, contact)
    hub = hubs.hub(actor.hub_id)
    return saving.ask(
        DisagreeForm, contact, "disagree", act, area="disagreements", messages=said, hub=hub
    )


def _say_danger(said: Answer | None) -> None:
    if disagreeing.may_be_at_risk(said):
        flash(_("The whole hub has been told that the child may be in danger. Phone now too."))


@bp.get(PATH)
@access(policies.READ_DISAGREEMENT)
def show(reader: Actor, contact: Any, found: DisagreementShown) -> Response:
    """The whole of it, for its parties."""
    now, line = utc_now(), line_of(reader, found, utc_now())
    is_calm = line.is_own and line.is_open and not line.is_urgent
    return page(
        "disagreements/show.html",
        contact=contact,
        line=line,
        may_say_danger=is_calm and allows(contact.kind, contact.status, "disagree"),
        hub=hubs.hub(contact.hub_id),
        is_hub=reader.advises,
        now=now,
    )


@bp.route(f"{PATH}/answer", methods=["GET", "POST"])
@access(policies.ANSWER_DISAGREEMENT)
def answer(actor: Actor, contact: Any, found: DisagreementShown) -> Response:
    """Whoever is named answers the present stage, with reasons."""

    def act(**words: Any) -> None:
        commands.respond(contact, by=actor, disagreement_id=found.row.id, at=utc_now(), **words)
        flash(_("Your answer is sent."), "success")

    return _asked(AnswerForm, actor, contact, found, "answer_disagreement", act)


@bp.route(f"{PATH}/further", methods=["GET", "POST"])
@access(policies.TAKE_FURTHER)
def further(actor: Actor, contact: Any, found: DisagreementShown) -> Response:
    """The professional takes it to the next stage."""

    def act(**words: Any) -> None:
        commands.take_further(
            contact, by=actor, disagreement_id=found.row.id, at=utc_now(), **words
        )
        _say_danger(words["at_risk_now"])
        flash(_("It has gone to the next stage and the next person has been told."), "success")

    return _asked(FurtherForm, actor, contact, found, "take_further", act)


@bp.route(f"{PATH}/end", methods=["GET", "POST"])
@access(policies.END_DISAGREEMENT)
def end(actor: Actor, contact: Any, found: DisagreementShown) -> Response:
    """Whoever raised it says how it ended."""

    def act(**words: Any) -> None:
        commands.end(contact, by=actor, disagreement_id=found.row.id, at=utc_now(), **words)
        flash(_("The disagreement is over. Thank you for saying so."), "success")

    may_end_open = "end_without_agreement" in disagreeing.acts_for(actor, found.standing)
    kind = EndForm if may_end_open else ResolveForm
    return _asked(kind, actor, contact, found, "end_disagreement", act)


def _asked(
    kind: Any, actor: Actor, contact: Any, found: DisagreementShown, name: str, act: Any
) -> Response:
    """One page of words about it, saved as they are typed, beside everything said so far."""
    return saving.ask(
        kind,
        contact,
        page_of(name, found.row.id),
        act,
        then="disagreements.show",
        then_ids={"disagreement_id": found.row.id},
        template=f"disagreements/{name}.html",
        first={"stage": found.row.stage.value},
        line=line_of(actor, found, utc_now()),
        is_hub=actor.advises,
    )


@bp.route(f"{PATH}/responder", methods=["GET", "POST"])
@access(policies.NAME_RESPONDER)
def name_responder(actor: Actor, contact: Any, found: DisagreementShown) -> Response:
    """A decision maker says who answers the present stage."""
    contact_id = contact.id
    form, made_id = NameForm(who_could(contact, found.standing)), found.row.id

    def act(**chosen: Any) -> None:
        commands.name_responder(contact, by=actor, disagreement_id=made_id, at=utc_now(), **chosen)
        flash(_("They have been told."), "success")

    if form.validate_on_submit() and saving.done(form, act):
        return go_to("disagreements.show", contact_id=contact_id, disagreement_id=made_id)
    shown = contact_now(actor, contact_id)
    standing = (one(actor, shown, made_id) if form.is_submitted() else None) or found
    form.seen.data = str(standing.row.responder_id or "")
    return page("disagreements/name_responder.html", form=form, contact=shown, found=standing)
