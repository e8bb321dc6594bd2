"""A document as HTML: the templates, their dates and their language."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel.dates import format_date, format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.documents.blank import BlankForm
from portal.documents.data import (
    AdviceRecord,
    CheckReturn,
    ChronologyRecord,
    ConsultationCopy,
    DecisionLetter,
    Document,
    MaracReferralCopy,
)
from portal.documents.identity import KINDS, fingerprint
from portal.documents.text import paragraphs, printable_data
from portal.rules.typed import UK
from portal.vocabulary import N_

TITLES: dict[type[Document], str] = {
    AdviceRecord: N_("Advice record"),
    DecisionLetter: N_("Decision on a referral"),
    ConsultationCopy: N_("Copy of what was sent"),
    CheckReturn: N_("Agency check return"),
    MaracReferralCopy: N_("Referral to a MARAC"),
    ChronologyRecord: N_("Chronology"),
}
TEMPLATES = Path(__file__).parent.parent / "templates"
ENGLISH = NullTranslations()


def html(
    document: Document,
    translations: NullTranslations = ENGLISH,
    missing: Collection[str] = (),
) -> str:
    """The document's whole page, every text printable (as `text.printable` says) and escaped."""
    template = environment(translations).get_template(_template(document))
    printed = printable_data(document, missing)
    return template.render(
        document=printed,
        title=title(printed, translations),
        fingerprint=fingerprint(document),
        created=_answered_at(document).astimezone(UK).isoformat(timespec="seconds"),
        **dates(document.lang, translations),
    )


def blank_html(form: BlankForm, translations: NullTranslations = ENGLISH) -> str:
    """A form with nothing filled in; the same form always gives the same page."""
    template = environment(translations).get_template("documents/blank.html")
    return template.render(form=form, **dates(form.lang, translations))


def _template(document: Document) -> str:
    return f"documents/{KINDS[type(document)]}.html"


def title(document: Document, translations: NullTranslations = ENGLISH) -> str:
    """What kind of document it is, and its reference; nothing about anybody."""
    words = TITLES[type(document)]
    if isinstance(document, ConsultationCopy) and document.is_referral:
        words = N_("Copy of a referral")
    words = translations.gettext(words)
    return f"{words} {document.reference}"


def _answered_at(document: Document) -> datetime:
    """When the content came to be: the PDF's own date, so that printing again changes nothing."""
    if isinstance(document, AdviceRecord | CheckReturn):
        return document.answered_at
    if isinstance(document, MaracReferralCopy):
        return document.recorded_at
    if isinstance(document, ChronologyRecord):
        return document.happenings[-1].at
    return document.signed_at if isinstance(document, DecisionLetter) else document.sent_at


def dates(lang: str, translations: NullTranslations) -> Mapping[str, object]:
    """How a page says days and instants in that language."""

    def on(day: date) -> str:
        return format_date(day, "d MMMM y", locale=lang)

    def at(instant: datetime) -> str:
        if instant.tzinfo is None:
            raise ValueError("an instant in a document needs its time zone")
        local = instant.astimezone(UK)
        words = translations.gettext("%(date)s at %(time)s")
        return words % {
            "date": format_datetime(local, "EEEE d MMMM y", locale=lang),
            "time": local.strftime("%-I:%M") + ("am" if local.hour < 12 else "pm"),
        }

    return {"on": on, "at": at}


@lru_cache(maxsize=8)
def environment(translations: NullTranslations) -> Environment:
    """The templates in the language of the translations: strict names, everything escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    install = environment.install_gettext_translations  # type: ignore[attr-defined]  # the extension's
    install(translations, newstyle=True)
    environment.filters["paragraphs"] = paragraphs
    return environment
