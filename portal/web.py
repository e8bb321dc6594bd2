"""What every view uses: pages and fragments, redirects by name, words and times as read."""

import json
import re
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypedDict

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import (
    format_date,
    format_datetime,
    get_locale,
    get_translations,
    gettext,
    ngettext,
)
from flask_login import current_user
from jinja2 import StrictUndefined
from markupsafe import Markup

from portal.components import Components
from portal.navigation import navigation
from portal.rules.people_label import in_words
from portal.rules.saying import Speak, as_markup, in_english, joined, marked, voiced
from portal.rules.threshold_model import LegalNote, say
from portal.rules.typed import TWICE, UK, comes_twice
from portal.rules.written_in import written_in
from portal.vocabulary import N_, label


class Voice(TypedDict):
    """The language, the sentences in it, and how a framework's own words are put into them."""

    lang: str
    translate: Callable[[str], str]
    speak: Speak


SERVICE = N_("Safeguarding front door")
_GAP = re.compile("\x02[a-z]+\x02")
EXIT_TO = "https://www.bbc.co.uk/weather"
# For HTMX 4 (`noSwap`, `history`) and 2 (`responseHandling`, `refreshOnHistoryMiss`): an answer
# that is no page of ours never replaces what is on the page; 409 and 422 say what to do.
HTMX = {
    "noSwap": [204, 304, 400, 401, 403, 404, 405, 408, 413, 429, "5xx"],
    "history": "reload",
    "includeIndicatorCSS": False,
    "includeIndicatorStyles": False,
    "allowEval": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
    "refreshOnHistoryMiss": True,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "409|422", "swap": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}


def utc_now() -> datetime:
    """The present instant, aware and in UTC."""
    return datetime.now(UTC)


def is_fragment_wanted() -> bool:
    """Whether HTMX asks for a part of the page."""
    return request.headers.get("HX-Request") == "true"


def page(
    template: str, *, fragment: str | None = None, status: int | None = None, **context: Any
) -> Response:
    """The full page, or its fragment for HTMX; 422 when `form` in the context has errors.

    Same URL, same rule, same context for both. Never cached anywhere.
    """
    form = context.get("form")
    wanted = fragment if fragment and is_fragment_wanted() else template
    code = status or (422 if form is not None and form.errors else 200)
    return make_response(render_template(wanted, **context), code)


def go_to(endpoint: str, *, anchor: str | None = None, **ids: Any) -> Response:
    """See other: redirect by the name of the page, never by a raw address."""
    return make_response(redirect(url_for(endpoint, _anchor=anchor, **ids), code=303))


def uk_time(at: datetime) -> datetime:
    """The instant as a clock on a wall in London shows it."""
    return at.astimezone(UK)


def when(at: datetime | None) -> str:
    """'22 November 2026, 3:05pm' in the reader's language, and which if it comes twice."""
    if at is None:
        return ""
    local = uk_time(at)
    clock = local.strftime("%I:%M%p").lstrip("0").lower().replace(":00", "")
    told = f"{format_date(local.date(), 'd MMMM y')}, {clock}"
    return f"{told} ({gettext(TWICE[local.fold])})" if comes_twice(local) else told


def day(on: date | datetime | None) -> str:
    """'22 November 2026' in the reader's language; empty for none."""
    if on is None:
        return ""
    return str(format_date(uk_time(on).date() if isinstance(on, datetime) else on, "d MMMM y"))


def iso(at: datetime) -> str:
    """For the `datetime` attribute of a time element."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def word(value: StrEnum | None) -> str:
    """The translated label of a word of the vocabulary; empty for none."""
    return translated(label(value)) if value is not None else ""


def local_text(text: dict[str, str | None] | None) -> str:
    """Content with `en` and `cy`: the reader's language, else English."""
    if not text:
        return ""
    return text.get(str(get_locale())) or text.get("en") or ""


def local_words(text: Mapping[str, str | None] | None) -> str:
    """The same for a page: English that stands in for missing Welsh says so to a screen reader."""
    return marked(text, str(get_locale())) if text else ""


def said_in(words: str | None) -> Markup:
    """For the tag around what people typed: its language, where that is not the page's."""
    is_typed = isinstance(words, str) and not isinstance(words, Markup)
    lang = written_in(words, "") if words and is_typed else ""
    return Markup(' lang="%s"') % lang if lang and lang != str(get_locale()) else Markup()


def voice() -> Voice:
    """How a page says a framework's sentences in the reader's language."""
    lang = str(get_locale())
    if lang == "en":
        return {"lang": lang, "translate": translated, "speak": say}
    return {"lang": lang, "translate": as_markup(translated), "speak": marked}


def people(label: str) -> str:
    """The stored line of a contact's children ("Wren, about 7"), in the reader's language."""
    return label if str(get_locale()) == "en" else in_words(label, gettext, months)


