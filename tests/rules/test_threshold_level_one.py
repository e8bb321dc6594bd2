"""Level 1 is shown only for a child known to be safe, seen and doing well (2.5a 10)."""

import pytest

from tests.rules.threshold_inputs import (
    LEVEL_ONE,
    STRENGTHS,
    as_json,
    case,
    kinds,
    numbers,
    said,
    ticks,
)


def test_level_one_is_shown_for_a_child_known_to_be_safe_seen_and_doing_well():
    found = as_json(case(*STRENGTHS))
    assert (found["level"], found["upper"], found["urgency"]) == (1, 1, "routine")
    assert kinds(found, "indicator", "level") == set(STRENGTHS)


def test_an_unborn_baby_needs_no_age_and_need_not_be_seen():
    strengths = ("HLT-01", "UNB-01", "FUN-01")
    assert numbers(case(*strengths, age=None, unborn=True, seen=False)) == (1, 1)
    unseen = case(*strengths, age=None, unborn=True, flags=("child_not_seen",))
    assert numbers(unseen) == (None, None)


@pytest.mark.parametrize("answer", ["absent", "suspected", "not_known"])
def test_one_strength_in_doubt_stops_level_one(answer):
    for code in set(LEVEL_ONE) - set(STRENGTHS):
        indicators = {**ticks(*STRENGTHS), **said(answer, code)}
        assert numbers(case(indicators=indicators)) == (None, None)


def test_without_level_one_every_condition_that_is_not_met_is_a_reason():
    found = as_json(
        {
            "safety": {"S2": "not_known", "S8": "not_known", **dict.fromkeys(("S1", "S3"), "no")},
            "flags": {"child_not_seen": "not_known"},
            "indicators": {**ticks("HLT-01"), **said("absent", "CAR-01")},
        }
    )
    missing = [reason["id"] for reason in found["reasons"] if reason["kind"] == "missing"]
    assert missing == [
        *("S2", "S4", "S5", "S6", "S7", "S8"),
        *("age", "seen", "child_not_seen", "upper", "PAR", "FAM", "CAR-01"),
    ]


def test_a_range_above_level_one_stays_when_the_level_is_not_shown():
    indicators = {**ticks(*STRENGTHS), **said("not_known", "DAB-20")}
    found = as_json(case(indicators=indicators))
    assert (found["level"], found["upper"]) == (None, 3)
    assert kinds(found, "indicator", "upper") == {"DAB-20"}
    assert kinds(found, "missing", "level") == {"upper"}


def test_danger_wins_over_nothing_ticked():
    assert numbers({"safety": {"S4": "yes"}}) == (4, 4)
