"""What the pages of an early help assessment say, read into typed facts; half-filled is fine.

A page is saved exactly as typed (`EpisodePage.answers`: field name -> text or list of texts).
These are the pages and their fields; forms, completion, guidance and documents share them
(practice-and-codes 3.3):

``who``             took_part (list of ids of episode people), others, language,
                    interpreter (yes | no), absent (parents who live elsewhere: asked, or why not)
``voice:<person>``  heard (yes | no), how, words, wishes, good_day, why_not
``domain:<domain>`` score ("1".."10" | not_yet), agreed_with (list of ids), agreed_else, evidence
``analysis``        worries, working_well, needs
``safety``          S1..S8 (yes | no | not_known), risk
``level``           level (rank | not_enough), reason

Every page but ``safety`` and ``level`` has ``may_read``: a list of ids of the episode people whose
own copies may hold what the page says. The texts of ``OWN_READERS`` have a list of their own,
``worries_may_read``; where a page was saved before they had, the page's list is theirs. A page that
says nothing of it may be read by nobody in the family, and what is said of danger never, whatever
is posted. Ids are text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.rules.consultation import SAFETY
from portal.rules.typed import Page, Pages, one_of, text_of, whole
from portal.vocabulary import Answer, HelpDomain

LEAST, MOST = 1, 10  # a score: 1 is where it is hardest, 10 is where it goes well
NOT_YET = "not_yet"
NOT_ENOUGH = "not_enough"
MAY_READ = "may_read"  # the field of a page, and how the field of a text ends
OWN_READERS: Mapping[str, tuple[str, ...]] = {
    "who": ("absent",),
    "analysis": ("worries", "working_well", "needs"),
}


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """One page. `readers` are those of the family whose copies may hold it.

    `of_text` are those of each text that has its own.
    """

    readers: tuple[str, ...] = ()
    of_text: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Who(PageFacts):
    """Who took part, and in which language."""

    took_part: tuple[str, ...] = ()
    others: str = ""
    language: str = ""
    interpreter: Answer | None = None
    absent: str = ""


@dataclass(frozen=True, kw_only=True)
class Voice(PageFacts):
    """What one person said in their own words, or why they were not heard."""

    person: str
    heard: Answer | None = None
    how: str = ""
    words: str = ""
    wishes: str = ""
    good_day: str = ""
    why_not: str = ""

    @property
    def is_heard(self) -> bool:
        """Whether anything of what this person says is written down."""
        return bool(self.words or self.wishes or self.good_day)


@dataclass(frozen=True, kw_only=True)
class DomainFacts(PageFacts):
    """Where the family stands in one domain, 1 to 10; None while it is not talked about."""

    domain: HelpDomain
    score: int | None = None
    is_not_yet: bool = False
    agreed_with: tuple[str, ...] = ()
    agreed_else: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Analysis(PageFacts):
    """Worries, what is working well, what needs to happen (Worcestershire's three questions)."""

    worries: str = ""
    working_well: str = ""
    needs: str = ""


@dataclass(frozen=True, kw_only=True)
class Risk(PageFacts):
    """Whether anybody is in danger now."""

    safety: Mapping[str, Answer] = field(default_factory=dict)
    risk: str = ""


@dataclass(frozen=True, kw_only=True)
class LevelFacts(PageFacts):
    """The writers' own view: a rank of the hub's document, or not enough to say."""

    level: int | None = None
    is_not_enough: bool = False
    reason: str = ""


@dataclass(frozen=True)
class AssessmentFacts:
    """Everything typed so far, as far as it can be read."""

    who: Who
    voices: tuple[Voice, ...]  # in the order their pages were given
    domains: tuple[DomainFacts, ...]  # all thirteen, in the order of the vocabulary
    analysis: Analysis
    risk: Risk
    level: LevelFacts

    def voice_of(self, person: str) -> Voice:
        """What one person said; an empty page where nothing is written."""
        found = (voice for voice in self.voices if voice.person == person)
        return next(found, Voice(person=person))

    def domain(self, domain: HelpDomain) -> DomainFacts:
        """One domain."""
        return next(each for each in self.domains if each.domain is domain)

    @property
    def scored(self) -> tuple[DomainFacts, ...]:
        """The domains that have a score."""
        return tuple(each for each in self.domains if each.score is not None)


def read(pages: Pages) -> AssessmentFacts:
    """Read the pages; what cannot be read is left out, never guessed, never refused."""
    return AssessmentFacts(
        who=_who(pages.get("who", {})),
        voices=tuple(
            _voice(key, page)
            for name, page in pages.items()
            for kind, _, key in (name.partition(":"),)
            if kind == "voice" and key
        ),
        domains=tuple(_domain(each, pages.get(f"domain:{each.value}", {})) for each in HelpDomain),
        analysis=_analysis(pages.get("analysis", {})),
        risk=_risk(pages.get("safety", {})),
        level=_level(pages.get("level", {})),
    )


def _listed(page: Page, name: str) -> tuple[str, ...]:
    value = page.get(name) or ()
    given: Iterable[object] = (value,) if isinstance(value, str) else value
    return tuple(dict.fromkeys(each for each in given if isinstance(each, str) and each))


def reader_field(kind: str, text: str) -> str:
    """The field that says whose copies may hold one text: its own, or that of its page."""
    return f"{text}_{MAY_READ}" if text in OWN_READERS.get(kind, ()) else MAY_READ


def reader_fields(kind: str) -> tuple[str, ...]:
    """The fields of a page that say who may have it, or one of its texts; none where nobody may."""
    own = tuple(reader_field(kind, text) for text in OWN_READERS.get(kind, ()))
    return (*own, MAY_READ) if kind in {"who", "voice", "domain"} else own


def as_asked(kind: str, saved: Page) -> dict[str, Any]:
    """A saved page as its form asks it today: each text with the readers it has."""
    words = {name: value for name, value in saved.items() if not name.endswith(MAY_READ)}
    return words | {name: list(readers_of(saved, name)) for name in reader_fields(kind)}


def as_said(kind: str, saved: Page) -> dict[str, Any]:
    """The same without what was left empty, to tell whether two say the same."""
    asked = as_asked(kind, saved).items()
    return {name: value for name, value in asked if value or name.endswith(MAY_READ)}


def readers_of(page: Page, name: str = MAY_READ) -> tuple[str, ...]:
    """Whose copies may hold a page, or the text whose field that is: nobody's unless it says so.

    A page saved before its texts had readers of their own says for the whole of it.
    """
    return _listed(page, name if name in page else MAY_READ)


def _of_text(kind: str, page: Page) -> dict[str, tuple[str, ...]]:
    return {text: readers_of(page, reader_field(kind, text)) for text in OWN_READERS[kind]}


def _who(page: Page) -> Who:
    return Who(
        readers=readers_of(page),
        of_text=_of_text("who", page),
        took_part=_listed(page, "took_part"),
        others=text_of(page, "others"),
        language=text_of(page, "language"),
        interpreter=one_of(Answer, page.get("interpreter")),
        absent=text_of(page, "absent"),
    )


def _voice(person: str, page: Page) -> Voice:
    return Voice(
        person=person,
        readers=readers_of(page),
        heard=one_of(Answer, page.get("heard")),
        how=text_of(page, "how"),
        words=text_of(page, "words"),
        wishes=text_of(page, "wishes"),
        good_day=text_of(page, "good_day"),
        why_not=text_of(page, "why_not"),
    )


def _domain(domain: HelpDomain, page: Page) -> DomainFacts:
    return DomainFacts(
        domain=domain,
        readers=readers_of(page),
        score=read_score(text_of(page, "score")),
        is_not_yet=text_of(page, "score") == NOT_YET,
        agreed_with=_listed(page, "agreed_with"),
        agreed_else=text_of(page, "agreed_else"),
        evidence=text_of(page, "evidence"),
    )


def read_score(typed: str) -> int | None:
    """A score of 1 to 10; None for anything else."""
    number = whole(typed)
    return number if number is not None and LEAST <= number <= MOST else None


def _analysis(page: Page) -> Analysis:
    return Analysis(
        of_text=_of_text("analysis", page),
        worries=text_of(page, "worries"),
        working_well=text_of(page, "working_well"),
        needs=text_of(page, "needs"),
    )


def _risk(page: Page) -> Risk:
    given = {name: one_of(Answer, page.get(name)) for name in SAFETY}
    return Risk(
        safety={name: answer for name, answer in given.items() if answer is not None},
        risk=text_of(page, "risk"),
    )


def _level(page: Page) -> LevelFacts:
    typed = text_of(page, "level")
    return LevelFacts(
        readers=readers_of(page),
        level=whole(typed) or None,
        is_not_enough=typed == NOT_ENOUGH,
        reason=text_of(page, "reason"),
    )
