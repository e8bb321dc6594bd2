"""Each combination rule of thresholds 2.6 on the default framework: fired, and just missed.

The numbers are worked out by hand from the table. A case is written as indicators with their
pattern and impact; the child is ten unless an age in months is given.
"""

from typing import Any

import pytest

from portal.frameworks.cases import parse_case
from portal.rules.threshold_weighing import weigh
from tests.rules.threshold_inputs import DEFAULT, case, result

NEEDS = "HLT-10 EDU-10 EMO-10"  # level 2, child's development, no harm-type tag
MIXED = "EDU-20 PLD-20"  # level 3 in two domains, no harm-type tag
HARM = "EDU-20 PLD-20 FUN-21"  # level 3 in three domains, one of them emotional harm
UNBORN: dict[str, Any] = {"unborn": True, "age": None}

# rule, what makes it fire, (level, upper, how soon), what just misses it, and its numbers
RULES = [
    ("R01", f"{NEEDS} CAR-11", {}, (3, 3, "days"), f"{NEEDS} BEH-10", {}, (2, 3, "days")),
    ("R01b", NEEDS, {}, (2, 3, "days"), "HLT-10 EDU-10", {}, (2, 2, "routine")),
    (
        *("R02", "HLT-10:ongoing EDU-10:repeated", {}, (3, 3, "days")),
        *("HLT-10:ongoing EDU-10:once", {}, (2, 3, "days")),
    ),
    ("R02b", "HLT-10:repeated", {}, (2, 3, "days"), "HLT-10:once", {}, (2, 2, "routine")),
    ("R03", "HLT-10::serious", {}, (3, 3, "days"), "HLT-10::some", {}, (2, 2, "routine")),
    ("R03b", "EDU-20::serious", {}, (3, 4, "sameday"), "EDU-20::some", {}, (3, 3, "days")),
    ("R04", "HLT-10", {"flags": ["help_tried"]}, (3, 3, "days"), "HLT-10", {}, (2, 2, "routine")),
    ("R04b", "EDU-20", {"flags": ["help_tried"]}, (3, 4, "sameday"), "EDU-20", {}, (3, 3, "days")),
    (
        *("R04b", "EDU-20", {"flags": ["help_tried"]}, (3, 4, "sameday")),
        *("EDU-10", {"flags": ["help_tried"]}, (3, 3, "days")),
    ),
    ("R05", f"{MIXED} HOU-20", {}, (3, 4, "sameday"), "EDU-20 EDU-21 BEH-20", {}, (3, 3, "days")),
    ("R05", f"{MIXED} HOU-20", {}, (3, 4, "sameday"), f"{MIXED} HOU-10", {}, (3, 3, "days")),
    (
        *("R06", "EDU-20:ongoing PLD-20 FUN-21", {}, (4, 4, "sameday")),
        *(HARM, {}, (3, 4, "sameday")),
    ),
    (
        *("R06", "EDU-20 PLD-20::serious FUN-21", {}, (4, 4, "sameday")),
        *("EDU-20:ongoing PLD-20 HOU-20", {}, (3, 4, "sameday")),
    ),
    (
        *("R06", HARM, {"flags": ["previous_plan"]}, (4, 4, "sameday")),
        *(f"{MIXED} HOU-20", {"flags": ["previous_plan"]}, (3, 4, "sameday")),
    ),
    ("R06", HARM, {"age": 23}, (4, 4, "sameday"), HARM, {"age": 24}, (3, 4, "sameday")),
    ("R06", HARM, UNBORN, (4, 4, "sameday"), HARM, {"age": 24}, (3, 4, "sameday")),
    (
        *("R06", HARM, {"flags": ["disabled"]}, (4, 4, "sameday")),
        *("EDU-20 FUN-21", {"flags": ["disabled"]}, (3, 3, "days")),
    ),
    (
        *("R06", HARM, {"flags": ["non_verbal"]}, (4, 4, "sameday")),
        *(HARM, {"flags": ["looked_after"]}, (3, 4, "sameday")),
    ),
    ("R07", "CAR-10 CAR-12 SAF-10", {}, (3, 3, "days"), "CAR-10 CAR-12 WRM-10", {}, (2, 3, "days")),
    (
        *("R07b", "CAR-20:ongoing CAR-21:repeated CAR-22:ongoing", {}, (4, 4, "sameday")),
        *("CAR-20:ongoing CAR-21:repeated CAR-22:once", {}, (3, 3, "days")),
    ),
    (
        *("R07b", "CAR-20:ongoing CAR-21:repeated CAR-22:ongoing", {}, (4, 4, "sameday")),
        *("CAR-20:ongoing CAR-21:repeated CAR-12:ongoing", {}, (3, 3, "days")),
    ),
    ("R08", "DAB-10 PSM-10", {}, (3, 3, "days"), "DAB-10 DAB-11", {}, (2, 2, "routine")),
    (
        *("R08b", "DAB-10 PSM-10 PMH-10", {}, (3, 4, "sameday")),
        *("DAB-10 PSM-10 PLD-10", {}, (3, 3, "days")),
    ),
    (
        *("R08c", "DAB-20 PSM-20 PMH-10", {}, (4, 4, "sameday")),
        *("DAB-20 PSM-10 PMH-10", {}, (3, 4, "sameday")),
    ),
    (
        *("R08c", "DAB-20 PSM-20 PMH-10", {}, (4, 4, "sameday")),
        *("DAB-20 DAB-21 PSM-10 PMH-10", {}, (3, 4, "sameday")),
    ),
    (
        *("R08c", "DAB-20 PMH-20", {"age": 11}, (4, 4, "sameday")),
        *("DAB-20 PMH-20", {"age": 12}, (3, 3, "sameday")),
    ),
    (
        *("R08c", "DAB-20 PMH-20", UNBORN, (4, 4, "sameday")),
        *("DAB-20 PMH-10", UNBORN, (3, 4, "sameday")),
    ),
    ("R09", "HLT-20", {"age": 11}, (3, 4, "sameday"), "HLT-20", {"age": 12}, (3, 3, "days")),
    ("R09", "PLD-21", UNBORN, (3, 4, "sameday"), "PLD-20", UNBORN, (3, 3, "days")),
    (
        *("R09b", "HLT-20 HLT-21", {"age": 0}, (4, 4, "sameday")),
        *("HLT-20 BEH-20", {"age": 0}, (3, 4, "sameday")),
    ),
    (
        *("R09b", "UNB-20 CAR-21", UNBORN, (4, 4, "sameday")),
        *("UNB-20 CAR-10", UNBORN, (3, 4, "sameday")),
    ),
    ("R10", "EXP-10 MIS-10 ONL-10", {}, (3, 3, "days"), "EXP-10 MIS-10 RAD-10", {}, (2, 3, "days")),
    ("R10b", "EXP-20 MIS-20", {}, (3, 4, "sameday"), "EXP-20 ONL-20", {}, (3, 3, "sameday")),
    (
        *("R10c", "EXP-20 EXP-21 MIS-20", {}, (4, 4, "sameday")),
        *("EXP-20 ONL-20 MIS-20", {}, (3, 4, "sameday")),
    ),
    (
        *("R11", "BND-21", {"flags": ["disabled"]}, (3, 4, "sameday")),
        *("BND-21", {}, (3, 3, "sameday")),
    ),
    (
        *("R11", "BND-21", {"flags": ["non_verbal"]}, (3, 4, "sameday")),
        *("WRM-20", {"flags": ["non_verbal"]}, (3, 3, "days")),
    ),
    (
        *("R12", "HLT-10", {"flags": ["previous_plan"]}, (3, 3, "days")),
        *("HLT-10", {"flags": ["sibling_open"]}, (2, 2, "routine")),
    ),
    (
        *("R12b", "EDU-20", {"flags": ["previous_plan"]}, (3, 4, "sameday")),
        *("EDU-10", {"flags": ["previous_plan"]}, (3, 3, "days")),
    ),
    (
        *("R13", "HLT-10", {"flags": ["repeat_contacts"]}, (3, 3, "days")),
        *("HLT-10", {}, (2, 2, "routine")),
    ),
    (
        *("R14", "HLT-10", {"flags": ["help_refused"]}, (2, 3, "days")),
        *("HLT-10", {}, (2, 2, "routine")),
    ),
    (
        *("R14b", "EDU-20", {"flags": ["help_refused"]}, (3, 4, "sameday")),
        *("EDU-10", {"flags": ["help_refused"]}, (2, 3, "days")),
    ),
    ("R15", "BND-21 EMO-22", {}, (4, 4, "sameday"), "BND-21 WRM-20", {}, (3, 3, "sameday")),
    ("R16", "EDU-22 CAR-10", {}, (3, 4, "sameday"), "EDU-22 EDU-10", {}, (3, 3, "days")),
    ("R16", "EDU-23 DAB-10", {}, (3, 4, "sameday"), "EDU-20 DAB-10", {}, (3, 3, "days")),
    (
        *("R16", "EDU-22", {"flags": ["previous_plan"]}, (3, 4, "sameday")),
        *("EDU-22", {}, (3, 3, "days")),
    ),
]


