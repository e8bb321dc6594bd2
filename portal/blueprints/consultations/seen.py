"""What the page of indicators shows: which child, which section or search, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.blueprints.consultations.way import Way
from portal.frameworks.synonyms import load_synonyms
from portal.rules.consultation import UNNAMED, Consultation, PersonFacts, Tick
from portal.rules.indicator_pages import (
    Ages,
    DomainLines,
    Line,
    questions,
    section_questions,
    sections_by_domain,
)
from portal.rules.indicator_search import index_of, search
from portal.rules.threshold_model import Framework, Scope, Section
from portal.vocabulary import Impact, IndicatorState, Pattern, PersonKind

Given = Mapping[str, str]
SEARCH_SHOWS = 12
PARTS = {"answer": IndicatorState, "pattern": Pattern, "impact": Impact}


@dataclass(frozen=True)
class SeenPage:
    """One reading of the page's address against one draft."""

    framework: Framework
    consultation: Consultation
    on: date
    child: PersonFacts | None
    section: Section | None
    q: str

    @property
    def ages(self) -> Ages:
        """The child's age, for the order of lists."""
        if self.child is None:
            return Ages()
        youngest, oldest = self.child.age_range(self.on) or (None, None)
        return Ages(youngest, oldest, self.child.kind is PersonKind.UNBORN)

    @property
    def ticks(self) -> Mapping[str, Tick]:
        """What has been answered for this child and for the home."""
        own = self.consultation.by_child.get(self.child.id if self.child else UNNAMED, ())
        return {tick.indicator_id: tick for tick in (*self.consultation.shared, *own)}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The questions to show: the search's, else the section's, else none."""
        if self.q:
            found = search(index_of(self.framework, load_synonyms()), self.q)[:SEARCH_SHOWS]
            listed = [self.framework.indicator[each] for each in found]
            lines = questions(listed, self.ages, self.ticks)
            return tuple(sorted(lines, key=lambda line: not line.fits))
        if self.section:
            return section_questions(self.framework, self.section.code, self.ages, self.ticks)
        return ()

    @property
    def answered(self) -> tuple[Line, ...]:
        """Everything answered so far, in the framework's order."""
        ticks = self.ticks
        listed = [each for each in self.framework.indicators if each.id in ticks]
        return questions(listed, self.ages, ticks)

    @property
    def domains(self) -> tuple[DomainLines, ...]:
        """Every section, those that fit the child's age first."""
        return sections_by_domain(self.framework, self.ages, set(self.ticks))


def read_address(address: Given, typed: Given, way: Way, on: date) -> SeenPage:
    """The page that an address and a form ask for; what is not known is simply not chosen."""
    children = {str(child.id): child for child in way.consultation.children}
    first = next(iter(way.consultation.children), None)
    chosen = {**address, **typed}
    return SeenPage(
        framework=way.framework,
        consultation=way.consultation,
        on=on,
        child=children.get(chosen.get("child", ""), first),
        section=way.framework.section.get(chosen.get("section", "")),
        q=typed.get("q", "").strip()[:200],
    )


def typed_changes(seen: SeenPage, form: Any) -> dict[str, dict[str, str]]:
    """The answers of the indicators that were shown, by the page they are saved on.

    Words outside the vocabulary are dropped; modifiers without a tick go with it.
    """
    changes: dict[str, dict[str, str]] = {}
    for indicator_id in form.getlist("shown"):
        indicator = seen.framework.indicator.get(indicator_id)
        if indicator is None:
            continue
        answers = _typed(form, indicator_id)
        own = seen.child.id if seen.child else UNNAMED
        is_shared = indicator.scope == Scope.HOUSEHOLD
        changes.setdefault("seen" if is_shared else f"seen:{own}", {}).update(answers)
        if own != UNNAMED and UNNAMED in seen.consultation.by_child:
            changes.setdefault(f"seen:{UNNAMED}", {}).update(dict.fromkeys(answers, ""))
    return changes


def _typed(form: Any, indicator_id: str) -> dict[str, str]:
    has_answer = form.get(f"{indicator_id}.answer", "") in set(IndicatorState)
    return {
        f"{indicator_id}.{part}": value if has_answer and value in set(kind) else ""
        for part, kind in PARTS.items()
        for value in [form.get(f"{indicator_id}.{part}", "")]
    }
