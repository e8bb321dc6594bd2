"""The publish check: one small change to a sound file, one finding at the right place and line."""

import re
from pathlib import Path

import pytest

from portal.frameworks.checker import check
from portal.frameworks.loader import packaged_text
from tests.frameworks.framework_faults import FAULTS

DATA = Path(__file__).parent / "data"
SOUND = (DATA / "three-levels.yaml").read_text(encoding="utf-8")
DEFAULT = packaged_text("default-gb")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def changed(old: str, new: str, text: str = SOUND) -> str:
    assert text.count(old) >= 1, f"{old} is not in the file"
    return text.replace(old, new, 1)


@pytest.mark.parametrize("name", ["three-levels", "five-levels"])
def test_the_examples_may_be_published(name):
    assert check((DATA / f"{name}.yaml").read_text(encoding="utf-8")) == []


def test_the_default_framework_may_be_published():
    assert [str(finding) for finding in check(DEFAULT)] == []


@pytest.mark.parametrize(("old", "new", "place", "said"), FAULTS)
def test_each_fault_is_found_at_its_place_and_line(old, new, place, said):
    text = changed(old, new)
    findings = check(text)
    found = [finding for finding in findings if finding.place == place]
    assert found, [str(finding) for finding in findings]
    assert any(said in finding.message for finding in found)
    first = line_of(SOUND, old)
    entry_start = max(1, first - 16)  # what is missing is reported at the entry it is missing from
    is_about_the_part = any(entry_start <= finding.line <= first + 16 for finding in found)
    assert is_about_the_part or place == "domains"


def test_a_section_without_indicators_is_found():
    extra = SOUND.replace(
        "\nindicators:\n",
        "\n  - {code: EMPTY, domain: FAM, title: {en: Empty, cy: null}}\n\nindicators:\n",
        1,
    )
    [finding] = check(extra)
    assert (finding.place, finding.message) == ("sections.EMPTY", "has no indicators")
    assert finding.line == line_of(extra, "- {code: EMPTY")


def test_two_or_seven_levels_are_too_few_or_too_many():
    two = re.sub(r"  - rank: 2\n.*?(?=  - rank: 3)", "", SOUND, flags=re.S)
    assert "there must be 3 to 6 levels; there are 2" in [f.message for f in check(two)]


def test_six_levels_share_a_band_and_a_target_is_the_lowest_of_them():
    start, end = SOUND.index("\nlevels:\n"), SOUND.index("\ndomains:\n")
    bands = ("universal", "early_help", "targeted", "need", "need, protection", "protection")
    levels = "".join(
        f"  - {{rank: {rank}, code: l{rank}, name: {{en: L{rank}}}, bands: [{each}],"
        " consent: none_needed, pathway: P-NOW}\n"
        for rank, each in enumerate(bands, start=1)
    )
    six = f"{SOUND[:start]}\nlevels:\n{levels}{SOUND[end:]}"
    places = {finding.place for finding in check(six)}
    assert "levels" not in places
    assert not any(place.startswith("levels.") for place in places)


def test_nineteen_worked_cases_or_twenty_alike_are_too_few():
    first, rest = SOUND.split("\nworked_cases:\n")
    cases = rest.split("  - title: ")[1:]
    for few in (cases[:19], cases[:1] * 20, []):
        text = f"{first}\nworked_cases:\n" + "".join(f"  - title: {each}" for each in few)
        [finding] = check(text if few else first)
        assert finding.place == "worked_cases"
        assert f"there are {len(set(few))}" in finding.message


def test_a_file_of_more_parts_than_anybody_writes_is_refused_before_it_is_read():
    [finding] = check(SOUND + "".join(f"extra_{each}: 1\n" for each in range(60_000)))
    assert "more parts than a framework can have" in finding.message


def test_everything_wrong_is_said_at_once_in_order_of_line():
    text = SOUND
    for old, new in (
        ("version: 2.1.0", "version: two"),
        ("second_by: B. Wood", "second_by: A. Hill"),
        ("tags: [education]", "tags: [schooling]"),
        ("raise_to_band: need", "raise_to_band: needs"),
        ("yes: protection", "yes: emergency"),
    ):
        text = changed(old, new, text)
    findings = check(text)
    assert len(findings) == 6  # the rule without a target also changes nothing
    assert [finding.line for finding in findings] == sorted(finding.line for finding in findings)


