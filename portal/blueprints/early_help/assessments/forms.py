"""The forms of an assessment, one class a kind of page; every field may be left empty."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from portal.blueprints.early_help.assessments.desk import Desk
from portal.blueprints.form import CheckboxesField, PageForm, choices, plain
from portal.blueprints.level_words import level_choice
from portal.rules.assessment import LEAST, MOST, NOT_ENOUGH, NOT_YET, reader_fields
from portal.rules.assessment_guidance import levels_offered
from portal.rules.assessment_pages import PageName
from portal.rules.assessment_words import (
    CHOICES,
    DOMAIN_HINTS,
    HINTS,
    MAY_READ,
    NOT_ENOUGH_WORDS,
    OF_THE_REST,
    OF_UNBORN,
    QUESTIONS,
    SCALE_WORDS,
)
from portal.rules.consultation import SAFETY
from portal.rules.early_help import default_readers, is_risky
from portal.vocabulary import Answer, HelpDomain, PersonKind
from portal.web import local_words


class SheetForm(PageForm):
    """One page: what is typed is saved, right or wrong."""

    def typed(self) -> dict[str, Any]:
        """The fields exactly as typed, with one kind of line end and without null characters."""
        return {name: plain(value) for name, value in super().typed().items()}


def _line(name: str) -> StringField:
    return StringField(_l(QUESTIONS[name]), description=_l(HINTS[name]) if name in HINTS else "")


def _area(name: str) -> TextAreaField:
    hint = _l(HINTS[name]) if name in HINTS else ""
    return TextAreaField(_l(QUESTIONS[name]), description=hint)


def _radios(name: str) -> RadioField:
    offered = choices(CHOICES.get(name, ()))
    hint = _l(HINTS[name]) if name in HINTS else ""
    return RadioField(_l(QUESTIONS[name]), choices=offered, validate_choice=False, description=hint)


def _people(name: str) -> CheckboxesField:
    return CheckboxesField(_l(QUESTIONS[name]), choices=[], validate_choice=False)


def _readers(label: str = MAY_READ, *, with_hint: bool = True) -> CheckboxesField:
    hint = HINTS["may_read"] if with_hint else ""
    told = _l(hint) if hint else ""
    return CheckboxesField(_l(label), choices=[], validate_choice=False, description=told)


class SafetyForm(SheetForm):
    """S1 to S8 in the words of the hub's framework; nothing of it is in a family copy."""

    risk = _area("safety.risk")


for _question in SAFETY:
    _choices = choices(Answer)
    setattr(SafetyForm, _question, RadioField(choices=_choices, validate_choice=False))


class WhoForm(SheetForm):
    """Who took part, and in which language."""

    took_part = _people("who.took_part")
    others = _line("who.others")
    language = _line("who.language")
    interpreter = _radios("who.interpreter")
    absent = _area("who.absent")
    absent_may_read = _readers()
    may_read = _readers(OF_THE_REST, with_hint=False)


class VoiceForm(SheetForm):
    """What one person says, in their own words."""

    heard = _radios("voice.heard")
    how = _line("voice.how")
    words = _area("voice.words")
    wishes = _area("voice.wishes")
    good_day = _area("voice.good_day")
    why_not = _area("voice.why_not")
    may_read = _readers()


class DomainForm(SheetForm):
    """Where the family stands, and what that rests on."""

    score = _radios("domain.score")
    agreed_with = _people("domain.agreed_with")
    agreed_else = _line("domain.agreed_else")
    evidence = _area("domain.evidence")
    may_read = _readers()


class AnalysisForm(SheetForm):
    """Worries, working well, needs to happen; each with who may have it."""

    worries = _area("analysis.worries")
    worries_may_read = _readers()
    working_well = _area("analysis.working_well")
    working_well_may_read = _readers(with_hint=False)
    needs = _area("analysis.needs")
    needs_may_read = _readers(with_hint=False)


class LevelForm(SheetForm):
    """The writers' own view of the level, beside the guidance and never instead of it."""

    level = _radios("level.level")
    reason = _area("level.reason")


FORMS: dict[str, type[SheetForm]] = {
    "safety": SafetyForm,
    "who": WhoForm,
    "voice": VoiceForm,
    "domain": DomainForm,
    "analysis": AnalysisForm,
    "level": LevelForm,
}


def form_for(desk: Desk, name: PageName, fields: Any) -> SheetForm:
    """The form of one page, with the choices of this family and this hub."""
    form = FORMS[name.kind](formdata=fields)
    chosen = [SelectChoice(key, desk.name_of(key)) for key in born(desk)]
    for each in form:
        if each.name in {"took_part", "agreed_with", *reader_fields(name.kind)}:
            each.choices = chosen
    if name.kind in PREPARE:
        PREPARE[name.kind](form, desk, name)
    return form


def born(desk: Desk) -> list[str]:
    """Everybody who can take part and be given a copy: not a baby who is still to come."""
    return [str(each.id) for each in desk.people if each.kind is not PersonKind.UNBORN]


def _safety(form: SheetForm, desk: Desk, _name: PageName) -> None:
    for question in desk.framework.safety:
        if question.id in form:
            form[question.id].label.text = local_words(question.text)
            form[question.id].description = local_words(question.help)


def _voice(form: SheetForm, desk: Desk, name: PageName) -> None:
    if desk.kind_of(name.key) is PersonKind.UNBORN:
        for field, words in OF_UNBORN.items():
            form[field.partition(".")[2]].label.text = gettext(words)


def _domain(form: SheetForm, _desk: Desk, _name: PageName) -> None:
    numbers = [str(each) for each in range(LEAST, MOST + 1)]
    form["score"].choices = [
        SelectChoice(each, gettext(SCALE_WORDS[each]) if each in SCALE_WORDS else each)
        for each in (*numbers, NOT_YET)
    ]


def _level(form: SheetForm, desk: Desk, _name: PageName) -> None:
    """The levels of the hub's document; none below the guidance on a red line or danger."""
    form["level"].choices = [
        *(
            SelectChoice(str(each.rank), level_choice(each.rank, each.name))
            for each in levels_offered(desk.framework, desk.guidance, desk.facts)
        ),
        SelectChoice(NOT_ENOUGH, gettext(NOT_ENOUGH_WORDS)),
    ]


PREPARE: dict[str, Callable[[SheetForm, Desk, PageName], None]] = {
    "safety": _safety,
    "voice": _voice,
    "domain": _domain,
    "level": _level,
}


def first(desk: Desk, name: PageName) -> dict[str, Any]:
    """What a page nobody has written on begins with.

    What somebody says in their own words is for their own copy; everything else is everybody's,
    and nothing is anybody's where telling could harm (practice-and-codes 3.8).
    """
    is_risk = is_risky(desk.episode, desk.people)
    wanted = [name.key] if name.kind == "voice" and name.key in born(desk) else born(desk)
    usual = default_readers(wanted, is_anyone_at_risk=is_risk)
    given: dict[str, Any] = {field: list(usual) for field in reader_fields(name.kind)}
    if name.kind == "who":
        given["language"] = next((each.language for each in desk.people if each.language), "")
    return given


def domain_hint(name: PageName) -> str:
    """What to think about in one domain."""
    return str(gettext(DOMAIN_HINTS[HelpDomain(name.key)]))
