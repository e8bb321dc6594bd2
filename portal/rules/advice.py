"""What an answer to a consultation must say before it can be sent (practice 3.1, U1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from portal.rules.threshold_model import Framework
from portal.vocabulary import N_, Answer, OutcomeOfAdvice

MOST_STEPS = 10


class Choice(Enum):
    """No level has been chosen, which is not the same as "not enough to say" (None)."""

    NOT_MADE = "not_made"


class Step(NamedTuple):
    """Who does what by when."""

    what: str
    who: str
    by_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AdviceWords:
    """What the hub says. `level` is a rank, or None for "not enough to say"."""

    level: int | Choice | None = Choice.NOT_MADE
    outcome: OutcomeOfAdvice | None = None
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
    def steps(self) -> tuple[Step, ...]:
        """The next steps that say something, in order, without stray spaces."""
        given = (Step(*step) for step in self.next_steps)
        tidy = (Step(step.what.strip(), step.who.strip(), step.by_on) for step in given)
        return tuple(step for step in tidy if any(step))


def gaps(words: AdviceWords, framework: Framework) -> list[tuple[str, str]]:
    """(field, message) for everything that keeps the advice from being sent, in form order.

    Nothing sends without a level (or "not enough to say"), what should happen, a reason tied to
    the framework, the advice, a next step with its owner, one thing that would change the advice,
    and whether it is safe to tell the family.
    """
    would_change = (words.would_raise_one, words.would_raise_two, words.would_lower)
    found: list[tuple[str, bool, str]] = [
        ("level", _has_level(words, framework), N_("Choose the level you advise")),
        ("outcome", words.outcome is not None, N_("Choose what should happen")),
        (
            "descriptors",
            _are_listed(words.descriptors, framework),
            N_("Choose at least one part of the threshold document your reasons rest on"),
        ),
        ("reasons", bool(words.reasons.strip()), N_("Write the reasons for the level")),
        ("advice", bool(words.advice.strip()), N_("Write your advice")),
        ("next_steps", *_step_check(words.steps)),
        (
            "would_raise_one",
            any(text.strip() for text in would_change),
            N_("Write at least one thing that would change the level"),
        ),
        (
            "safe_to_tell",
            words.safe_to_tell is not None,
            N_("Choose whether it is safe to tell the family"),
        ),
    ]
    return [(field, message) for field, is_there, message in found if not is_there]


def _has_level(words: AdviceWords, framework: Framework) -> bool:
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
    if not all(step.what for step in steps):
        return False, N_("Write what is to be done in each next step")
    return all(step.who for step in steps), N_("Write who will do each next step")
