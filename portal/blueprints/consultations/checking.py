"""Check your answers: every page's answers in groups, and what is still to be said."""

import uuid
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask_babel import gettext

from portal.blueprints.consultations.comparing import Line, wording
from portal.blueprints.consultations.pages import usual_of
from portal.blueprints.consultations.panel import panel_for
from portal.blueprints.consultations.way import Way, address
from portal.rules import missing, missing_abuse, short_form
from portal.rules.consultation import UNNAMED, Tick, read
from portal.rules.journey import STEPS
from portal.rules.missing_referral import all_tasks
from portal.rules.saying import joined
from portal.vocabulary import LABELS, N_, Answer, ContactRoute, IndicatorState, PersonKind
from portal.web import local_words, uk_time, utc_now


@dataclass(frozen=True)
class Group:
    """The answers of one page, and where to change them."""

    heading: str
    url: str
    lines: list[Line]


@dataclass(frozen=True)
class TaskLine:
    """One thing still to say, and where; what matters most stands open."""

    text: str
    url: str
    matters: bool = False


def groups_of(way: Way) -> list[Group]:
    """In the order of the pages; people, statements and daily life one group each."""
    return [group for step in way.steps for group in _groups(way, step.page)]


def _groups(way: Way, name: str) -> list[Group]:
    kind = name.partition(":")[0]
    if kind == "people":
        return [*_parts(way, "person"), _group(way, "household", gettext("The household"))]
    if kind == "happened":
        return _parts(way, "statement")
    if kind in LISTED:
        parts, beside = _parts(way, LISTED[kind]), _group(way, name, _title(kind))
        return [*parts, beside] if beside.lines or not parts else parts
    if kind == "short":
        people = _parts(way, "person")
        return [*people, *(_group(way, each, _title(each), "short") for each in _SHORT_PAGES)]
    if kind in {"check", "evidence"}:
        return []
    if kind == "seen":
        return [Group(_title(kind), way.url("seen"), _ticked(way))]
    if kind == "safety":
        return [Group(_title(kind), address(way.contact_id, kind, back_to="check"), _safety(way))]
    step = next(step for step in way.steps if step.page == name)
    child = way.name_of(step)
    return [_group(way, name, f"{_title(kind)}: {child}" if child else _title(kind))]


LISTED = {"injuries": "injury", "addresses": "address", "professionals": "professional"}
NUMBERED = {
    "statement": N_("What has happened, %(number)s"),
    "injury": N_("Injury or mark %(number)s"),
    "address": N_("Address %(number)s"),
    "professional": N_("Someone who works with the family, %(number)s"),
}
_SHORT_PAGES = ("short", "question", "you")


def _ticked(way: Way) -> list[Line]:
    """Every indicator answered, with whom it is about where there are several children."""
    consultation, found = way.consultation, []
    about: list[tuple[str, tuple[Tick, ...]]] = [("", consultation.shared)]
    for child in consultation.children:
        name = child.name if len(consultation.children) > 1 else ""
        about.append((name, consultation.by_child.get(child.id, ())))
    if not consultation.children:
        about.append(("", consultation.by_child.get(UNNAMED, ())))
    for name, ticks in about:
        for tick in ticks:
            indicator = way.framework.indicator.get(tick.indicator_id)
            if indicator is not None:
                text = local_words(indicator.text)
                found.append(
                    Line(tick.indicator_id, joined(": ", filter(None, [name, text])), _said(tick))
                )
    return found


def _said(tick: Tick) -> str:
    said = filter(None, (tick.state, tick.pattern, tick.impact))
    return ", ".join(gettext(LABELS[each]) for each in said)


