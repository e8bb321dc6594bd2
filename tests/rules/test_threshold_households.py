"""Several children in one home: what is about the home counts for each (M12, 2.5a 13)."""

from dataclasses import replace

import pytest

from portal.frameworks.cases import parse_case
from portal.rules.threshold_case import Case, IndicatorAnswer
from portal.rules.thresholds import evaluate, household_cases
from portal.vocabulary import Impact, IndicatorState, Pattern
from tests.rules.threshold_inputs import DEFAULT, STRENGTHS, case


def present(*ids: str) -> dict[str, IndicatorAnswer]:
    return {code: IndicatorAnswer(IndicatorState.PRESENT) for code in ids}


def child(*ids: str, months: int = 120) -> Case:
    safe = parse_case(case(age=months), DEFAULT)
    return Case(months, months, safety=safe.safety, indicators=present(*ids), is_seen=True)


def outcomes(children, shared=None):
    return [evaluate(DEFAULT, case) for case in household_cases(DEFAULT, children, shared)]


def test_m12_shared_indicators_raise_both_children_and_own_ones_only_their_child():
    one, other = outcomes([child("EDU-10"), child("EDU-20")], present("DAB-20", "PSM-10"))
    assert (one.level, other.level) == (3, 3)
    assert {"DAB-20", "R08"} <= {reason.id for reason in one.reasons}
    assert {"DAB-20", "EDU-20", "R08"} <= {reason.id for reason in other.reasons}
    assert "EDU-20" not in {reason.id for reason in one.reasons}


def test_m12_a_home_indicator_given_with_one_child_counts_for_the_other():
    baby, teenager = outcomes([child(months=5), child("DAB-20", "PSM-20", months=180)])
    assert (baby.level, baby.upper) == (4, 4)  # two of the trio with a child under 1
    assert (teenager.level, teenager.upper) == (3, 3)


def test_of_two_answers_about_the_home_the_more_worrying_one_counts():
    mild = {"DAB-10": IndicatorAnswer(IndicatorState.PRESENT, Pattern.ONCE, Impact.SOME)}
    worse = {"DAB-10": IndicatorAnswer(IndicatorState.SUSPECTED, Pattern.ONGOING)}
    unsure = {"DAB-10": IndicatorAnswer(IndicatorState.NOT_KNOWN, None, Impact.SERIOUS)}
    children = [replace(child(), indicators=worse), replace(child(), indicators=unsure)]
    for found in outcomes(children, mild):
        assert (found.level, found.upper) == (2, 3)
        assert "R02b" in {reason.id for reason in found.reasons}
    only_unsure = [replace(child(), indicators=unsure), child()]
    assert [o.level for o in outcomes(only_unsure)] == [None, None]
    assert [o.upper for o in outcomes(only_unsure)] == [2, 2]


def test_a_strength_of_the_home_counts_only_when_nobody_doubts_it():
    sure, doubtful = child(*STRENGTHS), child(*STRENGTHS)
    doubtful = Case(
        120,
        120,
        safety=sure.safety,
        indicators={**present(*STRENGTHS), "DAB-01": IndicatorAnswer(IndicatorState.ABSENT)},
        is_seen=True,
    )
    assert [found.level for found in outcomes([sure, sure])] == [1, 1]
    assert [found.level for found in outcomes([sure, doubtful])] == [None, None]


def test_an_indicator_about_one_child_cannot_be_shared():
    with pytest.raises(ValueError, match="EDU-20"):
        outcomes([child()], present("EDU-20"))
