"""Invented families by the thousand, each with third-party facts planted where a copy could leak.

Every planted fact is a word that no heading, label or name of the recipient's own copy holds, so
that finding it anywhere in a copy is a leak.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portal.rules.help_facts import (
    ActionFacts,
    AttendanceFacts,
    EndFacts,
    GoalFacts,
    HelpFacts,
    LeadFacts,
    LevelFacts,
    LineFacts,
    MeetingFacts,
    MemberFacts,
    PageFacts,
    PersonFacts,
    Place,
    ScoreFacts,
    SecretFacts,
)
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

FIRST = ("Aneirin", "Briony", "Cadi", "Desta", "Elin", "Farida", "Gwil", "Hana", "Ifor", "Jola")
LAST = ("Ashby", "Bevan", "Cole", "Daoud", "Ellis", "Frayne", "Gower", "Hale", "Iqbal", "Jago")
PLAIN = (
    "Walk to school together on Mondays.",
    "Read at bedtime, ten minutes.",
    "Ask at the library about the homework club.",
    "Cook a meal together on Sundays.",
)
START = date(2026, 1, 5)


@dataclass(frozen=True)
class Invented:
    """A family, what one of its papers knows, and what must not be in that person's copy."""

    facts: HelpFacts
    recipient_id: str
    planted: tuple[str, ...]


def invented(number: int) -> Iterator[Invented]:
    """One family from its number: one of its papers, for everybody who could have a copy."""
    made = _Family(number)
    facts = made.facts(list(HelpDocument)[number % len(HelpDocument)])
    for person in facts.people:
        yield Invented(facts, person.id, tuple(made.planted[person.id]))


