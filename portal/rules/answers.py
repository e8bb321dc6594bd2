"""What an answer of the hub must say before it can be sent (practice 3.1, 3.4, U1)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from portal.rules.threshold_model import Framework
from portal.rules.typed import has_words
from portal.vocabulary import (
    N_,
    Answer,
    HelpOffered,
    OutcomeOfAdvice,
    OutcomeOfDecision,
    StepSide,
)

MOST_STEPS = 10
FARTHEST = timedelta(days=731)
WRONG_DAY = N_("Enter a day from today on, within two years")


class Choice(Enum):
    """No level has been chosen, which is not the same as "not enough to say" (None)."""

    NOT_MADE = "not_made"


class Step(NamedTuple):
    """Who does what by when, and whose side is asked what became of it; None goes by the name."""

    what: str
    who: str
    by_on: date | None = None
    asked: StepSide | None = None

    @property
    def says_something(self) -> bool:
        """Whether anything but the side is filled in."""
        return bool(self.what or self.who or self.by_on)


# The parts of an answer that are words alone.
TEXTS = (
    "despite_why",
    "reasons",
    "advice",
    "still_missing",
    "would_raise_one",
    "would_raise_two",
    "would_lower",
    "safe_to_tell_why",
)


@dataclass(frozen=True, kw_only=True)
class AnswerWords:
    """What every answer of the hub says. `level` is a rank, or None for "not enough to say"."""

    level: int | Choice | None = Choice.NOT_MADE
    despite_why: str = ""  # why level, outcome and red lines stand though they do not fit
    descriptors: Sequence[str] = ()  # sections and indicators the reasons rest on
    reasons: str = ""
    advice: str = ""
    next_steps: Sequence[Step] = ()
    still_missing: str = ""
    would_raise_one: str = ""
    would_raise_two: str = ""
    would_lower: str = ""
    safe_to_tell: Answer | None = None
    safe_to_tell_why: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """The words as they were written, without spaces around."""
        return {name: getattr(self, name).strip() for name in TEXTS}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The next steps that say something, in order, without stray spaces."""
        given = (Step(*step) for step in self.next_steps)
        tidy = (step._replace(what=step.what.strip(), who=step.who.strip()) for step in given)
        return tuple(step for step in tidy if step.says_something)


@dataclass(frozen=True, kw_only=True)
class AdviceWords(AnswerWords):
    """The answer to a consultation."""

    outcome: OutcomeOfAdvice | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionWords(AnswerWords):
    """The decision on a referral; `help_offered` only where help was offered below social care.

    `need` is a code of the hub's list of needs, where it has one.
    """

    outcome: OutcomeOfDecision | None = None
    help_offered: HelpOffered | None = None
    need: str = ""


Gaps = list[tuple[str, str]]


def gaps(
    words: AdviceWords | DecisionWords,
    framework: Framework,
    today: date,
    needs: Collection[str] = (),
) -> Gaps:
    """(field, message) for everything that keeps the answer from being sent, in form order.

    Nothing sends without a level (advice may say "not enough to say", a decision may not), what
    happens, a reason tied to the framework, words for the professional, a next step with its
    owner, one thing that would change it, and whether it is safe to tell the family. The day of a
    next step, which its own field answers for, is still to come. Where the hub codes needs, a
    decision names the main one, except with no further action.
    """
    days = all(can_be_done_by(step.by_on, today) for step in words.steps)
    return [
        *_gaps_of_outcome(words, framework, needs),
        *_gaps_of_words(words, framework),
        *_those_missing(("by_on", days, WRONG_DAY)),
    ]


def can_be_done_by(by_on: date | None, today: date) -> bool:
    """Whether a next step may have this day: none, today, or one within two years."""
    return by_on is None or today <= by_on <= today + FARTHEST


def _gaps_of_outcome(
    words: AdviceWords | DecisionWords, framework: Framework, needs: Collection[str]
) -> Gaps:
    if isinstance(words, AdviceWords):
        return _those_missing(
            ("level", _has_level(words, framework), N_("Choose the level you advise")),
            ("outcome", words.outcome is not None, N_("Choose what should happen")),
        )
    was_offered = words.outcome is OutcomeOfDecision.HELP_OFFERED
    has_level = words.level is not None and _has_level(words, framework)
    return _those_missing(
        ("level", has_level, N_("Choose the level you decide on")),
        ("outcome", words.outcome is not None, N_("Choose what happens now")),
        (
            "help_offered",
            was_offered == (words.help_offered is not None),
            N_("Choose what became of the help offered")
            if was_offered
            else N_("Choose this only where help was offered below social care"),
        ),
        ("need", _has_need(words, needs), N_("Choose the main need")),
    )


def _has_need(words: DecisionWords, needs: Collection[str]) -> bool:
    is_over = words.outcome is OutcomeOfDecision.NO_FURTHER_ACTION
    return not needs or words.need in needs or (is_over and not words.need)


def _gaps_of_words(words: AnswerWords, framework: Framework) -> Gaps:
    would_change = (words.would_raise_one, words.would_raise_two, words.would_lower)
    return _those_missing(
        (
            "descriptors",
            _are_listed(words.descriptors, framework),
            N_("Choose at least one part of the threshold document your reasons rest on"),
        ),
        ("reasons", has_words(words.reasons), N_("Write the reasons for the level")),
        ("advice", has_words(words.advice), _words_message(words)),
        ("next_steps", *_step_check(words.steps)),
        (
            "would_raise_one",
            any(map(has_words, would_change)),
            N_("Write at least one thing that would change the level"),
        ),
        (
            "safe_to_tell",
            words.safe_to_tell is not None,
            N_("Choose whether it is safe to tell the family"),
        ),
    )


def _words_message(words: AnswerWords) -> str:
    if isinstance(words, DecisionWords):
        return N_("Write what the referrer needs to know now")
    return N_("Write your advice")


def _those_missing(*checked: tuple[str, bool, str]) -> Gaps:
    return [(field, message) for field, is_there, message in checked if not is_there]


def _has_level(words: AnswerWords, framework: Framework) -> bool:
    if words.level is None:
        return True
    return words.level in {level.rank for level in framework.levels}


def _are_listed(descriptors: Iterable[str], framework: Framework) -> bool:
    """At least one, and none that this version of the document does not have."""
    known = framework.indicator.keys() | framework.section.keys()
    given = set(descriptors)
    return bool(given) and given <= known


def _step_check(steps: Sequence[Step]) -> tuple[bool, str]:
    if not steps:
        return False, N_("Write at least one next step")
    if len(steps) > MOST_STEPS:
        return False, N_("Write ten next steps at most")
    if not all(has_words(step.what) for step in steps):
        return False, N_("Write what is to be done in each next step")
    return all(has_words(step.who) for step in steps), N_("Write who will do each next step")