def fired(data: dict[str, Any]) -> set[str]:
    read = parse_case(data, DEFAULT)
    return {ready.rule.id for ready in weigh(DEFAULT, read).low.fired}


def told(data: dict[str, Any]) -> tuple[int | None, int | None, str]:
    found = result(data)
    return found.level, found.upper, found.urgency


@pytest.mark.parametrize(
    ("rule", "hit", "hit_facts", "hit_numbers", "miss", "miss_facts", "miss_numbers"), RULES
)
def test_a_rule_fires_on_its_facts_and_not_on_just_less(
    rule, hit, hit_facts, hit_numbers, miss, miss_facts, miss_numbers
):
    met = case(*hit.split(), **hit_facts)
    missed = case(*miss.split(), **miss_facts)
    assert rule in fired(met)
    assert told(met) == hit_numbers
    assert rule not in fired(missed)
    assert told(missed) == miss_numbers


def test_every_rule_of_the_default_framework_is_tried():
    assert {row[0] for row in RULES} == {rule.id for rule in DEFAULT.rules}


@pytest.mark.parametrize(
    "tag",
    [
        *("abuse", "neglect", "emotional", "da", "exploitation", "missing", "sexual", "psm"),
        *("pmh", "selfharm", "history", "infant", "unborn", "hidden", "engagement", "fii"),
        *("honour", "online", "radicalisation", "trust"),
    ],
)
def test_each_harm_type_tag_completes_r06(tag):
    others = [i.id for i in DEFAULT.indicators if i.level == 3 and i.tags <= {"behaviour"}]
    harmful = next(i for i in DEFAULT.indicators if i.level == 3 and tag in i.tags)
    plain = ["PLD-20", "HOU-20", *others]  # four or more, in three domains, without harm
    assert "R06" not in fired(case(*(f"{code}:ongoing" for code in plain)))
    assert "R06" in fired(case(*(f"{code}:ongoing" for code in plain), harmful.id))


@pytest.mark.parametrize("tag", ["da", "psm", "pmh", "neglect", "infant", "unborn", "history"])
def test_each_tag_that_matters_for_babies_fires_r09(tag):
    found = next(i for i in DEFAULT.indicators if i.level == 3 and tag in i.tags)
    assert "R09" in fired(case(found.id, age=3))


def test_a_level_four_indicator_counts_for_a_rule_about_level_three():
    assert "R15" in fired(case("WRM-30", "BND-21"))
    assert "R07b" in fired(case("CAR-30:ongoing", "HLT-30:ongoing", "PSM-32:ongoing"))
