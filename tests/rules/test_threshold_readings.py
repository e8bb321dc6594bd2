"""Each settled reading of thresholds 2.5a, and each question of the safety screen."""

import json

import pytest

from portal.frameworks.cases import parse_case
from portal.rules.threshold_index import index_of
from portal.rules.threshold_reading import read
from tests.rules.threshold_inputs import (
    ALL_NO,
    DEFAULT,
    STRENGTHS,
    as_json,
    case,
    kinds,
    numbers,
    result,
    said,
    ticks,
)

# 1: suspected


@pytest.mark.parametrize("indicator", ["EDU-10", "EDU-20", "CAR-30", "PHY-30"])
def test_suspected_counts_as_present(indicator):
    suspected, present = (
        as_json(case(indicators=said(answer, indicator))) for answer in ("suspected", "present")
    )
    assert suspected == present


def test_a_strength_that_is_only_suspected_is_not_known():
    indicators = {**ticks(*STRENGTHS), **said("suspected", "HLT-02")}
    assert numbers(case(indicators=indicators)) == (None, None)
    assert kinds(as_json(case(indicators=indicators)), "missing", "level") == {"HLT-02"}


def test_absent_changes_no_number_above_level_one():
    absent = said("absent", "EDU-20", "PHY-30", "CAR-01")
    assert numbers(case(indicators={**ticks("EDU-10"), **absent})) == (2, 2)


# 2 and the screen: every safety question


@pytest.mark.parametrize("question", ["S1", "S2", "S3", "S4", "S5", "S6"])
def test_danger_now_is_the_top_level_now_and_an_emergency(question):
    found = result(case(safety={**ALL_NO, question: "yes"}))
    assert (found.level, found.upper, found.urgency) == (4, 4, "now")
    assert found.emergency
    assert not found.safe_contact


def test_an_injured_baby_is_the_top_level_now_but_not_999():
    found = result(case(safety={**ALL_NO, "S7": "yes"}))
    assert (found.level, found.upper, found.urgency, found.emergency) == (4, 4, "now", False)


@pytest.mark.parametrize("answer", ["yes", "not_known", None])
def test_unless_telling_is_known_to_be_safe_contact_is_made_with_care(answer):
    found = result(case("EDU-10", safety={**ALL_NO, "S8": answer}))
    assert found.safe_contact
    assert (found.level, found.upper, found.urgency) == (2, 2, "routine")


@pytest.mark.parametrize("question", ["S1", "S2", "S3", "S4", "S5", "S6", "S7"])
@pytest.mark.parametrize("answer", ["not_known", None, "left out"])
def test_an_open_safety_question_leaves_the_upper_end_at_the_top_and_now(question, answer):
    safety = {code: "no" for code in ALL_NO if code != question}
    if answer != "left out":
        safety[question] = answer
    found = as_json(case("EDU-10", safety=safety))
    assert (found["level"], found["upper"], found["urgency"]) == (2, 4, "now")
    assert not found["emergency"]
    assert kinds(found, "safety", "upper") == {question}
    assert kinds(found, "indicator", "level") == {"EDU-10"}


def test_with_no_facts_at_all_it_could_be_anything():
    found = result({})
    assert (found.level, found.upper, found.urgency) == (None, 4, "now")
    assert found.safe_contact


# 3: age


def flags_of(data: dict) -> set[str]:
    facts = read(index_of(DEFAULT), parse_case(data, DEFAULT))
    assert facts.low.flags <= facts.high.flags
    return set(facts.low.flags)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        ({"age": 0}, {"under_1", "under_2"}),
        ({"age": 11}, {"under_1", "under_2"}),
        ({"age": 12}, {"under_2"}),
        ({"age": 23}, {"under_2"}),
        ({"age": 24}, set()),
        ({"age": None}, {"under_1", "under_2"}),
        ({"age": [11, 30]}, {"under_1", "under_2"}),
        ({"age": [12, 215]}, {"under_2"}),
        ({"age": [24, 30]}, set()),
        ({"age": None, "unborn": True}, {"unborn", "under_1", "under_2"}),
        ({"age": 30, "flags": ("unborn",)}, {"unborn", "under_1", "under_2"}),
    ],
)
def test_the_age_sets_its_flags_by_completed_months_and_youngest_end(age, expected):
    assert flags_of(case(**age)) == expected


