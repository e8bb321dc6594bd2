"""The fields of a page's form as questions on paper."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from wtforms import HiddenField, TextAreaField

from portal.documents.blank import BlankQuestion
from portal.vocabulary import N_

WRITTEN = 4  # lines for what may take a few sentences
DATES = {
    "given_on_day": N_("When did they tell you?"),
    "withdrawn_on_day": N_("When did they tell you?"),
    "by_day": N_("By when?"),
    "ended_day": N_("When does it end?"),
    "source_day": N_("When is your latest record from?"),
}
INSTEAD = {"who": N_("Who will do it?")}  # of a list and a line, paper has the line
NUMBERED = "p1_"  # of the first person, where a form asks about several
_REST = ("_month", "_year")
# Nor a note for the hub alone, on a sheet that goes further than the hub.
_NOT_ASKED = {"csrf_token", "version", "key", "readers", "who_id", "kind", "hub_note"}


def of_form(kind: Any) -> Iterator[BlankQuestion]:
    """The fields of a page's form; the three of a date are one question."""
    for field in kind(formdata=None):
        if field.name in _NOT_ASKED or field.name.endswith(_REST):
            continue
        if isinstance(field, HiddenField):
            continue
        name = field.name.removeprefix(NUMBERED)
        if name in DATES:
            yield BlankQuestion(label=gettext(DATES[name]), is_date=True)
            continue
        ticks = _ticks(field)
        lines = WRITTEN if isinstance(field, TextAreaField) else 1
        yield BlankQuestion(
            label=gettext(INSTEAD[field.name]) if field.name in INSTEAD else str(field.label.text),
            hint=str(field.description),
            options=ticks,
            lines=0 if ticks else lines,
        )


def line(words: str, lines: int = 1) -> BlankQuestion:
    """A question with lines to write on; `words` are English, ready for gettext."""
    return BlankQuestion(label=gettext(words), lines=lines)


def _ticks(field: Any) -> tuple[str, ...]:
    found = getattr(field, "choices", None) or ()
    return tuple(str(getattr(each, "label", None) or each[1]) for each in found)
