"""A paper of early help as HTML: one template, whose headings and setting follow the paper."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from gettext import NullTranslations
from typing import Any

from portal.documents.help_paper import HelpPaper, fingerprint
from portal.documents.help_words import LINE_WORDS, heading, words_for
from portal.documents.pages import ENGLISH, dates, environment
from portal.documents.text import printable_data
from portal.rules.distance import ScoreLine, Travelled, draw, travelled
from portal.rules.help_content import HelpContent, LineShown
from portal.rules.typed import UK
from portal.rules.written_in import written_in

TEMPLATE = "documents/help.html"
FEWEST_TO_DRAW = 2  # scores of one domain; one alone has travelled nowhere


def help_html(
    paper: HelpPaper,
    translations: NullTranslations = ENGLISH,
    missing: frozenset[str] = frozenset(),
) -> str:
    """The paper's whole page, every text printable and escaped."""
    printed = replace(
        paper,
        content=printable_data(paper.content, missing),
        hub=printable_data(paper.hub, missing),
    )
    template = environment(translations).get_template(TEMPLATE)
    return template.render(
        paper=printed,
        content=printed.content,
        title=title(paper, translations),
        fingerprint=fingerprint(paper),
        created=paper.made_at.astimezone(UK).isoformat(timespec="seconds"),
        lines=_grouped(printed.content),
        distance=_distance(printed.content),
        **_words(paper, translations),
        **dates(paper.lang, translations),
    )


def title(paper: HelpPaper, translations: NullTranslations = ENGLISH) -> str:
    """What kind of document it is and its reference; nothing about anybody."""
    words = translations.gettext(words_for(paper.content.document, paper.variant))
    return f"{words} {paper.content.reference}"


def _words(paper: HelpPaper, translations: NullTranslations) -> dict[str, Callable[..., Any]]:
    def h(name: str) -> str:
        return translations.gettext(heading(name, paper.variant))

    def word(value: StrEnum) -> str:
        return translations.gettext(words_for(value, paper.variant))

    def said_in(text: str) -> str:
        return written_in(text, "" if paper.lang == "en" else "en")

    return {"h": h, "word": word, "said_in": said_in, "ask": translations.gettext}


def _grouped(content: HelpContent) -> dict[str, list[LineShown]]:
    """Lines under the heading of their kind; a kind nobody wrote a line of has no heading."""
    found: dict[str, list[LineShown]] = {}
    for kind, name in LINE_WORDS.items():
        if of_kind := [line for line in content.lines if line.kind is kind]:
            found[name] = of_kind
    return found


def _distance(content: HelpContent) -> list[tuple[Travelled, ScoreLine]]:
    """The domains that were scored more than once, with how to draw each."""
    scored = [each for each in content.scores if each.score is not None]
    rows = travelled(scored)  # type: ignore[arg-type]  # those without a score are left out above
    return [(row, draw(row)) for row in rows if len(row.points) >= FEWEST_TO_DRAW]
