"""A locked red line is weakened only with each partner's name, a reason and an end."""

import re
from datetime import date
from pathlib import Path

import pytest

from portal.frameworks.checker import check

BEFORE = (Path(__file__).parent / "data" / "three-levels.yaml").read_text(encoding="utf-8")
TODAY = date(2026, 11, 23)
SIGNED = """
  version_notes: {en: OUT-R is graded by the rules for a year.}
  weakened:
    - id: OUT-R
      reason: The police unit answers these reports itself this year.
      expires: 2027-10-01
      approved: {local_authority: A. Hill, health: C. Moor, police: D. Fell}
"""
WEAKER = BEFORE.replace("red_line: true\n    locked: true", "red_line: false", 1).replace(
    "version: 2.1.0", "version: 3.0.0", 1
)


def signed(old: str = "", new: str = "", *, text: str = WEAKER) -> str:
    assert old in SIGNED
    return text.replace("\n\nlevels:", SIGNED.replace(old, new, 1) + "\nlevels:", 1)


def found(text: str, today: date = TODAY) -> dict[str, str]:
    return {each.place: each.message for each in check(text, before=BEFORE, today=today)}


def test_a_red_line_the_hub_locked_before_is_kept_even_when_the_copy_names_no_origin():
    assert "based_on: null" in WEAKER
    places = found(WEAKER)
    assert places.keys() == {"indicators.OUT-R.red_line", "indicators.OUT-R.locked"}
    assert "locked red line of three-levels" in places["indicators.OUT-R.red_line"]


def test_with_every_partner_a_reason_and_an_end_it_may_be_weakened():
    assert found(signed()) == {}


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (", police: D. Fell", "", "framework.weakened.OUT-R.approved.police"),
        ("health: C. Moor", "health: ' '", "framework.weakened.OUT-R.approved.health"),
        ("police: D. Fell", "police: a. hill", "framework.weakened.OUT-R.approved.police"),
        ("      reason: The police unit", "      why: It", "framework.weakened.OUT-R.reason"),
        ("      expires: 2027-10-01\n", "", "framework.weakened.OUT-R.expires"),
        ("2027-10-01", "2026-11-22", "framework.weakened.OUT-R.expires"),
        ("2027-10-01", "2027-08-31", "framework.review_by"),
        ("OUT-R is graded", "Some are graded", "framework.version_notes"),
        ("- id: OUT-R", "- id: LRN-B", "framework.weakened.LRN-B"),
    ],
)
def test_anything_missing_from_the_agreement_is_found(old, new, place):
    assert place in found(signed(old, new))


def test_an_agreement_about_a_red_line_that_is_as_it_was_is_taken_out():
    kept = BEFORE.replace("version: 2.1.0", "version: 2.1.1", 1)
    assert "is not weakened" in found(signed(text=kept))["framework.weakened.OUT-R"]


def test_in_wales_the_safeguarding_board_agrees():
    welsh = signed().replace("jurisdiction: [england]", "jurisdiction: [wales]", 1)
    board = "framework.weakened.OUT-R.approved.safeguarding_board"
    assert board in found(welsh)
    agreed = re.sub(
        r"approved: {local_authority.*", "approved: {safeguarding_board: E. Tarn}", welsh
    )
    assert not any("weakened" in place or "OUT-R" in place for place in found(agreed))


def test_a_red_line_that_no_longer_calls_for_999_is_weakened_too():
    quiet = BEFORE.replace("    emergency: true\n", "").replace("2.1.0", "2.2.0", 1)
    assert "calls for 999" in found(quiet)["indicators.CAR-R.emergency"]
