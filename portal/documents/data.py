"""What a document says, as plain data: already worded, in one language, for one audience.

`…Facts` is all the record holds; `…Content` is what every audience may have; the third class of
each family is a finished document, which only the builders in `copies` should make.
Instants are aware; an empty text means that nothing was said.
"""

from dataclasses import dataclass
from datetime import date, datetime

from portal.documents.body import BodyMap
from portal.vocabulary import AdviceStatus, Audience, DecisionStatus


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


@dataclass(frozen=True, kw_only=True)
class DocumentContent:
    """What every document carries, whoever it is for."""

    reference: str
    hub: HubLine
    printed_at: datetime  # the one field that the fingerprint leaves out
    lang: str = "en"  # of the document's own words: "en" or "cy"
    written_lang: str = ""  # of what people typed, when that differs
    framework: FrameworkLine | None = None
    question: str = ""
    is_safe_contact: bool = False
    safe_contact_note: str = ""
    must_not_be_told: str = ""
    still_missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnswerContent(DocumentContent):
    """One version of an answer of the hub: what every audience may have of it."""

    asked_by: PractitionerLine
    asked_at: datetime
    version: int
    status_at: datetime | None = None  # withdrawn or overturned then
    status_reason: str = ""
    corrects_version: int | None = None
    people: tuple[PersonLine, ...] = ()
    level: LevelLine | None = None  # None is "not enough to say"
    outcome: str = ""
    advice: str
    reasons: str
    descriptors: tuple[ReasonLine, ...] = ()
    next_steps: tuple[NextStepLine, ...] = ()
    would_raise: tuple[str, ...] = ()
    would_lower: tuple[str, ...] = ()
    safe_to_tell: str
    safe_to_tell_why: str = ""


@dataclass(frozen=True, kw_only=True)
class AdviceContent(AnswerContent):
    """One version of an advice."""

    answered_by: PractitionerLine
    answered_at: datetime
    status: AdviceStatus = AdviceStatus.GIVEN


@dataclass(frozen=True, kw_only=True)
class DecisionContent(AnswerContent):
    """One signed-off version of a decision."""

    proposed_by: PractitionerLine
    signed_by: PractitionerLine
    signed_at: datetime
    status: DecisionStatus = DecisionStatus.SIGNED_OFF
    help_offered: str = ""


@dataclass(frozen=True, kw_only=True)
class AdviceFacts(AdviceContent):
    """Everything the record holds about an advice; never rendered."""

    statements: tuple[StatementLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AdviceRecord(AdviceContent):
    """The advice record for one audience."""

    audience: Audience
    protected_statements: tuple[StatementLine, ...]


@dataclass(frozen=True, kw_only=True)
class DecisionFacts(DecisionContent):
    """Everything the record holds about a decision; never rendered."""

    statements: tuple[StatementLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionLetter(DecisionContent):
    """The decision for one audience."""

    audience: Audience
    protected_statements: tuple[StatementLine, ...]


@dataclass(frozen=True, kw_only=True)
class ConsultationContent(DocumentContent):
    """What a professional sent: what every audience may have of it."""

    kind: str
    sent_by: PractitionerLine
    sent_at: datetime
    answer_by_at: datetime | None = None
    safety: tuple[AnswerLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    answers: tuple[AnswerGroup, ...] = ()
    maps: tuple[BodyMap, ...] = ()  # injuries, for each person who has any
    is_referral: bool = False  # help is asked for, and not only advice
    guidance: tuple[GuidanceLines, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConsultationFacts(ConsultationContent):
    """Everything the record holds about what was sent; never rendered."""

    statements: tuple[StatementLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConsultationCopy(ConsultationContent):
    """A copy of what was sent, for one audience."""

    audience: Audience
    statements: tuple[StatementLine, ...]


@dataclass(frozen=True, kw_only=True)
class HappeningLine:
    """One thing that happened on one contact."""

    at: datetime
    reference: str
    what: str
    detail: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class ChronologyFacts(DocumentContent):
    """Everything that happened on the contact and on others about its people; never rendered."""

    happenings: tuple[HappeningLine, ...]
    elsewhere: tuple[HappeningLine, ...] = ()  # on the other contacts


@dataclass(frozen=True, kw_only=True)
class ChronologyRecord(DocumentContent):
    """What happened, the oldest first, for one audience."""

    audience: Audience
    happenings: tuple[HappeningLine, ...]


Document = AdviceRecord | DecisionLetter | ConsultationCopy | ChronologyRecord
