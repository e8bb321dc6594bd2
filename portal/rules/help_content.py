"""What a document of early help says to one reader: nothing in it has to be left out any more.

`place` is where a block came from: it is neither printed nor part of the fingerprint.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from portal.rules.help_facts import NOWHERE, EndFacts, LeadFacts, LevelFacts, Place
from portal.vocabulary import (
    ActionStatus,
    Attended,
    GoalStatus,
    HelpDocument,
    HelpDomain,
    LineKind,
    MeetingKind,
    Part,
    ReviewOutcome,
    SaidBy,
)

UNSAID, OURS = "is_unsaid", "is_ours"  # not printed; printed, and worded by the portal or the hub


@dataclass(frozen=True, kw_only=True)
class Block:
    """A part of a document that came from one place of the record."""

    place: Place = field(default=NOWHERE, metadata={UNSAID: True})


@dataclass(frozen=True, kw_only=True)
class PersonShown:
    """One of the family; everything but name and age is for professionals."""

    id: str = field(default="", metadata={UNSAID: True})
    name: str
    age_years: int | None = None
    part: Part | None = None
    born_on: date | None = None
    school: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class LineShown(Block):
    """A worry, a strength, something tried; who said it is for professionals."""

    kind: LineKind
    text: str
    about: str = ""
    about_id: str = field(default="", metadata={UNSAID: True})
    when: str = ""
    said_by: SaidBy | None = None
    said_by_detail: str = ""
    lang: str = field(default="", metadata={UNSAID: True})  # of a sign, where not the paper's


@dataclass(frozen=True, kw_only=True)
class AnswerShown:
    """What was asked, and the answer."""

    question: str = field(metadata={OURS: True})
    answer: str
    lang: str = field(default="", metadata={UNSAID: True})  # of the question, where not the paper's


@dataclass(frozen=True, kw_only=True)
class PageShown(Block):
    """A page of an assessment, review or closure."""

    heading: str = field(metadata={OURS: True})
    about: str = ""
    about_id: str = field(default="", metadata={UNSAID: True})
    answers: tuple[AnswerShown, ...]
    is_coded: bool = field(default=False, metadata={UNSAID: True})  # answers are message ids


@dataclass(frozen=True, kw_only=True)
class ScoreShown(Block):
    """Where the family stood in one domain on one day; with whom agreed, for professionals."""

    domain: HelpDomain
    score: int | None = None
    on: date
    agreed_with: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionShown(Block):
    """Who does what by when."""

    what: str
    who: str = ""
    by_on: date | None = None
    how_known: str = ""
    contingency: str = ""
    status: ActionStatus
    status_note: str = ""
    status_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class GoalShown(Block):
    """What the family wants to be different; in whose words, for professionals."""

    goal: str
    domain: HelpDomain | None = None
    need: str = ""
    whose_words: str = ""
    status: GoalStatus
    actions: tuple[ActionShown, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MemberShown:
    """One of the team; organisation and phone are for professionals."""

    id: str = field(default="", metadata={UNSAID: True})
    name: str
    job: str = ""
    organisation: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class CameShown(Block):
    """Who came to the meeting, and what they had to say."""

    name: str
    attended: Attended | None = None
    contribution: str = ""


@dataclass(frozen=True, kw_only=True)
class MeetingShown(Block):
    """The meeting, and what it decided."""

    kind: MeetingKind
    held_on: date | None = None
    outcome: ReviewOutcome | None = None
    outcome_why: str = ""


@dataclass(frozen=True, kw_only=True)
class HelpContent:
    """One document for one reader; `recipient_id` is empty for professionals.

    Who has no name yet, or none that is known, has a copy like anybody else.
    """

    document: HelpDocument
    reference: str
    started_on: date
    lead: LeadFacts
    recipient: str = ""
    recipient_id: str = field(default="", metadata={UNSAID: True})
    happened_on: date | None = None
    corrected_on: date | None = None  # for professionals: it could tell that something is hidden
    people: tuple[PersonShown, ...] = ()
    lines: tuple[LineShown, ...] = ()
    pages: tuple[PageShown, ...] = ()
    scores: tuple[ScoreShown, ...] = ()
    goals: tuple[GoalShown, ...] = ()
    team: tuple[MemberShown, ...] = ()
    came: tuple[CameShown, ...] = ()
    meeting: MeetingShown | None = None
    end: EndFacts | None = None
    level: LevelFacts | None = None
    next_on: date | None = None
    must_not_be_told: str = ""


def said(value: Any) -> Any:
    """The content as plain data, without what is empty and without places.

    An empty part is left out whether it was hidden or never there: nobody can tell which.
    """
    if is_dataclass(value):
        named = ((each.name, getattr(value, each.name)) for each in _printed(value))
        return {name: said(part) for name, part in named if part not in ("", None, ())}
    if isinstance(value, tuple):
        return [said(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


class Typed(NamedTuple):
    """A text that people wrote: the place of its block on the record, and whom that is about."""

    place: Place
    about_id: str
    text: str


def texts(value: Any, place: Place = NOWHERE, about_id: str = "") -> Iterator[Typed]:
    """Every text that people wrote, with the block it stands in."""
    if isinstance(value, str):
        if value and not isinstance(value, Enum):
            yield Typed(place, about_id, value)
        return
    if isinstance(value, Block):
        place, about_id = value.place, getattr(value, "about_id", "")
    for part in _parts(value):
        yield from texts(part, place, about_id)


def _parts(value: Any) -> Iterator[Any]:
    """What it is made of and people wrote."""
    if isinstance(value, tuple):
        yield from value
    elif is_dataclass(value):
        named = (each.name for each in _printed(value) if OURS not in each.metadata)
        yield from (getattr(value, name) for name in named)


def _printed(value: Any) -> list[Any]:
    return [each for each in fields(value) if UNSAID not in each.metadata]
