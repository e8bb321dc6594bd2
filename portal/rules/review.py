"""What the pages of a review say, read into typed facts; half-filled is fine (practice 3.3).

``came``      for each of the team: attended:<member> (Attended), said:<member>, may_read:<member>
``actions``   for each action of the plan: status:<action> (ActionStatus), note:<action>
``scores``    for each domain: score:<domain> (1 to 10), evidence:<domain>; agreed_with, may_read
``changes``   changed, working, worries, and for each who may have it: changed_may_read ...
``outcomes``  set (the outcome set that was asked), outcome:<code> (OutcomeState), may_read
``decision``  outcome (ReviewOutcome), why, next_day/month/year, may_read

`may_read` holds ids of people of the episode whose copies may hold that text.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.rules.typed import Page, Pages, one_of, read_date, text_of, whole
from portal.vocabulary import N_, ActionStatus, Attended, HelpDomain, ReviewOutcome

PAGES: dict[str, str] = {
    "came": N_("Who came"),
    "actions": N_("How each action is going"),
    "scores": N_("Where the family stands now"),
    "changes": N_("What has changed"),
    "outcomes": N_("Outcomes"),
    "decision": N_("What happens next"),
}
LEAST, MOST = 1, 10  # of a score
GOES_ON = frozenset({ReviewOutcome.CONTINUE, ReviewOutcome.STEP_UP})


class OutcomeState(StrEnum):
    """How far one outcome is reached."""

    REACHED = "reached"
    ON_THE_WAY = "on_the_way"
    NOT_YET = "not_yet"
    NOT_OURS = "not_ours"


OUTCOME_STATES: dict[OutcomeState, str] = {
    OutcomeState.REACHED: N_("Reached"),
    OutcomeState.ON_THE_WAY: N_("On the way"),
    OutcomeState.NOT_YET: N_("Not yet"),
    OutcomeState.NOT_OURS: N_("Not something this family needs"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the people of the family whose copies may hold it."""

    text: str = ""
    may_read: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Came:
    """Whether one of the team came, and what they had to say."""

    attended: Attended | None
    said: Said


@dataclass(frozen=True, slots=True)
class Going:
    """How one action goes; no status leaves it as the plan has it."""

    status: ActionStatus | None
    note: str


@dataclass(frozen=True, slots=True)
class Scored:
    """Where the family stands in one domain."""

    domain: HelpDomain
    score: int
    evidence: str


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """Everything typed on the pages of one review so far."""

    came: Mapping[uuid.UUID, Came]
    actions: Mapping[uuid.UUID, Going]
    scores: tuple[Scored, ...]
    agreed_with: str
    scores_may_read: frozenset[str]
    changed: Said
    working: Said
    worries: Said
    outcome_set: str
    outcomes: Mapping[str, OutcomeState]
    outcomes_may_read: frozenset[str]
    outcome: ReviewOutcome | None
    why: Said
    next_on: date | None


def read_review(pages: Pages) -> ReviewWords:
    """Read saved pages by name; what says nothing readable is passed over, never an error."""
    came, actions, scores, changes, outcomes, decision = (pages.get(name, {}) for name in PAGES)
    return ReviewWords(
        came=_came(came),
        actions=_actions(actions),
        scores=tuple(_scores(scores)),
        agreed_with=text_of(scores, "agreed_with"),
        scores_may_read=may_read(scores),
        changed=_said(changes, "changed"),
        working=_said(changes, "working"),
        worries=_said(changes, "worries"),
        outcome_set=text_of(outcomes, "set"),
        outcomes=_states(outcomes),
        outcomes_may_read=may_read(outcomes),
        outcome=one_of(ReviewOutcome, decision.get("outcome")),
        why=Said(text_of(decision, "why"), may_read(decision)),
        next_on=read_date(decision, "next"),
    )


def may_read(page: Page, name: str = "may_read") -> frozenset[str]:
    """The people ticked under a text; nobody where nobody is."""
    given = page.get(name) or []
    listed = given if isinstance(given, list) else [given]
    return frozenset(str(each) for each in listed if each)


def _said(page: Page, name: str) -> Said:
    return Said(text_of(page, name), may_read(page, f"{name}_may_read"))


def _keys(page: Page, prefix: str) -> dict[uuid.UUID, str]:
    """The identifiers that fields of that kind are about, in order, with what each adds."""
    found = {}
    for name in page:
        kind, _, key = name.partition(":")
        if kind == prefix and (about := _identifier(key)) is not None:
            found[about] = key
    return found


def _identifier(key: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(key)
    except ValueError:
        return None


def _came(page: Page) -> dict[uuid.UUID, Came]:
    keys = {**_keys(page, "attended"), **_keys(page, "said")}
    return {
        member: Came(
            one_of(Attended, page.get(f"attended:{key}")),
            Said(text_of(page, f"said:{key}"), may_read(page, f"may_read:{key}")),
        )
        for member, key in keys.items()
    }


def _actions(page: Page) -> dict[uuid.UUID, Going]:
    keys = {**_keys(page, "status"), **_keys(page, "note")}
    return {
        action: Going(one_of(ActionStatus, page.get(f"status:{key}")), text_of(page, f"note:{key}"))
        for action, key in keys.items()
    }


def _scores(page: Page) -> list[Scored]:
    found = []
    for domain in HelpDomain:
        score = whole(text_of(page, f"score:{domain}"))
        if score is not None and LEAST <= score <= MOST:
            found.append(Scored(domain, score, text_of(page, f"evidence:{domain}")))
    return found


def _states(page: Page) -> dict[str, OutcomeState]:
    named = {name.partition(":")[2]: value for name, value in page.items() if ":" in name}
    read = {code: one_of(OutcomeState, value) for code, value in named.items()}
    return {code: state for code, state in read.items() if state is not None}
