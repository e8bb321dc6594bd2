"""The pages of an assessment as people read them: question and words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from portal.blueprints.early_help.assessments.desk import Desk
from portal.blueprints.level_words import level_choice
from portal.rules.assessment import MAY_READ as WHOLE
from portal.rules.assessment import (
    NOT_ENOUGH,
    OWN_READERS,
    read_score,
    reader_field,
    reader_fields,
    readers_of,
)
from portal.rules.assessment_pages import PageName
from portal.rules.assessment_words import (
    CHOICES,
    MAY_READ,
    NOT_ENOUGH_WORDS,
    OF_PEOPLE,
    OF_THE_REST,
    QUESTIONS,
    SCALE_WORDS,
    question,
)
from portal.rules.consultation import SAFETY
from portal.rules.typed import Page, one_of
from portal.vocabulary import LABELS, Answer
from portal.web import local_words


@dataclass(frozen=True)
class Line:
    """One question with its answer; as typed where it was typed."""

    field: str
    question: str
    words: str
    readers: str | None = None  # whose copies may hold it, where the text has its own readers


@dataclass(frozen=True)
class Difference:
    """One question that two people answered differently."""

    field: str
    question: str
    saved: str
    typed: str
    can_choose: bool  # who may have it is not chosen here: only whom both chose
    can_join: bool  # both can stand: text below text, or every choice of both


def lines(desk: Desk, name: PageName, page: Page) -> list[Line]:
    """The answered questions of one page, in the order they are asked; who may read it last."""
    return [each for each in _lines(desk, name, page) if each.words]


def _lines(desk: Desk, name: PageName, page: Page) -> Iterator[Line]:
    if name.kind == "safety":
        yield from _screen(desk, page)
    kind = desk.kind_of(name.key) if name.kind == "voice" else None
    for whole in QUESTIONS:
        of, _, field = whole.partition(".")
        if of == name.kind:
            words = _words(desk, whole, page.get(field) or "")
            own = readers(desk, page, name.kind, field)
            yield Line(field, gettext(question(whole, kind)), words, own)


def _screen(desk: Desk, page: Page) -> Iterator[Line]:
    for asked in desk.framework.safety:
        answer = one_of(Answer, page.get(asked.id)) if asked.id in SAFETY else None
        words = gettext(LABELS[answer]) if answer else ""
        yield Line(asked.id, local_words(asked.text), words)


def _words(desk: Desk, name: str, value: Any) -> str:
    given = value if isinstance(value, list) else [value]
    if name in OF_PEOPLE:
        return "; ".join(desk.name_of(each) for each in given if each)
    if name in CHOICES:
        return "; ".join(gettext(LABELS[each]) for each in CHOICES[name] if each in given)
    if name == "domain.score":
        return _score(str(value))
    if name == "level.level":
        return _level(desk, str(value))
    return str(value)


def _score(value: str) -> str:
    score = read_score(value)
    if score is not None:
        return str(gettext("%(score)s of 10", score=score))
    return str(gettext(SCALE_WORDS[value])) if value in SCALE_WORDS else value


def _level(desk: Desk, value: str) -> str:
    if value == NOT_ENOUGH:
        return str(gettext(NOT_ENOUGH_WORDS))
    found = (level for level in desk.framework.levels if str(level.rank) == value)
    return next((level_choice(each.rank, each.name) for each in found), value)


def readers(desk: Desk, page: Page, kind: str, text: str) -> str | None:
    """Whose copies may hold a text that has its own readers, by name; empty for nobody's."""
    if text not in OWN_READERS.get(kind, ()):
        return None
    return named_readers(desk, page, reader_field(kind, text))


def named_readers(desk: Desk, page: Page, name: str = WHOLE) -> str:
    """The same of the whole page, or of the field with that name."""
    return "; ".join(desk.name_of(each) for each in readers_of(page, name))


def differences(desk: Desk, name: PageName, saved: Page, typed: Page) -> list[Difference]:
    """Every question on which the two do not say the same."""
    there = {line.field: line for line in _lines(desk, name, saved)}
    here = {line.field: line for line in _lines(desk, name, typed)}
    found = [
        Difference(
            field, line.question, there[field].words, line.words, True, _can_join(name, field)
        )
        for field, line in here.items()
        if there[field].words != line.words
    ]
    return [*found, *_readers_apart(desk, name, saved, typed)]


def _readers_apart(desk: Desk, name: PageName, saved: Page, typed: Page) -> Iterator[Difference]:
    """Every text, or the page, that the two would give to other people."""
    for each in reader_fields(name.kind):
        before, now = named_readers(desk, saved, each), named_readers(desk, typed, each)
        if before != now:
            yield Difference(each, _asked_of(name, each), before, now, False, False)


def _asked_of(name: PageName, field: str) -> str:
    text = field.removesuffix(f"_{WHOLE}")
    of = f"{gettext(QUESTIONS[f'{name.kind}.{text}'])} " if text != field else ""
    is_of_the_rest = name.kind == "who" and not of
    return of + str(gettext(OF_THE_REST if is_of_the_rest else MAY_READ))


def _can_join(name: PageName, field: str) -> bool:
    whole = f"{name.kind}.{field}"
    is_choice = whole in CHOICES or whole in {"domain.score", "level.level"}
    return field not in SAFETY and not is_choice
