"""A consultation carried over into a referral and back; a secret address opened with a reason."""

from typing import Any

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.contacts import saving
from portal.blueprints.contacts.forms import ConvertForm
from portal.blueprints.contacts.referral_lines import address_lines
from portal.blueprints.contacts.routes import bp
from portal.blueprints.secret_address import OpenAddressForm
from portal.commands import conversion, opening
from portal.documents.lines import AnswerLine
from portal.policies import contacts as policies
from portal.queries.contacts import contact as contact_now
from portal.queries.records import record
from portal.queries.referrals import secret_addresses
from portal.rules.late_entry import came_on
from portal.rules.permissions import Actor
from portal.web import go_to, new_key, page, uk_time, utc_now


@bp.post("/refer-now")
@access(policies.REFER_NOW)
def refer_now(actor: Actor, contact: Any) -> Response:
    """Carry everything over into a referral; its safety questions are looked at first."""
    key = request.form.get("start_key", "")[:64] or new_key()
    draft = conversion.refer_now(actor, contact, start_key=key, at=utc_now())
    if draft.submitted_at is not None:
        return go_to("contacts.show", contact_id=draft.id)
    if came_on(contact) == uk_time(utc_now()).date():
        flash(_("Everything you wrote has been carried over. Check the safety questions first."))
    else:
        flash(_("Everything you wrote has been carried over. Answer the safety questions again."))
    return go_to("consultations.safety", contact_id=draft.id)


@bp.post("/ask-again")
@access(policies.ASK_AGAIN)
def ask_again(actor: Actor, contact: Any) -> Response:
    """Carry everything over into a new consultation; what is of its day is asked anew."""
    key = request.form.get("start_key", "")[:64] or new_key()
    draft = conversion.ask_again(actor, contact, start_key=key, at=utc_now())
    if draft.submitted_at is not None:
        return go_to("contacts.show", contact_id=draft.id)
    flash(_("Everything you wrote has been carried over. Answer the safety questions again."))
    return go_to("consultations.safety", contact_id=draft.id)


@bp.route("/convert-back", methods=["GET", "POST"])
@access(policies.CONVERT_BACK)
def convert_back(actor: Actor, contact: Any) -> Response:
    """A referral on which nothing is proposed yet is handled as a consultation."""

    def act(**words: Any) -> None:
        conversion.convert_back(contact, by=actor, at=utc_now(), **words)
        flash(_("It is handled as a consultation now. Everything on the record stays."), "success")

    return saving.ask(ConvertForm, contact, "convert_back", act)


@bp.route("/secret-address", methods=["GET", "POST"])
@access(policies.OPEN_ADDRESS)
def open_address(actor: Actor, contact: Any) -> Response:
    """Say why, then see it; nothing of it stays on any other page."""
    form = OpenAddressForm()
    opened: tuple[AnswerLine, ...] = ()
    if form.validate_on_submit():
        opening.open_address(contact, by=actor, reason=form.reason.data, at=utc_now())
        row = contact_now(actor, contact.id)
        assert row is not None  # noqa: S101 - it was there a moment ago; for the type checker
        opened = address_lines(record(actor, row), secret_addresses(row))
    return page("contacts/open_address.html", form=form, contact=contact, opened=opened)
