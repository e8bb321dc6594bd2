"""What stands beside a page while it is written: the record, last time, scores, guidance."""

from typing import Any

from portal.blueprints.early_help.assessments import material
from portal.blueprints.early_help.assessments.desk import Desk
from portal.blueprints.early_help.assessments.distance_lines import DistanceLine, distance_lines
from portal.blueprints.early_help.assessments.forms import domain_hint
from portal.blueprints.early_help.assessments.words import Line, lines
from portal.queries.rows import AnyRow
from portal.rules.assessment_pages import PageName
from portal.web import local_words


def beside(desk: Desk, name: PageName) -> dict[str, Any]:
    """For the template of one page."""
    return {
        "sources": material.sources(desk, name),
        "told": _told(desk, name),
        "earlier": _earlier(desk, name),
        "earlier_row": desk.rows_before.get(str(name)),
        "history": _history(desk, name),
        "hint": domain_hint(name) if name.kind == "domain" else "",
        "panel": desk.panel if name.kind == "level" else None,
    }


def _told(desk: Desk, name: PageName) -> list[tuple[AnyRow, str]]:
    """The lines of the record that belong beside the page, with their words."""
    if name.kind == "voice":
        rows = [row for row in desk.lines if str(row.about_id) == name.key]
    else:
        rows = list(desk.lines) if name.kind in {"analysis", "level"} else []
    return [(row, row.text or _sign(desk, row)) for row in rows]


def _sign(desk: Desk, row: AnyRow) -> str:
    indicator = desk.framework.indicator.get(row.indicator_id)
    return local_words(indicator.text) if indicator else row.indicator_id or ""


def _earlier(desk: Desk, name: PageName) -> list[Line]:
    """What was written on this page last time."""
    row = desk.rows_before.get(str(name))
    return lines(desk, name, row.answers) if row else []


def _history(desk: Desk, name: PageName) -> DistanceLine | None:
    """The numbers of one domain so far."""
    if name.kind != "domain":
        return None
    given = [row for row in desk.scores if row.domain == name.key]
    return next(iter(distance_lines(given)), None)
