"""The same content under three, four and five levels: bands decide, numbers follow."""

import re
from pathlib import Path

import pytest
from hypothesis import given

from portal.frameworks.cases import parse_case
from portal.frameworks.loader import load, packaged_text
from portal.rules.thresholds import evaluate
from tests.rules.threshold_inputs import ALL_NO, DEFAULT, any_case, few, ticks

DATA = Path(__file__).parent / "data"
THREE, FIVE = (
    load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    for name in ("three-levels", "five-levels")
)


def outcome(framework, *written, flags=(), **fields):
    case = {
        "age_months": 90,
        "safety": ALL_NO,
        "seen": True,
        "indicators": ticks(*written),
        "flags": dict.fromkeys(flags, "yes"),
        **fields,
    }
    return evaluate(framework, parse_case(case, framework))


# what is ticked, flags, (level, upper, how soon) under three levels and under five
CASES = [
    ("LRN-A CAR-A HOM-A", (), (1, 1, "routine"), (1, 1, "routine")),
    ("LRN-A", (), (None, None, "routine"), (None, None, "routine")),
    ("LRN-B", (), (2, 2, "days"), (2, 2, "routine")),
    ("LRN-B LRN-C CAR-B HOM-B", (), (2, 2, "days"), (3, 3, "days")),
    ("LRN-B::serious", (), (2, 2, "days"), (3, 3, "days")),
    ("HOM-B HOM-C", (), (2, 2, "days"), (4, 4, "days")),
    ("CAR-C", ("help_tried",), (2, 3, "sameday"), (3, 5, "sameday")),
    ("CAR-B", ("help_tried",), (2, 2, "days"), (2, 2, "routine")),
    ("CAR-D", (), (2, 2, "sameday"), (4, 4, "sameday")),
    ("CAR-D OUT-B", (), (3, 3, "sameday"), (5, 5, "sameday")),
    ("HOM-D", (), (3, 3, "sameday"), (5, 5, "sameday")),
    ("LRN-B OUT-R", (), (3, 3, "now"), (5, 5, "now")),
]


@pytest.mark.parametrize(("written", "flags", "three", "five"), CASES)
def test_each_case_under_three_and_five_levels(written, flags, three, five):
    for framework, expected in ((THREE, three), (FIVE, five)):
        found = outcome(framework, *written.split(), flags=flags)
        assert (found.level, found.upper, found.urgency) == expected


def test_danger_is_the_top_level_of_each():
    for framework, top in ((THREE, 3), (FIVE, 5)):
        found = outcome(framework, safety={**ALL_NO, "S1": "yes"})
        assert (found.level, found.upper, found.emergency) == (top, top, True)


def test_a_rule_that_only_asks_for_a_consultation_today_counts_where_it_may_be_true():
    text = (DATA / "three-levels.yaml").read_text(encoding="utf-8")
    only = load(text.replace("    upper_to_band: protection\n    consult", "    consult", 1))
    safe = {"age_months": 90, "safety": ALL_NO, "seen": True, "indicators": ticks("CAR-C")}
    for answer, soon in (("yes", "sameday"), ("not_known", "sameday"), ("no", "days")):
        found = evaluate(only, parse_case({**safe, "flags": {"help_tried": answer}}, only))
        assert (found.level, found.upper, found.urgency) == (2, 2, soon)


def recut(bands_by_rank, ranks):
    """The default with other levels; each indicator keeps the band it has in the default."""
    text = packaged_text("default-gb")
    start, end = text.index("\nlevels:\n"), text.index("\ndomains:\n")
    levels = "\nlevels:\n" + "".join(
        f"  - {{rank: {rank}, code: l{rank}, name: {{en: L{rank}}}, bands: [{', '.join(bands)}], "
        f"consent: none_needed, pathway: P-SIGNPOST}}\n"
        for rank, bands in enumerate(bands_by_rank, start=1)
    )
    text = text[:start] + levels + text[end:]
    text = re.sub(r"\nworked_cases:\n.*?(?=\n\S|\Z)", "\n", text, flags=re.S)
    bands = {1: "universal", 2: "early_help", 3: "targeted", 4: "protection"}
    return load(
        re.sub(
            r"\n    level: (\d)",
            lambda m: f"\n    level: {ranks[int(m[1])]}\n    band: {bands[int(m[1])]}",
            text,
        )
    )


AS_THREE = recut([["universal"], ["early_help", "targeted", "need"], ["protection"]], "01223")
AS_FIVE = recut([["universal"], ["early_help"], ["targeted"], ["need"], ["protection"]], "01235")


@pytest.mark.parametrize(
    ("framework", "ranks"), [(AS_THREE, [None, 1, 2, 2, 3]), (AS_FIVE, [None, 1, 2, 3, 5])]
)
def test_the_default_cut_into_other_levels_points_to_the_same_bands(framework, ranks):
    @few
    @given(any_case)
    def agrees(case):
        four = evaluate(DEFAULT, parse_case(case, DEFAULT))
        other = evaluate(framework, parse_case(case, framework))
        assert other.level == (ranks[four.level] if four.level else None)
        assert other.upper == (ranks[four.upper] if four.upper else None)
        assert other.red_lines == four.red_lines

    agrees()
