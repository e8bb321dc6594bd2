"""What a sent contact does not say, for the pages of either side."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext, ngettext

from portal.blueprints.contacts.lines import Telling, telling
from portal.queries import consultations
from portal.rules import missing, missing_abuse, short_form
from portal.rules.abuse import is_abuse
from portal.rules.consultation import Consultation, read
from portal.rules.gathering import Gathered, gathered
from portal.rules.late_entry import came_on
from portal.rules.lifecycle import OPEN
from portal.rules.missing_referral import all_tasks
from portal.rules.safety import Alarm, alarm
from portal.rules.sharing import usual_bases
from portal.vocabulary import ContactKind, LawfulBasis

_FEW = 3  # so many are named even where they are all the children there are


def tasks_of(contact: Any, tell: Telling | None = None) -> tuple[str, ...]:
    """What was not said when it was sent, as things to talk about; nothing once it is answered."""
    return tuple(_tasks(contact, tell or telling(contact)))


def _tasks(contact: Any, tell: Telling) -> Iterator[str]:
    if contact.status not in OPEN:
        return
    pages = consultations.draft_of(contact).pages
    if not pages:
        return
    told = read(pages)
    if is_abuse(contact.route):
        found = missing_abuse.tasks(told, pages, _usual(contact, told, tell))
    else:
        pages = short_form.in_full(pages, needs_child=contact.kind is ContactKind.REFERRAL)
        told = read(pages)
        found = all_tasks(contact.kind, told, pages, tell.codes, _usual(contact, told, tell))
    everything = (*missing.ages_to_check(told, came_on(contact)), *found)
    children = sorted(child.name for child in told.children)
    yield from (_line(each, children) for each in gathered(everything))


def _line(same: Gathered, children: list[str]) -> str:
    """One question, and for whom it is open where that is more than one person."""
    first = same.tasks[0]
    if not same.is_for_each:
        return str(gettext(first.text, name=first.name) if first.name else gettext(first.text))
    question, names, many = gettext(first.each), same.names, len(same.tasks)
    if many > _FEW and sorted(task.name for task in same.tasks) == children:
        return str(gettext("%(question)s: all %(num)d children", question=question, num=many))
    nameless = many - len(names)
    if nameless:
        names += (ngettext("%(num)d without a name", "%(num)d without a name", nameless),)
    return f"{question}: {', '.join(names)}"


def _usual(contact: Any, told: Consultation, tell: Telling) -> frozenset[LawfulBasis]:
    is_danger = alarm(tell.framework, told.safety) is Alarm.EMERGENCY
    return usual_bases(contact.agency, contact.kind, tell.hub.nation, is_danger=is_danger)
