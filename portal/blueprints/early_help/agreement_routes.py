"""Agreement to early help: recorded for one person, and taken back."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.forms import AgreementForm, WithdrawForm
from portal.blueprints.early_help.routes import bp
from portal.commands import agreements as commands
from portal.policies import early_help as policies
from portal.queries import early_help
from portal.rules.permissions import Actor
from portal.web import utc_now


@bp.route("/early-help/<uuid:episode_id>/agreement/<uuid:member_id>", methods=["GET", "POST"])
@access(policies.LEAD_OPEN_EPISODE)
def agree(actor: Actor, episode: Any, member_id: UUID) -> Response:
    """What one person said to this help."""
    form, person = AgreementForm(), _person(actor, episode, member_id)

    def act() -> None:
        commands.record_agreement(episode, member_id, by=actor, at=utc_now(), **form.answers())
        flash(_("What they said is on the record."), "success")

    return ask(form, "early_help/agree.html", act, episode=episode, person=person)


@bp.route(
    "/early-help/<uuid:episode_id>/agreement/<uuid:member_id>/withdraw", methods=["GET", "POST"]
)
@access(policies.LEAD_OPEN_EPISODE)
def withdraw(actor: Actor, episode: Any, member_id: UUID) -> Response:
    """Somebody takes their agreement back; sharing stops and the team is told."""
    form, person = WithdrawForm(), _person(actor, episode, member_id)

    def act() -> None:
        commands.withdraw_agreement(
            episode,
            member_id,
            withdrawn_on=form.day("withdrawn_on"),
            withdrawn_by=form.said("withdrawn_by"),
            why=form.said("why"),
            by=actor,
            at=utc_now(),
        )
        flash(_("Nothing more is shared. The team has been told by email."), "success")

    return ask(form, "early_help/withdraw.html", act, episode=episode, person=person)


def _person(actor: Actor, episode: Any, member_id: UUID) -> Any:
    """One of the family; on a post also who was taken out meanwhile, so that no word is lost."""
    held = early_help.record(actor, episode)
    family = held.people if request.method == "POST" else held.family
    found = next((each for each in family if each.id == member_id), None)
    return not_found() if found is None else found
