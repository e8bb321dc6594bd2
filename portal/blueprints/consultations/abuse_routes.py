"""Domestic abuse advice: what the answers point to, and the way over to a worry about a child."""

from flask import Response

from portal.access import access
from portal.addresses import go_to_url
from portal.blueprints.abuse_lines import pointing
from portal.blueprints.consultations.blueprint import bp
from portal.blueprints.consultations.way import Way, way_to
from portal.policies.consultations import OWN_DRAFT
from portal.queries.consultations import Draft, draft_of
from portal.rules import abuse_risk, hub_settings
from portal.rules.abuse import is_abuse, read_abuse
from portal.vocabulary import VictimAge
from portal.web import go_to, page


@bp.get("/<uuid:contact_id>/evidence")
@access(OWN_DRAFT)
def evidence(draft: Draft) -> Response:
    """Which criteria are met, which could be, and why; it decides nothing."""
    way = way_to(draft, "evidence")
    settings = hub_settings.read(way.hub.settings).abuse
    told = read_abuse(draft.pages, way.consultation)
    shown = pointing(
        abuse_risk.weigh(told, settings.criteria),
        settings.criteria,
        settings,
        age=told.age,
        has_children=bool(way.consultation.children),
    )
    return page("consultations/evidence.html", way=way, shown=shown)


@bp.get("/<uuid:contact_id>/under-16")
@access(OWN_DRAFT)
def under_16(draft: Draft) -> Response:
    """Abuse of a child under 16 is child abuse: say so, and lead to the ordinary consultation."""
    return page("consultations/under_16.html", way=way_to(draft, "victim"))


def after_victim(way: Way) -> Response:
    """On along the way, unless the person harmed is a child under 16."""
    draft = draft_of(way.draft.contact)
    told = read_abuse(draft.pages, way.consultation)
    if told.age is VictimAge.CHILD and is_abuse(draft.contact.route):
        return go_to("consultations.under_16", contact_id=draft.contact.id)
    return go_to_url(way.next_url)
