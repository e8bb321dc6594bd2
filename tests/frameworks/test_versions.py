"""The number of a new version rises by as much as its changes ask for."""

from pathlib import Path

import pytest

from portal.frameworks.checker import check

BEFORE = (Path(__file__).parent / "data" / "three-levels.yaml").read_text(encoding="utf-8")
NEW_RULE = (
    "\nrules:\n  - {id: R90, text: {en: Help was tried, cy: null}, when: {flag: help_tried},"
    " upper_to_band: need}\n"
)
NEW_SIGN = """
indicators:
  - id: LRN-Z
    section: LRN
    text: {en: Sleeps badly, cy: null}
    level: 2
    age: all
    scope: child
    urgency: routine
    tags: [health]
    sources: [{ref: The area's own document}]
    reviewed: 2026-08-01
"""
HARM = "red_line: false\n    locked: false\n    urgency: sameday\n    tags: [neglect]"
STRICTER = "age: 4-17\n    jurisdiction: {england: {level: 3}}"
PATCH, MINOR, MAJOR = "2.1.1", "2.2.0", "3.0.0"
CHANGES = [  # what is changed, into what, the least number, and where
    ("Misses lessons", "Is missing lessons", PATCH, ""),
    ('edition: "2026"', 'edition: "2027"', PATCH, ""),
    ("\nindicators:\n", NEW_SIGN, MINOR, "indicators.LRN-Z"),
    ("\nrules:\n", NEW_RULE, MINOR, "rules.R90"),
    ("urgency: routine", "urgency: days", MINOR, "indicators.LRN-A.urgency"),
    ("safety_advice: [stay]", "safety_advice: []", MINOR, "indicators.CAR-R.safety_advice"),
    ("    consult: today\n", "", MINOR, "rules.R04b.consult"),
    ("consent: agreement_required", "consent: seek_unless_unsafe", MINOR, "levels.family_help"),
    (
        "protective_factors:\n",
        "protective_factors:\n  - {id: PF-02, domain: FAM, text: {en: Kin}}\n",
        MINOR,
        "protective_factors",
    ),
    ("band: targeted", "band: need", MAJOR, "indicators.LRN-D.band"),
    ("level: 2\n    age: 4-17", "level: 3\n    age: 4-17", MAJOR, "indicators.LRN-B.level"),
    ("tags: [education]", "tags: [health]", MAJOR, "indicators.LRN-B.tags"),
    ("scope: household", "scope: child", MAJOR, "indicators.CAR-A.scope"),
    (
        HARM,
        HARM.replace("false", "true", 1).replace("sameday", "now"),
        MAJOR,
        "indicators.HOM-D.red",
    ),
    ("age: 4-17", STRICTER, MAJOR, "indicators.LRN-B.jurisdiction"),
    ("at_least: 4", "at_least: 5", MAJOR, "rules.R01.when"),
    ("raise_to_band: protection", "upper_to_band: protection", MAJOR, "rules.R15"),
    ("[early_help, targeted, need]", "[early_help, targeted, need, protection]", MAJOR, "levels"),
    ("id: LRN-C", "id: LRN-Q", MAJOR, "indicators"),
]
LESS = {MINOR: PATCH, MAJOR: MINOR}


def said(text: str, version: str) -> list[str]:
    text = text.replace("version: 2.1.0", f"version: {version}", 1)
    findings = check(text, before=BEFORE)
    return [each.message for each in findings if each.place == "framework.version"]


@pytest.mark.parametrize(("old", "new", "least", "place"), CHANGES)
def test_each_change_asks_for_its_number(old, new, least, place):
    assert old in BEFORE
    text = BEFORE.replace(old, new, 1)
    assert said(text, least) == []
    assert said(text, MAJOR) == []
    if least != PATCH:
        [message] = said(text, LESS[least])
        assert message.startswith(f"must be {least} or higher: {place}")


@pytest.mark.parametrize("version", ["2.1.0", "2.0.9", "1.9.9"])
def test_a_number_no_higher_than_the_one_before_is_refused(version):
    other = BEFORE.replace("Misses lessons", "Is missing lessons", 1)
    assert said(other, version) == ["must be higher than 2.1.0, the version before"]


def test_the_same_file_and_another_document_are_not_compared():
    assert said(BEFORE, "2.1.0") == []
    other = BEFORE.replace("id: three-levels", "id: another", 1).replace("level: 2", "level: 1", 1)
    assert said(other, "1.0.0") == []


def test_the_largest_change_is_named_and_the_others_like_it_are_counted():
    text = BEFORE.replace("Misses lessons", "Is missing lessons", 1).replace(
        "at_least: 4", "at_least: 5"
    )
    text = text.replace("tags: [education]", "tags: [health]")
    [message] = said(text, MINOR)
    assert message == (
        "must be 3.0.0 or higher: indicators.LRN-B.tags is not as in 2.1.0 (and 2 more)"
    )
