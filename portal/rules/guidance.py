"""From a consultation's saved pages to guidance for each child: pure, one engine call a child."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from portal.rules.consultation import UNNAMED, Consultation, PersonFacts, Tick
from portal.rules.saying import Speak
from portal.rules.threshold_case import Case, IndicatorAnswer, Outcome
from portal.rules.threshold_index import FLOOR_OF_BAND
from portal.rules.threshold_model import Framework, Scope, say
from portal.rules.threshold_reasons import Translate
from portal.rules.thresholds import evaluate, household_cases
from portal.vocabulary import Answer, Nation, Urgency


class Screened(Protocol):
    """Whatever holds the answers of the safety screen."""

    @property
    def safety(self) -> Mapping[str, Answer]: ...


@dataclass(frozen=True)
class ChildGuidance:
    """What the framework points to for one child; `person` is None while nobody has been added."""

    person: PersonFacts | None
    case: Case
    outcome: Outcome


URGENCIES = (Urgency.ROUTINE, Urgency.DAYS, Urgency.SAMEDAY, Urgency.NOW)


def guide(
    framework: Framework,
    consultation: Consultation,
    *,
    nation: Nation,
    on: date,
    lang: str = "en",
    translate: Translate = str,
    speak: Speak = say,
) -> tuple[ChildGuidance, ...]:
    """Guidance for each child, in the order they were added; one unnamed child while there is none.

    What was ticked about the home counts for every child (thresholds 2.5a 13). Answers for
    indicators the framework does not list are left out: a draft may outlive a version.
    """
    people: tuple[PersonFacts | None, ...] = consultation.children or (None,)
    own = [_case(framework, consultation, person, nation, on) for person in people]
    shared = _listed(framework, consultation.shared, Scope.HOUSEHOLD)
    cases = household_cases(framework, own, shared)
    return tuple(
        ChildGuidance(
            person, case, evaluate(framework, case, lang=lang, translate=translate, speak=speak)
        )
        for person, case in zip(people, cases, strict=True)
    )


def most_urgent(given: Iterable[ChildGuidance]) -> Urgency:
    """How soon the most urgent child needs an answer."""
    return max((each.outcome.urgency for each in given), key=URGENCIES.index)


def place_in_queue(
    given: Iterable[ChildGuidance], framework: Framework, own_level: int | None
) -> Urgency:
    """How soon the hub looks at it: as the guidance says, and sooner where that says too little.

    Where no level can be said, nobody has weighed the words yet, so the hub reads them the same
    day. A professional's own view counts like an upper end (thresholds 2.5a 7), and only upwards.
    """
    given = tuple(given)
    found = [most_urgent(given)]
    if any(each.outcome.level is None for each in given):
        found.append(Urgency.SAMEDAY)
    if own_level is not None:
        found += [
            FLOOR_OF_BAND[band]
            for band in framework.level(own_level).bands
            if band in FLOOR_OF_BAND
        ]
    return max(found, key=URGENCIES.index)


def highest(given: Iterable[ChildGuidance]) -> int | None:
    """The highest level among the children; None when none can be said."""
    return max((each.outcome.level or 0 for each in given), default=0) or None


def may_say_lower(given: Iterable[ChildGuidance], screen: Screened) -> bool:
    """Whether a lower view is offered: never on a red line or a danger answer (thresholds 2.9)."""
    danger = any(screen.safety.get(f"S{n}") is Answer.YES for n in range(1, 8))
    return not danger and not any(each.outcome.red_lines for each in given)


def _case(
    framework: Framework,
    consultation: Consultation,
    person: PersonFacts | None,
    nation: Nation,
    on: date,
) -> Case:
    flags = dict(consultation.flags)
    case = Case(
        safety=consultation.safety,
        flags=flags,
        protective_factors=consultation.protective_factors,
        nation=nation,
    )
    if person is None:
        ticked = consultation.by_child.get(UNNAMED, ())
        return replace(case, indicators=_listed(framework, ticked, Scope.CHILD))
    flags.update(person.flags)
    if person.seen in {Answer.NO, Answer.NOT_KNOWN}:
        flags["child_not_seen"] = Answer.YES if person.seen is Answer.NO else Answer.NOT_KNOWN
    youngest, oldest = person.age_range(on) or (None, None)
    return replace(
        case,
        age_from_months=youngest,
        age_to_months=oldest,
        is_unborn=person.kind == "unborn",
        is_seen=person.seen is Answer.YES,
        indicators=_listed(framework, consultation.by_child.get(person.id, ()), Scope.CHILD),
    )


def _listed(
    framework: Framework, ticks: Iterable[Tick], scope: Scope
) -> dict[str, IndicatorAnswer]:
    return {
        tick.indicator_id: IndicatorAnswer(tick.state, tick.pattern, tick.impact)
        for tick in ticks
        if tick.indicator_id in framework.indicator
        and framework.indicator[tick.indicator_id].scope == scope
    }
