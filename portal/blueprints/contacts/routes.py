"""The contact page and the conversation on it."""

from typing import Any

from flask import Blueprint, Response, flash, request
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.contacts import saving
from portal.blueprints.contacts.forms import (
    AddForm,
    QuestionForm,
    ReplyForm,
    WarningForm,
)
from portal.blueprints.contacts.repeats import RepeatDownloads
from portal.blueprints.contacts.shown import shown
from portal.blueprints.contacts.tasks import tasks_of
from portal.coming_back import typed_texts
from portal.commands import added_warnings, advice, conversation, opening
from portal.commands.decisions import acknowledge_decision
from portal.policies import contacts as policies
from portal.queries.advice import unread_advice
from portal.queries.contacts import contact as contact_now
from portal.queries.decisions import unread_decision
from portal.queries.records import messages
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.vocabulary import ContactKind
from portal.web import go_to, page, utc_now

bp = Blueprint("contacts", __name__, url_prefix="/contacts/<uuid:contact_id>")


@bp.record_once
def _open_door(state: Any) -> None:
    state.app.wsgi_app = RepeatDownloads(state.app)  # where Flask has middleware put


@bp.get("")
@access(policies.READ_CONTACT)
def show(reader: Actor, contact: Any) -> Response:
    """Everything about one contact, as its reader may have it."""
    told = shown(reader, _noted(reader, contact))
    if told.known is not None:
        policies.note_known_read(reader, [each.row.contact_id for each in told.known.contacts])
    return page("contacts/show.html", shown=told)


def _noted(reader: Actor, contact: Any) -> Any:
    """The first look of the hub at the contact, and of its writer at the answer, is noted first.

    An answer without its page (HEAD) is no look.
    """
    if request.environ["REQUEST_METHOD"] == "HEAD":
        return contact
    is_writer = contact.account_id == reader.account_id
    if is_writer:
        if (advice_id := unread_advice(contact)) is not None:
            opening.mark_advice_read(contact.id, advice_id, by=reader, at=utc_now())
        if (decision_id := unread_decision(contact)) is not None:
            opening.mark_decision_read(contact.id, decision_id, by=reader, at=utc_now())
    elif reader.advises and contact.opened_at is None:
        opening.mark_opened(contact.id, by=reader, at=utc_now())
        return contact_now(reader, contact.id)
    return contact


@bp.route("/ask-for-more", methods=["GET", "POST"])
@access(policies.ASK_FOR_MORE)
def ask_for_more(actor: Actor, contact: Any) -> Response:
    """The hub asks; the clock goes on."""

    def act(**words: Any) -> None:
        conversation.ask_for_more(contact, adviser=actor, at=utc_now(), **words)
        flash(_("Your question has been sent."), "success")

    said, tasks = messages(actor, contact), tasks_of(contact)
    return saving.ask(QuestionForm, contact, "ask_for_more", act, messages=said, tasks=tasks)


@bp.route("/reply", methods=["GET", "POST"])
@access(policies.REPLY)
def reply(actor: Actor, contact: Any) -> Response:
    """The professional replies to the hub's question."""

    def act(**words: Any) -> None:
        conversation.reply(contact, by=actor, at=utc_now(), **words)
        flash(_("Your reply has been sent to the hub."), "success")

    said = messages(actor, contact)
    return saving.ask(ReplyForm, contact, "reply", act, messages=said)


@bp.route("/add-information", methods=["GET", "POST"])
@access(policies.ADD_INFORMATION)
def add_information(actor: Actor, contact: Any) -> Response:
    """Either side puts something new on the record."""

    def act(**words: Any) -> None:
        conversation.add_information(contact, by=actor, at=utc_now(), **words)
        flash(_("It is on the record."), "success")

    said = messages(actor, contact)
    return saving.ask(AddForm, contact, "add_information", act, messages=said)


@bp.route("/warnings", methods=["GET", "POST"])
@access(policies.ADD_WARNING)
def add_warning(actor: Actor, contact: Any) -> Response:
    """Either side says that contact is a risk, or who must not be told; it is never taken off."""

    def act(**words: Any) -> None:
        added_warnings.add_warning(contact, by=actor, at=utc_now(), **words)
        flash(_("The warning is on the record. Everyone who opens it reads it first."), "success")

    return saving.ask(WarningForm, contact, "add_warning", act)


@bp.post("/acknowledge")
@access(policies.ACKNOWLEDGE)
def acknowledge(actor: Actor, contact: Any) -> Response:
    """The professional has read the answer."""
    contact_id = contact.id
    if contact.kind is ContactKind.REFERRAL:
        acknowledge_decision(contact, by=actor, at=utc_now())
        flash(_("You have acknowledged the decision."), "success")
    else:
        advice.acknowledge(contact, by=actor, at=utc_now())
        said = _("You have acknowledged the advice. Your agency still holds the concern.")
        flash(said, "success")
    return go_to("contacts.show", contact_id=contact_id)


@bp.route("/close", methods=["GET", "POST"])
@access(policies.CLOSE)
def close(actor: Actor, contact: Any) -> Response:
    """The hub closes what it has answered, after asking: nobody opens it again at will."""
    if request.method == "GET":
        return page("contacts/close.html", contact=contact)
    advice.close(contact, by=actor, at=utc_now())
    flash(_("This contact is closed."), "success")
    return go_to("contacts.show", contact_id=contact.id)


@bp.errorhandler(NotAllowedNow)
def too_late(_error: Exception) -> Response:
    """The contact has moved on: what was typed is shown, so that nothing is lost."""
    return page("contacts/too_late.html", status=409, texts=typed_texts())