def test_the_level_rests_on_an_age_that_is_not_known():
    unknown = result(case("DAB-20", "PMH-20", age=None))
    assert (unknown.level, unknown.upper, unknown.rests_on_age) == (4, 4, True)
    known = result(case("DAB-20", "PMH-20", age=12))
    assert (known.level, known.rests_on_age) == (3, False)
    assert not result(case("EDU-20", age=None)).rests_on_age
    assert result(case("DAB-20", "PMH-20", age=[6, 40])).rests_on_age
    assert not result(case("DAB-20", "PMH-20", age=[6, 11])).rests_on_age


def test_an_indicator_out_of_age_counts_all_the_same():
    assert numbers(case("UNB-20", age=200)) == (3, 3)


# 4: modifiers


@pytest.mark.parametrize(
    ("modifier", "certain", "expected"),
    [
        ("pattern", "repeated", (2, 3)),
        ("pattern", "ongoing", (2, 3)),
        ("pattern", "not_known", (2, 3)),
        ("pattern", "once", (2, 2)),
        ("pattern", None, (2, 2)),
        ("impact", "serious", (3, 3)),
        ("impact", "not_known", (2, 3)),
        ("impact", "some", (2, 2)),
        ("impact", "none_seen", (2, 2)),
        ("impact", None, (2, 2)),
    ],
)
def test_a_modifier_not_known_counts_as_the_worst_in_the_range_only(modifier, certain, expected):
    answer = {"answer": "present", modifier: certain}
    assert numbers(case(indicators={"EDU-10": answer})) == expected


@pytest.mark.parametrize("answer", ["absent", "not_known"])
@pytest.mark.parametrize("indicator", ["EDU-10", "EDU-20"])
@pytest.mark.parametrize(
    ("pattern", "impact"), [("ongoing", "serious"), ("not_known", "not_known")]
)
def test_modifiers_on_what_is_absent_or_not_known_are_ignored(answer, indicator, pattern, impact):
    plain = as_json(case(indicators={indicator: {"answer": answer}}))
    worst = {"answer": answer, "pattern": pattern, "impact": impact}
    assert as_json(case(indicators={indicator: worst})) == plain


def test_two_needs_that_are_ongoing_means_each_of_them():
    one_unsure = {
        "HLT-10": {"answer": "present", "pattern": "ongoing"},
        "EDU-10": {"answer": "present", "pattern": "not_known"},
    }
    found = as_json(case(indicators=one_unsure))
    assert (found["level"], found["upper"]) == (2, 3)
    assert "R02" in kinds(found, "rule", "upper")
    assert kinds(found, "rule", "level") == set()


def test_certainty_moves_nothing():
    for certainty in ("seen", "told", "suspected"):
        indicators = {"EDU-10": {"answer": "present", "certainty": certainty}}
        assert as_json(case(indicators=indicators)) == as_json(case("EDU-10"))


# 5: flags


@pytest.mark.parametrize(
    ("answer", "expected"), [("yes", (3, 3)), ("not_known", (2, 3)), ("no", (2, 2)), (None, (2, 2))]
)
def test_a_flag_not_known_counts_in_the_range_only(answer, expected):
    assert numbers({**case("EDU-10"), "flags": {"help_tried": answer}}) == expected


def test_an_indicator_of_history_sets_previous_plan_in_the_run_it_counts_in():
    assert "previous_plan" in flags_of(case("PLD-21"))
    unsure = {**ticks("EDU-10"), **said("not_known", "PLD-21")}
    assert "previous_plan" not in flags_of(case(indicators=unsure))
    found = as_json(case(indicators=unsure))
    assert (found["level"], found["upper"]) == (2, 4)
    assert "R12b" in kinds(found, "rule", "upper")


def test_an_indicator_of_disability_sets_disabled():
    assert "disabled" in flags_of(case("DIS-10"))
    assert numbers(case("DIS-10", "BND-21")) == (3, 4)
    absent = {**ticks("BND-21"), **said("absent", "DIS-10")}
    assert numbers(case(indicators=absent)) == (3, 3)


