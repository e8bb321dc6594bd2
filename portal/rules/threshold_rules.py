"""The conditions a combination rule may use, and how they are tested against ticked facts.

There is no `not`, no "fewer than" and no condition on an absence: adding or worsening a fact can
only make a condition come true, never stop it being true (thresholds 2.5).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Protocol

from portal.vocabulary import Band

BANDS: tuple[Band, ...] = tuple(Band)  # lowest first


@dataclass(frozen=True)
class Count:
    """At least so many indicators with any of the tags, from a band up, over so many domains.

    With `ongoing` (or `serious`) only indicators that are repeated or ongoing (or have a serious
    effect) are counted.
    """

    at_least: int
    min_band: Band | None = None
    tags: tuple[str, ...] = ()
    domains_at_least: int = 1
    ongoing: bool = False
    serious: bool = False


@dataclass(frozen=True)
class CountTags:
    """At least so many of the listed tags occur, each on an indicator of the band or above."""

    tags: tuple[str, ...]
    at_least: int
    min_band: Band | None = None


@dataclass(frozen=True)
class FlagIsYes:
    """A context flag is yes."""

    code: str


@dataclass(frozen=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]


Condition = Count | CountTags | FlagIsYes | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Facts:
    """What counts in one run; sets of indicators are bit sets in the framework's order."""

    counted: int
    ongoing: int
    serious: int
    flags: frozenset[str]
    danger: bool


Test = Callable[[Facts], bool]


class Countable(Protocol):
    """What the conditions need to know of an indicator."""

    @property
    def domain(self) -> str: ...

    @property
    def band(self) -> Band: ...

    @property
    def tags(self) -> frozenset[str]: ...


class IndicatorSets:
    """The bit sets of a framework's indicators by tag, by domain and from each band up."""

    def __init__(self, indicators: Iterable[Countable]) -> None:
        self._by_tag: dict[str, int] = {}
        self._from_band = dict.fromkeys(BANDS, 0)
        self._everything = 0
        by_domain: dict[str, int] = {}
        for place, indicator in enumerate(indicators):
            bit = 1 << place
            self._everything |= bit
            by_domain[indicator.domain] = by_domain.get(indicator.domain, 0) | bit
            for tag in indicator.tags:
                self._by_tag[tag] = self._by_tag.get(tag, 0) | bit
            for band in BANDS[: BANDS.index(indicator.band) + 1]:
                self._from_band[band] |= bit
        self.by_domain = by_domain

    def tagged(self, tag: str) -> int:
        """Indicators that carry the tag."""
        return self._by_tag.get(tag, 0)

    def from_band(self, band: Band | None) -> int:
        """Indicators whose own band is this one or a higher one; all of them without a band."""
        return self._everything if band is None else self._from_band[band]


def compile_condition(condition: Condition, sets: IndicatorSets) -> Test:
    """A test of one condition, with every set it needs worked out beforehand."""
    match condition:
        case Count():
            return _count(condition, sets)
        case CountTags():
            return _count_tags(condition, sets)
        case FlagIsYes(code):
            return lambda facts: code in facts.flags
        case AllOf(parts):
            tests = tuple(compile_condition(part, sets) for part in parts)
            return _every(tests)
        case AnyOf(parts):
            tests = tuple(compile_condition(part, sets) for part in parts)
            return _some(tests)


def flags_in(condition: Condition) -> frozenset[str]:
    """The flags that a condition asks for, anywhere in it."""
    match condition:
        case FlagIsYes(code):
            return frozenset({code})
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*map(flags_in, parts))
        case _:
            return frozenset()


def _every(tests: tuple[Test, ...]) -> Test:
    def holds(facts: Facts) -> bool:
        for test in tests:  # noqa: SIM110  a plain loop is twice as fast, and this is the hot path
            if not test(facts):
                return False
        return True

    return holds


def _some(tests: tuple[Test, ...]) -> Test:
    def holds(facts: Facts) -> bool:
        for test in tests:  # noqa: SIM110  as above
            if test(facts):
                return True
        return False

    return holds


def _count(count: Count, sets: IndicatorSets) -> Test:
    eligible = sets.from_band(count.min_band)
    if count.tags:
        eligible &= reduce(or_, (sets.tagged(tag) for tag in count.tags))
    domains = tuple(sets.by_domain.values())

    def holds(facts: Facts) -> bool:
        met = facts.counted & eligible
        if count.ongoing:
            met &= facts.ongoing
        if count.serious:
            met &= facts.serious
        if met.bit_count() < count.at_least:
            return False
        if count.domains_at_least == 1:
            return True
        return sum(1 for domain in domains if met & domain) >= count.domains_at_least

    return holds


def _count_tags(count: CountTags, sets: IndicatorSets) -> Test:
    from_band = sets.from_band(count.min_band)
    tagged = tuple(sets.tagged(tag) & from_band for tag in count.tags)
    return lambda facts: sum(1 for tag in tagged if facts.counted & tag) >= count.at_least
