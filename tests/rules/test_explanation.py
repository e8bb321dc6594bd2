"""What the explanation says, in the order of thresholds 2.8, and that what it says is true."""

from typing import Any

import pytest
from hypothesis import given

from portal.frameworks.cases import parse_case
from portal.rules import threshold_trials
from portal.rules.explanation import Explanation, Line, explain
from portal.rules.thresholds import evaluate
from tests.rules.threshold_inputs import (
    ALL_NO,
    DEFAULT,
    STRENGTHS,
    any_case,
    case,
    few,
    numbers,
    ticks,
)

HUB = "Downs Front Door"


def told(data: dict[str, Any], **options: Any) -> Explanation:
    read = parse_case(data, DEFAULT)
    lang = options.get("lang", "en")
    translate = options.get("translate", str)
    outcome = evaluate(DEFAULT, read, lang=lang, translate=translate)
    return explain(DEFAULT, read, outcome, hub=HUB, phone="01632 960001", **options)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def ids(lines: tuple[Line, ...]) -> list[str]:
    return [code for line in lines for code in line.ids]


# 1: act first


@pytest.mark.parametrize(
    ("data", "first"),
    [
        (case("EMO-30"), "Call 999 now. Then phone Downs Front Door on 01632 960001."),
        (case(safety={**ALL_NO, "S2": "yes"}), "Call 999 now. Then phone"),
        (case("PHY-30"), "Phone Downs Front Door now on 01632 960001."),
        (case(safety={**ALL_NO, "S7": "yes"}), "Phone Downs Front Door now on"),
        (case(indicators={"SEX-30": {"answer": "not_known"}}), "Phone Downs Front Door now on"),
        (case("EDU-10", safety={}), "Some safety questions are not answered."),
        (case("DAB-20"), "Consult Downs Front Door today on 01632 960001."),
    ],
)
def test_what_to_do_first_comes_first(data, first):
    assert texts(told(data).act_first)[0].startswith(first)


def test_nothing_to_do_first_when_nothing_is_urgent():
    assert told(case("EDU-10")).act_first == ()


def test_an_emergency_stays_with_the_child_and_an_injured_baby_sees_a_doctor_today():
    assert any("Stay with the child" in text for text in texts(told(case("CAR-32")).act_first))
    baby = told(case(safety={**ALL_NO, "S7": "yes"}))
    assert any("children's doctor" in text for text in texts(baby.act_first))


def test_nobody_is_alerted_unless_telling_is_known_to_be_safe():
    for answer in ("yes", "not_known", None):
        careful = told(case("EDU-10", safety={**ALL_NO, "S8": answer}))
        assert any(text.startswith("Do not tell or alert") for text in texts(careful.act_first))


def test_care_for_safety_that_ticked_indicators_ask_for_is_said_once():
    lines = ids(told(case("SEX-30", "EXP-30")).act_first)
    assert "do_not_question_child" in lines
    assert len(lines) == len(set(lines))


# 2: what these point to


@pytest.mark.parametrize(
    ("data", "pointing"),
    [
        (
            case("EDU-20"),
            "These point to level 3 (Intensive / Family Help) in Downs Front Door's threshold "
            f"document, version {DEFAULT.version}.",
        ),
        (
            case("EDU-10", flags=("help_refused",)),
            "These point to at least level 2 (Early help) in Downs Front Door's threshold "
            f"document, version {DEFAULT.version}. It could be level 3 (Intensive / Family Help) "
            "until you know more.",
        ),
        (
            case("DAB-20", "PMH-20", age=None),
            "These point to level 4 (Protection) in Downs Front Door's threshold document, "
            f"version {DEFAULT.version}, until you give the age.",
        ),
        (
            case(),
            "There is not enough information to point to a level in Downs Front Door's threshold "
            f"document, version {DEFAULT.version}.",
        ),
        (
            case(indicators={"DAB-20": {"answer": "not_known"}}),
            "There is not enough information to point to a level in Downs Front Door's threshold "
            f"document, version {DEFAULT.version}. It could be level 3 (Intensive / Family Help) "
            "until you know more.",
        ),
    ],
)
def test_the_pointing_line(data, pointing):
    assert told(data).pointing == pointing


# 3 and 4: indicators and rules


def test_each_deciding_indicator_is_listed_with_section_and_why():
    lines = told(case("EDU-20", "EDU-10", "DAB-20")).indicators
    assert ids(lines) == ["EDU-20", "DAB-20"]
    assert "in Learning and attendance (1.2), because: " in lines[0].text


def test_a_rule_says_what_its_parts_are_alone_and_together():
    assert texts(told(case("DAB-10", "PSM-10")).rules) == [
        "Two or more of domestic abuse, substance misuse and mental ill-health in the adults. "
        "On their own these are level 2; together your hub treats them as level 3."
    ]
    assert texts(told(case("EDU-10::serious")).rules) == [
        "A need that is having a serious effect on the child. On its own what you ticked is "
        "level 2; here your hub treats it as level 3."
    ]
    assert texts(told(case("EDU-20::serious")).rules)[-1] == (
        "A more serious worry that is having a serious effect on the child. Your hub says this "
        "could be level 4 and asks you to consult today."
    )


# 5: not known


def test_what_is_not_known_says_what_it_would_be_if_true():
    lines = told(case(indicators={**ticks("EDU-10"), "DAB-20": {"answer": "not_known"}})).not_known
    assert ids(lines) == ["DAB-20"]
    assert lines[0].text == (
        "You marked “Domestic abuse in the household; the child sees, hears or lives with the "
        "effects” as not known. If it is true this would be level 3. Ask, or consult now."
    )


