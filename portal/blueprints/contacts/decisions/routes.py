"""A decision on its way: proposed by one person, signed off by another, told at once."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, request
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.blueprints.contacts import papers, saving
from portal.blueprints.contacts.answer_form import DecisionForm
from portal.blueprints.contacts.decisions.forms import (
    OverturnForm,
    RagForm,
    ReturnForm,
    SecondForm,
    SignForm,
)
from portal.blueprints.contacts.forms import given_key
from portal.blueprints.contacts.lines import Telling
from portal.blueprints.contacts.news import since_proposed
from portal.blueprints.contacts.shown import Answer, decision_shown
from portal.blueprints.contacts.writing import Writing, writing
from portal.commands import decisions as commands
from portal.documents.data import Document
from portal.policies import contacts as policies
from portal.queries.records import Record
from portal.queries.second_readers import is_asked_for
from portal.rules import deciding
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.rules.printing import Printed
from portal.rules.typed import whole
from portal.vocabulary import DecisionStatus
from portal.web import go_to, page, utc_now

bp = Blueprint("decisions", __name__, url_prefix="/contacts/<uuid:contact_id>")


@bp.route("/decision", methods=["GET", "POST"])
@access(policies.PROPOSE)
def propose(actor: Actor, contact: Any) -> Response:
    """Write a decision and put it forward; the referrer is told nothing yet."""
    written = writing(actor, contact, DecisionForm, "propose")
    wanted = request.form.get("add_step", "")
    if request.method == "POST":
        version = saving.save(written.form, written.contact, "propose")
        if saving.is_autosave():
            return saving.saved_note(version)
        is_ready = not wanted and not written.is_to_be_put_right()
        if is_ready and _is_proposed(actor, contact, written):
            return go_to("contacts.show", contact_id=written.contact.id)
    return page(
        "decisions/propose.html",
        form=written.form,
        written=written,
        rows=written.form.shown_steps(whole(wanted) or 0),
        kept=written.was_kept,
        saved=written.saved_beside("propose"),
    )


def _is_proposed(actor: Actor, contact: Any, written: Writing) -> bool:
    """Put it forward, unless something came in that its writer has not seen."""

    def act(**typed: Any) -> None:
        heard, key = whole(typed["heard"]) or 0, given_key(typed["key"])
        words = vars(written.form.words())
        commands.propose(contact, adviser=actor, at=utc_now(), key=key, heard=heard, **words)
        flash(_("The decision waits for sign-off."), "success")

    return saving.done(written.form, act)


@bp.route("/decision/sign-off", methods=["GET", "POST"])
@access(policies.SIGN_OFF)
def sign_off(actor: Actor, contact: Any) -> Response:
    """Exactly what the referrer will see; signed off from here, once."""
    form, contact_id = SignForm(), contact.id

    def act(**seen: Any) -> None:
        commands.sign_off(contact, by=actor, at=utc_now(), **seen)
        flash(_("The decision is signed off and the referrer has been told."), "success")

    is_sent = form.validate_on_submit() and form.answers()["version"] is not None
    if is_sent and saving.done(form, act):
        return go_to("contacts.show", contact_id=contact_id)
    answer = _proposal(actor, contact)
    form.version.data = str(answer.row.version)
    return page(
        "decisions/sign_off.html",
        form=form,
        contact=contact,
        answer=answer,
        news=since_proposed(actor, contact, answer.row),
        why_not=_why_not_sign(actor, contact, answer),
    )


@bp.route("/decision/second-reading", methods=["GET", "POST"])
@access(policies.READ_SECOND)
def second_reading(actor: Actor, contact: Any) -> Response:
    """A second person reads the proposal and says what they make of it."""

    def act(**words: Any) -> None:
        commands.read_second(contact, by=actor, at=utc_now(), **words)
        flash(_("Your reading is on the record."), "success")

    answer = _proposal(actor, contact)
    news = since_proposed(actor, contact, answer.row)
    first = {"version": str(answer.row.version), "heard": str(news.heard)}
    name, area = "second_reading", "decisions"
    return saving.ask(
        SecondForm, contact, name, act, area=area, first=first, answer=answer, news=news
    )


@bp.route("/decision/return", methods=["GET", "POST"])
@access(policies.RETURN_PROPOSAL)
def return_proposal(actor: Actor, contact: Any) -> Response:
    """Send the proposal back with a reason."""

    def act(**words: Any) -> None:
        commands.return_proposal(contact, by=actor, at=utc_now(), **words)
        flash(_("The proposal has gone back to its proposer."), "success")

    answer = decision_shown(actor, contact, DecisionStatus.PROPOSED)
    if answer is None and request.method != "POST":
        not_found()
    first = {"version": str(answer.row.version)} if answer else {}
    return saving.ask(ReturnForm, contact, "return_proposal", act, area="decisions", first=first)


@bp.route("/decision/overturn", methods=["GET", "POST"])
@access(policies.OVERTURN)
def overturn(actor: Actor, contact: Any) -> Response:
    """Take a decision back with a reason; it takes a second decision maker."""

    def act(**words: Any) -> None:
        commands.overturn(contact, by=actor, at=utc_now(), **words)
        flash(_("The decision is overturned and the referrer has been told."), "success")

    answer = decision_shown(actor, contact, DecisionStatus.SIGNED_OFF)
    first = {"version": str(answer.row.version)} if answer else {}
    return saving.ask(OverturnForm, contact, "overturn", act, area="decisions", first=first)


@bp.route("/urgency", methods=["GET", "POST"])
@access(policies.CHANGE_RAG)
def change_rag(actor: Actor, contact: Any) -> Response:
    """Call the contact more or less urgent, with a reason."""

    def act(**words: Any) -> None:
        commands.change_rag(contact, by=actor, at=utc_now(), **words)
        flash(_("The urgency is changed."), "success")

    first = {"rag": contact.rag.value}
    return saving.ask(RagForm, contact, "change_rag", act, area="decisions", first=first)


@bp.get("/decision/<int:version>.pdf")
@access(policies.DECISION_DOCUMENT)
def letter(reader: Actor, contact: Any, printed: Printed, version: int) -> Response:
    """One signed-off version of the decision as a letter to its referrer."""

    def write(held: Record, tell: Telling, now: datetime) -> Document:
        return papers.decision_letter(held, tell, version, printed, now)

    name = papers.file_name(contact, printed)
    return papers.pdf(papers.content(reader, contact, printed, write), name)


def _proposal(actor: Actor, contact: Any) -> Answer:
    """What waits for sign-off; words that come when nothing does any more are shown again."""
    answer = decision_shown(actor, contact, DecisionStatus.PROPOSED)
    if answer is None and request.method == "POST":
        raise NotAllowedNow("propose", contact.status)
    if answer is None:
        not_found()
    assert answer is not None  # noqa: S101 - `not_found` raises; this is for the type checker
    return answer


def _why_not_sign(actor: Actor, contact: Any, answer: Answer) -> str:
    row = answer.row
    standing = deciding.Standing(
        writer_id=contact.account_id,
        proposer_id=row.proposer_id,
        needs_second_reader=row.needs_second_reader or is_asked_for(actor, contact),
        second_reader_id=row.second_reader_id,
        signer_id=row.signer_id,
    )
    why_not = deciding.why_not_sign(actor, standing)
    return _(why_not) if why_not else ""
