"""Check your answers: every page's answers in groups, and what is still to be said."""

from dataclasses import dataclass

from flask_babel import gettext

from portal.blueprints.consultations.comparing import Line, wording
from portal.blueprints.consultations.way import Way, address
from portal.rules import short_form
from portal.rules.consultation import read
from portal.rules.journey import STEPS
from portal.rules.missing import tasks
from portal.vocabulary import LABELS, ContactRoute, PersonKind

FULL = ("safety", "you", "people", "happened", "working-well", "tried", "view", "timing", "family")
SHORT = ("safety", "short")


@dataclass(frozen=True)
class Group:
    """The answers of one page, and where to change them."""

    heading: str
    url: str
    lines: list[Line]


@dataclass(frozen=True)
class TaskLine:
    """One thing still to say, and where."""

    text: str
    url: str


def groups_of(way: Way) -> list[Group]:
    """In the order of the pages; people, statements and daily life one group each."""
    return [group for step in way.steps for group in _groups(way, step.page)]


def _groups(way: Way, name: str) -> list[Group]:
    kind = name.partition(":")[0]
    if kind == "people":
        return [*_parts(way, "person"), _group(way, "household", gettext("The household"))]
    if kind == "happened":
        return _parts(way, "statement")
    if kind == "short":
        people = _parts(way, "person")
        return [*people, *(_group(way, each, _title(each), "short") for each in _SHORT_PAGES)]
    if kind in {"check", "seen"}:
        return []
    step = next(step for step in way.steps if step.page == name)
    child = way.name_of(step)
    return [_group(way, name, f"{_title(kind)}: {child}" if child else _title(kind))]


_SHORT_PAGES = ("short", "question", "you")


def _title(kind: str) -> str:
    return str(gettext(STEPS[kind]))


def _group(way: Way, name: str, heading: str, page: str = "") -> Group:
    kind = name.partition(":")[0]
    lines = wording(way.framework).lines(kind, way.draft.pages.get(name, {}))
    return Group(heading, address(way.contact_id, page or name, back_to="check"), lines)


def _parts(way: Way, kind: str) -> list[Group]:
    consultation, found = way.consultation, []
    parts = consultation.people if kind == "person" else consultation.statements
    for number, key in enumerate((each.id for each in parts), start=1):
        if kind == "person":
            heading = gettext(LABELS[PersonKind(way.draft.pages[f"person:{key}"]["kind"])])
        else:
            heading = gettext("What has happened, %(number)s", number=number)
        found.append(_group(way, f"{kind}:{key}", heading))
    return found


def tasks_of(way: Way) -> list[TaskLine]:
    """What the adviser may ask about; none of it keeps anybody from sending."""
    pages = way.draft.pages
    is_short = way.draft.contact.route is ContactRoute.SHORT
    shape = short_form.in_full(pages) if is_short else pages
    found = []
    for task in tasks(read(shape), shape):
        text = gettext(task.text, name=task.name) if task.name else gettext(task.text)
        found.append(TaskLine(text, address(way.contact_id, task.page, back_to="check")))
    return found
