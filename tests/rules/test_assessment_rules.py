"""Which pages an assessment has, what is missing on them, and what guidance is given on."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from portal.frameworks.loader import load_packaged
from portal.rules.assessment import read
from portal.rules.assessment_guidance import as_consultation, levels_offered
from portal.rules.assessment_pages import blocks, page_names, prompts
from portal.rules.guidance import guide
from portal.rules.threshold_model import Scope
from portal.vocabulary import (
    AgeKind,
    HelpDomain,
    IndicatorState,
    LineKind,
    Nation,
    Part,
    PersonKind,
)

DAY = date(2026, 11, 22)
CALM = {"safety": {f"S{number}": "no" for number in range(1, 9)}}


@dataclass
class Member:
    kind: PersonKind
    part: Part
    name: str = ""
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    age_kind: AgeKind = AgeKind.ESTIMATE
    born_on: None = None
    due_on: None = None
    age_months_from: int | None = 84
    age_months_to: int | None = 95
    age_on: date = DAY
    lives_in_home: None = None


@dataclass
class Line:
    indicator_id: str
    about_id: uuid.UUID | None = None
    is_removed: bool = False
    kind: LineKind = LineKind.INDICATOR
    state: IndicatorState = IndicatorState.PRESENT
    pattern: None = None
    impact: None = None


NAN = Member(PersonKind.ADULT, Part.RELATIVE, "Nan")
MUM = Member(PersonKind.ADULT, Part.PARENT, "Mum")
WREN = Member(PersonKind.CHILD, Part.SUBJECT, "Wren")
BABY = Member(PersonKind.UNBORN, Part.SIBLING, "Baby")
FAMILY: list[Any] = [NAN, MUM, WREN, BABY]


@pytest.fixture(scope="module")
def framework() -> Any:
    return load_packaged("default-gb").for_nation(Nation.ENGLAND)


def test_danger_comes_first_and_children_are_heard_before_adults():
    names = [str(name) for name in page_names(FAMILY)]
    assert names[:6] == [
        *("safety", "who"),
        *(f"voice:{each.id}" for each in (WREN, BABY, MUM, NAN)),
    ]
    assert names[6:] == [*(f"domain:{each.value}" for each in HelpDomain), "analysis", "level"]


@pytest.mark.parametrize(
    ("pages", "fields"),
    [
        ({}, ["voice", "level"]),
        ({f"voice:{WREN.id}": {"heard": "yes"}, "level": {"level": "2"}}, ["voice"]),
        ({f"voice:{WREN.id}": {"wishes": "A bed."}, "level": {"level": "9"}}, ["level"]),
        ({f"voice:{MUM.id}": {"why_not": "In hospital."}, "level": {"level": "3"}}, []),
        (
            {f"voice:{WREN.id}": {"words": "x"}, "level": {"level": "not_enough"}},
            ["level"],
        ),
    ],
)
def test_only_a_voice_and_a_level_are_needed(pages, fields):
    assert [gap.field for gap in blocks(read(pages), FAMILY, {1, 2, 3, 4})] == fields


def test_prompts_ask_for_every_child_and_parent_and_what_a_number_rests_on():
    pages = {
        **CALM,
        f"voice:{WREN.id}": {"words": "I like Nan's."},
        "domain:home": {"score": "3"},
        "domain:health": {"score": "not_yet"},
        "domain:money": {"score": "3", "evidence": "Arrears."},
    }
    found = prompts(read(pages), FAMILY)
    voices = {gap.page.key for gap in found if gap.page.kind == "voice"}
    assert voices == {str(BABY.id), str(MUM.id)}
    domains = {gap.page.key: gap.message for gap in found if gap.page.kind == "domain"}
    assert "health" not in domains and len(domains) == 12
    assert "rests on" in domains["home"] and "agreed" in domains["money"]
    assert any("lives elsewhere" in gap.message for gap in found)


def test_no_sign_is_lost_for_want_of_the_right_person(framework):
    by_scope = {scope: [] for scope in Scope}
    for indicator in framework.indicators:
        by_scope[indicator.scope].append(indicator.id)
    child, home = by_scope[Scope.CHILD][0], by_scope[Scope.HOUSEHOLD][0]
    lines: list[Any] = [
        *(Line(home, WREN.id), Line(child, MUM.id), Line("GONE-99")),
        Line(by_scope[Scope.CHILD][1], WREN.id),
        Line(by_scope[Scope.CHILD][2], is_removed=True),
    ]
    known = as_consultation(framework, FAMILY, lines, read(CALM), DAY)
    assert [tick.indicator_id for tick in known.shared] == [home]
    ticked = {key: [tick.indicator_id for tick in ticks] for key, ticks in known.by_child.items()}
    assert ticked == {WREN.id: [child, by_scope[Scope.CHILD][1]], BABY.id: [child]}


@pytest.mark.parametrize(("danger", "lowest"), [("no", 1), ("yes", 4)])
def test_nobody_says_lower_than_danger(framework, danger, lowest):
    facts = read({"safety": {**CALM["safety"], "S1": danger}})
    known = as_consultation(framework, FAMILY, [], facts, DAY)
    given = guide(framework, known, nation=Nation.ENGLAND, on=DAY)
    assert min(level.rank for level in levels_offered(framework, given, facts)) == lowest
