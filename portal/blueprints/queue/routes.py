"""The queue and its live refresh, search, taking up, giving back and giving to another."""

from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from portal.access import access
from portal.blueprints.form import PageForm
from portal.blueprints.queue.forms import FindForm, GiveBackForm, ReassignForm, TakeUpForm
from portal.blueprints.queue.listing import filter_form, found, listed
from portal.blueprints.queue.unchanged import PATH, UnchangedPolls
from portal.commands import queue as commands
from portal.commands.base import Refused
from portal.commands.kept_words import forget_words
from portal.policies import queue as policies
from portal.queries.kept_words import kept as kept_words
from portal.rules.permissions import Actor
from portal.web import go_to, page, utc_now

bp = Blueprint("queue", __name__)


@bp.record_once
def _open_door(state: Any) -> None:
    state.app.wsgi_app = UnchangedPolls(state.app)  # where Flask has middleware put


def _brought_back(form: PageForm, adviser: Actor) -> bool:
    """Whether words that waited through an expired sign-in are in the form again."""
    waiting = kept_words(adviser, request.path, utc_now()) if request.method == "GET" else None
    if waiting:
        form.process(MultiDict(waiting))
    return bool(waiting)


@bp.get(PATH)
@access(policies.QUEUE)
def show(adviser: Actor) -> Response:
    """The hub's open contacts, most urgent first; polls with nothing new never come this far."""
    now = utc_now()
    listing = listed(adviser, request.args.to_dict(), now)
    policies.note_queue_read(adviser, now)
    more = {"listing": listing, "filter_form": filter_form}
    return page("queue/show.html", fragment="queue/_poll.html", status=200, **more)


@bp.route("/queue/find", methods=["GET", "POST"])
@access(policies.SEARCH_QUEUE)
def find(adviser: Actor) -> Response:
    """Contacts by reference or name: posted, so that no name stands in an address."""
    form, listing = FindForm(), None
    if form.validate_on_submit():
        commands.note_search(adviser, at=utc_now())
        listing = found(adviser, form.find.data, form.page.data, utc_now())
    kept = listing is None and _brought_back(form, adviser)
    return page("queue/find.html", form=form, listing=listing, kept=kept)


@bp.route("/contacts/<uuid:contact_id>/take-up", methods=["GET", "POST"])
@access(policies.TAKE_UP)
def take_up(adviser: Actor, contact: Any) -> Response:
    """Ask whether the adviser knows the family; the first to answer no has the contact."""
    form = TakeUpForm()
    if form.validate_on_submit():
        taken = commands.take_up(contact.id, adviser=adviser, at=utc_now(), **form.answers())
        return go_to("contacts.show", contact_id=contact.id) if taken else go_to("queue.set_aside")
    return page("queue/take_up.html", form=form, contact=contact)


@bp.get("/queue/set-aside")
@access(policies.SEARCH_QUEUE)
def set_aside(adviser: Actor) -> Response:
    """What it means to have said that one knows the family."""
    return page("queue/set_aside.html")


@bp.route("/contacts/<uuid:contact_id>/give-back", methods=["GET", "POST"])
@access(policies.GIVE_BACK)
def give_back(adviser: Actor, contact: Any) -> Response:
    """Back to the queue with a reason."""
    form = GiveBackForm()
    if form.validate_on_submit():
        commands.give_back(contact.id, by=adviser, at=utc_now(), **form.answers())
        forget_words(adviser.account_id, request.path)
        return go_to("queue.set_aside" if form.knows_family.data else "queue.show")
    kept = _brought_back(form, adviser)
    return page("queue/give_back.html", form=form, contact=contact, kept=kept)


def _is_given(form: ReassignForm, adviser: Actor, contact: Any) -> bool:
    """Give it to who was chosen, or say on the field why that cannot be."""
    try:
        commands.reassign(contact.id, by=adviser, at=utc_now(), **form.answers())
    except Refused as refusal:
        if refusal.field not in form:
            raise
        form[refusal.field].errors = [gettext(refusal.message)]
        return False
    return True


@bp.route("/contacts/<uuid:contact_id>/reassign", methods=["GET", "POST"])
@access(policies.REASSIGN)
def reassign(adviser: Actor, contact: Any, people: Any) -> Response:
    """A decision maker chooses who has it."""
    form = ReassignForm(people)
    if form.validate_on_submit() and _is_given(form, adviser, contact):
        forget_words(adviser.account_id, request.path)
        return go_to("queue.show")
    kept = _brought_back(form, adviser)
    form.seen.data = str(contact.adviser_id or "")
    return page("queue/reassign.html", form=form, contact=contact, people=people, kept=kept)
