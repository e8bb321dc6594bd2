"""The question pages: the form of each, where its answers are saved, what is filled in first."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice

from portal.blueprints.consultations import forms
from portal.blueprints.consultations.fields import JourneyForm, choices_of
from portal.blueprints.consultations.way import Way
from portal.rules import hub_settings, short_form
from portal.rules.consultation_words import Language
from portal.rules.permissions import Actor
from portal.rules.sharing import has_duty_to_report, proposed_basis, usual_bases
from portal.rules.typed import Page
from portal.vocabulary import LawfulBasis, Part, PersonKind, SaidBy
from portal.web import local_words, uk_time, utc_now

Typed = dict[str, Any]


@dataclass(frozen=True)
class QuestionPage:
    """One kind of page. `heading` may hold `%(name)s`, the child's name or "the child"."""

    kind: str
    form: type[JourneyForm]
    heading: Any
    first: Callable[[Way, Actor, uuid.UUID | None], Typed] = lambda way, actor, part: {}
    prepare: Callable[[JourneyForm, Way], None] = lambda form, way: None

    @property
    def template(self) -> str:
        """The page's questions."""
        return f"consultations/pages/{self.kind}.html"

    def names(self, way: Way, part: uuid.UUID | None) -> tuple[str, ...]:
        """The saved pages that this page fills in."""
        if self.kind == "short":
            return ("short", f"person:{short_form.child_id(way.draft.pages)}", "question", "you")
        return (f"{self.kind}:{part}" if part else self.kind,)

    def split(self, way: Way, part: uuid.UUID | None, typed: Typed) -> dict[str, Page]:
        """What is typed, by the page it is saved on; nothing on those pages is written over."""
        names = self.names(way, part)
        if self.kind == "person" and typed["kind"] not in set(PersonKind):
            typed = {**typed, "kind": PersonKind.CHILD.value}
        if self.kind != "short":
            return {names[0]: typed}
        short, person, question, you = names
        pages = way.draft.pages
        at_home = {"question": question, "phone": you}
        at_home |= {name: short for name in ("what_happened", "impact", "tried")}
        found: dict[str, dict[str, Any]] = {
            short: {},
            person: _short_person(pages.get(person, {}), typed["kind"]),
            question: dict(pages.get(question, {})),
            you: dict(pages.get(you, {})),
        }
        for name, value in typed.items():
            if name != "kind":
                found[at_home.get(name, person)][name] = value
        return dict(found)

    def saved(self, way: Way, part: uuid.UUID | None) -> Mapping[str, Any] | None:
        """What was typed on the page before, or None."""
        found: dict[str, Any] = {}
        for name in self.names(way, part):
            found |= way.draft.pages.get(name, {})
        return found or None


def _short_person(saved: Page, kind: str) -> Typed:
    """The one person of the short form; a child until somebody says otherwise."""
    kind = kind if kind in set(PersonKind) else saved.get("kind", PersonKind.CHILD.value)
    is_same = saved.get("kind", kind) == kind
    part = Part.ADULT_SUBJECT if kind == PersonKind.ADULT else Part.SUBJECT
    kept = {name: value for name, value in saved.items() if name != "removed"}
    return {**kept, "kind": kind, "part": (kept.get("part") or part) if is_same else part}


def _first_you(way: Way, actor: Actor, _part: uuid.UUID | None) -> Typed:
    return {"phone": actor.phone, "job_title": actor.job_title, "language": actor.locale}


def _first_person(way: Way, _actor: Actor, _part: uuid.UUID | None) -> Typed:
    is_first_child = not way.consultation.children
    return {"part": Part.SUBJECT.value if is_first_child else ""}


def _first_timing(_way: Way, _actor: Actor, _part: uuid.UUID | None) -> Typed:
    today = uk_time(utc_now())
    return {
        "leaves_day": str(today.day),
        "leaves_month": str(today.month),
        "leaves_year": str(today.year),
    }


def first_basis(way: Way, _actor: Actor, _part: uuid.UUID | None) -> Typed:
    return {"basis": suggested_basis(way).value}


def _first_short(way: Way, actor: Actor, _part: uuid.UUID | None) -> Typed:
    return {"phone": actor.phone, "kind": PersonKind.CHILD.value}


