"""Advice written, looked at as the professional will see it, sent, withdrawn; its documents."""

from datetime import datetime
from typing import Any

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.contacts import papers, saving
from portal.blueprints.contacts.answer_form import AdviceForm
from portal.blueprints.contacts.carried import carried_groups
from portal.blueprints.contacts.forms import SendForm, WithdrawForm
from portal.blueprints.contacts.lines import Telling
from portal.blueprints.contacts.routes import bp
from portal.blueprints.contacts.sending import as_sent, draft_of
from portal.blueprints.contacts.writing import writing
from portal.commands import advice as commands
from portal.documents.data import Document
from portal.policies import contacts as policies
from portal.queries.advice import highest_version
from portal.queries.records import Record
from portal.rules.permissions import Actor
from portal.rules.printing import Printed
from portal.rules.typed import whole
from portal.vocabulary import Audience
from portal.web import go_to, page, utc_now


@bp.route("/advice", methods=["GET", "POST"])
@access(policies.GIVE_ADVICE)
def give_advice(actor: Actor, contact: Any) -> Response:
    """Write the advice; nothing is sent from here."""
    written = writing(actor, contact, AdviceForm, "give_advice")
    wanted = request.form.get("add_step", "")
    if request.method == "POST":
        version = saving.save(written.form, written.contact, "give_advice")
        if saving.is_autosave():
            return saving.saved_note(version)
        if not wanted and not written.is_to_be_put_right():
            return go_to("contacts.preview_advice", contact_id=written.contact.id)
    rows = written.form.shown_steps(whole(wanted) or 0)
    return page(
        "contacts/give_advice.html",
        form=written.form,
        written=written,
        rows=rows,
        kept=written.was_kept,
        saved=written.saved_beside("give_advice"),
    )


@bp.route("/advice/preview", methods=["GET", "POST"])
@access(policies.GIVE_ADVICE)
def preview_advice(actor: Actor, contact: Any) -> Response:
    """Exactly what the professional will see; sent from here, once."""
    draft, contact_id = draft_of(contact), contact.id
    if draft is None:  # sent a moment ago, or not finished
        after = "contacts.show" if request.method == "POST" else "contacts.give_advice"
        return go_to(after, contact_id=contact_id)
    form = SendForm()
    if form.validate_on_submit():
        if not (why_not := draft.why_not(form.seen.data)):
            key = form.answers()["key"]
            words = vars(draft.words)
            commands.give_advice(contact, adviser=actor, at=utc_now(), key=key, **words)
            flash(_("Your advice has been sent."), "success")
            return go_to("contacts.show", contact_id=contact_id)
        flash(_(why_not))
    form.seen.data = draft.seen
    answer, news = as_sent(draft, contact, utc_now()), draft.news
    return page(
        "contacts/preview_advice.html", form=form, contact=contact, answer=answer, news=news
    )


@bp.route("/advice/withdraw", methods=["GET", "POST"])
@access(policies.WITHDRAW_ADVICE)
def withdraw_advice(actor: Actor, contact: Any) -> Response:
    """Take the advice back with a reason; the corrected version comes next."""

    def act(**words: Any) -> None:
        commands.withdraw_advice(contact, by=actor, at=utc_now(), **words)
        flash(_("The advice is withdrawn and the professional has been told."), "success")

    first = {"version": str(highest_version(contact))}
    then = "contacts.give_advice"
    return saving.ask(WithdrawForm, contact, "withdraw_advice", act, then=then, first=first)


@bp.get("/advice/<int:version>.pdf")
@access(policies.ADVICE_DOCUMENT)
def advice_pdf(reader: Actor, contact: Any, printed: Printed, version: int) -> Response:
    """One version of the advice as a PDF."""

    def write(held: Record, tell: Telling, now: datetime) -> Document:
        return papers.advice_paper(held, tell, version, printed, now)

    name = papers.file_name(contact, printed)
    return papers.pdf(papers.content(reader, contact, printed, write), name)


@bp.get("/copy.pdf")
@access(policies.COPY_DOCUMENT)
def copy_pdf(reader: Actor, contact: Any, printed: Printed) -> Response:
    """A copy of what was sent as a PDF."""

    def write(held: Record, tell: Telling, now: datetime) -> Document:
        carried = carried_groups(reader, held.contact) if printed.audience is Audience.HUB else ()
        return papers.copy_paper(held, tell, printed, now, carried)

    name = papers.file_name(contact, printed)
    return papers.pdf(papers.content(reader, contact, printed, write), name)
