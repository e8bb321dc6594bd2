"""The forms of the portal on paper: the same pages, questions and words, with nothing filled in."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, TextAreaField

from portal.blueprints.blank_forms import form_with
from portal.blueprints.body_maps import views
from portal.blueprints.consultations.abuse_pages import EVERY, repeat_words
from portal.blueprints.consultations.fields import JourneyForm, choices_of
from portal.blueprints.consultations.referral_forms import offered
from portal.blueprints.level_words import level_choice
from portal.documents.blank import BlankForm, BlankPart, BlankQuestion
from portal.frameworks.codes import codes_of
from portal.queries.frameworks import framework as framework_of
from portal.queries.rows import AnyRow
from portal.rules import hub_settings, journey
from portal.rules.consultation_words import QUESTIONS, Language
from portal.rules.threshold_model import Framework
from portal.vocabulary import Answer, BodyFigure
from portal.web import local_words

# The forms, by the name in their address: their title and their steps.
FORMS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "consultation": (_l("Ask the hub for advice: form on paper"), journey.FULL),
    "short": (_l("Ask the hub for advice in brief: form on paper"), journey.SHORT),
    "referral": (_l("Refer to the hub: form on paper"), journey.REFERRAL),
    "domestic-abuse": (_l("Ask for advice about domestic abuse: form on paper"), journey.ABUSE),
}
NOTES: Mapping[str, Any] = {
    "safety": _l("If any answer is yes, or you cannot answer, phone before you write on."),
    "you": _l("Write your full name, your organisation and today's date here as well."),
    "person": _l("One sheet for each child, unborn baby and adult. Copy this part as you need it."),
    "statement": _l("One for each thing that happened. Copy this part as you need it."),
    "seen": _l("If you see or suspect any of these, phone the hub today, before you write on."),
    "daily-life": _l("For each child."),
    "affected": _l("For each child."),
    "safe-contact": _l("Before anything else about the people."),
    "risk-topics": _l("Beside each answer, write who says so. Not known is never a no."),
    "identity": _l("For each person. Copy this part as you need it."),
    "injury": _l("One for each mark. Say which side, left or right, is meant."),
    "address": _l("One for each address. Mark the ones that must be kept secret clearly."),
    "professional": _l("One for each person who works with the family."),
}
WRITTEN = 4  # lines for what may take a few sentences
_DAY = "_day"
# The rest of a date or of an age; who says so, of a risk topic.
_SAID_BESIDE = ("_month", "_year", "_source", "age_months")
_AGE = "age_years"


def form_of(hub: AnyRow, name: str) -> BlankForm:
    """One of the forms, with this hub's own words. Raises KeyError for another name."""
    title, steps = FORMS[name]
    framework = framework_of(hub.framework_id).for_nation(hub.nation)
    return form_with(hub, name, str(title), _Paper(hub, framework).parts(steps))


