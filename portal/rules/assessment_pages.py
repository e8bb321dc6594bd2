"""The pages of an assessment in order, and what is still missing when it is to be completed.

Whether anybody is in danger is asked first, as everywhere. Everything else is a
prompt and never a block, but for two things: at least one voice, or why there is none; and a
level, or why there is not enough to say one.
"""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from portal.rules.assessment import MAY_READ, AssessmentFacts, Voice
from portal.rules.typed import Page
from portal.vocabulary import N_, Answer, HelpDomain, Part, PersonKind

FIRST = ("safety", "who")
LAST = ("analysis", "level")
PARENTS = frozenset({Part.PARENT, Part.PARTNER_OF_PARENT, Part.ADULT_VICTIM})


class Member(Protocol):
    """One of the family, as a row or anything like it has it."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def kind(self) -> PersonKind: ...
    @property
    def part(self) -> Part: ...


@dataclass(frozen=True)
class PageName:
    """One page: its kind, and whom or what it is about where there are several."""

    kind: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind


def page_names(people: Iterable[Member]) -> tuple[PageName, ...]:
    """Every page: danger, who took part, each voice, each domain, analysis, level."""
    return (
        *(PageName(kind) for kind in FIRST),
        *(PageName("voice", str(person.id)) for person in in_order(people)),
        *(PageName("domain", domain.value) for domain in HelpDomain),
        *(PageName(kind) for kind in LAST),
    )


def in_order(people: Iterable[Member]) -> list[Member]:
    """Children first, then parents, then everybody else; each in the order of the record."""
    return sorted(people, key=_rank)


def _rank(person: Member) -> int:
    if person.kind is not PersonKind.ADULT:
        return 0
    return 1 if person.part in PARENTS else 2


def is_voice_needed(person: Member) -> bool:
    """Every child's voice is asked for, and every parent's, wherever they live."""
    return _rank(person) < 2


def has_words(page: Page) -> bool:
    """Whether anything is said on a page; who may read it says nothing by itself."""
    return any(bool(value) for name, value in page.items() if not name.endswith(MAY_READ))


@dataclass(frozen=True)
class Gap:
    """Something missing, on which page; `field` only where it keeps the assessment open."""

    page: PageName
    message: str
    field: str = ""


NO_VOICE = N_("Write what at least one child or parent said, or why nobody could be heard")
NO_LEVEL = N_("Choose a level of need, or say that there is not enough to tell and why")
NO_REASON = N_("Say why there is not enough to tell the level of need")


def blocks(
    facts: AssessmentFacts, people: Sequence[Member], levels: Collection[int]
) -> tuple[Gap, ...]:
    """What keeps it from being completed. `levels` are the ranks of the hub's document."""
    found = []
    if not any(voice.is_heard or voice.why_not for voice in facts.voices):
        first = next((name for name in page_names(people) if name.kind == "voice"), None)
        found.append(Gap(first or PageName("who"), NO_VOICE, "voice"))
    said = facts.level
    if said.is_not_enough and not said.reason:
        found.append(Gap(PageName("level"), NO_REASON, "level"))
    elif not said.is_not_enough and said.level not in levels:
        found.append(Gap(PageName("level"), NO_LEVEL, "level"))
    return tuple(found)


def prompts(facts: AssessmentFacts, people: Sequence[Member]) -> tuple[Gap, ...]:
    """What a reader would ask about; none of it keeps the assessment open."""
    return (
        *_about_safety(facts),
        *_about_voices(facts, people),
        *_about_domains(facts),
        *_about_analysis(facts),
    )


def _about_safety(facts: AssessmentFacts) -> Iterable[Gap]:
    if not facts.risk.safety:
        yield Gap(PageName("safety"), N_("Nothing is said about whether anybody is in danger"))
    if not facts.who.took_part:
        yield Gap(PageName("who"), N_("Nobody is named as having taken part"))


def _about_voices(facts: AssessmentFacts, people: Sequence[Member]) -> Iterable[Gap]:
    for person in in_order(people):
        voice = facts.voice_of(str(person.id))
        if is_voice_needed(person) and not (voice.is_heard or voice.why_not):
            yield Gap(PageName("voice", voice.person), _silence(voice))
    adults = [person for person in people if person.kind is PersonKind.ADULT]
    if len([each for each in adults if each.part in PARENTS]) < 2 and not facts.who.absent:
        yield Gap(PageName("who"), N_("Nothing is said about a parent who lives elsewhere"))


def _silence(voice: Voice) -> str:
    if voice.heard is Answer.YES:
        return N_("%(name)s was heard, but nothing of what they said is written")
    return N_("Nothing is written of what %(name)s says, nor why not")


def _about_domains(facts: AssessmentFacts) -> Iterable[Gap]:
    for each in facts.domains:
        page = PageName("domain", each.domain.value)
        if each.score is None and not each.is_not_yet:
            yield Gap(page, N_("%(name)s: no number, and not marked as not talked about yet"))
        elif each.score is not None and not each.evidence:
            yield Gap(page, N_("%(name)s: a number without what it rests on"))
        elif each.score is not None and not (each.agreed_with or each.agreed_else):
            yield Gap(page, N_("%(name)s: a number, but not whom it was agreed with"))


def _about_analysis(facts: AssessmentFacts) -> Iterable[Gap]:
    page, said = PageName("analysis"), facts.analysis
    if not said.worries:
        yield Gap(page, N_("Nothing is written under what we are worried about"))
    if not said.working_well:
        yield Gap(page, N_("Nothing is written under what is working well"))
    if not said.needs:
        yield Gap(page, N_("Nothing is written under what needs to happen"))
    if facts.level.level is not None and not facts.level.reason:
        yield Gap(PageName("level"), N_("No reason is given for the level of need"))
