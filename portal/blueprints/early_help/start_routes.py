"""Early help begun: fresh, or from a contact that carries everything over."""

import secrets
from typing import Any

from flask import Response
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.early_help.forms import StartForm, identifier
from portal.blueprints.early_help.keeping import form_of, let_go
from portal.blueprints.early_help.routes import bp, in_words, today
from portal.commands import episodes as commands
from portal.commands.base import Refused
from portal.policies import early_help as policies
from portal.queries.early_help import started_from
from portal.rules.permissions import Actor
from portal.rules.typed import one_of
from portal.vocabulary import EpisodeReason
from portal.web import go_to, page, utc_now


@bp.route("/early-help/start", methods=["GET", "POST"])
@access(policies.START)
def start(actor: Actor) -> Response:
    """A fresh episode."""
    return _start(actor, None)


@bp.route("/contacts/<uuid:contact_id>/start-early-help", methods=["GET", "POST"])
@access(policies.START_FROM)
def start_from(actor: Actor, contact: Any) -> Response:
    """From a contact: its people, statements, strengths and signs come along."""
    begun = started_from(actor.hub_id, contact.id)
    if begun is not None and (begun.lead_id == actor.account_id or actor.advises):
        return go_to("early_help.show", episode_id=begun.id)
    return _start(actor, contact)


def _start(actor: Actor, contact: Any) -> Response:
    form, kept = form_of(StartForm)
    if form.validate_on_submit() and _is_readable(form):
        episode = _begin(actor, form, contact)
        if episode is not None:
            let_go()
            is_own = episode.lead_id == actor.account_id or actor.advises
            if is_own:
                return go_to("early_help.show", episode_id=episode.id)
            return go_to("early_help.mine")
    leads = in_words(actor) if actor.advises else []
    shown = {"contact": contact, "leads": leads, "today": today(), "kept": kept}
    return page("early_help/start.html", form=form, **shown)


def _is_readable(form: StartForm) -> bool:
    if one_of(EpisodeReason, form.reason.data) is None:
        form.reason.errors = [_("Choose the main reason")]
    started_on = form.day("started_on")
    if started_on is None or started_on > today():
        form.started_on_day.errors = [_("Enter a real date that is not in the future")]
    return not form.errors


def _begin(actor: Actor, form: StartForm, contact: Any) -> Any:
    try:
        return commands.start_early_help(
            actor,
            start_key=(form.start_key.data or "")[:64],
            reason=EpisodeReason(form.reason.data),
            reason_note=form.said("reason_note"),
            started_on=form.day("started_on"),
            lead_id=identifier(form.lead_id.data),
            at=utc_now(),
            randomness=lambda: secrets.token_bytes(16),
            contact=contact,
        )
    except Refused as refusal:
        form.lead_id.errors = [_(refusal.message)]
        return None