def months(count: int) -> str:
    """'1 month', '8 months'."""
    return str(ngettext("%(num)d month", "%(num)d months", count))


def time_left(due_at: datetime, now: datetime) -> str:
    """'2 hours left', '3 days left', '40 minutes overdue'."""
    minutes = int((due_at - now).total_seconds() // 60)
    is_over, minutes = minutes < 0, abs(minutes)
    if minutes >= 2 * 24 * 60:
        return _days(minutes // (24 * 60), is_over)
    return _hours(minutes // 60, is_over) if minutes >= 60 else _minutes(minutes, is_over)


def _days(count: int, is_over: bool) -> str:
    if is_over:
        return str(ngettext("%(num)d day overdue", "%(num)d days overdue", count))
    return str(ngettext("%(num)d day left", "%(num)d days left", count))


def _hours(count: int, is_over: bool) -> str:
    if is_over:
        return str(ngettext("%(num)d hour overdue", "%(num)d hours overdue", count))
    return str(ngettext("%(num)d hour left", "%(num)d hours left", count))


def _minutes(count: int, is_over: bool) -> str:
    if is_over:
        return str(ngettext("%(num)d minute overdue", "%(num)d minutes overdue", count))
    return str(ngettext("%(num)d minute left", "%(num)d minutes left", count))


@lru_cache(maxsize=256)
def _frame(
    locale: str, role: str, section: str, has_exit: bool, limits: tuple[int, ...]
) -> tuple[Markup, ...]:
    """The page around the content, cut where each request puts its own words.

    Rendered once per process for each kind of reader: the component macros cost more than a page.
    """
    text = render_template(
        "layouts/_frame.html",
        role=role,
        section=section,
        has_exit=has_exit,
        exit_to=EXIT_TO,
        htmx_config=json.dumps(HTMX),
        gap=lambda name: f"\x02{name}\x02",
    )
    return tuple(Markup(piece) for piece in _GAP.split(text))  # noqa: S704 - our own template


def frame_for(section: str = "", has_exit: bool = False) -> tuple[Markup, ...]:
    """Nine pieces, around: title, name, token, content, seconds left, token, this page, token.

    For a stranger, name, seconds and their tokens stay empty.
    """
    role = ""
    if current_user.is_authenticated:
        role = str(current_user.role) if current_user.is_role_chosen else "none"
    config = current_app.config
    limits = (config["IDLE_MINUTES"], config["WARN_MINUTES"], config["ABSOLUTE_HOURS"])
    return _frame(str(get_locale()), role, section, has_exit, limits)


def here() -> str:
    """This page's address, for coming back to it after a choice that leaves it."""
    return request.full_path.rstrip("?") if request.method == "GET" else request.path


def seconds_left() -> int:
    """How long this sign-in lives on if it is not used again; 0 for a stranger."""
    left: timedelta = g.get("time_left", timedelta())
    return int(left.total_seconds())


def standing(note: LegalNote) -> str:
    """How far a point of law is settled: its edition, since when, and whether the hub confirms."""
    since = gettext("in force from %(day)s", day=day(note.effective_from))
    start = since if note.effective_from else gettext("start date not confirmed")
    confirmed, not_yet = gettext("confirmed by your hub"), gettext("not yet confirmed by your hub")
    edition = note.edition if str(get_locale()) == "en" else in_english(note.edition)
    return joined("; ", [edition, start, confirmed if note.confirmed_by_hub else not_yet])


def service_name() -> str:
    """What the service is called, in the reader's language."""
    return str(gettext(SERVICE))


def new_key() -> str:
    """A random key for a form that must act once."""
    return uuid.uuid4().hex


@lru_cache(maxsize=16_384)
def _translated(text: str, locale: str) -> str:
    """A message in the reader's language, which `locale` names, looked up once a process."""
    return str(gettext(text))


def translated(text: str) -> str:
    """What `_` means in templates: fifty messages a page, each a look-up that costs like a row."""
    return _translated(text, str(get_locale()))


def _plural(one: str, many: str, count: int) -> str:
    """The form for a count, its gaps still open: Jinja fills them in and escapes what goes in."""
    return str(get_translations().ngettext(one, many, count))


def prepare_templates(app: Flask) -> None:
    """Strict names, the component macros and the words and times above."""
    environment = app.jinja_env
    environment.install_gettext_callables(translated, _plural, newstyle=True)  # type: ignore[attr-defined]  # jinja2.ext.i18n adds it
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(
        govuk=Components(),
        frame_for=frame_for,
        here=here,
        navigation=navigation,
        new_key=new_key,
        seconds_left=seconds_left,
        service_name=service_name,
        utc_now=utc_now,
        get_locale=get_locale,
    )
    environment.filters.update(when=when, day=day, iso=iso, uk_time=uk_time, time_left=time_left)
    environment.filters.update(word=word, people=people, standing=standing, local=local_words)
    environment.filters.update(said_in=said_in, voiced=voiced, datetime=format_datetime)
