"""What the pages of domestic abuse advice say, read into typed facts; half-filled is fine.

``safe-contact``        asked before anything about the people: safe_now (Answer), safe_now_detail,
                        reach, reach_shared, message (Answer), message_says, tracked (Answer),
                        tracked_detail, venue, harmer_where, children_where, interpreter (Answer),
                        interpreter_detail, seen_by (Answer), seen_by_detail, if_shared
``victim``              age (VictimAge), relationship, lives_together (Answer)
``affected:<uuid>``     one for each child: sees (Answer), related (Answer), how
``risk-tool``           tool (RiskTool), tool_other, tool_version, done_on_day/month/year, done_by,
                        with_whom, outcome, says_high (Answer)
``risk-topics``         t1..t24 (TopicAnswer), t1_source..t24_source (TopicSource), note
``risk-view``           incidents, repeat (Answer), repeat_detail, frightened (Answer),
                        judgement (Answer), prompts (list of JudgementPrompt), judgement_why
``wishes``              wants, told (Answer), told_reasons (list of ReasonNotTold), agrees
                        (VictimAgrees), without_why, idva (Answer), must_not_be_told,
                        basis (LawfulBasis), basis_reason

People, statements, daily life, what has been seen and the question are asked as on every form.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.rules.abuse_words import TOPICS
from portal.rules.consultation import Consultation
from portal.rules.typed import Page, Pages, one_of, read_date, text_of, whole
from portal.vocabulary import (
    Answer,
    ContactRoute,
    JudgementPrompt,
    RiskTool,
    TopicAnswer,
    TopicSource,
    VictimAge,
)

SAFE_CONTACT = "safe-contact"
# Pages that only this advice sends; safe contact goes with a contact whatever becomes of it.
ONLY = frozenset({"victim", "affected", "risk-tool", "risk-topics", "risk-view", "wishes"})
# The way, in order; the pages of children are left out where there are none.
WAY = (
    *("safety", SAFE_CONTACT, "you", "victim", "people", "affected", "daily-life", "happened"),
    *("risk-tool", "risk-topics", "risk-view", "evidence", "seen", "timing", "tried", "wishes"),
)
OF_CHILDREN = frozenset({"affected", "daily-life", "seen", "timing", "tried"})


@dataclass(frozen=True)
class Topic:
    """One topic of a risk tool as it was answered."""

    answer: TopicAnswer
    source: TopicSource | None


@dataclass(frozen=True)
class Affected:
    """A child of the contact: a victim in their own right unless said to be related to neither."""

    person: uuid.UUID
    sees: Answer | None
    related: Answer | None
    how: str

    @property
    def is_victim(self) -> bool:
        """Domestic Abuse Act 2021, section 3; what is not known is never taken for a no."""
        return Answer.NO not in (self.sees, self.related)


@dataclass(frozen=True)
class Abuse:
    """Everything said on those pages so far."""

    age: VictimAge | None
    tool: RiskTool | None
    done_on: date | None
    says_high: Answer | None
    topics: Mapping[int, Topic]
    note: str
    incidents: int | None
    repeat: Answer | None
    frightened: Answer | None
    judgement: Answer | None
    prompts: frozenset[JudgementPrompt]
    affected: tuple[Affected, ...]
    seen_by: Answer | None


def is_abuse(route: ContactRoute) -> bool:
    """Whether the contact takes the guided route for domestic abuse."""
    return route is ContactRoute.DOMESTIC_ABUSE


def is_safe_contact_asked(pages: Pages) -> bool:
    """Whether the safe-contact page was left once; what was left empty there counts as unknown."""
    return SAFE_CONTACT in pages


def read_abuse(pages: Pages, consultation: Consultation) -> Abuse:
    """Read saved pages; what cannot be read is left out and counts as not known."""
    tool, view = pages.get("risk-tool", {}), pages.get("risk-view", {})
    topics, safe = pages.get("risk-topics", {}), pages.get(SAFE_CONTACT, {})
    return Abuse(
        age=one_of(VictimAge, pages.get("victim", {}).get("age")),
        tool=one_of(RiskTool, tool.get("tool")),
        done_on=read_date(tool, "done_on"),
        says_high=one_of(Answer, tool.get("says_high")),
        topics=_topics(topics),
        note=text_of(topics, "note"),
        incidents=whole(text_of(view, "incidents")),
        repeat=one_of(Answer, view.get("repeat")),
        frightened=one_of(Answer, view.get("frightened")),
        judgement=one_of(Answer, view.get("judgement")),
        prompts=_prompts(view),
        affected=tuple(_affected(child.id, pages) for child in consultation.children),
        seen_by=one_of(Answer, safe.get("seen_by")),
    )


def _topics(page: Page) -> dict[int, Topic]:
    given = {number: one_of(TopicAnswer, page.get(f"t{number}")) for number in TOPICS}
    return {
        number: Topic(answer, one_of(TopicSource, page.get(f"t{number}_source")))
        for number, answer in given.items()
        if answer is not None
    }


def _prompts(page: Page) -> frozenset[JudgementPrompt]:
    given = page.get("prompts") or []
    found = (one_of(JudgementPrompt, each) for each in given if isinstance(given, list))
    return frozenset(each for each in found if each is not None)


def _affected(key: uuid.UUID, pages: Pages) -> Affected:
    page = pages.get(f"affected:{key}", {})
    return Affected(
        person=key,
        sees=one_of(Answer, page.get("sees")),
        related=one_of(Answer, page.get("related")),
        how=text_of(page, "how"),
    )
