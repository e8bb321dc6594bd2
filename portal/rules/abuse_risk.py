"""From what was said about abuse to evidence with reasons: which MARAC criteria are met or open.

It decides nothing and gives no score. A yes never takes a criterion away, what is not known is
never a no, and a professional's judgement can add a criterion and never take one away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.rules.abuse import Abuse
from portal.rules.abuse_words import TOPICS
from portal.vocabulary import (
    Answer,
    FindingState,
    JudgementPrompt,
    MaracCriterion,
    RiskTool,
    TopicAnswer,
    Urgency,
)

FEAR, HURT, LEFT, CONTROL = 2, 1, 6, 12
STALKING, MORE_OFTEN, WORSE, THREAT, STRANGLED = 8, 10, 11, 14, 15
# Topics that matter whatever the count (thresholds 4.1).
ALWAYS = (STRANGLED, 13, THREAT, STALKING, 9, LEFT, 23, 16)
# DARA counts nothing: what it says itself, what matters whatever the count, and other criteria.
OF_TOOL: Mapping[RiskTool, tuple[int, ...]] = {RiskTool.DARA: tuple(sorted(ALWAYS))}
# What a topic answered yes says among the prompts for judgement.
PROMPTED: Mapping[int, JudgementPrompt] = {
    STRANGLED: JudgementPrompt.STRANGULATION,
    STALKING: JudgementPrompt.STALKING,
    THREAT: JudgementPrompt.THREATS_TO_KILL,
    FEAR: JudgementPrompt.OWN_FEAR,
    MORE_OFTEN: JudgementPrompt.ESCALATION,
    WORSE: JudgementPrompt.ESCALATION,
}
TOGETHER = (LEFT, CONTROL, HURT)
# Whoever hears one of these calls the hub the same day.
GRAVEST = frozenset({STRANGLED, 13, THREAT})


@dataclass(frozen=True)
class Criteria:
    """One hub's numbers for a MARAC referral, and how far the hub has confirmed them."""

    count: int = 14
    incidents: int = 3
    repeat_months: int = 12
    edition: str = ""
    effective_from: date | None = None
    is_confirmed: bool = False


@dataclass(frozen=True)
class Finding:
    """How one criterion stands, and what it rests on."""

    criterion: MaracCriterion
    state: FindingState
    topics: tuple[int, ...] = ()  # answered yes
    unknown: tuple[int, ...] = ()  # not known, not asked or left open
    number: int | None = None  # how many there are, where the criterion counts
    needed: int | None = None  # at how many the hub's criterion is met


@dataclass(frozen=True)
class Evidence:
    """What the answers point to. It informs a person, and decides nothing."""

    findings: tuple[Finding, ...]
    topics: tuple[int, ...]  # answered yes, of those that matter whatever the count
    ask: tuple[int, ...]  # of the same, not known yet
    prompts: tuple[JudgementPrompt, ...]
    is_frightened: bool

    @property
    def met(self) -> tuple[MaracCriterion, ...]:
        """The criteria that are met on what is known."""
        return self._in(FindingState.MET)

    @property
    def open(self) -> tuple[MaracCriterion, ...]:
        """Criteria that could be met by what is not known."""
        return self._in(FindingState.OPEN)

    @property
    def is_consult(self) -> bool:
        """Whether to talk it over with the hub today: few topics do not outweigh somebody's fear.

        Anything that is not known is a reason to talk, never a reason not to.
        """
        return bool(self.met or self.open or self.topics or self.ask or self.is_frightened)

    @property
    def how_soon(self) -> Urgency:
        """How soon the hub looks at it; never later for anything that is added or not known."""
        return Urgency.SAMEDAY if self.is_consult else Urgency.DAYS

    @property
    def is_grave(self) -> bool:
        """Strangulation, a weapon or a threat to kill was answered yes."""
        return bool(GRAVEST & set(self.topics))

    def _in(self, state: FindingState) -> tuple[MaracCriterion, ...]:
        return tuple(each.criterion for each in self.findings if each.state is state)


