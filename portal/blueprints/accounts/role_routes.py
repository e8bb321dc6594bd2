"""Which of their roles somebody with several works in: asked at sign-in, changed at any time."""

import uuid
from typing import Any

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from portal.access import access
from portal.addresses import own_path
from portal.blueprints.accounts.forms import RoleForm
from portal.blueprints.accounts.routes import bp
from portal.commands.base import Refused
from portal.commands.sign_ins import ROLE_ENDED
from portal.commands.sign_ins import act_as as go_on_as
from portal.policies.accounts import CHOOSING_ROLE
from portal.queries import accounts
from portal.rules.saying import joined
from portal.signing_in import begin_session
from portal.web import local_words, page, utc_now, word


@bp.route("/role", methods=["GET", "POST"])
@access(CHOOSING_ROLE)
def act_as() -> Response:
    """One role at a time: what one of them may see or do is never added to another."""
    form = RoleForm()
    roles = accounts.roles(current_user.account_id)
    form.membership_id.choices = [(str(row.id), _role(row)) for row in roles]
    if request.method == "GET" and (current_user.is_role_chosen or "was" in request.args):
        form.membership_id.data = str(current_user.membership_id)
    if form.validate_on_submit():
        try:
            begin_session(go_on_as(current_user, _chosen(form), at=utc_now()))
        except Refused as refusal:
            form.membership_id.errors = [_(refusal.message)]
        else:
            flash(_("You are now working as: %(role)s", role=_present(form)), "success")
            wanted = own_path(request.args.get("next"))
            return make_response(redirect(wanted or url_for("accounts.home"), code=303))
    return page("accounts/act_as.html", form=form)


def _chosen(form: RoleForm) -> uuid.UUID:
    """Raises `Refused` for what is no role of anybody's."""
    try:
        return uuid.UUID(form.membership_id.data)
    except ValueError:
        raise Refused(ROLE_ENDED, "membership_id") from None


def _present(form: RoleForm) -> str:
    found = dict(form.membership_id.choices)[form.membership_id.data]
    return str(Markup(found).striptags())  # noqa: S704 - its tags alone are taken away


def _role(row: Any) -> str:
    """The role, where it is, and in which hub."""
    places = filter(None, [row.organisation_name, local_words(row.hub_name)])
    return joined(", ", [word(row.role), *places])
