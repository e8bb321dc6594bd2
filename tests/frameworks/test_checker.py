"""The publish check: one small change to a sound file, one finding at the right place and line."""

import re
from pathlib import Path

import pytest

from portal.frameworks.checker import check
from portal.frameworks.loader import packaged_text

DATA = Path(__file__).parent / "data"
SOUND = (DATA / "three-levels.yaml").read_text(encoding="utf-8")
DEFAULT = packaged_text("default-gb")
SCHOOL = "{en: Misses lessons without a good reason, cy: null}"
RULE = "    when: {count: {at_least: 1, min_band: early_help, impact: serious}}\n"


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


# what is changed, into what, where it is found, and what is said of it
FAULTS = [
    # the file itself
    ("version: 2.1.0", "version: 2.1", "framework.version", "three numbers"),
    ("status: published", "status: live", "framework.status", "not one of"),
    ("jurisdiction: [england]", "jurisdiction: [france]", "framework.jurisdiction[0]", "not one"),
    ("effective_from: 2026-09-01", "effective_from: soon", "framework.effective_from", "a date"),
    ("effective_from: 2026-09-01", "effective_from: ''", "framework.effective_from", "missing"),
    ("review_by: 2027-09-01", "review_by: 2026-08-31", "framework.review_by", "after"),
    ("second_by: B. Wood", "second_by: ''", "framework.approved.second_by", "two different"),
    ("second_by: B. Wood", "second_by: ' a.  hill'", "framework.approved.second_by", "different"),
    ("    by: A. Hill", "    by: ''", "framework.approved.by", "approver is missing"),
    ("date: 2026-08-20", "date: ''", "framework.approved.date", "missing"),
    ("offered: [en, cy]", "offered: [cy]", "framework.languages.offered", "en is required"),
    ("  based_on: null", "  based_upon: null", "framework.based_upon", "not a known field"),
    ("  id: three-levels", "  id: three-levels\n  id: again", "framework.id", "is repeated"),
    # levels
    ("rank: 2\n", "rank: 4\n", "levels.family_help.rank", "without a gap"),
    ("bands: [protection]", "bands: [need, protection]", "levels.specialist.bands", "higher"),
    ("bands: [universal]", "bands: [protection]", "levels.family_help.bands", "higher"),
    ("bands: [universal]", "bands: []", "levels.everyone.bands", "at least 1"),
    ("bands: [protection]", "bands: [danger]", "levels.specialist.bands[0]", "not one of"),
    ("consent: not_required", "consent: never", "levels.specialist.consent", "not one of"),
    ("    consent: none_needed\n", "", "levels.everyone.consent", "is missing"),
    ("    pathway: P-NOW\n\n", "\n", "levels.specialist.pathway", "is missing"),
    ("pathway: P-NOW\n\n", "pathway: P-GO\n\n", "levels.specialist.pathway", "not a pathway"),
    ("code: specialist", "code: family_help", "levels.family_help.code", "more than once"),
    # domains and sections
    ("{code: PAR, name", "{code: CARE, name", "domains", "PAR is missing"),
    ("domain: EXT\n    title", "domain: OUTSIDE\n    title", "sections.OUT.domain", "not a domain"),
    (
        "section: LRN\n    text",
        "section: LEARN\n    text",
        "indicators.LRN-A.section",
        "not a sect",
    ),
    # indicators
    ("id: LRN-C", "id: LRN-B", "indicators.LRN-B.id", "more than once"),
    (SCHOOL, "{en: '', cy: null}", "indicators.LRN-B.text.en", "required language"),
    (SCHOOL, "{cy: Yn colli gwersi}", "indicators.LRN-B.text.en", "required language"),
    (SCHOOL, "Misses lessons", "indicators.LRN-B.text", "must be fields"),
    (SCHOOL, "{en: 3, cy: null}", "indicators.LRN-B.text.en", "must be text"),
    (SCHOOL, "{en: Missed, fr: absences}", "indicators.LRN-B.text.fr", "not a known field"),
    ("age: 4-17", "age: 17-4", "indicators.LRN-B.age", "years such as"),
    ("age: 4-17", "age: children", "indicators.LRN-B.age", "years such as"),
    ("from_months: 12, to", "from_months: 99, to", "indicators.LRN-C.age", "before it begins"),
    ("from_months: 12, to", "from_month: 12, to", "indicators.LRN-C.age.from_month", "known field"),
    ("scope: household", "scope: street", "indicators.CAR-A.scope", "not one of"),
    ("urgency: days", "urgency: soon", "indicators.LRN-D.urgency", "not one of"),
    ("tags: [education]", "tags: [schooling]", "indicators.LRN-B.tags[0]", "not one of"),
    ("band: targeted", "band: protection", "indicators.LRN-D.band", "not a band of level 2"),
    ("emergency: true", "emergency: 1", "indicators.CAR-R.emergency", "true or false"),
    ("safety_advice: [stay]", "safety_advice: [go]", "indicators.CAR-R.safety_advice[0]", "not a"),
    ("duties: [tell_council]", "duties: [tell]", "indicators.CAR-D.duties[0]", "not a duty"),
    (
        "    pathway: P-NOW\n    sources",
        "    pathway: P-X\n    sources",
        "indicators.CAR-D.pathway",
        "not",
    ),
    ("    sources: [{ref: The area's own document}]\n", "", "indicators.LRN-A.sources", "source"),
    ("    reviewed: 2026-08-01\n", "", "indicators.LRN-A.reviewed", "review is missing"),
    # M13: a red line below the top
    (
        "level: 3\n    age: all\n    scope: child\n    red_line: true",
        "level: 2\n    age: all\n    scope: child\n    red_line: true",
        "indicators.OUT-R.level",
        "top level, 3",
    ),
    ("red_line: true", "red_line: false", "indicators.OUT-R.locked", "not a red line"),
    ("urgency: now", "urgency: days", "indicators.OUT-R.urgency", "must be now"),
    # M13: rules outside the grammar
    (
        RULE,
        "    when: {not: {flag: help_tried}}\n",
        "rules.R03.when.not",
        "not an allowed operator",
    ),
    (RULE, "    when: {fewer_than: 2}\n", "rules.R03.when.fewer_than", "not an allowed operator"),
    (
        RULE,
        "    when: {any: [{absent: LRN-B}]}\n",
        "rules.R03.when.any[0].absent",
        "not an allowed",
    ),
    (
        RULE,
        "    when: {count: {at_most: 2}}\n",
        "rules.R03.when.count.at_most",
        "not a known field",
    ),
    (RULE, "    when: {count: {at_least: 0}}\n", "rules.R03.when.count.at_least", "from 1 to"),
    (
        RULE,
        "    when: {count: {at_least: 1}, flag: help_tried}\n",
        "rules.R03.when",
        "exactly one of",
    ),
    (RULE, "    when: []\n", "rules.R03.when", "exactly one of"),
    (RULE, "    when: {all: []}\n", "rules.R03.when.all", "at least 1"),
    (RULE, "    when: {flag: tall}\n", "rules.R03.when.flag", "not a context flag"),
    ("impact: serious", "impact: some", "rules.R03.when.count.impact", "not one of"),
    (
        RULE,
        RULE.replace("impact: serious", "pattern: once"),
        "rules.R03.when.count.pattern",
        "not one",
    ),
    ("domains_at_least: 2", "domains_at_least: 5", "rules.R01.when.count.domains_at_least", "more"),
    ("tags: [da, psm, pmh]", "tags: [da]", "rules.R08.when.count_tags.at_least", "more than"),
    ("tags: [abuse]}}", "tags: [abused]}}", "rules.R15.when.count.tags[0]", "not one of"),
    ("raise_to_band: need", "raise_to_band: needs", "rules.R08.raise_to_band", "not one of"),
    ("raise_to_band: need", "consult: recommended", "rules.R08", "changes nothing"),
    (
        "raise_to_band: need",
        "raise_to_band: need\n    upper_to_band: targeted",
        "rules.R08.upper_to_band",
        "below raise_to",
    ),
    ("consult: today", "consult: tomorrow", "rules.R04b.consult", "not one of"),
    ("id: R08", "id: R03", "rules.R03.id", "more than once"),
    ("{en: A need with a serious effect, cy: null}", "{en: null}", "rules.R03.text.en", "required"),
    # the safety screen
    ("yes: protection", "yes: emergency", "safety_screen.S7.yes", "must be protection"),
    ("{id: S5,", "{id: S9,", "safety_screen.S9.id", "not one of"),
    # pathways
    (
        "{phone: hub, out_of_hours: hub, form: referral}",
        "{phone: '', form: referral}",
        "pathways.P-NOW.contact.phone",
        "way to phone",
    ),
    (
        "    consent_text: {en: You do not need agreement., cy: null}\n",
        "",
        "pathways.P-NOW.consent_text",
        "about consent",
    ),
    (
        "steps: [{en: Phone the front door now, cy: null}]",
        "steps: []",
        "pathways.P-NOW.steps",
        "at least 1",
    ),
    # worked cases
    (
        "LRN-B: {answer: present}}\n    level: 2",
        "LRN-B: {answer: present}}\n    level: 3",
        "worked_cases[1].level",
        "expected 3, gives 2",
    ),
    (
        "LRN-B: {answer: present}}",
        "LRN-B: {answer: maybe}}",
        "worked_cases[1].case",
        "LRN-B.answer",
    ),
    ("    level: 1\n    upper: 1\n", "    upper: 1\n", "worked_cases[0].level", "expected None"),
]


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
