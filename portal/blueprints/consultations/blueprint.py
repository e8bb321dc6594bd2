"""The blueprint itself, and where its refusals lead."""

from flask import Blueprint, Response, request

from portal.policies.consultations import AlreadySent, SafeContactFirst, SafetyFirst
from portal.web import go_to, is_fragment_wanted, page

bp = Blueprint("consultations", __name__, url_prefix="/consultations")


@bp.errorhandler(SafetyFirst)
def safety_first(error: SafetyFirst) -> Response:
    """No page comes before the safety screen."""
    return go_to("consultations.safety", contact_id=error.contact_id)


@bp.errorhandler(SafeContactFirst)
def safe_contact_first(error: SafeContactFirst) -> Response:
    """No page about the people comes before how to make contact safely."""
    return go_to("consultations.question_page", contact_id=error.contact_id, name="safe-contact")


@bp.errorhandler(AlreadySent)
def already_sent(error: AlreadySent) -> Response:
    """The pages are closed; words typed after sending are shown, to be added on the record."""
    if request.method != "POST":
        return go_to("consultations.sent", contact_id=error.contact_id)
    if is_fragment_wanted():
        return page("consultations/_not_saved.html", is_sent=True)
    texts = [
        value.strip()
        for name, values in request.form.lists()
        if name not in {"csrf_token", "tab", "version", "go", "shown_errors", "back_to"}
        for value in values
        if len(value.strip()) > 1
    ]
    return page(
        "consultations/already_sent.html", status=409, contact_id=error.contact_id, texts=texts
    )
