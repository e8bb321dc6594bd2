"""The guidance beside the question: what the hub's document points to for a draft."""

from datetime import date

from portal.blueprints.consultations.way import Way
from portal.blueprints.guidance_panel import Panel, panel_of
from portal.rules.guidance import ChildGuidance, guide
from portal.web import uk_time, utc_now, voice


def today() -> date:
    """The day in the UK, for ages."""
    return uk_time(utc_now()).date()


def guidance_for(way: Way) -> tuple[ChildGuidance, ...]:
    """Guidance for every child of a draft under the framework version the draft is guided by."""
    return guide(
        way.framework,
        way.consultation,
        nation=way.hub.nation,
        on=today(),
        **voice(),
    )


def panel_for(way: Way) -> Panel:
    """The same in words."""
    return panel_of(way.framework, way.hub, guidance_for(way))
