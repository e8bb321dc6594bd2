"""What stands beside a page to be looked at or brought in: the record, and last time's words.

Nothing is copied by itself. Words that are brought in may be read by no more of the family than
could read them where they came from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.blueprints.early_help.assessments.desk import Desk
from portal.queries.rows import AnyRow
from portal.rules.assessment import reader_field, readers_of
from portal.rules.assessment_pages import PageName
from portal.rules.typed import text_of
from portal.vocabulary import LineKind, SaidBy

FIELDS = {
    "voice": ("words", "wishes", "good_day"),
    "domain": ("evidence",),
    "analysis": ("worries", "working_well", "needs"),
    "who": ("others", "absent"),
    "safety": ("risk",),
    "level": ("reason",),
}
OF_RECORD = {
    ("analysis", "worries"): LineKind.STATEMENT,
    ("analysis", "working_well"): LineKind.STRENGTH,
    ("analysis", "needs"): LineKind.TRIED,
}


@dataclass(frozen=True)
class Source:
    """Words that can be brought into one field, and who may have them."""

    name: str  # "record" or "earlier"
    field: str
    texts: tuple[str, ...]
    readers: frozenset[str]
    reader_field: str
    by: str = ""
    at: datetime | None = None

    def into(self, typed: dict[str, Any]) -> None:
        """Below what is typed already; nothing twice, and nobody reads more than before."""
        words = typed.get(self.field, "")
        for text in self.texts:
            if text not in words:
                words = f"{words}\n\n{text}" if words.strip() else text
        typed[self.field] = words
        if self.reader_field in typed:
            chosen = typed[self.reader_field]
            typed[self.reader_field] = [each for each in chosen if each in self.readers]


def sources(desk: Desk, name: PageName) -> dict[str, list[Source]]:
    """By field, what there is to bring in."""
    found: dict[str, list[Source]] = {}
    for field in FIELDS.get(name.kind, ()):
        given = [_of_record(desk, name, field), _earlier(desk, name, field)]
        found[field] = [each for each in given if each is not None]
    return found


def source(desk: Desk, name: PageName, asked: str) -> Source | None:
    """The one a button names, "bring:<field>:<source>"; None for any other button."""
    _, _, rest = asked.partition("bring:")
    field, _, which = rest.partition(":")
    return next((each for each in sources(desk, name).get(field, ()) if each.name == which), None)


def _of_record(desk: Desk, name: PageName, field: str) -> Source | None:
    """What the episode holds; a protected source's words are looked at, never brought in."""
    rows = [row for row in about(desk, name, field) if not row.is_source_protected]
    if not rows:
        return None
    readers = frozenset.intersection(*(frozenset(row.readers) for row in rows))
    texts = tuple(row.text for row in rows)
    return Source("record", field, texts, readers, reader_field(name.kind, field))


def about(desk: Desk, name: PageName, field: str) -> Sequence[AnyRow]:
    """The lines of the record that belong beside one field."""
    kind = OF_RECORD.get((name.kind, field))
    if kind is not None:
        return [row for row in desk.lines if row.kind is kind and row.text]
    if (name.kind, field) != ("voice", "words"):
        return []
    return [
        row
        for row in desk.lines
        if row.text and str(row.about_id) == name.key and row.said_by is SaidBy.CHILD
    ]


def _earlier(desk: Desk, name: PageName, field: str) -> Source | None:
    row = desk.rows_before.get(str(name))
    text = text_of(row.answers, field) if row else ""
    if row is None or not text:
        return None
    chosen_in = reader_field(name.kind, field)
    readers = frozenset(readers_of(row.answers, chosen_in))
    return Source("earlier", field, (text,), readers, chosen_in, by=row.saved_by, at=row.saved_at)
