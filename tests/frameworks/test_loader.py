"""Loading a framework: what the file says becomes what the engine uses, strictly."""

from pathlib import Path

import pytest
import yaml

from portal import frameworks
from portal.frameworks.loader import FrameworkError, load, load_packaged
from portal.rules.threshold_model import Scope
from portal.vocabulary import Band, Nation, Urgency

SOUND = (Path(__file__).parent / "data" / "three-levels.yaml").read_text(encoding="utf-8")


def test_the_default_framework_has_all_its_content():
    default = load_packaged()
    assert (len(default.indicators), len(default.sections)) == (220, 27)
    counts = [sum(i.level == rank for i in default.indicators) for rank in (1, 2, 3, 4)]
    assert counts == [17, 51, 76, 76]
    assert sum(i.red_line and i.locked for i in default.indicators) == 58
    assert [level.bands for level in default.levels][2] == (Band.TARGETED, Band.NEED)
    assert len(default.protective_factors) == 16
    assert load_packaged("default-gb") is default


def test_a_framework_that_does_not_come_with_the_portal_is_not_found():
    for name in ("synonyms", "../frameworks/default-gb", "default-gb.yaml", ""):
        with pytest.raises(KeyError):
            load_packaged(name)


@pytest.mark.parametrize(
    "folder", [Path(__file__).parent / "data", Path(frameworks.__file__).parent]
)
def test_every_file_is_plain_yaml_that_any_reader_takes(folder):
    files = sorted(folder.glob("*.yaml"))
    assert files
    for file in files:
        assert yaml.load(file.read_text("utf-8"), Loader=yaml.SafeLoader)


def test_each_field_of_an_indicator_is_read():
    framework = load(SOUND)
    hit = framework.indicator["CAR-D"]
    assert (hit.level, hit.band, hit.domain, hit.scope) == (2, Band.NEED, "PAR", Scope.CHILD)
    assert (hit.urgency, hit.pathway, hit.duties) == (Urgency.SAMEDAY, "P-NOW", ("tell_council",))
    assert hit.tags == {"abuse"}
    ill = framework.indicator["CAR-R"]
    assert (ill.emergency, ill.red_line, ill.locked) == (True, True, True)
    assert ill.safety_advice == ("stay",)
    assert framework.indicator["LRN-B"].band is Band.EARLY_HELP  # the lowest of its level's bands


@pytest.mark.parametrize(
    ("written", "ages"),
    [
        ("4-17", (48, 215, False)),
        ("0-1", (0, 23, False)),
        ("unborn-1", (0, 23, True)),
        ("unborn-0", (0, 11, True)),
        ("unborn", (None, None, True)),
        ("all", (0, None, True)),
        ("{from_months: 6, to_months: 11}", (6, 11, False)),
        ("{from_months: null, to_months: null, unborn: true}", (None, None, True)),
    ],
)
def test_ages_are_completed_years_with_both_ends_included(written, ages):
    framework = load(SOUND.replace("age: 4-17", f"age: {written}", 1))
    age = framework.indicator["LRN-B"].age
    assert (age.from_months, age.to_months, age.unborn) == ages


@pytest.mark.parametrize(
    ("written", "youngest", "oldest", "fits"),
    [
        ("4-17", 48, 48, True),
        ("4-17", 47, 47, False),
        ("4-17", 215, 215, True),
        ("4-17", 216, 216, False),
        ("4-17", 40, 50, True),
        ("all", 230, 230, True),
        ("unborn", 0, 0, False),
    ],
)
def test_an_age_fits_when_any_of_it_is_within_the_listed_ages(written, youngest, oldest, fits):
    framework = load(SOUND.replace("age: 4-17", f"age: {written}", 1))
    assert framework.indicator["LRN-B"].age.fits(youngest, oldest) is fits


def test_a_nation_may_be_stricter_and_reads_the_rest_as_it_is():
    override = (
        "jurisdiction: {england: {level: 3, urgency: now, duties: [tell_council], "
        "why: {en: It is the law here}}}\n    age: 4-17"
    )
    framework = load(SOUND.replace("age: 4-17", override, 1))
    here = framework.for_nation(Nation.ENGLAND)
    assert framework.for_nation(None) is framework
    assert framework.for_nation(Nation.WALES) is framework
    assert here is framework.for_nation(Nation.ENGLAND)
    stricter = here.indicator["LRN-B"]
    assert (stricter.level, stricter.band) == (3, Band.PROTECTION)
    assert (stricter.urgency, stricter.duties) == (Urgency.NOW, ("tell_council",))
    assert framework.indicator["LRN-B"].level == 2
    assert here.indicator["LRN-C"] is framework.indicator["LRN-C"]


def test_the_default_adds_the_welsh_duty_to_report_physical_punishment():
    default = load_packaged()
    in_wales = default.for_nation(Nation.WALES).indicator["BND-21"]
    assert "wales_s130_report" in in_wales.duties
    assert "wales_s130_report" not in default.indicator["BND-21"].duties


def test_a_file_with_faults_is_refused_with_every_place_and_line():
    broken = SOUND.replace("tags: [education]", "tags: [schooling]").replace("rank: 2", "rank: 5")
    with pytest.raises(FrameworkError) as refused:
        load(broken)
    places = [finding.place for finding in refused.value.findings]
    assert {"levels.family_help.rank", "indicators.LRN-B.tags[0]"} <= set(places)
    first = refused.value.findings[0]
    assert str(refused.value).startswith(f"line {first.line}: {first.place}: ")
    assert "more)" in str(refused.value)


def test_a_framework_not_yet_approved_can_be_loaded_to_try_it():
    assert load(SOUND.replace("by: A. Hill", "by: ''")).id == "three-levels"


@pytest.mark.parametrize(
    ("band", "bands", "rank"),
    [
        ("need", ("[early_help, targeted, need]", "[protection]"), 2),
        ("targeted", ("[early_help]", "[need, protection]"), 3),
        ("early_help", ("[targeted]", "[protection]"), 2),
        ("universal", ("[early_help]", "[protection]"), 1),
    ],
)
def test_a_target_is_the_lowest_level_of_its_band_or_of_the_next_higher_one(band, bands, rank):
    text = SOUND.replace("[early_help, targeted, need]", bands[0]).replace(
        "bands: [protection]", f"bands: {bands[1]}"
    )
    for line in {line for line in text.splitlines() if line.startswith("    band: ")}:
        text = text.replace(f"{line}\n", "")  # so that each takes its level's lowest
    assert load(text).rank_of(Band(band)) == rank


def test_a_target_above_every_band_is_the_top():
    text = SOUND.replace("[early_help, targeted, need]", "[early_help]")
    text = text.replace("bands: [protection]", "bands: [targeted]")
    for line in {line for line in text.splitlines() if line.startswith("    band: ")}:
        text = text.replace(f"{line}\n", "")
    assert load(text).rank_of(Band.PROTECTION) == 3
