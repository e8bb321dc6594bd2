"""Early help stepped up to a referral with one click, and ended with the family's own words."""

from typing import Any

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.keeping import form_of, let_go
from portal.blueprints.early_help.meetings.forms import EndForm
from portal.blueprints.early_help.meetings.routes import bp
from portal.blueprints.early_help.routes import today
from portal.commands import ending
from portal.commands import step_up as stepping
from portal.policies import early_help as policies
from portal.queries.plans import plan
from portal.rules.permissions import Actor
from portal.rules.plan import still_open
from portal.rules.typed import date_typed
from portal.vocabulary import ContactStatus
from portal.web import go_to, new_key, utc_now

PATH = "/early-help/<uuid:episode_id>"


@bp.post(f"{PATH}/step-up")
@access(policies.LEAD_OPEN_EPISODE)
def step_up(actor: Actor, episode: Any) -> Response:
    """A referral with everything carried over; its safety questions are looked at first."""
    key = request.form.get("start_key", "")[:32] or new_key()
    draft = stepping.step_up(episode, by=actor, start_key=key, say=_, at=utc_now())
    if draft.status is not ContactStatus.DRAFT:
        return go_to("contacts.show", contact_id=draft.id)
    flash(_("What early help knows has been carried over. Answer the safety questions first."))
    return go_to("consultations.safety", contact_id=draft.id)


@bp.route(f"{PATH}/close", methods=["GET", "POST"])
@access(policies.LEAD_OPEN_EPISODE)
def close(actor: Actor, episode: Any) -> Response:
    """Why it ends, what the family says, and what is still open."""
    first = {"reason": request.args.get("reason", ""), **date_typed("ended", today())}
    form, kept = form_of(EndForm, first)
    open_actions = still_open(plan(actor, episode).on(today()))

    def act() -> None:
        ending.end_early_help(episode, by=actor, at=utc_now(), **form.words())
        let_go()
        flash(_("Early help has ended. The team has been told by email."), "success")

    given: dict[str, Any] = {"open_actions": open_actions, "kept": kept}
    return ask(form, "meetings/close.html", act, episode=episode, **given)
