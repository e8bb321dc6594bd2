"""What the adviser has in view while writing: the form, the document's words, what was ticked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from portal.blueprints.contacts import lines, saving
from portal.blueprints.contacts.abuse_shown import AbuseShown, abuse_shown
from portal.blueprints.contacts.answer_form import AdviceForm, DecisionForm, typed_again
from portal.blueprints.contacts.guidance_lines import Summary, guidance, summary
from portal.blueprints.contacts.lines import Telling, telling
from portal.blueprints.contacts.news import News, Seen, since_opened
from portal.blueprints.contacts.papers import asked_for
from portal.documents.lines import GuidanceLines, LevelLine, StatementLine
from portal.queries import checks, contacts
from portal.queries.checks import CheckShown
from portal.queries.decisions import heard
from portal.queries.records import AnswerShown, Record, record
from portal.queries.red_lines import highest_red_line
from portal.rules.contradictions import contradiction
from portal.rules.permissions import Actor
from portal.rules.saying import joined
from portal.rules.thresholds import TICKED
from portal.rules.typed import whole


@dataclass(frozen=True)
class Part:
    """A part of the threshold document that reasons may rest on."""

    code: str
    text: str
    hint: str


@dataclass(frozen=True)
class Writing:
    """The page for writing advice or a decision."""

    form: AdviceForm | DecisionForm
    tell: Telling
    record: Record
    was_kept: bool
    levels: tuple[LevelLine, ...]
    ticked: tuple[Part, ...]
    sections: tuple[Part, ...]
    others: tuple[Part, ...]  # indicators chosen before that nobody ticked
    guidance: tuple[GuidanceLines, ...]
    statements: tuple[StatementLine, ...]
    checks: tuple[CheckShown, ...]  # what agencies know, as the writer may have it
    abuse: AbuseShown
    news: News  # what came in since they opened the page, or last wrote on it

    @property
    def contact(self) -> Any:
        """The contact's own facts."""
        return self.record.contact

    @property
    def summary(self) -> Summary:
        """The guidance at a glance."""
        return summary(self.guidance)

    @property
    def question(self) -> str:
        """What the professional asks."""
        return asked_for(self.record)

    def is_to_be_put_right(self) -> bool:
        """Whether something keeps it from going on, which the form then says on its field."""
        return self.form.point_out(self.tell.framework, highest_red_line(self.record.guidance))

    @property
    def is_odd(self) -> bool:
        """Whether what is chosen so far does not fit together, and the page asks why."""
        red_line = highest_red_line(self.record.guidance)
        return bool(contradiction(self.form.words(), self.tell.framework, red_line))

    @property
    def chosen_level(self) -> str:
        """The level chosen so far, as the form has it."""
        return str(self.form.level.data or "")

    @property
    def may_leave_level_open(self) -> bool:
        """Advice may say that not enough is known; a decision always has a level."""
        return isinstance(self.form, AdviceForm)

    @property
    def has_chosen_section(self) -> bool:
        """Whether a whole section of the document is chosen so far."""
        chosen = set(self.form.descriptors.data or ())
        return any(part.code in chosen for part in self.sections)

    def saved_beside(self, name: str) -> saving.Saved:
        """What another window saved, and whether something came in since the words were left."""
        first = {"heard": str(self.news.heard)}
        return saving.saved_beside(self.contact, name, self.form, first)

    @property
    def who_could(self) -> tuple[str, ...]:
        """Names that a next step is likely to need."""
        names = (self.contact.asker_name, self.contact.organisation_name, self.contact.adviser_name)
        return tuple(dict.fromkeys(filter(None, (*names, self.tell.hub_name))))


def writing(
    actor: Actor, contact: Any, kind: type[AdviceForm] | type[DecisionForm], name: str
) -> Writing:
    """The form as its writer left it, or an earlier version to be corrected, with its context."""
    row = contacts.contact(actor, contact.id)
    if row is None:
        raise LookupError("the contact was there a moment ago")
    held = record(actor, row)
    tell = telling(row)
    earlier = held.decisions if kind is DecisionForm else held.advice
    first = typed_again(earlier[0]) if earlier else {}
    if kind is DecisionForm and not first.get("need"):
        first["need"] = row.need_code or ""  # as the referrer sees it
    first["heard"] = str(heard(row))
    form, was_kept = saving.words_for(kind, row, name, first)
    form.fit(tell.framework, tell.codes)
    ticked = {tick.indicator_id for tick in held.ticks if tick.state in TICKED}
    chosen = set(form.descriptors.data or ()) - ticked  # to be kept, though nobody ticked them
    return Writing(
        form=form,
        tell=tell,
        record=held,
        was_kept=was_kept,
        levels=lines.levels(tell),
        ticked=tuple(_indicators(tell, ticked)),
        sections=tuple(_sections(tell)),
        others=tuple(_indicators(tell, chosen)),
        guidance=guidance(held, tell),
        statements=lines.statements(held),
        checks=checks.of_contact(actor, row),
        abuse=abuse_shown(actor, held, tell),
        news=since_opened(actor, row, _seen(actor, row, name, earlier)),
    )


def _seen(actor: Actor, contact: Any, name: str, earlier: Sequence[AnswerShown]) -> Seen:
    """What the writer had before them: as the page says, the words they left, or an answer before.

    None when they open the page for the first time.
    """
    if request.method == "POST":
        return whole(request.form.get("heard")) or 0
    saved = contacts.saved_page(actor, contact, name)
    if saved is not None:
        return whole(saved.answers.get("heard"))
    row = earlier[0].row if earlier else None
    return getattr(row, "proposed_at", None) or getattr(row, "given_at", None)


def _indicators(tell: Telling, wanted: set[str]) -> Iterator[Part]:
    for indicator in tell.framework.indicators:
        if indicator.id in wanted:
            section = tell.framework.section[indicator.section]
            level = lines.level_line(tell, indicator.level)
            hint = joined(", ", [tell.say(section.title), level.name if level else ""])
            yield Part(indicator.id, tell.say(indicator.text), hint)


def _sections(tell: Telling) -> Iterator[Part]:
    for section in tell.framework.sections:
        yield Part(section.code, tell.say(section.title), section.document_section)