def test_a_required_language_is_required_everywhere():
    findings = check(changed("required: [en]", "required: [en, cy]"))
    places = {finding.place for finding in findings}
    assert {"indicators.LRN-B.text.cy", "rules.R03.text.cy", "pathways.P-NOW.steps[0].cy"} <= places
    assert {"sections.CAR.title.cy", "safety_screen.S1.text.cy"} <= places
    assert "levels.specialist.name.cy" not in places  # it has one


def test_one_nation_may_only_be_stricter():
    stricter = "    jurisdiction: {england: {level: 3, urgency: now}}\n    sources"
    lower = "{level: 1, urgency: routine, band: universal}"
    laxer = f"    jurisdiction: {{england: {lower}}}\n    sources"
    elsewhere = "    jurisdiction: {wales: {level: 3}}\n    sources"
    old = "    duties: [tell_council]\n    pathway: P-NOW\n    sources"
    start = "    duties: [tell_council]\n    pathway: P-NOW\n"
    assert check(changed(old, start + stricter)) == []
    places = {finding.place for finding in check(changed(old, start + laxer))}
    at = "indicators.CAR-D.jurisdiction.england"
    assert {f"{at}.level", f"{at}.urgency", f"{at}.band"} <= places
    [finding] = check(changed(old, start + elsewhere))
    assert "not in the framework's jurisdiction" in finding.message


def test_a_difference_in_a_worked_case_may_be_accepted_by_name():
    old = "LRN-B: {answer: present}}\n    level: 2\n"
    new = "LRN-B: {answer: present}}\n    level: 3\n    accepted_by: C. Moor\n"
    assert check(changed(old, new)) == []


RED_LINE = re.search(r"  - id: PHY-30\n.*?(?=\n  - id: )", DEFAULT, re.S)


@pytest.mark.parametrize("is_copy", [False, True])
@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("red_line: true", "red_line: false"), "indicators.PHY-30.red_line"),
        (("locked: true", "locked: false"), "indicators.PHY-30.locked"),
        (None, "indicators"),
    ],
)
def test_a_locked_red_line_of_the_default_may_not_be_weakened_or_taken_out(is_copy, change, place):
    assert RED_LINE
    weakened = RED_LINE[0].replace(*change) if change else ""
    text = DEFAULT.replace(RED_LINE[0], weakened, 1)
    if is_copy:
        text = changed("id: default-gb", "id: our-county", text)
        text = changed("based_on: null", "based_on: {id: default-gb, version: 1.0.0}", text)
    findings = [finding for finding in check(text) if finding.place == place]
    assert any("locked red line" in finding.message for finding in findings)
    assert any("PHY-30" in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "empty"),
        ("levels: [\n", 2, "not valid YAML"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "not valid YAML"),
        ("a: &x {b: 1}\nc: *x\n", 2, "aliases"),
        ("a: 1\n---\nb: 2\n", 2, "not valid YAML"),
        ("just words", 1, "must be fields"),
        ("a:\n\t- tab\n", 2, "not valid YAML"),
        ("a: \x01", 1, "not valid YAML"),
        ("a: " + "[" * 200 + "]" * 200, 1, "nested too deep"),
        ("a: " + "{b: " * 100_000 + "}" * 100_000, 1, "nested too deep"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_finding(text, line, said):
    [finding] = check(text)
    assert (finding.place, finding.line) == ("file", line)
    assert said in finding.message


@pytest.mark.parametrize("wrong", ["3", "words", "[3]", "{}", "null", "[null]"])
def test_no_part_of_the_file_can_hold_anything_that_breaks_the_check(wrong):
    for name in re.findall(r"^([a-z_]+):", SOUND, re.M):
        whole = re.sub(rf"^{name}:\n.*?(?=^\S|\Z)", f"{name}: {wrong}\n", SOUND, flags=re.S | re.M)
        assert isinstance(check(whole), list)
    for field in sorted(set(re.findall(r"^    ([a-z_]+):", SOUND, re.M))):
        one = re.sub(rf"^    {field}:.*$", f"    {field}: {wrong}", SOUND, count=1, flags=re.M)
        assert isinstance(check(one), list)
