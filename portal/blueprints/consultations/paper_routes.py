"""Forms on paper, to keep in a drawer for the day that no computer answers."""

from typing import Any

from flask import Response
from flask_babel import gettext
from flask_login import current_user

from portal.access import access
from portal.blueprints.blank_forms import to_keep
from portal.blueprints.consultations.blank import FORMS, form_of
from portal.blueprints.consultations.blueprint import bp
from portal.policies.accounts import SIGNED_IN
from portal.queries import hubs
from portal.rules.early_help_paper import HUB_PAPER_FORMS, PAPER_FORMS
from portal.web import page

NAMES = ", ".join(f'"{name}"' for name in FORMS)


@bp.get("/on-paper")
@access(SIGNED_IN)
def on_paper() -> Response:
    """Every form, to print before it is needed."""
    forms = [(name, title) for name, (title, _) in FORMS.items()]
    answering = [(name, gettext(title)) for name, title in HUB_PAPER_FORMS.items()]
    helping = [(name, gettext(title)) for name, title in PAPER_FORMS.items()]
    hub = hubs.hub(current_user.hub_id)
    given: dict[str, Any] = {"forms": forms, "answering": answering, "helping": helping, "hub": hub}
    return page("consultations/on_paper.html", **given)


@bp.get(f"/on-paper/<any({NAMES}):name>.pdf")
@access(SIGNED_IN)
def blank_form(name: str) -> Response:
    """One form with nothing filled in, with the numbers and words of the reader's hub."""
    return to_keep(form_of(hubs.hub(current_user.hub_id), name))
