"""Everything an episode knows that one of its documents could say, with who in the family may read
each part; never printed as it is (`family_copy` says what each reader may have).
"""

from dataclasses import dataclass, field, replace
from datetime import date

from portal.vocabulary import (
    ActionStatus,
    Attended,
    EpisodeEnd,
    GoalStatus,
    HelpDocument,
    HelpDomain,
    LineKind,
    MeetingKind,
    Part,
    ReviewOutcome,
    SaidBy,
)

UNPRINTED = {"is_unsaid": True}  # how a part is set, which is not what the paper says
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands on the record, so that a person can go there; it is never printed."""

    kind: str = ""  # line, page, score, goal, action, attendance
    id: str = ""

    @property
    def told(self) -> str:
        """As a form carries it; empty where a person cannot go."""
        return f"{self.kind}:{self.id}" if self.kind else ""


NOWHERE = Place()


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A block of the record; `readers` are ids of the family whose copies may hold it."""

    place: Place = NOWHERE
    readers: frozenset[str] = NOBODY


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """One of the family; `is_removed` are those who were put on the record by mistake."""

    id: str
    name: str
    part: Part | None = None
    is_child: bool = False
    is_unborn: bool = False
    age_years: int | None = None
    born_on: date | None = None
    school: str = ""
    address: str = ""
    is_address_secret: bool = False
    is_at_risk: bool = False  # could be harmed by what is told
    phone: str = ""
    is_removed: bool = False
    once_secret: tuple[tuple[str, str], ...] = ()  # "address" or "phone", and what it was


@dataclass(frozen=True, kw_only=True)
class LineFacts(Kept):
    """A worry, a strength, a sign or something tried."""

    kind: LineKind
    text: str
    about_id: str = ""
    when: str = ""
    said_by: SaidBy | None = None
    said_by_detail: str = ""
    is_source_protected: bool = False
    lang: str = ""  # of the local document's words where they are not in the paper's language


@dataclass(frozen=True, kw_only=True)
class PageFacts(Kept):
    """One page of an assessment, review or closure as typed; headings are English message ids."""

    heading: str
    about_id: str = ""
    answers: tuple[tuple[str, str], ...] = ()  # question, answer
    is_coded: bool = False  # answers are English message ids too
    in_english: frozenset[str] = frozenset()  # questions of the hub without words in Welsh


@dataclass(frozen=True, kw_only=True)
class ScoreFacts(Kept):
    """Where the family stood in one domain on one day."""

    domain: HelpDomain
    score: int | None  # None where it was written about and not scored
    on: date
    agreed_with: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionFacts(Kept):
    """Who does what by when."""

    goal_id: str
    what: str
    who: str = ""
    member_id: str = ""
    by_on: date | None = None
    how_known: str = ""
    contingency: str = ""
    status: ActionStatus = ActionStatus.NOT_STARTED
    status_note: str = ""
    status_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class GoalFacts(Kept):
    """What the family wants to be different."""

    id: str
    goal: str
    domain: HelpDomain | None = None
    need: str = ""
    whose_words: str = ""
    status: GoalStatus = GoalStatus.OPEN


@dataclass(frozen=True, kw_only=True)
class MemberFacts:
    """One of the team around the family."""

    id: str
    name: str
    person_id: str = ""
    job: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    has_left: bool = False
    account_id: str = ""  # of who signs in here: one person, for however many agencies


@dataclass(frozen=True, kw_only=True)
class AttendanceFacts(Kept):
    """Whether a member came to the meeting, and what they had to say."""

    member_id: str
    attended: Attended | None = None
    contribution: str = ""


@dataclass(frozen=True, kw_only=True)
class MeetingFacts(Kept):
    """The meeting a review document is about; `readers` may have what it decided."""

    kind: MeetingKind
    held_on: date | None = None
    outcome: ReviewOutcome | None = None
    outcome_why: str = ""


@dataclass(frozen=True, kw_only=True)
class EndFacts:
    """How the episode ended; in a paper all but the day is for professionals."""

    on: date | None = None
    reason: EpisodeEnd | None = None
    note: str = ""
    family_words: str = ""


@dataclass(frozen=True, kw_only=True)
class LevelFacts:
    """The level of need that its writer judged, in the local document's words."""

    rank: int
    name: str
    reason: str = ""
    name_lang: str = field(default="", metadata=UNPRINTED)  # where it is not the paper's


@dataclass(frozen=True, kw_only=True)
class LeadFacts:
    """Who coordinates the help, and how to reach them."""

    name: str
    organisation: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class SecretFacts:
    """An address that must stay hidden, from a contact behind the episode; no `whose` is all."""

    text: str
    whose: frozenset[str] = NOBODY


@dataclass(frozen=True, kw_only=True)
class ContactPersonFacts:
    """What a contact behind it tells of one person, whom the episode may know otherwise or not."""

    id: str  # of the family, where it is one of them
    name: str = ""
    names_used: str = ""  # "Shaz, formerly Pugh"
    school: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class HelpFacts:
    """All of it, for one document."""

    document: HelpDocument
    reference: str
    started_on: date
    lead: LeadFacts
    happened_on: date | None = None  # completed, held or ended
    corrected_on: date | None = None  # last
    people: tuple[PersonFacts, ...] = ()
    lines: tuple[LineFacts, ...] = ()
    pages: tuple[PageFacts, ...] = ()
    scores: tuple[ScoreFacts, ...] = ()
    goals: tuple[GoalFacts, ...] = ()
    actions: tuple[ActionFacts, ...] = ()
    team: tuple[MemberFacts, ...] = ()
    attendance: tuple[AttendanceFacts, ...] = ()
    meeting: MeetingFacts | None = None
    end: EndFacts | None = None
    level: LevelFacts | None = None
    next_on: date | None = None  # the next meeting
    must_not_be_told: str = ""
    is_anyone_at_risk: bool = False  # telling the wrong person could harm somebody
    secrets: tuple[SecretFacts, ...] = ()
    sources: tuple[str, ...] = ()  # who must never be known to have said something
    on_contacts: tuple[ContactPersonFacts, ...] = ()


def without_removed(facts: HelpFacts) -> HelpFacts:
    """The record without whoever was taken out of the family, and without all that is of them.

    What others wrote of them stays; that it names them is found when the copy is looked through.
    """
    gone = {each.id for each in facts.people if each.is_removed}
    left = {each.id for each in facts.team if each.person_id in gone}
    return replace(
        facts,
        people=tuple(each for each in facts.people if each.id not in gone),
        lines=tuple(each for each in facts.lines if each.about_id not in gone),
        pages=tuple(each for each in facts.pages if each.about_id not in gone),
        team=tuple(each for each in facts.team if each.id not in left),
        attendance=tuple(each for each in facts.attendance if each.member_id not in left),
        actions=tuple(
            replace(each, who="") if each.member_id in left else each for each in facts.actions
        ),
    )
