"""Starting, the safety screen, and the question pages there is one of."""

from collections.abc import Callable
from functools import partial

from flask import Response, request
from flask_babel import get_locale, gettext
from flask_login import current_user

from portal.access import access
from portal.addresses import go_to_url
from portal.blueprints.consultations.abuse_pages import EVERY
from portal.blueprints.consultations.abuse_routes import after_victim
from portal.blueprints.consultations.blueprint import bp
from portal.blueprints.consultations.editing import Editor
from portal.blueprints.consultations.pages import suggested_basis
from portal.blueprints.consultations.start_form import StartForm
from portal.blueprints.consultations.way import Way, is_from_check, way_to
from portal.commands import consultations as commands
from portal.policies.consultations import (
    OWN_CONSULTATION,
    OWN_DRAFT,
    OWN_DRAFT_AT_SAFETY,
    START,
)
from portal.queries import hubs
from portal.queries.consultations import Draft, draft_of
from portal.queries.kept_words import page_waiting
from portal.rules import journey
from portal.rules.consultation_words import BASIS_IN_PLAIN_WORDS
from portal.web import go_to, page, utc_now

QUESTIONS = (
    "'you', 'working-well', 'tried', 'timing', 'family', 'question', 'short', "
    "'harm', 'history', 'request', "
    "'safe-contact', 'victim', 'risk-tool', 'risk-topics', 'risk-view', 'wishes'"
)


@bp.route("/start", methods=["GET", "POST"])
@access(START)
def start() -> Response:
    """Choose what to ask for and in which form; the same page sent twice starts one draft."""
    form = StartForm()
    if form.validate_on_submit() and form.start_key.data:
        contact = commands.start_consultation(
            current_user,
            **form.asked(),
            start_key=form.start_key.data[:64],
            at=utc_now(),
        )
        return go_to("consultations.safety", contact_id=contact.id)
    return page("consultations/start.html", form=form, hub=hubs.hub(current_user.hub_id))


@bp.get("/<uuid:contact_id>")
@access(OWN_CONSULTATION)
def resume(draft: Draft) -> Response:
    """Go on where the writer left off, on any device; first where words wait to be saved.

    A sign-in that ran out may have left them on a page that nothing saved leads to.
    """
    if draft.contact.submitted_at:
        return go_to("consultations.sent", contact_id=draft.contact.id)
    if waiting := page_waiting(current_user, f"{request.path}/", utc_now()):
        return go_to_url(waiting)
    way = way_to(draft, "check")
    reachable = [row for row in draft.saved.values() if journey.step_of(row.page) in way.steps]
    return go_to_url(way.url(max(reachable, key=lambda row: row.saved_at).page))


@bp.route("/<uuid:contact_id>/safety", methods=["GET", "POST"])
@access(OWN_DRAFT_AT_SAFETY)
def safety(draft: Draft) -> Response:
    """The safety screen, before everything else."""
    way = way_to(draft, "safety")

    def after() -> Response:
        now = way_to(draft_of(draft.contact), "safety")
        if now.is_emergency or now.is_protection:
            return go_to("consultations.danger", contact_id=draft.contact.id)
        return go_to_url(now.next_url)

    return Editor(way, EVERY["safety"], after=after).answer()


@bp.get("/<uuid:contact_id>/danger")
@access(OWN_DRAFT)
def danger(draft: Draft) -> Response:
    """Whom to call now, and nothing else; then a quiet way on."""
    way = way_to(draft, "safety")
    if not (way.is_emergency or way.is_protection):
        return go_to_url(way.next_url)
    return page("consultations/danger.html", way=way)


@bp.route(f"/<uuid:contact_id>/<any({QUESTIONS}):name>", methods=["GET", "POST"])
@access(OWN_DRAFT)
def question_page(draft: Draft, name: str) -> Response:
    """One question page."""
    way = way_to(draft, name)
    extra = BESIDE[name](way) if name in BESIDE else None
    after = partial(after_victim, way) if name == "victim" and not is_from_check() else None
    return Editor(way, EVERY[name], extra=extra, after=after).answer()


def _of_request(way: Way) -> dict[str, object]:
    """What describes the writer is asked only where their organisation does not say it."""
    known = hubs.source_code(way.draft.contact.organisation_id)
    codes = way.codes.sources
    is_known = known in codes.labels
    return {"sources": [] if is_known else codes.choices(str(get_locale()))}


def _of_family(way: Way) -> dict[str, object]:
    """The basis for sharing that we suggest, and the law that is not about one indicator."""
    suggested = suggested_basis(way)
    return {
        "suggested": suggested,
        "why": gettext(BASIS_IN_PLAIN_WORDS[suggested]),
        "law": way.framework.law_of(way.hub.nation),
    }


BESIDE: dict[str, Callable[[Way], dict[str, object]]] = {
    "family": _of_family,
    "wishes": _of_family,
    "request": _of_request,
}
