"""What the pages of a consultation say, read into typed facts; half-filled pages are fine.

A page is saved exactly as typed (`SavedPage.answers`: field name -> text or list of texts). These
are the pages and their fields; forms, demo cases, guidance, submission and documents share them.

``safety``            S1..S8: yes | no | not_known; continued (yes: left behind on purpose)
``you``               phone, job_title, call_back, lead_aware (LeadAware), lead_name,
                      language (en | cy)
``household``         knows_all_adults: yes | no | not_known
``person:<uuid>``     kind (PersonKind), name, part (Part), lives_in_home (Answer),
                      age_kind (AgeKind), born_day, born_month, born_year, age_years, age_months,
                      due_day, due_month, due_year, school, address,
                      disabled, non_verbal, looked_after, previous_plan, open_to_social_care,
                      sibling_open, repeat_contacts (each yes | no | not_known), seen (Answer)
``statement:<uuid>``  what, when, how_often, said_by (SaidBy), said_by_detail,
                      basis (StatementBasis), source_protected (yes | no)
``daily-life:<uuid>`` daily_life, own_words, own_words_how        (one for each child)
``working-well``      working_well, family_view, protective_factors (list of ids)
``tried``             tried, result, help_tried (Answer), help_refused (Answer), existing_plan
``seen``              "<indicator>.answer|.pattern|.impact"       (household indicators)
``seen:<uuid>``       the same, for one child
``view``              level (rank | "not_sure"), reason
``timing``            leaves_day/month/year, leaves_time ("15:10", "3.10pm"),
                      next_contact_day/month/year, next_contact_time, timing_note
``family``            told (FamilyTold), told_detail, told_reasons (list of ReasonNotTold),
                      agreement (AgreementToHelp), agreement_detail, basis (LawfulBasis),
                      basis_reason, safe_to_tell (Answer), must_not_be_told, safe_contact
``question``          topic (ConsultationTopic), question
``short``             what_happened, impact, tried               (the three-minute form)

What else there is: `referral`, `abuse`. What was taken away keeps its words and `removed` (yes).
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from portal.rules.typed import (
    Page,
    Pages,
    chosen_of,
    one_of,
    read_date,
    read_instant,
    text_of,
    whole,
)
from portal.vocabulary import (
    AgeKind,
    Answer,
    Impact,
    IndicatorState,
    Part,
    Pattern,
    PersonKind,
    SaidBy,
    StatementBasis,
)

CHILD_FLAGS = (
    "disabled",
    "non_verbal",
    "looked_after",
    "previous_plan",
    "open_to_social_care",
    "sibling_open",
    "repeat_contacts",
)
MOST_MONTHS = 130 * 12  # a longer life is a slip of the keyboard
UNNAMED = uuid.UUID(int=0)  # whom ticks are about while no child has been added
SAFETY = tuple(f"S{number}" for number in range(1, 9))


@dataclass(frozen=True)
class PersonFacts:
    """One person as typed."""

    id: uuid.UUID
    kind: PersonKind
    name: str
    part: Part
    lives_in_home: Answer | None
    age_kind: AgeKind
    born_on: date | None
    due_on: date | None
    estimate: tuple[int, int] | None  # youngest and oldest end, in completed months
    school: str
    address: str
    flags: Mapping[str, Answer]
    seen: Answer | None
    daily_life: str = ""
    own_words: str = ""

    @property
    def is_child(self) -> bool:
        """A child or an unborn baby: guidance is given for each."""
        return self.kind in {PersonKind.CHILD, PersonKind.UNBORN}

    def age_range(self, on: date) -> tuple[int, int] | None:
        """Youngest and oldest age on a day in completed months; None if not known or unborn."""
        if self.kind is PersonKind.UNBORN:
            return None
        if self.born_on is None:
            return self.estimate
        months = (on.year - self.born_on.year) * 12 + on.month - self.born_on.month
        age = max(0, months - (on.day < self.born_on.day))
        return age, age


@dataclass(frozen=True)
class StatementFacts:
    """One statement as typed."""

    id: uuid.UUID
    what: str
    when: str
    how_often: str
    said_by: SaidBy | None
    said_by_detail: str
    basis: StatementBasis | None
    is_source_protected: bool


@dataclass(frozen=True)
class Tick:
    """One indicator's answer; `pattern` and `impact` only where given."""

    indicator_id: str
    state: IndicatorState
    pattern: Pattern | None = None
    impact: Impact | None = None


@dataclass(frozen=True)
class Consultation:
    """Everything typed so far, as far as it can be read."""

    safety: Mapping[str, Answer]
    people: tuple[PersonFacts, ...]
    statements: tuple[StatementFacts, ...]
    shared: tuple[Tick, ...]
    by_child: Mapping[uuid.UUID, tuple[Tick, ...]]
    protective_factors: tuple[str, ...]
    flags: Mapping[str, Answer]  # help_tried, help_refused, men_unknown
    home_at: datetime | None
    texts: Mapping[str, str] = field(default_factory=dict)  # "tried.result" -> words

    @property
    def children(self) -> tuple[PersonFacts, ...]:
        """Those guidance is given for, in the order they were added."""
        return tuple(person for person in self.people if person.is_child)

    @property
    def has_safe_contact(self) -> bool:
        """Whether anything is said about how to make contact safely."""
        return any(name.startswith("safe-contact.") for name in self.texts)

    @property
    def is_safe_contact(self) -> bool:
        """Safe-contact mode: S8 answered yes, not known, or not at all (thresholds 2.5a 14)."""
        return self.has_safe_contact or self.safety.get("S8") is not Answer.NO


