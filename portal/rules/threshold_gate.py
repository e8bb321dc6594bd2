"""When the lowest level may be shown: only for a child known to be safe, seen and doing well."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from portal.rules.threshold_case import Case
from portal.rules.threshold_index import Index
from portal.rules.threshold_model import Framework
from portal.rules.threshold_reading import Reading, safety_answer
from portal.vocabulary import Answer, IndicatorState

CORE_DOMAINS = ("DEV", "PAR", "FAM")


class Gap(StrEnum):
    """The kinds of thing that keep level 1 from being shown."""

    SAFETY = "safety"
    AGE = "age"
    SEEN = "seen"
    CHILD_NOT_SEEN = "child_not_seen"
    UPPER = "upper"
    DOMAIN = "domain"
    STRENGTH = "strength"


class Unmet(NamedTuple):
    """One condition that is not met, and the question, domain or indicator it is about."""

    gap: Gap
    id: str


def unmet_conditions(
    framework: Framework, index: Index, case: Case, reading: Reading, upper: int
) -> tuple[Unmet, ...]:
    """Every condition for level 1 that is not met, in the framework's order (2.5a 10)."""
    return (
        *_about_the_child(framework, case),
        *((Unmet(Gap.UPPER, Gap.UPPER),) if upper > 1 else ()),
        *_about_strengths(index, case, reading),
    )


def _about_the_child(framework: Framework, case: Case) -> Iterator[Unmet]:
    for question in framework.safety:
        if safety_answer(case, question.id) != Answer.NO:
            yield Unmet(Gap.SAFETY, question.id)
    if not case.is_age_known:
        yield Unmet(Gap.AGE, Gap.AGE)
    if not (case.is_seen or case.unborn):
        yield Unmet(Gap.SEEN, Gap.SEEN)
    if case.flags.get("child_not_seen", Answer.NO) != Answer.NO:
        yield Unmet(Gap.CHILD_NOT_SEEN, Gap.CHILD_NOT_SEEN)


def _about_strengths(index: Index, case: Case, reading: Reading) -> Iterator[Unmet]:
    present = reading.low.counted & index.strengths
    for domain in CORE_DOMAINS:
        if not present & index.by_domain.get(domain, 0):
            yield Unmet(Gap.DOMAIN, domain)
    for indicator in index.strength_ids:
        answer = case.indicators.get(indicator)
        if answer is not None and answer.answer != IndicatorState.PRESENT:
            yield Unmet(Gap.STRENGTH, indicator)
