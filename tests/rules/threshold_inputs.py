"""Cases for the threshold tests: short ways to write one, and random ones that fit the default."""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from portal.frameworks.cases import outcome_as_json, parse_case
from portal.frameworks.loader import load_packaged
from portal.rules.threshold_case import Outcome
from portal.rules.thresholds import evaluate

DEFAULT = load_packaged()
QUESTIONS = tuple(f"S{number}" for number in range(1, 9))
ALL_NO = dict.fromkeys(QUESTIONS, "no")
STRENGTHS = ("HLT-01", "CAR-01", "DAB-01")  # one in each of DEV, PAR and FAM
IDS = tuple(DEFAULT.indicator)
RED_LINES = tuple(i.id for i in DEFAULT.indicators if i.red_line)
BELOW_TOP = tuple(i.id for i in DEFAULT.indicators if i.level < 4)
LEVEL_ONE = tuple(i.id for i in DEFAULT.indicators if i.level == 1)
FLAGS = (
    *("disabled", "non_verbal", "looked_after", "open_to_social_care", "sibling_open"),
    *("previous_plan", "help_tried", "help_refused", "repeat_contacts", "child_not_seen"),
    "men_unknown",
)
ANSWERS = ("no", "not_known", "yes")

few = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def ticks(*written: str) -> dict[str, Any]:
    """Indicators written as `id`, `id:pattern` or `id:pattern:impact`, all of them present."""
    found: dict[str, Any] = {}
    for item in written:
        code, pattern, impact = (*item.split(":"), "", "")[:3]
        found[code] = {"answer": "present"}
        found[code] |= {"pattern": pattern} if pattern else {}
        found[code] |= {"impact": impact} if impact else {}
    return found


def case(*written: str, age: Any = 120, flags: tuple[str, ...] = (), **fields: Any) -> dict:
    """A ten-year-old who was seen and is in no danger, with these indicators and flags."""
    return {
        "age_months": age,
        "safety": ALL_NO,
        "seen": True,
        "indicators": ticks(*written),
        "flags": dict.fromkeys(flags, "yes"),
        **fields,
    }


def result(data: dict[str, Any]) -> Outcome:
    """What the default framework gives for a case in input format."""
    return evaluate(DEFAULT, parse_case(data, DEFAULT))


def as_json(data: dict[str, Any]) -> dict[str, Any]:
    """The same in output format."""
    return outcome_as_json(result(data), DEFAULT)


def numbers(data: dict[str, Any]) -> tuple[int | None, int | None]:
    """Level and upper end."""
    found = result(data)
    return found.level, found.upper


def known(data: dict[str, Any]) -> tuple[int, int]:
    """Level and upper end, with null and the lowest rank as equal (2.5a 11)."""
    level, upper = numbers(data)
    return level or 1, upper or 1


def said(answer: str, *codes: str) -> dict[str, Any]:
    """The same answer for each of these indicators."""
    return {code: {"answer": answer} for code in codes}


def kinds(found: dict[str, Any], kind: str, number: str) -> set[str]:
    """The ids of the reasons of a kind for a number, in output format."""
    return {r["id"] for r in found["reasons"] if r["kind"] == kind and r["for"] == number}


answers_given = st.builds(
    lambda answer, pattern, impact: {
        name: value
        for name, value in (("answer", answer), ("pattern", pattern), ("impact", impact))
        if value
    },
    st.sampled_from(("present", "present", "present", "suspected", "absent", "not_known")),
    st.sampled_from((None, None, "once", "repeated", "ongoing", "not_known")),
    st.sampled_from((None, None, None, "none_seen", "some", "serious", "not_known")),
)
ages = st.one_of(
    st.none(),
    st.integers(0, 30),
    st.integers(0, 215),
    st.tuples(st.integers(0, 30), st.integers(0, 180)).map(lambda two: [two[0], two[0] + two[1]]),
)
safety = st.one_of(
    st.just(ALL_NO),
    st.just(ALL_NO),
    st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(ANSWERS)).map(
        lambda some: {**ALL_NO, **some}
    ),
    st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(("no", "no", "not_known", None))),
)
flags = st.dictionaries(st.sampled_from(FLAGS), st.sampled_from(ANSWERS), max_size=4)


def cases(ids: tuple[str, ...] = IDS, most: int = 12) -> st.SearchStrategy[dict[str, Any]]:
    """Random cases whose indicators are among `ids`."""
    return st.fixed_dictionaries(
        {
            "age_months": ages,
            "unborn": st.sampled_from((False, False, False, True)),
            "safety": safety,
            "seen": st.sampled_from((True, True, False, None)),
            "flags": flags,
            "indicators": st.dictionaries(st.sampled_from(ids), answers_given, max_size=most),
        }
    )


any_case = st.one_of(cases(BELOW_TOP), cases(BELOW_TOP, 4), cases(), cases(LEVEL_ONE, 17))
