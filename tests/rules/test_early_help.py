"""Early help: who may read and write it, who must agree, and whose copy holds something new."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from portal.rules.early_help import (
    EpisodeFacts,
    age_months,
    default_readers,
    is_agreed,
    may_hand_over,
    may_lead_while_open,
    may_read_episode,
    may_write_episode,
    must_agree,
    next_due,
)
from portal.rules.early_help_people import family_label, read_member
from portal.rules.early_help_settings import EarlyHelpSettings, read, weeks_after
from portal.rules.permissions import Actor
from portal.vocabulary import AgeKind, Agency, Answer, Part, PersonKind, Role

HUB, ELSEWHERE = uuid.uuid4(), uuid.uuid4()
LEAD, WRITES, READS, OTHER = (uuid.uuid4() for _ in range(4))
DAY = date(2026, 11, 22)
OPEN = EpisodeFacts(
    HUB,
    LEAD,
    is_open=True,
    is_sharing_stopped=False,
    writers=frozenset({WRITES}),
    readers=frozenset({WRITES, READS}),
)
STOPPED, ENDED = replace(OPEN, is_sharing_stopped=True), replace(OPEN, is_open=False)


def somebody(account: uuid.UUID, role: Role = Role.LEAD_PRACTITIONER, hub: Any = HUB) -> Actor:
    return Actor(account, "Sam", role, hub, "hub", uuid.uuid4(), "", Agency.SCHOOL, "", "", "en")


@pytest.mark.parametrize(
    ("who", "episode", "reads", "writes"),
    [
        (somebody(LEAD), OPEN, True, True),
        (somebody(LEAD), STOPPED, True, True),
        (somebody(LEAD), ENDED, True, False),
        (somebody(LEAD, hub=ELSEWHERE), OPEN, False, False),
        (somebody(WRITES), OPEN, True, True),
        (somebody(WRITES), STOPPED, False, False),
        (somebody(READS), OPEN, True, False),
        (somebody(READS), STOPPED, False, False),
        (somebody(OTHER), OPEN, False, False),
        (somebody(OTHER, Role.ORGANISATION_LEAD), OPEN, False, False),
        (somebody(OTHER, Role.MASH_ADVISER), STOPPED, True, False),
        (somebody(OTHER, Role.DECISION_MAKER, ELSEWHERE), OPEN, False, False),
        (somebody(OTHER, Role.HUB_ADMINISTRATOR), OPEN, False, False),
    ],
)
def test_who_reads_and_writes(who: Actor, episode: EpisodeFacts, reads: bool, writes: bool) -> None:
    assert may_read_episode(who, episode) is reads
    assert may_write_episode(who, episode) is writes


def test_the_lead_alone_leads_and_a_decision_maker_may_find_another() -> None:
    assert may_lead_while_open(somebody(LEAD), OPEN)
    assert not may_lead_while_open(somebody(LEAD), ENDED)
    assert not may_lead_while_open(somebody(WRITES), OPEN)
    assert may_hand_over(somebody(OTHER, Role.DECISION_MAKER), OPEN)
    assert not may_hand_over(somebody(OTHER, Role.MASH_ADVISER), OPEN)
    assert not may_hand_over(somebody(LEAD), ENDED)


@dataclass
class Body:
    """As much of a person as these rules look at."""

    kind: PersonKind = PersonKind.CHILD
    age_kind: AgeKind = AgeKind.NOT_KNOWN
    born_on: date | None = None
    age_months_from: int | None = None
    age_months_to: int | None = None
    age_on: date = DAY
    name: str = "Wren Adderley"
    part: Part = Part.SUBJECT
    due_on: date | None = None


def born(on: date) -> Body:
    return Body(age_kind=AgeKind.DATE_OF_BIRTH, born_on=on)


@pytest.mark.parametrize(
    ("person", "part", "asked"),
    [
        (born(date(2013, 11, 22)), Part.SUBJECT, True),  # 13 today
        (born(date(2013, 11, 23)), Part.SUBJECT, False),  # 13 tomorrow
        (Body(), Part.SIBLING, True),  # nobody knows, so it could be 13
        (
            Body(age_kind=AgeKind.ESTIMATE, age_months_from=144, age_months_to=155),
            Part.SIBLING,
            False,
        ),
        (
            Body(age_kind=AgeKind.ESTIMATE, age_months_from=144, age_months_to=156),
            Part.SIBLING,
            True,
        ),
        (Body(kind=PersonKind.UNBORN), Part.SUBJECT, False),
        (Body(kind=PersonKind.ADULT), Part.PARENT, True),
        (Body(kind=PersonKind.ADULT), Part.ADULT_VICTIM, True),
        (Body(kind=PersonKind.ADULT), Part.PERSON_CAUSING_HARM, False),
        (Body(kind=PersonKind.ADULT), Part.RELATIVE, False),
    ],
)
def test_who_must_agree(person: Body, part: Part, asked: bool) -> None:
    assert must_agree(person, part, DAY) is asked


def test_an_estimate_grows_older_with_the_episode() -> None:
    guessed = Body(age_kind=AgeKind.ESTIMATE, age_months_from=150, age_months_to=155)
    assert age_months(guessed, DAY) == (150, 155)
    assert age_months(guessed, date(2027, 1, 21)) == (151, 156)
    assert age_months(guessed, date(2026, 11, 1)) == (150, 155)


def test_agreement_is_everybodys_or_it_is_missing() -> None:
    mother, son = uuid.uuid4(), uuid.uuid4()
    assert is_agreed([mother, son], {mother: True, son: True})
    assert not is_agreed([mother, son], {mother: True})
    assert not is_agreed([mother, son], {mother: True, son: False})
    assert not is_agreed([], {mother: True})  # nobody was asked


def test_nobodys_copy_holds_something_new_where_telling_could_harm() -> None:
    assert default_readers(["a", "b"], is_anyone_at_risk=False) == ["a", "b"]
    assert default_readers(["a", "b"], is_anyone_at_risk=True) == []


def test_the_earliest_day_is_due_next() -> None:
    assert next_due(None, date(2026, 12, 3), date(2026, 12, 1)) == date(2026, 12, 1)
    assert next_due(None, None) is None
    assert weeks_after(date(2026, 12, 28), 1) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ({"review_weeks": 0}, "review_weeks must be 1 or more, not 0"),
        ({"remind_days": -1}, "remind_days must be 0 or more, not -1"),
        ({"reviews": 6}, "no setting 'reviews'"),
    ],
)
def test_nonsense_in_the_timings_is_named(stored: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(stored)
    assert read({}) == EarlyHelpSettings()
    assert read({"review_weeks": 12}).review_weeks == 12


def test_a_member_is_read_as_typed() -> None:
    typed = {"kind": "child", "name": " Wren ", "years": "7", "is_at_risk": "yes"}
    words = read_member(typed)
    assert (words.name, words.age_kind, words.years) == ("Wren", AgeKind.ESTIMATE, 7)
    assert words.is_at_risk
    assert not words.is_address_secret
    dated = read_member({"born_day": "3", "born_month": "2", "born_year": "2019", "years": "6"})
    assert (dated.age_kind, dated.born_on) == (AgeKind.DATE_OF_BIRTH, date(2019, 2, 3))
    assert read_member({"kind": "adult", "lives_in_home": "no"}).part is Part.PARENT
    assert read_member({"kind": "?", "lives_in_home": "no"}).lives_in_home is Answer.NO


def test_a_family_is_called_by_its_children() -> None:
    kit = replace(born(date(2022, 1, 1)), name="Kit Adderley")
    mother = Body(kind=PersonKind.ADULT, name="Gwen Adderley")
    assert family_label([mother, kit], DAY) == "Kit, 4"
    assert family_label([mother], DAY) == ""
