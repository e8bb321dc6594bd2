"""The evidence of domestic abuse advice in words: each criterion with its reasons, never a verdict.

Every text comes from a message ready for gettext, filled in by the `translate` of the reader.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.rules.abuse_risk import Evidence, Finding
from portal.rules.abuse_words import TOPICS
from portal.vocabulary import LABELS, N_, FindingState, MaracCriterion, VictimAge

Translate = Callable[[str], str]

_SAID: Mapping[tuple[MaracCriterion, FindingState], str] = {
    (MaracCriterion.TOOL, FindingState.MET): N_("The tool itself says that the risk is high."),
    (MaracCriterion.TOOL, FindingState.OPEN): N_(
        "What the tool itself says is not known. It would change this."
    ),
    (MaracCriterion.TOOL, FindingState.NOT_MET): N_(
        "The tool itself does not say that the risk is high. That never outweighs the others."
    ),
    (MaracCriterion.JUDGEMENT, FindingState.MET): N_(
        "A professional judges the risk of serious harm to be high. That is enough on its own."
    ),
    (MaracCriterion.JUDGEMENT, FindingState.OPEN): N_(
        "No professional judgement is given yet. It could be enough on its own."
    ),
    (MaracCriterion.JUDGEMENT, FindingState.NOT_MET): N_(
        "The professional does not judge it to be high. Judgement can raise a count, never lower "
        "it."
    ),
    (MaracCriterion.ESCALATION, FindingState.MET): N_(
        "Incidents known in 12 months: %(number)s. This hub refers from %(needed)s."
    ),
    (MaracCriterion.ESCALATION, FindingState.OPEN): N_(
        "How many incidents there were in 12 months is not known. This hub refers from %(needed)s."
    ),
    (MaracCriterion.ESCALATION, FindingState.NOT_MET): N_(
        "Incidents known in 12 months: %(number)s. This hub refers from %(needed)s."
    ),
    (MaracCriterion.REPEAT, FindingState.MET): N_(
        "There was a new incident within %(needed)s months of a MARAC."
    ),
    (MaracCriterion.REPEAT, FindingState.OPEN): N_(
        "Whether there was a MARAC in the last %(needed)s months is not known. It would change "
        "this."
    ),
    (MaracCriterion.REPEAT, FindingState.NOT_MET): N_(
        "No new incident within %(needed)s months of a MARAC."
    ),
}
_YES = N_("Answered yes, %(number)s in all: %(topics)s.")
_NO_YES = N_("No topic is answered yes.")
_FROM = N_("This hub refers from %(needed)s topics answered yes.")
_UNKNOWN = N_("Not known, and would change it: %(topics)s.")

TO_DO: Mapping[str, str] = {
    "met": N_(
        "A criterion for a MARAC is met. Talk to the hub today about a MARAC referral and a "
        "specialist adviser (IDVA)."
    ),
    "open": N_(
        "What is not known could meet a criterion. Send this and talk it over with the hub; do not "
        "wait to find out."
    ),
    "frightened": N_(
        "They are frightened. Talk to the hub today, however few topics are answered yes."
    ),
    "grave": N_(
        "Strangulation, a weapon or a threat to kill was named. If it could happen again now, call "
        "999. After strangulation they need to be seen by a doctor the same day."
    ),
    "children": N_(
        "Each child is a victim in their own right. A MARAC never takes the place of telling the "
        "hub about each child, and telling the hub never takes the place of a MARAC."
    ),
    "sixteen": N_(
        "At 16 or 17 both routes apply: child protection, and the route for domestic abuse."
    ),
    "under_16": N_(
        "Abuse of a child under 16 is child abuse. It goes to the hub as a worry about a child."
    ),
    "always": N_(
        "Nothing here decides. If you are worried, tell the hub, whatever the answers point to."
    ),
}


@dataclass(frozen=True)
class FindingLine:
    """One criterion as it stands, with its reasons."""

    name: str
    state: FindingState
    state_name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class EvidenceLines:
    """The evidence in one language."""

    findings: tuple[FindingLine, ...]
    topics: tuple[str, ...]  # that matter whatever the count, answered yes
    ask: tuple[str, ...]
    prompts: tuple[str, ...]
    to_do: tuple[str, ...]


def explain(
    evidence: Evidence,
    *,
    age: VictimAge | None,
    has_children: bool,
    translate: Translate = str,
) -> EvidenceLines:
    """Each criterion, what it rests on and what is not known; then what to do."""
    return EvidenceLines(
        findings=tuple(_line(each, translate) for each in evidence.findings),
        topics=tuple(translate(TOPICS[number]) for number in evidence.topics),
        ask=tuple(translate(TOPICS[number]) for number in evidence.ask),
        prompts=tuple(translate(LABELS[prompt]) for prompt in evidence.prompts),
        to_do=tuple(translate(TO_DO[key]) for key in _to_do(evidence, age, has_children)),
    )


def _line(finding: Finding, translate: Translate) -> FindingLine:
    return FindingLine(
        name=translate(LABELS[finding.criterion]),
        state=finding.state,
        state_name=translate(LABELS[finding.state]),
        reasons=tuple(_reasons(finding, translate)),
    )


def _reasons(finding: Finding, translate: Translate) -> Iterator[str]:
    values: dict[str, Any] = {"number": finding.number, "needed": finding.needed}
    if finding.criterion is not MaracCriterion.COUNT:
        yield translate(_SAID[finding.criterion, finding.state]) % values
        return
    topics = _named(finding.topics, translate)
    yield translate(_YES) % {**values, "topics": topics} if topics else translate(_NO_YES)
    yield translate(_FROM) % values
    if finding.unknown and finding.state is FindingState.OPEN:
        yield translate(_UNKNOWN) % {"topics": _named(finding.unknown, translate)}


def _named(topics: tuple[int, ...], translate: Translate) -> str:
    return "; ".join(translate(TOPICS[number]) for number in topics)


def _to_do(evidence: Evidence, age: VictimAge | None, has_children: bool) -> Iterator[str]:
    if evidence.is_grave:
        yield "grave"
    if evidence.met:
        yield "met"
    elif evidence.is_frightened:
        yield "frightened"
    if evidence.open and not evidence.met:
        yield "open"
    if age is VictimAge.SIXTEEN:
        yield "sixteen"
    if age is VictimAge.CHILD:
        yield "under_16"
    if has_children:
        yield "children"
    yield "always"
