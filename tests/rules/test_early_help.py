"""Early help: who may read and write it, who must agree, and whose copy holds something new."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from portal.rules.early_help import (
    EpisodeFacts,
    age_months,
    asked_from,
    default_readers,
    is_agreed,
    is_awaited,
    may_confirm_risk,
    may_hand_over,
    may_lead_while_open,
    may_read_episode,
    may_read_plan,
    may_write_episode,
    may_write_plan,
    must_agree,
    next_due,
    sees,
)
from portal.rules.early_help_people import family_label, read_member
from portal.rules.early_help_settings import EarlyHelpSettings, read, weeks_after
from portal.rules.permissions import Actor
from portal.vocabulary import AgeKind, Agency, Answer, MemberSees, Part, PersonKind, Role

HUB, ELSEWHERE = uuid.uuid4(), uuid.uuid4()
LEAD, WRITES, READS, PLANS, ACTS, NONE, OTHER = (uuid.uuid4() for _ in range(7))
DAY = date(2026, 11, 22)
OPEN = EpisodeFacts(
    HUB,
    LEAD,
    is_open=True,
    is_sharing_stopped=False,
    writers=frozenset({(WRITES, None), (PLANS, None)}),
    seeing={
        (WRITES, None): MemberSees.EVERYTHING,
        (READS, None): MemberSees.EVERYTHING,
        (PLANS, None): MemberSees.PLAN,
        (ACTS, None): MemberSees.OWN_ACTIONS,
        (NONE, None): MemberSees.NOTHING,
    },
)
STOPPED, ENDED = replace(OPEN, is_sharing_stopped=True), replace(OPEN, is_open=False)
AWAITED = replace(OPEN, is_sharing_awaited=True)


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


@pytest.mark.parametrize(
    ("who", "open_", "awaited", "writes_plan"),
    [
        (LEAD, MemberSees.EVERYTHING, MemberSees.EVERYTHING, True),
        (WRITES, MemberSees.EVERYTHING, MemberSees.NOTHING, True),
        (READS, MemberSees.EVERYTHING, MemberSees.NOTHING, False),
        (PLANS, MemberSees.PLAN, MemberSees.NOTHING, True),
        (ACTS, MemberSees.OWN_ACTIONS, MemberSees.NOTHING, False),
        (NONE, MemberSees.NOTHING, MemberSees.NOTHING, False),
        (OTHER, None, None, False),
    ],
)
def test_each_of_the_team_sees_what_the_lead_chose_once_everybody_has_agreed(
    who: uuid.UUID, open_: MemberSees | None, awaited: MemberSees | None, writes_plan: bool
) -> None:
    actor = somebody(who)
    assert (sees(actor, OPEN), sees(actor, AWAITED)) == (open_, awaited)
    assert sees(actor, STOPPED) == (open_ if who == LEAD else None)
    assert may_read_plan(actor, OPEN) is (open_ in (MemberSees.EVERYTHING, MemberSees.PLAN))
    assert may_write_plan(actor, OPEN) is writes_plan
    assert may_write_plan(actor, AWAITED) is (who == LEAD)
    assert sees(somebody(who, hub=ELSEWHERE), OPEN) is None


def test_a_safeguarding_lead_of_the_same_organisation_does_not_wait() -> None:
    for role, waits in ((Role.ORGANISATION_LEAD, False), (Role.LEAD_PRACTITIONER, True)):
        actor = somebody(READS, role)
        own = replace(AWAITED, organisation_id=actor.organisation_id)
        assert (sees(actor, own) is MemberSees.NOTHING) is waits
        assert sees(actor, AWAITED) is MemberSees.NOTHING  # of another organisation


def test_a_risk_is_confirmed_by_who_writes_on_everything_or_by_the_hub() -> None:
    for who in (LEAD, WRITES):
        assert may_confirm_risk(somebody(who), OPEN)
    assert may_confirm_risk(somebody(OTHER, Role.MASH_ADVISER), AWAITED)
    for who in (READS, PLANS, OTHER):
        assert not may_confirm_risk(somebody(who), OPEN)
    assert not may_confirm_risk(somebody(WRITES), AWAITED)
    assert not may_confirm_risk(somebody(LEAD), ENDED)


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


def test_the_team_waits_until_each_has_said_yes_or_is_answered_for() -> None:
    mother, son = uuid.uuid4(), uuid.uuid4()
    assert is_awaited([mother, son], {mother: True}, [])
    assert is_awaited([mother, son], {mother: True, son: False}, [str(mother)])
    assert not is_awaited([mother, son], {mother: True}, [str(son)])
    assert not is_awaited([mother], {mother: True}, [])
    assert is_awaited([], {}, [])  # nobody who could agree is on the record
    assert not is_awaited([], {}, [""])


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


@pytest.mark.parametrize(
    ("aged", "asked"),
    [
        ({"born_on": date(2016, 2, 29)}, date(2029, 3, 1)),
        ({"born_on": date(2014, 6, 10)}, date(2027, 6, 10)),
        ({"born_on": date(2013, 11, 18)}, None),  # 13 today: asked already
        ({"months": (140, 150)}, date(2027, 5, 18)),  # as on the 18th of November
        ({}, None),  # not known: asked already
    ],
)
def test_the_day_from_which_a_child_is_asked_is_their_thirteenth_birthday(aged, asked):
    on, months = date(2026, 11, 18), aged.get("months", (None, None))
    kinds = {"born_on": AgeKind.DATE_OF_BIRTH, "months": AgeKind.ESTIMATE}
    child = SimpleNamespace(
        kind=PersonKind.CHILD,
        age_kind=next((kinds[each] for each in aged), AgeKind.NOT_KNOWN),
        born_on=aged.get("born_on"),
        age_months_from=months[0],
        age_months_to=months[1],
        age_on=on,
    )
    assert asked_from(child, on) == asked
    if asked:
        assert must_agree(child, Part.SUBJECT, asked)
        assert not must_agree(child, Part.SUBJECT, asked - timedelta(days=1))
