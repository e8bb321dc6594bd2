"""Next steps followed up with one click, from the home page, the contact or the hub's list."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.access import access
from portal.blueprints.contacts.following_up.forms import StepForm
from portal.blueprints.contacts.routes import too_late
from portal.coming_back import typed_texts
from portal.commands import next_steps as commands
from portal.commands.opening import note_beside
from portal.models import NextStep
from portal.policies import following_up as policies
from portal.queries import waiting_lists
from portal.queries.contacts import contact as contact_now
from portal.queries.following_up import step as step_of
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.rules.queue_filters import place_from
from portal.rules.typed import one_of
from portal.rules.waiting_lists import STEPS, StepList
from portal.web import go_to, page, uk_time, utc_now

bp = Blueprint("following_up", __name__)
BACK_TO = {"home": "accounts.home", "list": "following_up.listed"}


@bp.errorhandler(NotAllowedNow)
def crossed(error: Exception) -> Response:
    """Somebody has said what happened meanwhile: their words beside those that came too late."""
    ids = request.view_args or {}
    contact = contact_now(current_user, ids["contact_id"])
    step = step_of(contact, ids["step_id"]) if contact is not None else None
    if contact is None or step is None or step.outcome is None:
        return too_late(error)
    note_beside(contact.id, by=current_user, why=policies.FOLLOW_UP.name, at=utc_now())
    shown: dict[str, Any] = {
        "contact": contact,
        "step": step_of(contact, step.id),
        "texts": typed_texts(),
    }
    return page("following_up/follow_up.html", status=409, form=StepForm(), crossed=True, **shown)


@bp.route("/contacts/<uuid:contact_id>/next-steps/<uuid:step_id>", methods=["GET", "POST"])
@access(policies.FOLLOW_UP)
def follow_up(actor: Actor, contact: Any, step: NextStep) -> Response:
    """Say what became of it; the buttons elsewhere send the same form."""
    form, contact_id = StepForm(), contact.id
    if form.validate_on_submit():
        commands.follow_up(contact, by=actor, step_id=step.id, at=utc_now(), **form.answers())
        flash(_("Thank you. Both sides can see what happened."), "success")
        back = BACK_TO.get(request.form.get("back", ""))
        return go_to(back) if back else go_to("contacts.show", contact_id=contact_id)
    shown = contact_now(actor, contact_id)
    return page("following_up/follow_up.html", form=form, contact=shown, step=step)


@bp.get("/next-steps")
@access(policies.LISTED)
def listed(reader: Actor) -> Response:
    """Fifty steps a page that nobody has said anything of, the longest due first."""
    now = utc_now()
    today = uk_time(now).date()
    wanted = one_of(StepList, request.args.get("show")) or StepList.OVERDUE
    after = place_from(request.args.get("page", ""))
    rows, following = waiting_lists.steps(reader, wanted, after, today)
    policies.note_list_read(reader, now)
    return page(
        "following_up/listed.html",
        rows=rows,
        today=today,
        tabs=[(_(words), _at(each), each is wanted) for each, words in STEPS.items()],
        first=_at(wanted) if after else "",
        following=_at(wanted, page=following.cursor()) if following else "",
    )


def _at(wanted: StepList, **more: Any) -> str:
    return url_for("following_up.listed", show=wanted.value, **more)
