"""What documents are made of: people, answers, levels, reasons and steps, already worded."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class HubLine:
    """The hub, and how a professional reaches it."""

    name: str
    phone: str = ""
    opening_hours: str = ""
    out_of_hours_phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class PractitionerLine:
    """The person who asked or who answered."""

    name: str
    role: str = ""
    organisation: str = ""
    phone: str = ""
    call_back: str = ""  # when it is best to ring


@dataclass(frozen=True, kw_only=True)
class AnswerLine:
    """A question as it was put, and the answer as it was given."""

    question: str
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerGroup:
    """Answers that were asked for together, under their heading."""

    heading: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """A child or adult, the part they play, and what else was said of them."""

    name: str  # empty when not known
    part: str
    age: str = ""
    details: tuple[AnswerLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """Something said or seen; the three source fields are what a protected source hides."""

    what: str
    when: str = ""
    how_often: str = ""
    basis: str = ""  # seen, told or opinion; names nobody
    said_by: str = ""
    said_by_detail: str = ""
    is_source_protected: bool = False


@dataclass(frozen=True, kw_only=True)
class FrameworkLine:
    """The published version of the local threshold document that was used."""

    title: str
    version: str
    effective_from: date | None = None
    lang: str = ""  # when its words are not in the document's language


@dataclass(frozen=True, kw_only=True)
class LevelLine:
    """A local level of need in the hub's words."""

    rank: int
    name: str
    descriptor: str = ""


@dataclass(frozen=True, kw_only=True)
class ReasonLine:
    """One reason, and the section of the threshold document it comes from."""

    text: str
    section: str = ""


@dataclass(frozen=True, kw_only=True)
class IndicatorLine:
    """One indicator and what was answered about it."""

    text: str
    answer: str
    pattern: str = ""
    impact: str = ""


@dataclass(frozen=True, kw_only=True)
class GuidanceLines:
    """The guidance that was shown for one child; no level means not enough information."""

    child: str
    level: LevelLine | None = None
    could_be: LevelLine | None = None  # the upper end, when it is higher
    how_soon: str = ""
    act_first: str = ""
    what_to_do: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # duties, each with how far its law is settled
    indicators: tuple[IndicatorLine, ...] = ()
    reasons: tuple[ReasonLine, ...] = ()
    not_known: tuple[str, ...] = ()
    own_level: LevelLine | None = None
    own_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NextStepLine:
    """Who does what by when."""

    what: str
    who: str
    by_on: date | None = None
