"""The forms for advice and decisions: ten next steps at most, any field of them empty."""

from enum import StrEnum
from typing import Any, ClassVar

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from portal.blueprints.form import CheckboxesField, PageForm, choices
from portal.queries.records import AnswerShown
from portal.rules.answers import (
    MOST_STEPS,
    TEXTS,
    WRONG_DAY,
    AdviceWords,
    Choice,
    DecisionWords,
    Step,
    can_be_done_by,
    gaps,
)
from portal.rules.codes import Codes
from portal.rules.contradictions import contradiction
from portal.rules.threshold_model import Framework
from portal.rules.typed import has_words, one_of, read_date, whole
from portal.vocabulary import (
    Answer,
    HelpOffered,
    OutcomeOfAdvice,
    OutcomeOfDecision,
    StepSide,
)
from portal.web import new_key, uk_time, utc_now

NOT_ENOUGH = "not_enough"
STEPS = tuple(range(1, MOST_STEPS + 1))
STEPS_SHOWN = 2


class _Answer(PageForm):
    """The first half of the page; the next steps follow it, so that errors read in page order."""

    level = RadioField(_l("Level you advise"), choices=[], validate_choice=False)
    outcome = RadioField(_l("What should happen"), choices=[], validate_choice=False)
    despite_why = TextAreaField(
        _l("Why is it right all the same?"),
        description=_l("The professional reads this too, after your reasons."),
    )
    help_offered = RadioField(
        _l("If help was offered: what became of it"),
        choices=choices(HelpOffered),
        validate_choice=False,
    )
    need = RadioField(
        _l("Main need"),
        choices=[],
        validate_choice=False,
        description=_l("If two fit, choose the one that stands higher."),
    )
    descriptors = CheckboxesField(
        _l("Parts of the threshold document your reasons rest on"),
        choices=[],
        validate_choice=False,
    )
    reasons = TextAreaField(
        _l("Reasons for the level"),
        description=_l("Say how what is known fits those parts, and what you weighed against it."),
    )
    advice = TextAreaField(
        _l("Your advice"), description=_l("Write to the professional. Answer their question first.")
    )


def _add_steps() -> None:
    """Fields under names of their own, so that half-filled steps save like everything else."""
    for number in STEPS:
        setattr(_Answer, f"step_{number}_what", StringField(_l("What is to be done")))
        setattr(_Answer, f"step_{number}_who", StringField(_l("Who will do it")))
        for part in ("day", "month", "year"):
            setattr(_Answer, f"step_{number}_by_{part}", StringField(_l("By when")))
        asked = RadioField(
            _l("Who is asked that day what happened"),
            choices=choices(StepSide),
            validate_choice=False,
        )
        setattr(_Answer, f"step_{number}_asked", asked)


_add_steps()


class AnswerForm(_Answer):
    """An answer of the hub. Levels and descriptors are those of the contact's framework version."""

    still_missing = TextAreaField(
        _l("What is still missing"), description=_l("One thing on each line. Leave empty if none.")
    )
    would_raise_one = StringField(_l("First thing that would raise the level"))
    would_raise_two = StringField(_l("Second thing that would raise the level"))
    would_lower = StringField(_l("One thing that would lower the level"))
    safe_to_tell = RadioField(
        _l("Is it safe to tell the family about this contact?"),
        choices=choices(Answer),
        validate_choice=False,
    )
    safe_to_tell_why = TextAreaField(
        _l("Who may be told what, and who must not"),
        description=_l("Leave empty if there is nothing to add."),
    )

    heard = HiddenField()  # how much the contact had told when the page was opened

    about: ClassVar[frozenset[str]] = frozenset({"heard"})
    outcomes: ClassVar[type[StrEnum]]

    def fit(self, framework: Framework, codes: Codes) -> None:
        """Offer the levels and parts of this version, and the needs the hub codes."""
        ranks = [str(level.rank) for level in framework.levels]
        self.level.choices = [SelectChoice(each) for each in (*ranks, NOT_ENOUGH)]
        self.outcome.choices = choices(self.outcomes)
        self.descriptors.choices = [
            SelectChoice(code) for code in (*framework.indicator, *framework.section)
        ]
        self.need.choices = [
            SelectChoice(code, words) for code, words in codes.needs.choices(str(get_locale()))
        ]

    def _shared(self) -> dict[str, Any]:
        return {
            "level": self._level(),
            "descriptors": self.descriptors.data or (),
            "next_steps": self.steps(),
            "safe_to_tell": one_of(Answer, self.safe_to_tell.data),
            **{name: self._text(name) for name in TEXTS},
        }

    def _text(self, name: str) -> str:
        return (self[name].data or "").replace("\r\n", "\n").strip()

    def _level(self) -> int | Choice | None:
        if self.level.data == NOT_ENOUGH:
            return None
        rank = whole(self.level.data)
        return Choice.NOT_MADE if rank is None else rank

    def steps(self) -> tuple[Step, ...]:
        """The next steps that say anything."""
        typed = self.typed()
        found = (
            Step(
                self[f"step_{number}_what"].data or "",
                self[f"step_{number}_who"].data or "",
                read_date(typed, f"step_{number}_by"),
                one_of(StepSide, self[f"step_{number}_asked"].data),
            )
            for number in STEPS
        )
        return tuple(step for step in found if step.says_something)

    def shown_steps(self, wanted: int = 0) -> int:
        """How many rows to show: those filled in, the usual two, or as many as asked for."""
        filled = [n for n in STEPS if any(self[f"step_{n}_{part}"].data for part in PARTS)]
        return min(MOST_STEPS, max([STEPS_SHOWN, wanted, *filled]))

    def _point_out(
        self, words: AdviceWords | DecisionWords, framework: Framework, red_line: int | None
    ) -> bool:
        """Say on each field what keeps the answer from being sent; whether anything does."""
        today = uk_time(utc_now()).date()
        needs = [choice.value for choice in self.need.choices]
        for name, message in gaps(words, framework, today, needs):
            if name == "by_on":  # said below, on the day it is about
                continue
            field = "step_1_what" if name == "next_steps" else name
            self[field].errors = [gettext(message)]
        odd = contradiction(words, framework, red_line)
        if odd and not has_words(words.despite_why):
            self.despite_why.errors = [gettext(odd)]
        typed = self.typed()
        for number in STEPS:
            prefix = f"step_{number}_by"
            is_given = any(typed[f"{prefix}_{part}"].strip() for part in ("day", "month", "year"))
            by_on = read_date(typed, prefix)
            if is_given and by_on is None:
                self[f"{prefix}_day"].errors = [gettext("Enter a real date, like 27 11 2026")]
            elif not can_be_done_by(by_on, today):
                self[f"{prefix}_day"].errors = [gettext(WRONG_DAY)]
        return bool(self.errors)


