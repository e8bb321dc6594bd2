"""What a threshold framework is: plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from portal.rules.threshold_rules import BANDS, Condition
from portal.vocabulary import Band, Nation, Urgency

Text = Mapping[str, str]
"""The same words by language code; a language without words is left out."""


def say(text: Text, lang: str) -> str:
    """The words in the language asked for, in English where there are none, else nothing."""
    return text.get(lang) or text.get("en") or ""


class Scope(StrEnum):
    """Whether an indicator is about one child or about everyone in the home."""

    CHILD = "child"
    HOUSEHOLD = "household"


class Effect(StrEnum):
    """What a yes to a safety question does."""

    EMERGENCY = "emergency"  # danger, and 999 first
    PROTECTION = "protection"  # danger, and the MASH now
    SAFE_CONTACT = "safe_contact"  # moves no number; care with every message


DERIVED_FLAGS = ("unborn", "under_1", "under_2")
KNOWN_FLAGS = (
    *DERIVED_FLAGS,
    "disabled",
    "non_verbal",
    "looked_after",
    "open_to_social_care",
    "sibling_open",
    "previous_plan",
    "help_tried",
    "help_refused",
    "repeat_contacts",
    "child_not_seen",
    "men_unknown",
)


@dataclass(frozen=True)
class Level:
    """One level of the local continuum; `rank` 1 is the lowest."""

    rank: int
    code: str
    name: Text
    bands: tuple[Band, ...]  # lowest first
    consent: str
    pathway: str
    descriptor: Text = field(default_factory=dict)
    next_steps: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Domain:
    """One side of the child's life."""

    code: str
    name: Text
    order: int


@dataclass(frozen=True)
class Section:
    """A group of indicators, and why they are graded as they are."""

    code: str
    domain: str
    title: Text
    rationale: Text
    document_section: str


@dataclass(frozen=True)
class AgeRange:
    """The ages an indicator is listed for, in completed months, both ends included.

    Ages order and hide lists and prompt a check; they never change what counts.
    """

    from_months: int | None = 0
    to_months: int | None = None
    unborn: bool = True
    note: Text = field(default_factory=dict)

    @property
    def only_unborn(self) -> bool:
        """Listed for unborn babies and for nobody else."""
        return self.unborn and self.from_months is None and self.to_months is None

    def fits(self, youngest: int, oldest: int) -> bool:
        """Whether any age from `youngest` to `oldest` months is one it is listed for."""
        if self.only_unborn:
            return False
        below = self.to_months is not None and youngest > self.to_months
        above = self.from_months is not None and oldest < self.from_months
        return not (below or above)


@dataclass(frozen=True)
class Indicator:
    """One thing that can be ticked. `by_nation` holds it as it reads under one nation's law."""

    id: str
    section: str
    domain: str
    text: Text
    level: int
    band: Band
    age: AgeRange
    scope: Scope
    red_line: bool
    locked: bool
    urgency: Urgency
    emergency: bool
    tags: frozenset[str]
    pathway: str | None = None
    duties: tuple[str, ...] = ()
    safety_advice: tuple[str, ...] = ()
    help: Text = field(default_factory=dict)
    why: Text = field(default_factory=dict)
    by_nation: Mapping[Nation, "Indicator"] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """What several facts mean together. Targets are bands, so a rule survives other levels."""

    id: str
    text: Text
    when: Condition
    raise_to: Band | None
    upper_to: Band | None
    consult_today: bool


@dataclass(frozen=True)
class Pathway:
    """What to do, whom to phone and what to ask of the family."""

    code: str
    title: Text
    steps: tuple[Text, ...]
    consent_text: Text
    phone: str  # "hub" is the hub's own number
    out_of_hours: str
    form: str


@dataclass(frozen=True)
class Duty:
    """Something the law or local procedure asks for besides the report to the hub."""

    code: str
    name: Text
    text: Text
    legal_note: str | None = None


@dataclass(frozen=True)
class LegalNote:
    """A point of law that the hub confirms before anyone reads it as settled.

    `effective_from` is None while the day it starts, or whether it has started, is not known.
    """

    id: str
    text: Text
    jurisdiction: tuple[Nation, ...]  # empty is every nation of the framework
    edition: str
    effective_from: date | None
    confirmed_by_hub: bool


@dataclass(frozen=True)
class SafetyQuestion:
    """One question of the safety screen, asked before anything else."""

    id: str
    text: Text
    yes: Effect
    help: Text = field(default_factory=dict)


@dataclass(frozen=True)
class ContextFlag:
    """A fact about the child or their history that is not an indicator."""

    code: str
    text: Text
    help: Text = field(default_factory=dict)


@dataclass(frozen=True)
class ProtectiveFactor:
    """A strength. It shapes the plan and changes no number."""

    id: str
    domain: str
    text: Text


@dataclass(frozen=True, eq=False)
class Framework:
    """One version of a hub's threshold document as data; compared by identity."""

    id: str
    version: str
    jurisdiction: tuple[Nation, ...]
    levels: tuple[Level, ...]  # lowest rank first
    domains: tuple[Domain, ...]
    sections: tuple[Section, ...]
    indicators: tuple[Indicator, ...]
    rules: tuple[Rule, ...]
    safety: tuple[SafetyQuestion, ...]
    flags: tuple[ContextFlag, ...] = ()
    protective_factors: tuple[ProtectiveFactor, ...] = ()
    protective_factors_caution: Text = field(default_factory=dict)
    pathways: Mapping[str, Pathway] = field(default_factory=dict)
    safety_advice: Mapping[str, Text] = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)
    legal_notes: Mapping[str, LegalNote] = field(default_factory=dict)
    source_document: Text = field(default_factory=dict)
    drafts: Mapping[str, date] = field(default_factory=dict)  # translations nobody confirmed

    @property
    def top(self) -> int:
        """The highest rank."""
        return self.levels[-1].rank

    def level(self, rank: int) -> Level:
        """The level of that rank."""
        return self.levels[rank - 1]

    def rank_of(self, band: Band) -> int:
        """The lowest rank holding the band, else any higher band, else the top (2.5a 12)."""
        for sought in BANDS[BANDS.index(band) :]:
            for level in self.levels:
                if sought in level.bands:
                    return level.rank
        return self.top

    @cached_property
    def indicator(self) -> Mapping[str, Indicator]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def section(self) -> Mapping[str, Section]:
        """Sections by code."""
        return {section.code: section for section in self.sections}

    def law_of(self, nation: Nation) -> tuple[LegalNote, ...]:
        """The points of law of one nation that no duty carries, in the framework's order."""
        carried = {duty.legal_note for duty in self.duties.values()}
        return tuple(
            note
            for note in self.legal_notes.values()
            if note.id not in carried and (not note.jurisdiction or nation in note.jurisdiction)
        )

    def for_nation(self, nation: Nation | None) -> "Framework":
        """The framework as it reads under one nation's law; itself where nothing differs."""
        return self if nation is None else self._by_nation.get(nation, self)

    @cached_property
    def _by_nation(self) -> dict[Nation, "Framework"]:
        differing = {nation for indicator in self.indicators for nation in indicator.by_nation}
        return {nation: self._as_read_in(nation) for nation in differing}

    def _as_read_in(self, nation: Nation) -> "Framework":
        read = tuple(indicator.by_nation.get(nation, indicator) for indicator in self.indicators)
        return replace(self, indicators=read)
