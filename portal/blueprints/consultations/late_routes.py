"""Entering what reached the hub another way."""

from flask import Response
from flask_babel import gettext

from portal.access import access
from portal.blueprints.consultations.blueprint import bp
from portal.blueprints.consultations.late_form import LateForm
from portal.commands import late_entries as commands
from portal.commands.base import Refused
from portal.policies.consultations import LATE_ENTRY
from portal.rules.permissions import Actor
from portal.vocabulary import Agency
from portal.web import go_to, page, utc_now, word


@bp.route("/late", methods=["GET", "POST"])
@access(LATE_ENTRY)
def late(actor: Actor) -> Response:
    """When it truly came and why it is late; then the form itself, from the safety screen on."""
    form = LateForm()
    if form.validate_on_submit() and form.start_key.data:
        try:
            contact = commands.start_late_entry(
                actor,
                start_key=form.start_key.data[:64],
                at=utc_now(),
                **form.answers(),
            )
        except Refused as refused:
            form[refused.field or "why"].errors = [gettext(refused.message)]
        else:
            return go_to("consultations.safety", contact_id=contact.id)
    agencies = [(each.value, word(each)) for each in Agency]
    return page("consultations/late.html", form=form, agencies=agencies)
