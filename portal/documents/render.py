"""Turns a document into a tagged PDF (PDF/UA-1), in this process, from packaged files only."""

import atexit
import logging
import os
import threading
from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from portal.documents import archive, help_pages, pages, tagging
from portal.documents.assets import FONTS, SCHEME, STYLESHEET, PackagedAssets
from portal.documents.blank import BlankForm
from portal.documents.data import Document
from portal.documents.help_paper import HelpPaper

# Its messages quote the text they are about, and a log line never holds personal data.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)


class FontsMissingError(RuntimeError):
    """The fonts that documents embed are not where the front-end packages put them."""


@dataclass(frozen=True)
class Press:
    """What is costly to make and the same for every document of a process."""

    fetcher: PackagedAssets
    fonts: FontConfiguration
    stylesheet: CSS


_press: Press | None = None
_one_at_a_time = threading.Lock()  # Pango's font map cannot be shared by threads at work


def warm_up() -> None:
    """Load fonts and style now, so that the first reader does not wait for them.

    Call it in each worker process when it starts. Raises FontsMissingError.
    """
    with _one_at_a_time:
        _ready()


def render(document: Document, translations: NullTranslations = pages.ENGLISH) -> bytes:
    """The document as a PDF; the same document always gives the same bytes.

    Any text can be printed: what the fonts do not have becomes an empty square. One document is
    made at a time in a process. Raises FontsMissingError, and ValueError for a naive instant.
    """
    with _one_at_a_time:
        pdf, missing = _print(pages.html(document, translations))
        if missing:
            pdf, _ = _print(pages.html(document, translations, missing))
    return pdf


def render_help(paper: HelpPaper, translations: NullTranslations = pages.ENGLISH) -> bytes:
    """A paper of early help: PDF/UA-1 and PDF/A-3a at once, with its own words as data inside.

    The same paper always gives the same bytes. Raises as `render`.
    """
    with _one_at_a_time:
        pdf, missing = _print(help_pages.help_html(paper, translations), paper)
        if missing:
            squares = frozenset(missing)
            pdf, _ = _print(help_pages.help_html(paper, translations, squares), paper)
    return pdf


def render_blank(form: BlankForm, translations: NullTranslations = pages.ENGLISH) -> bytes:
    """A form with nothing filled in, kept while its words stand. Raises FontsMissingError."""
    return _printed_once(pages.blank_html(form, translations))


@lru_cache(maxsize=32)
def _printed_once(page: str) -> bytes:
    with _one_at_a_time:
        return _print(page)[0]


def _print(page: str, paper: HelpPaper | None = None) -> tuple[bytes, set[str]]:
    """The PDF, and the characters that no font could show (a PDF/UA document may have none).

    With a paper of early help its data goes in.
    """
    press = _ready()
    layout = HTML(string=page, base_url=f"{SCHEME}:", url_fetcher=press.fetcher).render(
        font_config=press.fonts, stylesheets=[press.stylesheet], pdf_variant="pdf/ua-1"
    )
    if paper is None:
        pdf: bytes = layout.write_pdf(finisher=tagging.finish, pdf_variant="pdf/ua-1")
    else:
        pdf = archive.write(layout, paper)
    missing = {chr(code) for font in layout.fonts.values() for code in font.missing}
    return pdf, missing


def _ready() -> Press:
    global _press
    if _press is None:
        tagging.install()
        fetcher, fonts = PackagedAssets(), FontConfiguration()
        stylesheet = CSS(
            string=STYLESHEET.read_text("utf-8"), url_fetcher=fetcher, font_config=fonts
        )
        if fetcher.refused:
            raise FontsMissingError(f"no fonts for documents in {FONTS.name}: run `make install`")
        _press = Press(fetcher, fonts, stylesheet)
    return _press


@atexit.register
def _put_away() -> None:
    """Release the fonts while the libraries that hold them are still whole."""
    global _press
    _press = None


def _forget() -> None:
    """After a fork, leave the parent's fonts to the parent and load our own."""
    global _press, _one_at_a_time
    if _press is not None:
        _press.fonts._folder = None  # its finaliser would remove the parent's font files
    _press = None
    _one_at_a_time = threading.Lock()  # another thread of the parent may have held it


os.register_at_fork(after_in_child=_forget)