PARTS = ("what", "who", "by_day", "by_month", "by_year")


class AdviceForm(AnswerForm):
    """What the hub advises on a consultation."""

    outcomes = OutcomeOfAdvice

    def words(self) -> AdviceWords:
        """What is typed, as the command takes it; what cannot be read is left out."""
        outcome = one_of(OutcomeOfAdvice, self.outcome.data)
        return AdviceWords(outcome=outcome, **self._shared())

    def point_out(self, framework: Framework, red_line: int | None) -> bool:
        """Say on each field what keeps the advice from being sent; whether anything does."""
        return self._point_out(self.words(), framework, red_line)


class DecisionForm(AnswerForm):
    """What is put forward as the decision on a referral."""

    outcomes = OutcomeOfDecision
    key = HiddenField(default=new_key)

    def typed(self) -> dict[str, Any]:
        """What is worth saving: the words, not the key."""
        return {name: value for name, value in super().typed().items() if name != "key"}

    def fit(self, framework: Framework, codes: Codes) -> None:
        """A decision always has a level, and tells the referrer what happens."""
        super().fit(framework, codes)
        self.level.label.text = gettext("Level decided")
        self.outcome.label.text = gettext("What happens now")
        self.advice.label.text = gettext("What the referrer needs to know")
        self.advice.description = gettext("Write to the referrer. Say who does what now, and why.")

    def words(self) -> DecisionWords:
        """What is typed, as the command takes it; what cannot be read is left out."""
        return DecisionWords(
            outcome=one_of(OutcomeOfDecision, self.outcome.data),
            help_offered=one_of(HelpOffered, self.help_offered.data),
            need=self.need.data or "",
            **self._shared(),
        )

    def point_out(self, framework: Framework, red_line: int | None) -> bool:
        """Say on each field what keeps the decision from going forward; whether anything does."""
        return self._point_out(self.words(), framework, red_line)


def typed_again(answer: AnswerShown) -> dict[str, Any]:
    """An earlier version as it would be typed, to be corrected."""
    row = answer.row
    found: dict[str, Any] = {
        "level": NOT_ENOUGH if row.level is None else str(row.level),
        "outcome": row.outcome.value,
        "help_offered": getattr(row, "help_offered", None) or "",
        "need": getattr(row, "need_code", None) or "",
        "descriptors": list(row.descriptors),
        "safe_to_tell": row.safe_to_tell.value,
        **{name: getattr(row, name) for name in TEXTS},
    }
    for number, step in enumerate(answer.steps, start=1):
        found[f"step_{number}_what"] = step.what
        found[f"step_{number}_who"] = step.who
        found[f"step_{number}_asked"] = step.side.value
        if step.by_on and step.is_dated:  # the usual day counts from the next answer
            for part in ("day", "month", "year"):
                found[f"step_{number}_by_{part}"] = str(getattr(step.by_on, part))
    return found