def read(pages: Pages) -> Consultation:
    """Read saved pages; what cannot be read is left out, never guessed, never refused."""
    people = tuple(
        _person(key, page, pages)
        for key, page in _each(pages, "person")
        if one_of(PersonKind, page.get("kind")) is not None
    )
    return Consultation(
        safety=_answers(pages.get("safety", {}), SAFETY),
        people=people,
        statements=_statements(pages),
        shared=ticks(pages.get("seen", {})),
        by_child=_by_child(pages, people),
        protective_factors=chosen_of(pages.get("working-well", {}), "protective_factors"),
        flags=_flags(pages),
        home_at=_home_at(pages.get("timing", {})),
        texts={
            f"{name}.{key}": value.strip()
            for name, page in pages.items()
            if ":" not in name
            for key, value in page.items()
            if isinstance(value, str) and value.strip()
        },
    )


def ticks(page: Page) -> tuple[Tick, ...]:
    """The indicators answered on a `seen` page, in the order they were saved."""
    found = []
    for name, value in page.items():
        indicator_id, _, part = name.rpartition(".")
        state = one_of(IndicatorState, value) if part == "answer" else None
        if state is not None:
            found.append(
                Tick(
                    indicator_id,
                    state,
                    one_of(Pattern, page.get(f"{indicator_id}.pattern")),
                    one_of(Impact, page.get(f"{indicator_id}.impact")),
                )
            )
    return tuple(found)


def _by_child(pages: Pages, people: tuple[PersonFacts, ...]) -> dict[uuid.UUID, tuple[Tick, ...]]:
    """Ticks made before any child was added count for the first; its own answers win."""
    found = {key: ticks(page) for key, page in _each(pages, "seen")}
    first = next((person.id for person in people if person.is_child), None)
    if first is not None and UNNAMED in found:
        own = {tick.indicator_id: tick for tick in (*found[UNNAMED], *found.get(first, ()))}
        found[first] = tuple(own.values())
    return found


def _each(pages: Pages, kind: str) -> list[tuple[uuid.UUID, Page]]:
    found = []
    for name, page in pages.items():
        prefix, _, key = name.partition(":")
        if prefix == kind and key and not page.get("removed"):
            found.append((uuid.UUID(key), page))
    return found


def _answers(page: Page, names: tuple[str, ...]) -> dict[str, Answer]:
    given = {name: one_of(Answer, page.get(name)) for name in names}
    return {name: answer for name, answer in given.items() if answer is not None}


def _flags(pages: Pages) -> dict[str, Answer]:
    found = _answers(pages.get("tried", {}), ("help_tried", "help_refused"))
    knows = one_of(Answer, pages.get("household", {}).get("knows_all_adults"))
    opposite = {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.NOT_KNOWN: Answer.NOT_KNOWN}
    if knows is not None:
        found["men_unknown"] = opposite[knows]
    return found


def _estimate(page: Page) -> tuple[int, int] | None:
    """Years alone span twelve months; years with months, or months alone, are taken as said."""
    years, months = text_of(page, "age_years"), text_of(page, "age_months")
    if one_of(AgeKind, page.get("age_kind")) is not AgeKind.ESTIMATE:
        return None
    in_years, in_months = whole(years or "0"), whole(months or "0")
    if not (years or months) or in_years is None or in_months is None:
        return None
    youngest = in_years * 12 + in_months
    if youngest > MOST_MONTHS:
        return None
    return youngest, youngest if months else youngest + 11


def _person(key: uuid.UUID, page: Page, pages: Pages) -> PersonFacts:
    daily = pages.get(f"daily-life:{key}", {})
    kind = PersonKind(page["kind"])
    default = Part.OTHER if kind is PersonKind.ADULT else Part.SUBJECT
    age_kind = one_of(AgeKind, page.get("age_kind")) or AgeKind.NOT_KNOWN
    return PersonFacts(
        id=key,
        kind=kind,
        name=text_of(page, "name"),
        part=one_of(Part, page.get("part")) or default,
        lives_in_home=one_of(Answer, page.get("lives_in_home")),
        age_kind=age_kind,
        born_on=read_date(page, "born") if age_kind is AgeKind.DATE_OF_BIRTH else None,
        due_on=read_date(page, "due"),
        estimate=_estimate(page),
        school=text_of(page, "school"),
        address=text_of(page, "address"),
        flags=_answers(page, CHILD_FLAGS),
        seen=one_of(Answer, page.get("seen")),
        daily_life=text_of(daily, "daily_life"),
        own_words=text_of(daily, "own_words"),
    )


def _statements(pages: Pages) -> tuple[StatementFacts, ...]:
    return tuple(
        StatementFacts(
            id=key,
            what=text_of(page, "what"),
            when=text_of(page, "when"),
            how_often=text_of(page, "how_often"),
            said_by=one_of(SaidBy, page.get("said_by")),
            said_by_detail=text_of(page, "said_by_detail"),
            basis=one_of(StatementBasis, page.get("basis")),
            is_source_protected=page.get("source_protected") == "yes",
        )
        for key, page in _each(pages, "statement")
        if text_of(page, "what")
    )


def _home_at(page: Page) -> datetime | None:
    given = [read_instant(page, "leaves"), read_instant(page, "next_contact")]
    return min((at for at in given if at is not None), default=None)