def _safety(way: Way) -> list[Line]:
    """What is not a no by its question, then that the others are; in a line what is all alike."""
    lines = {
        line.field.partition(".")[2]: line
        for line in wording(way).lines("safety", way.draft.pages.get("safety", {}))
    }
    no, empty = gettext(LABELS[Answer.NO]), gettext("Left empty: counts as not known")
    asked = way.framework.safety
    if not lines:
        return [Line("safety", gettext("All the safety questions"), empty)]
    found = [
        lines.get(each.id, Line(each.id, local_words(each.text), empty))
        for each in asked
        if each.id not in lines or lines[each.id].words != no
    ]
    if len(found) < len(asked):
        rest = (
            gettext("All other safety questions") if found else gettext("All the safety questions")
        )
        found.append(Line("safety", rest, no))
    return found


def _title(kind: str) -> str:
    return str(gettext(STEPS[kind]))


def _group(way: Way, name: str, heading: str, page: str = "") -> Group:
    kind = name.partition(":")[0]
    given = dict(way.draft.pages.get(name, {}))
    if way.consultation.children:  # answered before the child was added
        given.pop("has_child", None)
    lines = wording(way).lines(kind, given)
    return Group(heading, address(way.contact_id, page or name, back_to="check"), lines)


def _parts(way: Way, kind: str) -> list[Group]:
    keys = [each.id for each in _those(way, kind)]
    return [
        _group(way, f"{kind}:{key}", _part_heading(way, kind, key, number))
        for number, key in enumerate(keys, start=1)
    ]


def _those(way: Way, kind: str) -> tuple[Any, ...]:
    return {
        "person": way.consultation.people,
        "statement": way.consultation.statements,
        "injury": way.referral.injuries,
        "address": way.referral.addresses,
        "professional": way.referral.professionals,
    }[kind]


def _part_heading(way: Way, kind: str, key: uuid.UUID, number: int) -> str:
    if kind == "person":
        page = way.draft.pages[f"person:{key}"]
        return f"{gettext(LABELS[PersonKind(page['kind'])])}: {page.get('name') or number}"
    return str(gettext(NUMBERED[kind], number=number))


def tasks_of(way: Way) -> list[TaskLine]:
    """What the adviser may ask about; none of it keeps anybody from sending."""
    pages = way.draft.pages
    is_short = way.draft.contact.route is ContactRoute.SHORT
    shape = short_form.in_full(pages) if is_short else pages
    found = []
    kind = way.draft.contact.kind
    whole = partial(all_tasks, kind, codes=way.codes, usual=usual_of(way))
    of_abuse = partial(missing_abuse.tasks, usual=usual_of(way))
    tasks = of_abuse if way.is_abuse else whole
    facts, received_at = read(shape), way.draft.contact.received_at
    ages = missing.ages_to_check(facts, uk_time(received_at or utc_now()).date())
    for task in (*ages, *tasks(facts, shape)):
        text = gettext(task.text, name=task.name) if task.name else gettext(task.text)
        url = address(way.contact_id, task.page, back_to="check")
        found.append(TaskLine(text, url, task.matters))
    return [*_red_lines_not_known(way), *found]


def _red_lines_not_known(way: Way) -> list[TaskLine]:
    """What would be a red line if it were true, and nobody knows: each is asked for by itself."""
    consultation, indicators = way.consultation, way.framework.indicator
    own = [tick for ticks in consultation.by_child.values() for tick in ticks]
    unknown = {
        tick.indicator_id: indicators[tick.indicator_id]
        for tick in (*consultation.shared, *own)
        if tick.state is IndicatorState.NOT_KNOWN and tick.indicator_id in indicators
    }
    return [
        TaskLine(
            gettext(
                "Find out now, or ask the hub: “%(text)s”. If it is true, do not wait.",
                text=local_words(each.text),
            ),
            address(way.contact_id, "seen", section=each.section, _anchor=f"i-{each.id}"),
            matters=True,
        )
        for each in unknown.values()
        if each.red_line
    ]


def first_things(way: Way) -> tuple[str, ...]:
    """What to do before anything else, unless the page says it already, and whom not to alert."""
    panel = panel_for(way)
    first = () if way.is_emergency or way.is_protection else panel.first
    lines = (line for child in panel.children for line in child.explanation.act_first)
    quiet = (line.text for line in lines if "S8" in line.ids)
    return tuple(dict.fromkeys((*first, *quiet)))
