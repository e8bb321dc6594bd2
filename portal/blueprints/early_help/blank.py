"""The forms of early help on paper: the questions of the pages, with nothing filled in."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum

from flask import Response
from flask_babel import gettext
from flask_login import current_user

from portal.access import access
from portal.blueprints.blank_fields import WRITTEN, line, of_form
from portal.blueprints.blank_forms import form_with, to_keep
from portal.blueprints.early_help.forms import AgreementForm, WithdrawForm
from portal.blueprints.early_help.meetings.forms import EndForm
from portal.blueprints.early_help.plans.forms import ActionForm, GoalForm
from portal.blueprints.early_help.routes import bp, today
from portal.blueprints.level_words import level_choice
from portal.documents.blank import BlankForm, BlankPart, BlankQuestion
from portal.policies.accounts import SIGNED_IN
from portal.queries import hubs
from portal.queries.frameworks import framework as framework_of
from portal.queries.outcomes import current
from portal.queries.rows import AnyRow
from portal.rules.assessment_words import (
    CHOICES,
    DOMAIN_HINTS,
    HEADINGS,
    HINTS,
    QUESTIONS,
    SCALE_WORDS,
)
from portal.rules.early_help_paper import PAPER_FORMS
from portal.rules.review import OUTCOME_STATES, PAGES
from portal.rules.threshold_model import Framework
from portal.vocabulary import (
    LABELS,
    N_,
    ActionStatus,
    Answer,
    Attended,
    HelpDomain,
    ReviewOutcome,
)
from portal.web import local_words

SCALE = tuple(str(number) for number in range(1, 11))
NAMES = ", ".join(f'"{name}"' for name in PAPER_FORMS)
Parts = Iterator[BlankPart]
_SAFETY, _LEVEL, _NOT_YET = HEADINGS["safety"], HEADINGS["level"], SCALE_WORDS["not_yet"]


@bp.get(f"/early-help/on-paper/<any({NAMES}):name>.pdf")
@access(SIGNED_IN)
def blank_form(name: str) -> Response:
    """One form with nothing filled in, for a kitchen table without a signal."""
    return to_keep(form_of(hubs.hub(current_user.hub_id), name))


def form_of(hub: AnyRow, name: str) -> BlankForm:
    """One of the forms, with this hub's own words of today. Raises KeyError for another name."""
    framework = framework_of(hub.framework_id).for_nation(hub.nation)
    ways: dict[str, Callable[[], Parts]] = {
        "early-help-assessment": lambda: _assessment(framework),
        "early-help-agreement": _agreement,
        "early-help-plan": _plan,
        "early-help-closure": _closure,
        "early-help-review": lambda: _review(hub, today()),
    }
    return form_with(hub, name, gettext(PAPER_FORMS[name]), ways[name](), stays=True)


def _labels(words: Iterable[StrEnum]) -> tuple[str, ...]:
    return tuple(gettext(LABELS[word]) for word in words)


def _scale() -> tuple[str, ...]:
    return (*SCALE, gettext(_NOT_YET))


def _asked(name: str, *, lines: int = WRITTEN, options: tuple[str, ...] = ()) -> BlankQuestion:
    hint = gettext(HINTS[name]) if name in HINTS else ""
    words = tuple(CHOICES.get(name, ()))
    ticks = options or _labels(words)
    return BlankQuestion(
        label=gettext(QUESTIONS[name]), hint=hint, options=ticks, lines=0 if ticks else lines
    )


def _assessment(framework: Framework) -> Parts:
    yield _safety(framework)
    yield _agreed()
    yield _page("who", lines=2)
    yield _page(
        "voice",
        title=gettext("What each of them says"),
        note=gettext("One sheet for each child and each parent. Copy this part as you need it."),
    )
    yield from map(_domain, HelpDomain)
    yield _page("analysis")
    levels = tuple(level_choice(each.rank, each.name) for each in framework.levels)
    asked = (_asked("level.level", options=levels), _asked("level.reason"))
    yield BlankPart(title=gettext(_LEVEL), questions=asked)


