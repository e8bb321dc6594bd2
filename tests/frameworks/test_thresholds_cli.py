"""The commands `thresholds check` and `thresholds evaluate`, as a person or a script uses them."""

import json
import random
from pathlib import Path
from time import process_time
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from portal import cli_thresholds
from portal.cli_thresholds import thresholds_cli
from portal.frameworks.loader import load_packaged
from tests.rules.threshold_inputs import ALL_NO, IDS
from tests.rules.threshold_oracle import outcome

DATA = Path(__file__).parent / "data"
THREE = str(DATA / "three-levels.yaml")
EXAMPLE = {
    "framework": "default-gb",
    "nation": "england",
    "age_months": 50,
    "safety": ALL_NO,
    "indicators": {
        "CAR-20": {"answer": "present", "pattern": "ongoing", "impact": "serious"},
        "EDU-10": {"answer": "suspected"},
        "DAB-20": {"answer": "not_known"},
    },
    "flags": {"previous_plan": "yes"},
    "protective_factors": ["PF-06"],
    "seen": True,
}


def run(*arguments: str, given: object = None) -> Result:
    text = given if isinstance(given, str | bytes | None) else json.dumps(given)
    return CliRunner().invoke(thresholds_cli, list(arguments), input=text)


def evaluated(given: object, *options: str) -> object:
    found = run("evaluate", "-", *options, given=given)
    assert (found.exit_code, found.stderr) == (0, "")
    return json.loads(found.stdout)


def test_one_case_gives_one_outcome_with_everything_in_it():
    found = evaluated(EXAMPLE)
    assert isinstance(found, dict)
    assert (found["level"], found["upper"], found["urgency"]) == (3, 4, "sameday")
    assert (found["emergency"], found["safe_contact"], found["red_lines"]) == (False, False, [])
    assert (found["framework"], found["version"]) == ("default-gb", load_packaged().version)
    assert {reason["kind"] for reason in found["reasons"]} == {"indicator", "rule"}
    assert all(set(reason) == {"id", "kind", "for", "text"} for reason in found["reasons"])


def test_a_list_of_cases_gives_a_list_and_a_file_reads_like_standard_input(tmp_path):
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([EXAMPLE, {}]), encoding="utf-8-sig")
    found = run("evaluate", str(path))
    assert json.loads(found.stdout) == evaluated([EXAMPLE, {}])
    assert evaluated([]) == []


def test_null_is_the_same_as_left_out():
    nulls = dict.fromkeys(EXAMPLE)
    assert evaluated(nulls) == evaluated({})
    asked = {"answer": "present", "pattern": None, "impact": None, "certainty": None}
    assert evaluated({"indicators": {"EDU-10": asked}, "flags": {"disabled": None}}) == evaluated(
        {"indicators": {"EDU-10": {"answer": "present"}}}
    )


def test_a_framework_file_can_be_tried_before_it_is_published():
    case = {"age_months": 90, "safety": ALL_NO, "indicators": {"CAR-D": {"answer": "present"}}}
    found = evaluated({**case, "framework": "whatever"}, "--framework", THREE)
    assert isinstance(found, dict)
    assert (found["framework"], found["level"], found["upper"]) == ("three-levels", 2, 2)


