"""What a document says, as plain data: already worded, in one language, for one audience.

`…Facts` is all the record holds; `…Content` is what every audience may have; the third class of
each family is a finished document, which only the builders in `copies` should make.
Instants are aware; an empty text means that nothing was said.
"""

from dataclasses import dataclass
from datetime import datetime

from portal.documents.body import BodyMap
from portal.documents.check_lines import CheckAnswerLine, CheckQuestionLines
from portal.documents.lines import (
    AnswerGroup,
    AnswerLine,
    FrameworkLine,
    GuidanceLines,
    HubLine,
    LevelLine,
    NextStepLine,
    PersonLine,
    PractitionerLine,
    ReasonLine,
    StatementLine,
)
from portal.vocabulary import AdviceStatus, Audience, DecisionStatus


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
    options: tuple[AnswerGroup, ...] = ()  # open to a victim of domestic abuse at any time


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
    need: str = ""  # the main one, in the hub's words with its code


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
    received_at: datetime | None = None  # before it was entered: how and by whom, and why late
    received_how: str = ""
    received_late: str = ""
    safety: tuple[AnswerLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    answers: tuple[AnswerGroup, ...] = ()
    maps: tuple[BodyMap, ...] = ()  # injuries, for each person who has any
    is_referral: bool = False  # help is asked for, and not only advice
    guidance: tuple[GuidanceLines, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConsultationFacts(ConsultationContent):
    """Everything the record holds about what was sent; never rendered."""

    may_be_seen: bool = False  # by the person causing harm
    statements: tuple[StatementLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConsultationCopy(ConsultationContent):
    """A copy of what was sent, for one audience."""

    audience: Audience
    statements: tuple[StatementLine, ...]


@dataclass(frozen=True, kw_only=True)
class CheckContent(DocumentContent):
    """One version of an agency's return: what every audience may have of it."""

    organisation: str
    agency: str
    version: int
    answered_at: datetime


@dataclass(frozen=True, kw_only=True)
class CheckFacts(CheckContent):
    """Everything the record holds about an agency check; never rendered."""

    asked: CheckQuestionLines
    answered_by: str
    answers: tuple[CheckAnswerLine, ...]


@dataclass(frozen=True, kw_only=True)
class CheckReturn(CheckContent):
    """An agency's return for one audience."""

    audience: Audience
    answers: tuple[CheckAnswerLine, ...]
    asked: CheckQuestionLines | None  # None for who sent the contact
    answered_by: str
    withheld: int  # answers that only the person who asked may read; the hub alone is told


@dataclass(frozen=True, kw_only=True)
class MaracContent(DocumentContent):
    """A referral to a MARAC: what every audience may have of it."""

    version: int
    recorded_by: PractitionerLine
    recorded_at: datetime
    criteria: tuple[str, ...]
    people: tuple[PersonLine, ...] = ()
    answers: tuple[AnswerGroup, ...] = ()
    options: tuple[AnswerGroup, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MaracFacts(MaracContent):
    """Everything the record holds about a MARAC referral; never rendered."""

    asked_by: PractitionerLine
    may_be_seen: bool = True  # by the person causing harm
    hub_note: str = ""
    statements: tuple[StatementLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MaracReferralCopy(MaracContent):
    """A MARAC referral for one audience."""

    audience: Audience
    asked_by: PractitionerLine | None  # None where it could harm who asked
    hub_note: str
    protected_statements: tuple[StatementLine, ...]


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
    is_safe_elsewhere: bool = False
    not_told_elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChronologyRecord(DocumentContent):
    """What happened, the oldest first, for one audience."""

    audience: Audience
    happenings: tuple[HappeningLine, ...]


Document = (
    AdviceRecord
    | DecisionLetter
    | ConsultationCopy
    | CheckReturn
    | MaracReferralCopy
    | ChronologyRecord
)
