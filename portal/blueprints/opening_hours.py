"""How and when the hub is reached; days with the same opening hours are said together."""

from itertools import groupby

from flask_babel import get_locale, gettext

from portal.documents.lines import HubLine
from portal.queries.rows import AnyRow
from portal.rules import hub_settings
from portal.rules.hub_settings import HubSettings
from portal.web import local_text

Spans = tuple[tuple[str, str], ...]


def hub_line(hub: AnyRow) -> HubLine:
    """The hub, and how a professional reaches it, in the reader's language."""
    return HubLine(
        name=local_text(hub.name),
        phone=hub.phone,
        opening_hours=opening_hours(hub_settings.read(hub.settings)),
        out_of_hours_phone=hub.out_of_hours_phone,
    )


def opening_hours(settings: HubSettings) -> str:
    """'Monday to Friday, 8:30am to 5pm' in the reader's language; closed days are left out."""
    names = get_locale().days["stand-alone"]["wide"]
    week = [(names[day], settings.opening.get(day, ())) for day in range(7)]
    runs = [(spans, [name for name, _ in days]) for spans, days in groupby(week, lambda d: d[1])]
    return "; ".join(_run(days, spans) for spans, days in runs if spans)


def _run(days: list[str], spans: Spans) -> str:
    if len(days) > 1:
        when = gettext("%(first)s to %(last)s", first=days[0], last=days[-1])
    else:
        when = days[0]
    hours = [gettext("%(start)s to %(end)s", start=_clock(a), end=_clock(b)) for a, b in spans]
    return f"{when}, {', '.join(hours)}"


def _clock(given: str) -> str:
    """'17:00' as '5pm', '08:30' as '8:30am'."""
    hour, minute = (int(part) for part in given.split(":"))
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''}{half}"