@pytest.mark.parametrize(
    ("answer", "soon"), [("yes", "sameday"), ("not_known", "sameday"), ("no", "routine")]
)
def test_an_open_case_makes_it_same_day_and_moves_no_number(answer, soon):
    found = result({**case("EDU-10"), "flags": {"open_to_social_care": answer}})
    assert (found.level, found.upper, found.urgency) == (2, 2, soon)


@pytest.mark.parametrize("flag", ["looked_after", "sibling_open", "men_unknown"])
def test_flags_that_change_advice_move_no_number(flag):
    assert as_json(case("EDU-10", flags=(flag,))) == as_json(case("EDU-10"))


# 7: how soon


@pytest.mark.parametrize(
    ("indicators", "soon"),
    [
        ({}, "routine"),
        (ticks("EDU-10"), "routine"),
        (ticks("EDU-20"), "days"),
        (ticks("DAB-20"), "sameday"),
        (said("not_known", "DAB-20"), "sameday"),
        (said("not_known", "EDU-20"), "days"),
        (said("absent", "DAB-20"), "routine"),
        (ticks("CAR-30"), "sameday"),
        (ticks("PHY-30"), "now"),
        (said("not_known", "PHY-30"), "now"),
        (ticks("EDU-10:not_known"), "days"),
        (ticks("EDU-20::not_known"), "sameday"),
    ],
)
def test_how_soon_is_that_of_everything_that_may_be_true(indicators, soon):
    assert result(case(indicators=indicators)).urgency == soon


# 8 and 9: emergency and red lines


def test_the_ten_emergency_indicators_show_999_when_ticked_and_not_when_not_known():
    emergencies = {i.id for i in DEFAULT.indicators if i.emergency}
    assert emergencies == {
        *("HLT-32", "EMO-30", "EMO-31", "CAR-32", "SAF-30", "PSM-31", "PHY-34", "EXP-34"),
        *("RAD-30", "UNB-33"),
    }
    for code in emergencies:
        for answer, expected in (("present", True), ("suspected", True), ("not_known", False)):
            assert result(case(indicators=said(answer, code))).emergency is expected


def test_red_lines_are_listed_sorted_whatever_else_decided():
    indicators = ticks("UNB-34", "EDU-20", "PHY-30", "CAR-31")
    indicators |= said("not_known", "SEX-30")
    for safety in (ALL_NO, {**ALL_NO, "S1": "yes"}):
        found = result(case(indicators=indicators, safety=safety))
        assert found.red_lines == ("CAR-31", "PHY-30", "UNB-34")


def test_a_red_line_decides_alone_and_no_rule_is_named_beside_it():
    found = as_json(case("PHY-30", "PHY-31"))  # two signs of abuse, which R15 would raise as well
    for number in ("level", "upper"):
        assert kinds(found, "indicator", number) == {"PHY-30", "PHY-31"}
        assert kinds(found, "rule", number) == set()


def test_there_are_58_red_lines_and_each_alone_is_enough():
    red = [i.id for i in DEFAULT.indicators if i.red_line]
    assert len(red) == 58
    for code in red:
        found = as_json(case(code))
        assert (found["level"], found["upper"], found["urgency"]) == (4, 4, "now")
        assert kinds(found, "indicator", "level") == {code}


# 14: the same input gives the same text


def test_reasons_stand_in_the_frameworks_order_whatever_the_order_of_ticking():
    forward = case("HLT-20", "EDU-20", "DAB-20", "PSM-20")
    backward = {**forward, "indicators": dict(reversed(forward["indicators"].items()))}
    assert json.dumps(as_json(forward)) == json.dumps(as_json(backward))
    named = [r["id"] for r in as_json(forward)["reasons"] if r["for"] == "level"]
    assert named == ["HLT-20", "EDU-20", "PSM-20", "DAB-20", "R01", "R08"]


def test_reasons_say_what_was_ticked_where_it_is_listed_and_why():
    [first, *_] = as_json(case("PHY-30"))["reasons"]
    assert first["text"] == (
        "You ticked “Any bruise, mark, burn, bleeding or other injury, however small, on a baby "
        "or child who cannot move independently”. It is listed at level 4, in Physical harm "
        "(2.8), because: Accidental bruising is rare before independent movement; small injuries "
        "often come before fatal ones."
    )