class _Family:
    """Deals out blocks at random; what a person may not read is planted with a word of theirs."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)  # noqa: S311 - invented families, not secrets
        self.number = number
        self.words = 0
        adults = [f"adult{each}" for each in range(self.random.randint(1, 3))]
        children = [f"child{each}" for each in range(self.random.randint(1, 3))]
        self.ids = (*adults, *children)
        self.planted: dict[str, list[str]] = {each: [] for each in self.ids}
        self.dealt = 0

    def canary(self, *, hidden_from: set[str]) -> str:
        """A word that is in this block alone, remembered for each who may not have it."""
        self.words += 1
        word = f"Qz{self.number}x{self.words}zq"
        for each in hidden_from:
            self.planted[each].append(word)
        return word

    def block(self) -> tuple[frozenset[str], str, Place]:
        """Who may read something, its text with a canary, and where it stands."""
        readers = frozenset(each for each in self.ids if self.random.random() < 0.5)
        word = self.canary(hidden_from=set(self.ids) - readers)
        self.dealt += 1
        text = f"{self.random.choice(PLAIN)} {word}"
        return readers, text, Place("line", f"{self.number}-{self.dealt}")

    def everybody(self) -> set[str]:
        return set(self.ids)

    def only_professionals(self) -> str:
        """Something of the hub: a check of an agency, a note of an adviser, a secret."""
        return self.canary(hidden_from=self.everybody())

    def facts(self, document: HelpDocument) -> HelpFacts:
        team = self._team()
        goals = tuple(self._goal(each) for each in range(self.random.randint(1, 4)))
        return HelpFacts(
            document=document,
            reference=f"EH-{self.number:04}-TEST",
            started_on=START,
            happened_on=START + timedelta(days=30),
            lead=LeadFacts(
                name="Rosalind Pike", organisation=self.only_professionals(), phone="01632 960321"
            ),
            people=tuple(self._person(each) for each in self.ids),
            lines=tuple(self._lines()),
            pages=tuple(self._page() for _ in range(self.random.randint(1, 4))),
            scores=tuple(self._scores()),
            goals=goals,
            actions=tuple(self._actions(goals, team)),
            team=team,
            attendance=tuple(self._came(each) for each in team),
            meeting=self._meeting(),
            end=EndFacts(
                on=START + timedelta(days=60),
                reason=EpisodeEnd.OUTCOMES_MET,
                note=self.only_professionals(),
                family_words=self.only_professionals(),
            ),
            level=LevelFacts(
                rank=3, name=self.only_professionals(), reason=self.only_professionals()
            ),
            next_on=START + timedelta(days=77),
            must_not_be_told=self.only_professionals(),
            secrets=(SecretFacts(text=self.only_professionals()),),
            sources=(self.only_professionals(),),
        )

    def _person(self, id: str) -> PersonFacts:
        others = self.everybody() - {id}
        is_child = id.startswith("child")
        return PersonFacts(
            id=id,
            name=f"{self.random.choice(FIRST)} {self.random.choice(LAST)}",
            part=Part.SUBJECT if is_child else Part.PARENT,
            is_child=is_child,
            age_years=self.random.randint(0, 17) if is_child else 40,
            school=self.canary(hidden_from=others),
            address=f"4 {self.canary(hidden_from=self.everybody())} Row",
            is_address_secret=self.random.random() < 0.5,
            phone=self.canary(hidden_from=self.everybody()),
            once_secret=(("address", self.canary(hidden_from=self.everybody())),),
        )

    def _lines(self) -> Iterator[LineFacts]:
        for kind in (LineKind.STATEMENT, LineKind.STRENGTH, LineKind.TRIED):
            readers, text, place = self.block()
            yield LineFacts(
                kind=kind,
                text=text,
                about_id=self.random.choice(self.ids),
                said_by=SaidBy.RELATIVE,
                said_by_detail=self.only_professionals(),  # the other parent, an agency, anybody
                readers=readers,
                place=place,
            )
        protected = self.only_professionals()
        yield LineFacts(
            kind=LineKind.STATEMENT,
            text=f"Heard through the wall. {protected}",
            said_by_detail=self.only_professionals(),
            is_source_protected=True,
            readers=frozenset(self.ids),  # ticked for everybody by mistake
        )
        yield LineFacts(
            kind=LineKind.INDICATOR, text=self.only_professionals(), readers=frozenset(self.ids)
        )

    def _page(self) -> PageFacts:
        readers, text, place = self.block()
        return PageFacts(
            heading="What %(name)s says",
            about_id=self.random.choice(self.ids),
            answers=(("What did they say, in their own words?", text), ("And?", "")),
            readers=readers,
            place=place,
        )

    def _scores(self) -> Iterator[ScoreFacts]:
        for domain in self.random.sample(list(HelpDomain), 4):
            for days in (10, 40, 70):
                readers, text, place = self.block()
                yield ScoreFacts(
                    domain=domain,
                    score=self.random.randint(1, 10),
                    on=START + timedelta(days=days),
                    agreed_with=self.only_professionals(),
                    evidence=text,
                    readers=readers,
                    place=place,
                )

    def _goal(self, number: int) -> GoalFacts:
        readers, text, place = self.block()
        return GoalFacts(
            id=f"goal{number}",
            goal=text,
            need=text,
            domain=self.random.choice(list(HelpDomain)),
            whose_words=self.only_professionals(),
            status=self.random.choice(list(GoalStatus)),
            readers=readers,
            place=place,
        )

    def _actions(
        self, goals: tuple[GoalFacts, ...], team: tuple[MemberFacts, ...]
    ) -> Iterator[ActionFacts]:
        for goal in goals:
            for _ in range(self.random.randint(0, 3)):
                readers, text, place = self.block()
                yield ActionFacts(
                    goal_id=goal.id,
                    what=text,
                    who=text,
                    member_id=self.random.choice(team).id,
                    how_known=text,
                    contingency=text,
                    status=self.random.choice(list(ActionStatus)),
                    status_note=text,
                    readers=readers,
                    place=place,
                )

    def _team(self) -> tuple[MemberFacts, ...]:
        relatives = tuple(
            MemberFacts(id=f"m-{each}", name=f"relative {each}", person_id=each)
            for each in self.ids
            if self.random.random() < 0.5
        )
        workers = tuple(
            MemberFacts(
                id=f"w{each}",
                name=f"Worker {each}",
                organisation=self.only_professionals(),
                phone=self.only_professionals(),
                email=f"{self.only_professionals()}@example.org",
                has_left=self.random.random() < 0.2,
            )
            for each in range(3)
        )
        return (*relatives, *workers)

    def _came(self, member: MemberFacts) -> AttendanceFacts:
        readers, text, place = self.block()
        return AttendanceFacts(
            member_id=member.id,
            attended=self.random.choice(list(Attended)),
            contribution=text,
            readers=readers,
            place=place,
        )

    def _meeting(self) -> MeetingFacts:
        readers, text, place = self.block()
        return MeetingFacts(
            kind=MeetingKind.REVIEW,
            held_on=START + timedelta(days=40),
            outcome=ReviewOutcome.STEP_UP,
            outcome_why=text,
            readers=readers,
            place=place,
        )