def usual_of(way: Way) -> frozenset[LawfulBasis]:
    """The bases for sharing that need no reason here."""
    about, nation = way.draft.contact, way.hub.nation
    return usual_bases(about.agency, about.kind, nation, is_danger=way.is_emergency)


def suggested_basis(way: Way) -> LawfulBasis:
    """What to propose as the basis for sharing: by agency, route and the safety screen."""
    contact = way.draft.contact
    has_duty = has_duty_to_report(contact.agency, contact.kind, way.hub.nation)
    return proposed_basis(contact.agency, is_danger=way.is_emergency, has_duty=has_duty)


def _prepare_safety(form: JourneyForm, way: Way) -> None:
    for question in way.framework.safety:
        if question.id in form:
            form[question.id].label.text = local_words(question.text)
            form[question.id].description = local_words(question.help)


def _prepare_you(form: JourneyForm, way: Way) -> None:
    languages = hub_settings.read(way.hub.settings).languages
    form["language"].choices = choices_of(
        "you.language", [each for each in Language if each.value in languages]
    )


def _prepare_person(form: JourneyForm, way: Way) -> None:
    is_adult = form["kind"].data == PersonKind.ADULT
    parts: tuple[Part, ...] = forms.PARTS_OF_ADULT if is_adult else forms.PARTS_OF_CHILD
    if is_adult and (way.is_abuse or form["part"].data == Part.ADULT_VICTIM):
        parts = forms.PARTS_WHERE_ABUSE
    form["part"].choices = choices_of("person.part", parts)


def _prepare_statement(form: JourneyForm, way: Way) -> None:
    """Where abuse is told of, the adult who is being harmed can have said it."""
    if way.is_abuse or form["said_by"].data == SaidBy.ADULT_VICTIM:
        form["said_by"].choices = choices_of("statement.said_by")


def _prepare_daily_life(form: JourneyForm, way: Way) -> None:
    child = next((each for each in way.consultation.children if each.id == way.step.part), None)
    if child is not None and child.kind is PersonKind.UNBORN:
        form["daily_life"].label.text = gettext("What could this mean for the baby?")
        form["daily_life"].description = gettext(
            "For example: Her mother missed three antenatal visits and has nothing ready."
        )


def prepare_basis(form: JourneyForm, way: Way) -> None:
    """Another basis than the usual ones asks for its reason."""
    form.usual = usual_of(way)


def _prepare_strengths(form: JourneyForm, way: Way) -> None:
    form["protective_factors"].choices = [
        SelectChoice(factor.id, local_words(factor.text))
        for factor in way.framework.protective_factors
    ]


PAGES: dict[str, QuestionPage] = {
    page.kind: page
    for page in (
        QuestionPage(
            "safety", forms.SafetyForm, _l("Is anyone in danger?"), prepare=_prepare_safety
        ),
        QuestionPage(
            "you", forms.YouForm, _l("You and how to reach you"), _first_you, _prepare_you
        ),
        QuestionPage("household", forms.HouseholdForm, _l("Who are you worried about?")),
        QuestionPage("person", forms.PersonForm, "", _first_person, _prepare_person),
        QuestionPage(
            "statement",
            forms.StatementForm,
            _l("What has happened?"),
            prepare=_prepare_statement,
        ),
        QuestionPage(
            "daily-life",
            forms.DailyLifeForm,
            _l("Daily life for %(name)s"),
            prepare=_prepare_daily_life,
        ),
        QuestionPage(
            "working-well",
            forms.WorkingWellForm,
            _l("What is working well"),
            prepare=_prepare_strengths,
        ),
        QuestionPage("tried", forms.TriedForm, _l("What has been tried so far")),
        QuestionPage("timing", forms.TimingForm, _l("When does it matter?"), _first_timing),
        QuestionPage(
            "family",
            forms.FamilyForm,
            _l("What does the family know?"),
            first_basis,
            prepare_basis,
        ),
        QuestionPage("question", forms.QuestionForm, _l("What do you want to ask?")),
        QuestionPage("short", forms.ShortForm, _l("Your worry in brief"), _first_short),
    )
}
PERSON_HEADINGS = {
    PersonKind.CHILD: _l("A child or young person"),
    PersonKind.UNBORN: _l("An unborn baby"),
    PersonKind.ADULT: _l("An adult"),
}