NO_TEXT = "must be one of"
BAD = [
    (None, "must be an object"),
    ([[]], "must be an object"),
    ({"colour": "red"}, "colour is not a field"),
    ({"framework": "default-uk"}, "framework must be one of default-gb"),
    ({"framework": "synonyms"}, "framework must be one of default-gb"),
    ({"framework": ["default-gb"]}, "framework must be the name"),
    ({"nation": "scotland"}, f"nation {NO_TEXT} england, wales"),
    ({"nation": "England"}, f"nation {NO_TEXT}"),
    ({"age_months": -1}, "age_months must be from 0"),
    ({"age_months": True}, "age_months must be a whole number"),
    ({"age_months": 50.5}, "age_months must be a whole number"),
    ({"age_months": "50"}, "age_months must be a whole number"),
    ({"age_months": 10**6}, "age_months must be from 0"),
    ({"age_months": [1]}, "age_months must be a number of months or"),
    ({"age_months": [30, 10]}, "age_months must be [from, to]"),
    ({"age_months": [None, 10]}, "age_months must be a whole number"),
    ({"age_months": {"from": 1}}, "age_months must be a whole number"),
    ({"unborn": "yes"}, "unborn must be true or false"),
    ({"unborn": 1}, "unborn must be true or false"),
    ({"seen": "yes"}, "seen must be true or false"),
    ({"safety": {"S9": "no"}}, "safety.S9 is not known"),
    ({"safety": {"s1": "no"}}, "safety.s1 is not known"),
    ({"safety": {"S1": "maybe"}}, f"safety.S1 {NO_TEXT} yes, no, not_known"),
    ({"safety": {"S1": False}}, f"safety.S1 {NO_TEXT}"),
    ({"safety": ["S1"]}, "safety must be an object"),
    ({"indicators": ["CAR-20"]}, "indicators must be an object"),
    ({"indicators": {"CAR-99": {"answer": "present"}}}, "indicators.CAR-99 is not an indicator"),
    ({"indicators": {"car-20": {"answer": "present"}}}, "indicators.car-20 is not an indicator"),
    ({"indicators": {"CAR-20": "present"}}, "indicators.CAR-20 must be an object"),
    ({"indicators": {"CAR-20": None}}, f"indicators.CAR-20.answer {NO_TEXT}"),
    ({"indicators": {"CAR-20": {}}}, f"indicators.CAR-20.answer {NO_TEXT}"),
    ({"indicators": {"CAR-20": {"answer": None}}}, f"indicators.CAR-20.answer {NO_TEXT}"),
    ({"indicators": {"CAR-20": {"answer": "yes"}}}, f"indicators.CAR-20.answer {NO_TEXT} present"),
    ({"indicators": {"CAR-20": {"answer": ["present"]}}}, f"indicators.CAR-20.answer {NO_TEXT}"),
    (
        {"indicators": {"CAR-20": {"answer": "absent", "pattern": "often"}}},
        f"indicators.CAR-20.pattern {NO_TEXT} once",
    ),
    (
        {"indicators": {"CAR-20": {"answer": "present", "impact": 3}}},
        f"indicators.CAR-20.impact {NO_TEXT}",
    ),
    (
        {"indicators": {"CAR-20": {"answer": "present", "certainty": "sure"}}},
        f"indicators.CAR-20.certainty {NO_TEXT} seen",
    ),
    (
        {"indicators": {"CAR-20": {"answer": "present", "patern": "once"}}},
        "indicators.CAR-20.patern is not a field",
    ),
    ({"flags": {"tall": "yes"}}, "flags.tall is not known"),
    ({"flags": {"disabled": "sometimes"}}, f"flags.disabled {NO_TEXT}"),
    ({"flags": {"disabled": True}}, f"flags.disabled {NO_TEXT}"),
    ({"protective_factors": ["PF-99"]}, "protective_factors.PF-99 is not a protective factor"),
    ({"protective_factors": [6]}, "protective_factors.6 is not a protective factor"),
    ({"protective_factors": "PF-06"}, "protective_factors must be a list"),
    ({"x" * 5000: 1}, "x... is not a field"),
    ({"\ud800\n": 1}, "is not a field"),
    (3, "must be an object"),
    ("EDU-10", "must be an object"),
    ([], "must be an object"),
]


@pytest.mark.parametrize(("bad", "said"), BAD)
def test_what_is_not_known_is_one_sentence_on_standard_error_and_nothing_else(bad, said):
    found = run("evaluate", "-", given=[EXAMPLE, EXAMPLE, bad])
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith("Error: Case 3 (index 2): ")
    assert said in found.stderr
    assert found.stderr.count("\n") == 1
    assert len(found.stderr) < 300


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"seen": true, "seen": false}', "Case 1 (index 0): seen is given more than once."),
        ('{"safety": {"S1": "no", "S1": "yes"}}', "safety.S1 is given more than once"),
        (
            '{"indicators": {"EDU-10": {"answer": "present"}, "EDU-10": {"answer": "absent"}}}',
            "indicators.EDU-10 is given more than once",
        ),
        (
            '{"indicators": {"EDU-10": {"answer": "present", "answer": "absent"}}}',
            "indicators.EDU-10.answer is given more than once",
        ),
        ('[{}, {"flags": {"disabled": "no", "disabled": "yes"}}]', "Case 2 (index 1): flags.disab"),
        ('{"age_months": NaN}', "age_months must be a whole number"),
        ('{"age_months": Infinity}', "age_months must be a whole number"),
        ('{"age_months": 1e2}', "age_months must be a whole number"),
        ('{"age_months": ' + "9" * 5000 + "}", "Not valid JSON"),
        ("NaN", "must be one case"),
        ("3", "must be one case"),
        ("null", "must be one case"),
        ("", "the input is empty"),
        (b"\xef\xbb\xbf \n", "the input is empty"),
        ("{", "Not valid JSON"),
        ("{'seen': true}", "Not valid JSON"),
        ('{"seen": true} {}', "Not valid JSON"),
        ("[" * 100_000, "Not valid JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
    ],
)
def test_what_is_not_json_is_one_sentence_on_standard_error_and_nothing_else(text, said):
    found = run("evaluate", "-", given=text)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in found.stderr
    assert found.stderr.count("\n") == 1


