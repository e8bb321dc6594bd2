"""The signs on an episode and the safety answers of its assessment, as the engine takes them."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from portal.rules.assessment import AssessmentFacts
from portal.rules.consultation import Consultation, PersonFacts, Tick
from portal.rules.early_help import Aged, age_months
from portal.rules.guidance import ChildGuidance, may_say_lower
from portal.rules.threshold_model import Framework, Level, Scope
from portal.vocabulary import (
    AgeKind,
    Answer,
    Impact,
    IndicatorState,
    LineKind,
    Part,
    Pattern,
    PersonKind,
)


class Member(Aged, Protocol):
    """One of the family as the episode knows them."""

    id: uuid.UUID
    name: str
    part: Part
    lives_in_home: Answer | None
    due_on: date | None


class Sign(Protocol):
    """A line of the episode; only signs of the threshold document count."""

    kind: LineKind
    about_id: uuid.UUID | None
    indicator_id: str | None
    state: IndicatorState | None
    pattern: Pattern | None
    impact: Impact | None
    is_removed: bool


def as_consultation(
    framework: Framework,
    people: Sequence[Member],
    lines: Iterable[Sign],
    facts: AssessmentFacts,
    on: date,
) -> Consultation:
    """What guidance is given on; nothing of it is free text.

    A sign about the home counts for every child, whomever its line names; a sign about a child
    whose line names no child counts for each of them: what is not known never lowers a level.
    """
    children = [person.id for person in people if person.kind is not PersonKind.ADULT]
    shared: list[Tick] = []
    by_child: dict[uuid.UUID, list[Tick]] = {child: [] for child in children}
    for line in lines:
        tick = _tick(line)
        indicator = framework.indicator.get(tick.indicator_id) if tick else None
        if tick is None or indicator is None:
            continue
        if indicator.scope == Scope.HOUSEHOLD:
            shared.append(tick)
            continue
        for child in [line.about_id] if line.about_id in by_child else children:
            by_child[child].append(tick)
    return Consultation(
        safety=facts.risk.safety,
        people=tuple(_person(person, facts, on) for person in people),
        statements=(),
        shared=tuple(shared),
        by_child={child: tuple(ticks) for child, ticks in by_child.items()},
        protective_factors=(),
        flags={},
        home_at=None,
    )


def levels_offered(
    framework: Framework, given: Iterable[ChildGuidance], facts: AssessmentFacts
) -> tuple[Level, ...]:
    """The levels its writers may choose: none but the highest on a red line or danger."""
    lowest = 1 if may_say_lower(given, facts.risk) else framework.top
    return tuple(level for level in framework.levels if level.rank >= lowest)


def _tick(line: Sign) -> Tick | None:
    is_sign = line.kind is LineKind.INDICATOR and not line.is_removed
    if not (is_sign and line.indicator_id and line.state):
        return None
    return Tick(line.indicator_id, line.state, line.pattern, line.impact)


def _person(person: Member, facts: AssessmentFacts, on: date) -> PersonFacts:
    voice = facts.voice_of(str(person.id))
    is_estimate = person.age_kind is AgeKind.ESTIMATE
    return PersonFacts(
        id=person.id,
        kind=person.kind,
        name=person.name,
        part=person.part,
        lives_in_home=person.lives_in_home,
        age_kind=person.age_kind,
        born_on=person.born_on,
        due_on=person.due_on,
        estimate=age_months(person, on) if is_estimate else None,
        school="",
        address="",
        flags={},
        seen=Answer.YES if voice.heard is Answer.YES else None,
    )