def test_a_modifier_a_flag_and_a_safety_question_not_known_are_said_too():
    unsure = case(
        indicators={"EDU-10": {"answer": "present", "impact": "not_known"}},
        safety={**ALL_NO, "S3": "not_known"},
    )
    unsure["flags"] = {"help_tried": "not_known"}
    assert {"S3", "EDU-10", "help_tried"} <= set(ids(told(unsure).not_known))


# 6: strengths


def test_strengths_help_the_plan_and_do_not_change_the_level():
    data = {**case("EDU-20", "CAR-01"), "protective_factors": ["PF-06"]}
    found = told(data)
    assert ids(found.strengths) == ["CAR-01", "PF-06"]
    assert found.strengths_note == "Strengths help the plan. They do not change the level."
    assert told(case("EDU-20")).strengths_note == ""


# 7: what would change it


def test_what_would_change_it_names_pattern_effect_flags_age_and_what_can_be_ruled_out():
    lines = texts(told(case("EDU-10", "HLT-10:once")).would_change)
    assert any(text.startswith("If any of these has a serious effect") for text in lines)
    assert any("Early help has been given and things have not changed" in text for text in lines)
    young = texts(told(case("DAB-20", "PMH-20", age=None)).would_change)
    assert "If the child is aged 1 or over, this would be level 3." in young
    unsure = told(case(indicators={**ticks("EDU-10"), "SEX-30": {"answer": "not_known"}}))
    assert texts(unsure.would_change)[0] == (
        "If everything you marked as not known is ruled out, the highest this could be is level 2."
    )


@few
@given(any_case)
def test_every_line_of_what_is_not_known_is_true(data):
    level = numbers(data)[0] or 0
    for line in told(data).not_known:
        [code] = line.ids
        said = data["indicators"].get(code)
        if said and said["answer"] == "not_known":
            indicators = {**data["indicators"], code: {"answer": "present"}}
            found = numbers({**data, "indicators": indicators})[0] or 0
            assert found > level
            assert f"level {found}" in line.text


@few
@given(any_case)
def test_every_line_of_what_would_change_it_is_true_for_flags(data):
    known = {flag.code for flag in DEFAULT.flags}
    for line in told(data).would_change:
        if set(line.ids) & known:
            [flag] = line.ids
            found = numbers({**data, "flags": {**data["flags"], flag: "yes"}})
            assert any(f"level {number}" in line.text for number in found if number)


@few
@given(any_case)
def test_no_flag_that_would_change_it_is_passed_over(data):
    shown = told(data).would_change
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threshold_trials, "_may_change", lambda *_: True)  # every flag is tried
        assert told(data).would_change == shown


# 8 and the rest


@few
@given(any_case)
def test_no_line_is_blank_or_unfinished_or_says_what_must_never_be_said(data):
    found = told(data)
    lines = [found.pointing, found.closing]
    for part in vars(found).values():
        if isinstance(part, tuple):
            lines += [line.text for line in part if isinstance(line, Line)]
    for text in lines:
        assert text.strip()
        assert "%(" not in text
        assert not any(
            word in text.lower() for word in ("score", "does not meet threshold", "per cent", "%")
        )


def test_it_closes_by_saying_that_it_is_guidance():
    assert told(case()).closing == (
        "This is guidance to support your judgement. It is not a decision, and you can refer or "
        "consult at any point."
    )


@pytest.mark.parametrize(
    ("data", "asked"),
    [
        (case("UNB-20"), ["UNB-20"]),
        (case("UNB-20", age=None, unborn=True), []),
        (case("EXP-10", age=30), ["EXP-10"]),
        (case("EXP-10", age=None), []),
        (case("EXP-10", age=[80, 100]), []),
        (case("EDU-10", age=None, unborn=True), ["EDU-10"]),
    ],
)
def test_a_ticked_indicator_out_of_age_asks_to_check_the_age(data, asked):
    assert ids(told(data).check_age) == asked


def test_duties_and_an_open_case_are_said_beside_the_level():
    found = told({**case("PHY-30"), "flags": {"open_to_social_care": "yes", "disabled": "yes"}})
    assert ids(found.also) == ["same_day_paediatric_opinion", "open_to_social_care"]


def test_pathways_begin_with_that_of_the_upper_end():
    assert told(case("PHY-30")).pathways == ("P-MASH-NOW", "P-MEDICAL")
    assert told(case()).pathways == ()


def test_a_level_not_shown_says_what_is_missing():
    found = told(case(*STRENGTHS[:2]))
    assert ids(found.missing) == ["FAM"]
    assert found.indicators == ()


def test_it_speaks_welsh_where_there_is_welsh_and_english_where_there_is_none():
    seen: list[str] = []

    def translate(template: str) -> str:
        seen.append(template)
        return template.replace("These point to", "Mae'r rhain yn pwyntio at")

    found = told(case("DAB-10", "PSM-10"), lang="cy", translate=translate)
    assert found.pointing.startswith("Mae'r rhain yn pwyntio at level 3 (Cymorth dwys neu")
    assert found.rules[0].text.startswith("Dau neu fwy o blith cam-drin domestig")
    assert all("%" not in template.replace("%(", "") for template in seen)
    without_welsh = told(case("EDU-20"), lang="cy")
    assert without_welsh.indicators[0].text.startswith("You ticked “")