def test_a_closed_standard_input_is_one_sentence_and_exit_two(monkeypatch):
    monkeypatch.setattr(cli_thresholds, "sys", SimpleNamespace(stdin=None))
    with pytest.raises(cli_thresholds.CannotUse, match="it is closed") as refused:
        cli_thresholds._read("-")
    assert refused.value.exit_code == 2


def test_files_that_cannot_be_used_are_one_sentence_and_exit_two(tmp_path):
    missing = str(tmp_path / "none")
    broken = tmp_path / "broken.yaml"
    broken.write_text("levels: [")
    for arguments in (
        ("evaluate", missing),
        ("evaluate", str(tmp_path)),
        ("evaluate", "-", "--framework", missing),
        ("evaluate", "-", "--framework", "-"),
        ("evaluate", "-", "--framework", str(broken)),
        ("check", missing),
        ("check", str(tmp_path)),
        ("check", str(broken)),
        ("check", "/dev/null"),
        ("check", THREE, "--against", str(broken)),
    ):
        found = run(*arguments, given={})
        assert (found.exit_code, found.stdout) == (2, "")
        assert found.stderr.startswith("Error: ")
        assert found.stderr.count("\n") == 1


def test_twenty_thousand_cases_take_seconds_and_agree_with_the_second_reading():
    chance = random.Random(7)  # noqa: S311  a fixed seed, so that every run has the same cases
    cases = [
        {
            "age_months": chance.choice([None, chance.randint(0, 215)]),
            "safety": {q: chance.choice(["no"] * 12 + ["not_known"]) for q in ALL_NO},
            "indicators": {
                code: {
                    "answer": chance.choice(["present", "present", "suspected", "not_known"]),
                    "pattern": chance.choice(["once", "ongoing", "not_known"]),
                }
                for code in chance.sample(IDS, chance.randint(0, 6))
            },
            "flags": {"help_tried": chance.choice(["yes", "no", "not_known"])},
            "seen": True,
        }
        for _ in range(20_000)
    ]
    start = process_time()
    found = evaluated(cases)
    took = process_time() - start
    assert isinstance(found, list)
    assert len(found) == 20_000
    for case, result in list(zip(cases, found, strict=True))[::40]:
        expected = outcome(case)
        assert {name: result[name] for name in expected} == expected
    assert took < 30  # some 5 seconds when the machine has nothing else to do


def test_a_sound_framework_may_be_published():
    found = run("check", THREE)
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == f"{THREE} may be published: nothing to put right.\n"


def test_each_finding_is_printed_with_file_line_and_place(tmp_path):
    text = Path(THREE).read_text(encoding="utf-8")
    path = tmp_path / "draft.yaml"
    path.write_text(text.replace("second_by: B. Wood", "second_by: A. Hill"), encoding="utf-8")
    line = text[: text.index("second_by")].count("\n") + 1
    expected = f"{path}:{line}: framework.approved.second_by: two different people must approve\n"
    found = run("check", str(path))
    assert (found.exit_code, found.stdout) == (1, expected)
    piped = run("check", "-", given=path.read_bytes())
    assert (piped.exit_code, piped.stdout) == (1, expected.replace(str(path), "-"))


def test_a_new_version_is_checked_against_the_one_before(tmp_path):
    path = tmp_path / "next.yaml"
    text = Path(THREE).read_text(encoding="utf-8").replace("band: targeted", "band: need", 1)
    path.write_text(text.replace("version: 2.1.0", "version: 2.2.0"), encoding="utf-8")
    assert run("check", str(path)).exit_code == 0
    found = run("check", str(path), "--against", THREE)
    assert (found.exit_code, found.stdout.count("\n")) == (1, 1)
    assert "must be 3.0.0 or higher" in found.stdout


def test_more_findings_than_anybody_reads_are_counted(tmp_path):
    text = Path(THREE).read_text(encoding="utf-8")
    path = tmp_path / "draft.yaml"
    path.write_text(text + "".join(f"extra_{each}: 1\n" for each in range(250)), encoding="utf-8")
    lines = run("check", str(path)).stdout.splitlines()
    assert (len(lines), lines[-1]) == (201, f"{path}: and 50 more.")