def _agreed() -> BlankPart:
    return BlankPart(
        title=gettext("Agreement to early help"),
        note=gettext("For each parent, and every young person of 13 or over."),
        questions=(line(N_("Whose agreement is it?")), *of_form(AgreementForm)),
    )


def _agreement() -> Parts:
    yield _agreed()
    yield BlankPart(
        title=gettext("If agreement is taken back"),
        note=gettext("Nothing more is shared from then on, and the team is told."),
        questions=(line(N_("Whose agreement is it?")), *of_form(WithdrawForm)),
    )


def _closure() -> Parts:
    asked = sorted(of_form(EndForm), key=lambda each: bool(each.lines))  # boxes, then words
    yield BlankPart(title=gettext("How early help ended"), questions=tuple(asked))


def _safety(framework: Framework) -> BlankPart:
    """The safety screen, first as on the pages."""
    questions = tuple(
        BlankQuestion(label=local_words(each.text), options=_labels(Answer))
        for each in framework.safety
    )
    return BlankPart(
        title=gettext(_SAFETY),
        note=gettext("If any answer is yes, or you cannot answer, phone before you write on."),
        questions=(*questions, _asked("safety.risk")),
    )


def _page(kind: str, *, title: str = "", note: str = "", lines: int = WRITTEN) -> BlankPart:
    """Every question of one kind of page."""
    names = (name for name in QUESTIONS if name.startswith(f"{kind}."))
    return BlankPart(
        title=title or gettext(HEADINGS[kind]),
        note=note,
        questions=tuple(_asked(name, lines=lines) for name in names),
    )


def _domain(domain: HelpDomain) -> BlankPart:
    return BlankPart(
        title=gettext(LABELS[domain]),
        note=gettext(DOMAIN_HINTS[domain]),
        questions=(
            _asked("domain.score", options=_scale()),
            _asked("domain.agreed_with", lines=1),
            _asked("domain.evidence"),
        ),
    )


def _plan() -> Parts:
    yield BlankPart(
        title=gettext("A goal"),
        note=gettext("One for each goal. Copy this part as you need it."),
        questions=tuple(of_form(GoalForm)),
    )
    yield BlankPart(
        title=gettext("What will be done"),
        note=gettext("One for each action. Copy this part as you need it."),
        questions=tuple(of_form(ActionForm)),
    )


def _review(hub: AnyRow, on: date) -> Parts:
    came = (line(N_("Name")), _ticked(N_("Did they come?"), _labels(Attended), lines=2))
    yield _part("came", came, gettext("For each member of the team."))
    going = (
        line(N_("What will be done?")),
        _ticked(N_("How is it going?"), _labels(ActionStatus), lines=2),
    )
    yield _part("actions", going, gettext("One for each action. Copy this part as you need it."))
    scored = [_ticked(LABELS[each], _scale()) for each in HelpDomain]
    shown = (line(N_("What shows it?"), WRITTEN), line(N_("Who agreed these numbers?")))
    yield _part("scores", (*scored, *shown))
    told = (
        N_("What has changed?"),
        N_("What is working well?"),
        N_("Are there new worries?"),
    )
    yield _part("changes", (line(each, WRITTEN) for each in told))
    states = tuple(gettext(words) for words in OUTCOME_STATES.values())
    known = current(hub.id, on).labels.values()
    outcomes = (BlankQuestion(label=local_words(each), options=states) for each in known)
    yield _part("outcomes", outcomes)
    again = BlankQuestion(label=gettext("When does the team meet again?"), is_date=True)
    decided = _ticked(N_("What was decided?"), _labels(ReviewOutcome))
    yield _part("decision", (decided, line(N_("Why?"), WRITTEN), again))


def _part(page: str, questions: Iterable[BlankQuestion], note: str = "") -> BlankPart:
    return BlankPart(title=gettext(PAGES[page]), note=note, questions=tuple(questions))


def _ticked(words: str, options: tuple[str, ...], lines: int = 0) -> BlankQuestion:
    return BlankQuestion(label=gettext(words), options=options, lines=lines)
