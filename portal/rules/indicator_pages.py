"""How 220 indicators feel like few: sections by domain, those that fit the child's age first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from portal.rules.consultation import Tick
from portal.rules.threshold_model import Domain, Framework, Indicator, Scope, Section
from portal.vocabulary import Band


@dataclass(frozen=True)
class Ages:
    """The child's age as far as it orders lists; everything fits an age that is not known."""

    youngest: int | None = None
    oldest: int | None = None
    is_unborn: bool = False

    def fit(self, indicator: Indicator) -> bool:
        """Whether the indicator is usually listed for this age."""
        if self.is_unborn:
            return indicator.age.unborn
        if self.youngest is None or self.oldest is None:
            return True
        return indicator.age.fits(self.youngest, self.oldest)


@dataclass(frozen=True)
class SectionLine:
    """One section to choose from."""

    section: Section
    fits: bool  # at least half of its worries are usual at this age
    answered: int


@dataclass(frozen=True)
class DomainLines:
    """A domain with its sections, those that fit the age first."""

    domain: Domain
    sections: tuple[SectionLine, ...]


class Line(NamedTuple):
    """One indicator as a question, with what has been answered so far."""

    indicator: Indicator
    tick: Tick | None
    fits: bool
    is_shared: bool  # about the home: counts for every child
    is_strength: bool


def sections_by_domain(
    framework: Framework, ages: Ages, answered: Collection[str]
) -> tuple[DomainLines, ...]:
    """Every section under its domain, in the framework's order, fitting ones first."""
    lines = []
    for domain in framework.domains:
        sections = [
            _section_line(framework, section, ages, answered)
            for section in framework.sections
            if section.domain == domain.code
        ]
        ordered = sorted(sections, key=lambda line: not line.fits)
        lines.append(DomainLines(domain, tuple(ordered)))
    return tuple(lines)


def section_questions(
    framework: Framework, code: str, ages: Ages, ticks: Mapping[str, Tick]
) -> tuple[Line, ...]:
    """The indicators of one section: worries that fit the age, other worries, then strengths."""
    inside = (each for each in framework.indicators if each.section == code)
    lines = questions(inside, ages, ticks)
    return tuple(sorted(lines, key=lambda line: (line.is_strength, not line.fits)))


def questions(
    indicators: Iterable[Indicator], ages: Ages, ticks: Mapping[str, Tick]
) -> tuple[Line, ...]:
    """Indicators as questions, in the order given."""
    return tuple(
        Line(
            each,
            ticks.get(each.id),
            ages.fit(each),
            each.scope == Scope.HOUSEHOLD,
            each.band == Band.UNIVERSAL,
        )
        for each in indicators
    )


def _section_line(
    framework: Framework, section: Section, ages: Ages, answered: Collection[str]
) -> SectionLine:
    inside = [each for each in framework.indicators if each.section == section.code]
    worries = [each for each in inside if each.band != Band.UNIVERSAL]
    return SectionLine(
        section=section,
        fits=2 * sum(ages.fit(each) for each in worries) >= len(worries),
        answered=sum(each.id in answered for each in inside),
    )