class _Paper:
    """Puts the pages of one hub on paper."""

    def __init__(self, hub: AnyRow, framework: Framework) -> None:
        self._framework = framework
        codes, lang = codes_of(hub.nation, hub.settings), str(get_locale())
        settings = hub_settings.read(hub.settings)
        languages = settings.languages
        self._labels = {"risk-view.repeat": repeat_words(settings)}  # with the hub's own months
        self._choices: dict[str, list[str]] = {
            "you.language": _labels(
                choices_of("you.language", [each for each in Language if each.value in languages])
            ),
            "working-well.protective_factors": [
                local_words(each.text) for each in framework.protective_factors
            ],
            "identity.disabilities": _labels(offered(codes.disabilities)),
            "request.need": _labels(offered(codes.needs)),
            "request.source": [words for _, words in codes.sources.choices(lang)],
            "identity.ethnicity": [words for _, words in codes.ethnicities.choices(lang)],
        }

    def parts(self, steps: tuple[str, ...]) -> Iterator[BlankPart]:
        """What each page asks, in order; the check has nothing to ask."""
        for step in steps:
            if step == "safety":
                yield self._part(step, self._safety())
            elif step == "seen":
                yield self._part(step, [self._red_lines()])
            elif step == "view":
                yield self._part(step, self._view())
            elif step != "check":
                for kind in _pages_of(step):
                    yield self._part(kind, self._questions(kind), step)

    def _part(self, kind: str, questions: Any, step: str = "") -> BlankPart:
        title = gettext(journey.STEPS[kind]) if kind in journey.STEPS else _title(kind, step)
        figures = views(BodyFigure.CHILD, ()) if kind == "injury" else ()
        note = str(NOTES.get(kind, ""))
        return BlankPart(title=title, note=note, questions=tuple(questions), figures=figures)

    def _safety(self) -> Iterator[BlankQuestion]:
        answers = tuple(_labels(choices_of("person.seen", Answer)))
        for question in self._framework.safety:
            hint = local_words(question.help)
            text = local_words(question.text)
            yield BlankQuestion(label=text, hint=hint, options=answers)

    def _red_lines(self) -> BlankQuestion:
        """What is never left for a form to arrive: the red lines of the hub's document."""
        red = [each for each in self._framework.indicators if each.red_line]
        options = tuple(local_words(each.text) for each in red)
        return BlankQuestion(
            label=gettext("Tick what you have seen or suspect"), options=options, lines=WRITTEN
        )

    def _view(self) -> Iterator[BlankQuestion]:
        levels = [level_choice(each.rank, each.name) for each in self._framework.levels]
        yield BlankQuestion(
            label=gettext("Which level do you think this is?"),
            options=(*levels, gettext("I am not sure")),
        )
        yield BlankQuestion(label=gettext(_words("view", "reason")), lines=WRITTEN)

    def _questions(self, kind: str) -> Iterator[BlankQuestion]:
        """The fields of a page's form; the three of a date are one question."""
        form: JourneyForm = EVERY[kind].form(formdata=None)
        for field in sorted(form, key=lambda each: each.name != "name"):  # a name comes first
            if isinstance(field, HiddenField) or field.name.endswith(_SAID_BESIDE):
                continue
            if field.name.endswith(_DAY):
                prefix = field.name.removesuffix(_DAY)
                yield BlankQuestion(label=gettext(_words(kind, prefix)), is_date=True)
            elif field.name == _AGE:
                hint = gettext("Years are enough. For a baby, give months.")
                yield BlankQuestion(label=gettext("About how old?"), hint=hint, lines=1)
            else:
                yield self._question(kind, field, says_who=f"{field.name}_source" in form)

    def _question(self, kind: str, field: Field, *, says_who: bool) -> BlankQuestion:
        """One field: boxes, or lines; both where it `says_who` beside the boxes."""
        choices = self._choices.get(f"{kind}.{field.name}")
        if choices is None:
            choices = _labels(getattr(field, "choices", None) or [])
        written = WRITTEN if isinstance(field, TextAreaField) else 1
        return BlankQuestion(
            label=self._labels.get(f"{kind}.{field.name}") or str(field.label.text),
            hint=str(field.description),
            options=tuple(choices),
            lines=int(says_who) if choices else written,
        )


def _words(kind: str, prefix: str) -> str:
    return QUESTIONS.get(f"{kind}.{prefix}") or QUESTIONS[f"person.{prefix}"]


def _labels(choices: Any) -> list[str]:
    return [str(each.label) for each in choices]


def _pages_of(step: str) -> list[str]:
    """The pages within a step, and the step's own page where it has one."""
    own = [step] if step in EVERY else []
    return [kind for kind, of in journey.WITHIN.items() if of == step] + own


def _title(kind: str, step: str) -> str:
    heading = str(EVERY[kind].heading)
    return heading if heading and "%(" not in heading else str(gettext(journey.STEPS[step]))