def weigh(abuse: Abuse, criteria: Criteria) -> Evidence:
    """The evidence under one hub's criteria; the same answers always give the same evidence.

    The topics, and how many of them are answered yes, are Dash's own: of DARA only what matters
    whatever the count is read, beside what the tool says itself (thresholds 4.1).
    """
    asked = topics_of(abuse.tool)
    yes = _answered(abuse, TopicAnswer.YES, asked)
    no = _answered(abuse, TopicAnswer.NO, asked)
    unknown = tuple(number for number in asked if number not in {*yes, *no})
    every_yes = _answered(abuse, TopicAnswer.YES, tuple(TOPICS))  # of any tool
    is_counted = abuse.tool not in OF_TOOL
    return Evidence(
        findings=(
            *((_count(yes, unknown, criteria.count),) if is_counted else ()),
            _said(MaracCriterion.TOOL, abuse.says_high),
            _said(MaracCriterion.JUDGEMENT, abuse.judgement),
            _escalation(abuse.incidents, criteria.incidents),
            _said(MaracCriterion.REPEAT, abuse.repeat, criteria.repeat_months),
        ),
        topics=tuple(number for number in ALWAYS if number in yes),
        ask=tuple(number for number in ALWAYS if number in unknown),
        prompts=tuple(_prompts(abuse, every_yes)),
        is_frightened=abuse.frightened is Answer.YES or FEAR in every_yes,
    )


def topics_of(tool: RiskTool | None) -> tuple[int, ...]:
    """The topics that count for a tool; what was answered of others is kept, and not read."""
    return OF_TOOL.get(tool, tuple(TOPICS)) if tool else tuple(TOPICS)


def _answered(abuse: Abuse, answer: TopicAnswer, asked: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(
        number
        for number in asked
        if number in abuse.topics and abuse.topics[number].answer is answer
    )


def _count(yes: tuple[int, ...], unknown: tuple[int, ...], needed: int) -> Finding:
    if len(yes) >= needed:
        state = FindingState.MET
    else:
        could_be = len(yes) + len(unknown) >= needed
        state = FindingState.OPEN if could_be else FindingState.NOT_MET
    return Finding(MaracCriterion.COUNT, state, yes, unknown, len(yes), needed)


def _said(criterion: MaracCriterion, answer: Answer | None, needed: int | None = None) -> Finding:
    states = {Answer.YES: FindingState.MET, Answer.NO: FindingState.NOT_MET}
    state = FindingState.OPEN if answer is None else states.get(answer, FindingState.OPEN)
    return Finding(criterion, state, needed=needed)


def _escalation(incidents: int | None, needed: int) -> Finding:
    if incidents is None:
        return Finding(MaracCriterion.ESCALATION, FindingState.OPEN, needed=needed)
    state = FindingState.MET if incidents >= needed else FindingState.NOT_MET
    return Finding(MaracCriterion.ESCALATION, state, number=incidents, needed=needed)


def _prompts(abuse: Abuse, yes: tuple[int, ...]) -> Iterator[JudgementPrompt]:
    found = {*abuse.prompts, *(PROMPTED[number] for number in yes if number in PROMPTED)}
    if all(number in yes for number in TOGETHER):
        found.add(JudgementPrompt.TOGETHER)
    if abuse.frightened is Answer.YES:
        found.add(JudgementPrompt.OWN_FEAR)
    yield from (prompt for prompt in JudgementPrompt if prompt in found)


def as_json(evidence: Evidence) -> dict[str, Any]:
    """The evidence as it is frozen with the contact."""
    return {
        "findings": [
            {
                "criterion": each.criterion.value,
                "state": each.state.value,
                "topics": list(each.topics),
                "unknown": list(each.unknown),
                "number": each.number,
                "needed": each.needed,
            }
            for each in evidence.findings
        ],
        "topics": list(evidence.topics),
        "ask": list(evidence.ask),
        "prompts": [each.value for each in evidence.prompts],
        "is_frightened": evidence.is_frightened,
    }


def from_json(stored: Mapping[str, Any]) -> Evidence:
    """The evidence as it was frozen."""
    return Evidence(
        findings=tuple(
            Finding(
                MaracCriterion(each["criterion"]),
                FindingState(each["state"]),
                tuple(each["topics"]),
                tuple(each["unknown"]),
                each["number"],
                each["needed"],
            )
            for each in stored["findings"]
        ),
        topics=tuple(stored["topics"]),
        ask=tuple(stored["ask"]),
        prompts=tuple(JudgementPrompt(each) for each in stored["prompts"]),
        is_frightened=bool(stored["is_frightened"]),
    )
