"""Points of law stand with their edition, and are never told as settled before a hub confirms."""

from portal.vocabulary import Nation
from tests.rules.test_explanation import told
from tests.rules.threshold_inputs import DEFAULT, case


def test_a_duty_carries_its_law_with_edition_and_standing():
    lines = told(case("HON-30")).also
    laws = [line.law for line in lines if line.law]
    assert laws and all(law.edition for law in laws)
    assert not any(law.confirmed_by_hub for law in laws)


def test_law_that_no_duty_carries_is_told_for_ones_own_nation():
    here = {note.id for note in DEFAULT.law_of(Nation.ENGLAND)}
    there = {note.id for note in DEFAULT.law_of(Nation.WALES)}
    assert "LN-SHARE" in here - there and "LN-WALES-ADULT" in there - here
    assert not {duty.legal_note for duty in DEFAULT.duties.values()} & (here | there)
