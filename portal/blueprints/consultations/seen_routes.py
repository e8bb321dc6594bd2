"""The pages of what has been seen and of the writer's own view, with the guidance beside them."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext
from flask_login import current_user

from portal.access import access
from portal.blueprints.consultations.blueprint import bp
from portal.blueprints.consultations.panel import panel_for, today
from portal.blueprints.consultations.seen import SeenPage, read_address, typed_changes
from portal.commands.ticks import save_ticks
from portal.policies.consultations import OWN_DRAFT
from portal.queries.consultations import Draft, draft_of
from portal.rules.consultation import read
from portal.vocabulary import Impact, IndicatorState, Pattern, label
from portal.web import go_to, page, utc_now

CHOICES = {"states": IndicatorState, "patterns": Pattern, "impacts": Impact}


@bp.route("/<uuid:contact_id>/seen", methods=["GET", "POST"])
@access(OWN_DRAFT)
def seen(draft: Draft) -> Response:
    """Choose an area or search, answer what you can; each answer refreshes the guidance."""
    shown = _shown(draft)
    if request.method == "POST":
        if changes := typed_changes(shown, request.form):
            save_ticks(current_user, draft.contact, changes, at=utc_now())
        if "go" in request.form:
            return go_to("consultations.view", contact_id=draft.contact.id)
        draft = draft_of(draft.contact)
        shown = _shown(draft)
        fragment = "consultations/_guidance.html"
    else:
        fragment = "consultations/_indicators.html"
    return page("consultations/seen.html", fragment=fragment, **_context(draft, shown))


def _shown(draft: Draft) -> SeenPage:
    framework_id = draft.contact.framework_id
    assert framework_id is not None  # noqa: S101 - a draft is guided from its first moment
    return read_address(request, framework_id, read(draft.pages), today())


def _context(draft: Draft, shown: SeenPage) -> dict[str, Any]:
    words = {
        name: [(word.value, gettext(label(word))) for word in kind]
        for name, kind in CHOICES.items()
    }
    return {
        "contact_id": draft.contact.id,
        "children": shown.consultation.children,
        "child": shown.child,
        "section": shown.section,
        "section_code": shown.section.code if shown.section else "",
        "q": shown.q,
        "lines": shown.lines,
        "answered": () if shown.lines else shown.answered,
        "domains": () if shown.lines else shown.domains,
        "panel": panel_for(draft, shown.consultation),
        "back_url": url_for("consultations.tried", contact_id=draft.contact.id),
        **words,
    }
