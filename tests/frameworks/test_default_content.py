"""The starter framework's content: what is in it, and what no word of it may say."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from portal.frameworks.checker import check
from portal.frameworks.loader import load, packaged_text
from portal.frameworks.synonyms import load_synonyms
from portal.rules.threshold_model import KNOWN_FLAGS, Scope

TEXT = packaged_text("default-gb")
CONTENT: dict[str, Any] = yaml.safe_load(TEXT)
FRAMEWORK = load(TEXT)

EMERGENCIES = {
    *("HLT-32", "EMO-30", "EMO-31", "CAR-32", "SAF-30"),
    *("PSM-31", "PHY-34", "EXP-34", "RAD-30", "UNB-33"),
}
RULES = (
    *("R01", "R01b", "R02", "R02b", "R03", "R03b", "R04", "R04b", "R05", "R06", "R07", "R07b"),
    *("R08", "R08b", "R08c", "R09", "R09b", "R10", "R10b", "R10c", "R11", "R12", "R12b", "R13"),
    *("R14", "R14b", "R15", "R16"),
)
DUTIES = {
    "PHY-30": {"same_day_paediatric_opinion"},
    "HON-30": {"fgm_police"},
    "FUN-23": {"private_fostering_notify"},
    **{code: {"nrm"} for code in ("COM-30", "EXP-31", "EXP-33")},
    **{code: {"prevent"} for code in ("RAD-20", "RAD-30")},
    **{code: {"lado"} for code in ("POT-20", "POT-30")},
    **{code: {"housing_duty_to_refer"} for code in ("HOU-20", "HOU-22", "HOU-30")},
    "EDU-23": {"cme_officer"},
    **{f"DAB-3{number}": {"marac"} for number in range(6)},
}
NEVER_SAID = (
    *("DNA", "perpetrator", "disengaged", "hard to reach", "lifestyle choice", "promiscuous"),
    *("child prostitute", "placing herself at risk", "does not meet threshold", "toxic trio"),
    *("%", "score"),
)


def words(part: Any) -> Iterator[str]:
    """Every string anywhere in a part of the content."""
    if isinstance(part, dict):
        for value in part.values():
            yield from words(value)
    elif isinstance(part, list):
        for value in part:
            yield from words(value)
    elif isinstance(part, str):
        yield part


def test_the_framework_holds_220_indicators_in_27_sections_with_58_red_lines():
    assert len(FRAMEWORK.indicators) == 220
    assert len(FRAMEWORK.sections) == 27
    assert len({indicator.section for indicator in FRAMEWORK.indicators}) == 27
    assert sum(indicator.red_line for indicator in FRAMEWORK.indicators) == 58
    by_level = Counter(indicator.level for indicator in FRAMEWORK.indicators)
    assert by_level == {1: 17, 2: 51, 3: 76, 4: 76}


def test_the_framework_may_be_published_and_its_worked_cases_come_out_as_a_reader_expects():
    assert check(TEXT) == []
    assert check(TEXT.replace("required: [en]", "required: [en, cy]", 1)) == []  # as in Wales
    worked = CONTENT["worked_cases"]
    assert len(worked) >= 20
    assert {case.get("level") for case in worked} == {None, 1, 2, 3, 4}
    assert not any("accepted_by" in case for case in worked)


def test_every_red_line_is_locked_now_at_the_top_and_says_why():
    for indicator in FRAMEWORK.indicators:
        if indicator.red_line:
            assert indicator.locked, indicator.id
            assert indicator.urgency == "now", indicator.id
            assert indicator.level == FRAMEWORK.top, indicator.id
            assert indicator.why["en"], indicator.id
        else:
            assert not indicator.locked, indicator.id


def test_exactly_ten_indicators_call_for_999_and_their_pathway_starts_with_it():
    emergencies = {i.id: i for i in FRAMEWORK.indicators if i.emergency}
    assert emergencies.keys() == EMERGENCIES
    for indicator in emergencies.values():
        assert indicator.red_line
        assert indicator.pathway is not None
        assert "999" in FRAMEWORK.pathways[indicator.pathway].steps[0]["en"], indicator.id


def test_every_combination_rule_is_there_in_order():
    assert tuple(rule.id for rule in FRAMEWORK.rules) == RULES


def test_every_rule_says_in_words_what_came_together():
    for rule in FRAMEWORK.rules:
        assert rule.text["en"]
        assert not re.search(r"\bL\d|level \d", rule.text["en"]), rule.id


def test_only_the_rules_that_ask_for_it_ask_for_a_consultation_today():
    today = {rule.id for rule in FRAMEWORK.rules if rule.consult_today}
    assert today == {
        *("R03b", "R04b", "R05", "R08b", "R09", "R10b", "R11", "R12b", "R14b", "R16"),
    }


def test_every_rule_that_names_tags_names_tags_that_some_indicator_carries():
    carried = {tag for indicator in FRAMEWORK.indicators for tag in indicator.tags}
    named = set(re.findall(r"'tags': \[([^]]*)\]", str(CONTENT["rules"])))
    assert named
    assert {tag.strip(" '") for tags in named for tag in tags.split(",")} <= carried


def test_the_safety_screen_and_the_context_flags_are_complete():
    assert [question.id for question in FRAMEWORK.safety] == [f"S{n}" for n in range(1, 9)]
    assert all(question.text["en"].endswith("?") for question in FRAMEWORK.safety)
    assert {flag.code for flag in FRAMEWORK.flags} == set(KNOWN_FLAGS)


def test_there_are_sixteen_strengths_shown_with_a_caution():
    strengths = [factor.id for factor in FRAMEWORK.protective_factors]
    assert strengths == [f"PF-{number:02}" for number in range(1, 17)]
    assert "promise is not a protective factor" in FRAMEWORK.protective_factors_caution["en"]


def test_duties_stand_at_the_indicators_that_carry_them_and_nowhere_else():
    found = {i.id: set(i.duties) for i in FRAMEWORK.indicators if i.duties}
    assert found == DUTIES


def test_physical_punishment_is_reported_in_wales_and_not_made_less_in_either_nation():
    smacked = FRAMEWORK.indicator["BND-21"]
    in_wales = smacked.by_nation["wales"]
    assert in_wales.duties == ("wales_s130_report",)
    assert (in_wales.level, in_wales.urgency) == (smacked.level, smacked.urgency)


@pytest.mark.parametrize("code", ["PMH-20", "PSM-20", "DAB-20", "HOU-20", "COM-10", "FUN-32"])
def test_what_is_true_of_the_home_is_true_for_every_child_in_it(code):
    assert FRAMEWORK.indicator[code].scope == Scope.HOUSEHOLD


@pytest.mark.parametrize("code", ["PHY-30", "EDU-20", "EMO-30", "DAB-23", "DAB-32", "PSM-31"])
def test_what_happened_to_one_child_is_not_said_of_the_others(code):
    assert FRAMEWORK.indicator[code].scope == Scope.CHILD


def test_every_statement_a_child_needs_for_level_1_is_there_in_each_core_domain():
    met = {i.domain for i in FRAMEWORK.indicators if i.level == 1}
    assert {"DEV", "PAR", "FAM"} <= met


def test_every_indicator_says_what_to_look_for_in_a_short_line():
    for indicator in FRAMEWORK.indicators:
        assert 20 < len(indicator.help["en"]) <= 170, indicator.id
        assert indicator.help["en"].endswith("."), indicator.id


def test_no_two_indicators_share_their_text_or_their_help():
    for field in ("text", "help"):
        said = Counter(getattr(indicator, field)["en"] for indicator in FRAMEWORK.indicators)
        assert [text for text, times in said.items() if times > 1] == []


def test_every_worry_at_level_3_or_4_gives_its_own_reason():
    assert [i.id for i in FRAMEWORK.indicators if i.level > 2 and not i.why.get("en")] == []


def test_everything_at_the_top_level_says_not_to_wait_for_agreement():
    for indicator in FRAMEWORK.indicators:
        has_it = "no_delay_for_consent" in indicator.safety_advice
        assert has_it == (indicator.level == FRAMEWORK.top), indicator.id


def test_nobody_is_told_to_warn_the_person_causing_harm():
    for code in ("DAB-20", "DAB-30", "SEX-30", "POT-30", "ONL-33", "UNB-34"):
        advice = FRAMEWORK.indicator[code].safety_advice
        assert {"do_not_contact_person_causing_harm", "do_not_tell_family"} & set(advice), code


def test_families_are_not_told_first_where_that_could_bring_harm():
    for code in ("FII-30", "HON-30", "HON-31", "HON-32", "HON-33", "EXP-33", "SEX-30"):
        assert "do_not_tell_family" in FRAMEWORK.indicator[code].safety_advice, code


def test_every_piece_of_safety_advice_and_every_pathway_is_used():
    used = {code for indicator in FRAMEWORK.indicators for code in indicator.safety_advice}
    assert used == set(FRAMEWORK.safety_advice)
    pathways = {i.pathway for i in FRAMEWORK.indicators} | {lv.pathway for lv in FRAMEWORK.levels}
    assert pathways - {None} == set(FRAMEWORK.pathways)


def test_every_pathway_gives_the_hubs_numbers_steps_and_what_to_ask_of_the_family():
    for pathway in FRAMEWORK.pathways.values():
        assert (pathway.phone, pathway.out_of_hours) == ("hub", "hub"), pathway.code
        assert len(pathway.steps) >= 3, pathway.code
        assert pathway.consent_text["en"], pathway.code


def test_the_top_levels_pathway_phones_the_hub_and_does_not_wait_for_agreement():
    top = FRAMEWORK.level(FRAMEWORK.top)
    assert top.consent == "not_required"
    assert FRAMEWORK.pathways[top.pathway].steps[0]["en"].startswith("Phone the hub now")


def test_every_level_says_what_it_means_and_what_happens_next_in_both_languages():
    for level in FRAMEWORK.levels:
        for text in (level.name, level.descriptor, level.next_steps):
            assert text["en"]
            assert text["cy"]


def test_no_law_is_stated_as_settled_before_the_hub_has_confirmed_it():
    assert {duty.legal_note for duty in FRAMEWORK.duties.values()} <= set(FRAMEWORK.legal_notes)
    for note in FRAMEWORK.legal_notes.values():
        assert not note.confirmed_by_hub, note.id
        assert note.edition, note.id
        assert note.jurisdiction, note.id
        assert "check with your hub" in note.text["en"].lower(), note.id


@pytest.mark.parametrize("code", ["LN-SHARE", "LN-REPORT-CSA"])
def test_a_law_whose_start_was_not_verified_carries_no_date(code):
    assert FRAMEWORK.legal_notes[code].effective_from is None


@pytest.mark.parametrize("banned", NEVER_SAID)
def test_no_word_of_the_content_blames_or_belittles(banned):
    pattern = re.compile(rf"(?<!\w){re.escape(banned)}", re.IGNORECASE)
    assert [said for said in words(CONTENT) if pattern.search(said)] == []


def test_every_string_is_plain_text_of_one_paragraph():
    for said in words(CONTENT):
        assert not re.search(r"[<>\n\t]|  ", said), said
        assert said == said.strip()


def test_every_indicator_and_section_was_reviewed_and_gives_its_sources():
    for part in (*CONTENT["indicators"], *CONTENT["sections"]):
        assert part["reviewed"], part
        assert all(source["ref"] for source in part["sources"])
        assert part["sources"]


def test_fixed_sentences_are_offered_in_welsh():
    """The indicators' own texts wait for a translator; these must not."""
    for code, text in FRAMEWORK.safety_advice.items():
        assert text["cy"], code
    for part in (*FRAMEWORK.domains, *FRAMEWORK.levels):
        assert part.name["cy"], part.code
    for section in FRAMEWORK.sections:
        assert section.title["cy"], section.code
    for question in FRAMEWORK.safety:
        assert question.text["cy"], question.id
        assert question.help["cy"], question.id
    for pathway in FRAMEWORK.pathways.values():
        assert all(step["cy"] for step in (*pathway.steps, pathway.consent_text)), pathway.code


def test_every_synonym_points_to_something_in_the_framework():
    known = {indicator.id for indicator in FRAMEWORK.indicators}
    known |= {section.code for section in FRAMEWORK.sections}
    known |= {tag for indicator in FRAMEWORK.indicators for tag in indicator.tags}
    phrases = load_synonyms().phrases
    assert len(phrases) >= 250
    assert {t for _, targets in phrases for t in targets} <= known


def test_every_worry_is_named_by_an_everyday_word():
    """Only statements that all is well may be without one."""
    named = {target for _, targets in load_synonyms().phrases for target in targets}
    assert [i.id for i in FRAMEWORK.indicators if i.level > 1 and i.id not in named] == []
