"""The pages of what has been seen and of the writer's own view, with the guidance beside them."""

from functools import cache
from typing import Any

from flask import Response, request
from flask_babel import get_locale, gettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from portal.access import access
from portal.addresses import go_to_url
from portal.blueprints.consultations.blueprint import bp
from portal.blueprints.consultations.editing import Editor
from portal.blueprints.consultations.panel import panel_for, today
from portal.blueprints.consultations.seen import SeenPage, read_address, typed_changes
from portal.blueprints.consultations.view_form import VIEW
from portal.blueprints.consultations.way import Way, way_to
from portal.blueprints.guidance_panel import called
from portal.commands.kept_words import forget_words
from portal.commands.ticks import save_ticks
from portal.policies.consultations import OWN_DRAFT
from portal.queries.consultations import Draft, draft_of, to_change
from portal.queries.kept_words import kept
from portal.vocabulary import Impact, IndicatorState, Pattern, label
from portal.web import page, utc_now

CHOICES = {"states": IndicatorState, "patterns": Pattern, "impacts": Impact}


@bp.route("/<uuid:contact_id>/seen", methods=["GET", "POST"])
@access(OWN_DRAFT)
def seen(draft: Draft) -> Response:
    """Choose an area or search, answer what you can; each answer refreshes the guidance.

    Words to search for are posted, so that none stand in an address.
    """
    waiting = _waiting()
    typed = request.form if waiting is None else waiting
    way = way_to(draft, "seen")
    changes = typed_changes(read_address(request.args, typed, way, today()), typed)
    if changes:
        contact = to_change(current_user, draft)
        save_ticks(current_user, contact, changes, at=utc_now())
        way = way_to(draft_of(contact), "seen")
    if waiting is not None:
        forget_words(current_user.account_id, request.path)
    if "go" in request.form:
        return go_to_url(way.next_url)
    shown = read_address(request.args, typed, way, today())
    fragment = "_guidance_again.html" if changes else "_indicators_again.html"
    return page(
        "consultations/seen.html", fragment=f"consultations/{fragment}", **_context(way, shown)
    )


def _waiting() -> MultiDict[str, str] | None:
    """What was posted when the sign-in had run out, for the page its writer comes back to."""
    found = kept(current_user, request.path, utc_now()) if request.method == "GET" else None
    return None if found is None else MultiDict(found)


@bp.route("/<uuid:contact_id>/view", methods=["GET", "POST"])
@access(OWN_DRAFT)
def view(draft: Draft) -> Response:
    """The writer's own view, up or down, recorded beside the guidance."""
    way = way_to(draft, "view")
    extra = {"panel": panel_for(way), "contact_id": way.contact_id}
    return Editor(way, VIEW, extra=extra).answer()


@cache
def _words(locale: str) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen, in the language that `locale` names."""
    return {
        name: [(each.value, gettext(label(each))) for each in kind]
        for name, kind in CHOICES.items()
    }


def _context(way: Way, shown: SeenPage) -> dict[str, Any]:
    lines = shown.lines
    return {
        "way": way,
        "contact_id": way.contact_id,
        "children": way.consultation.children,
        "child": shown.child,
        "called": called,
        "area": shown.section,
        "area_code": shown.section.code if shown.section else "",
        "q": shown.q,
        "lines": lines,
        "answered": () if lines else shown.answered,
        "domains": () if lines else shown.domains,
        "panel": panel_for(way),
        **_words(str(get_locale())),
    }
