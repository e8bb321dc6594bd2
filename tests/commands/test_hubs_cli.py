"""A deployer sets up a hub from a file, changes it, and is told what is wrong with one."""

from pathlib import Path

import pytest
from flask import Flask

from portal.extensions import db
from portal.models import AuditEvent, Hub, QueueVersion
from portal.rules.hub_settings import DEFAULTS

GOOD = """
name: {en: Ambershire MASH, cy: Hyb Ambershire}
kind: mash
nation: england
phone: 01632 960300
out_of_hours_phone: 01632 960301
settings:
  targets: {now: {minutes: 45, clock: calendar}}
"""


def _set(app: Flask, folder: Path, text: str) -> tuple[int, str]:
    file = folder / "hub.yaml"
    file.write_text(text)
    with app.app_context():
        done = app.test_cli_runner().invoke(args=["hub", "set", "ambershire", str(file)])
    return done.exit_code, done.output


def test_a_hub_is_set_up_and_changed(app: Flask, tmp_path: Path) -> None:
    assert _set(app, tmp_path, GOOD)[0] == 0
    assert _set(app, tmp_path, GOOD.replace("960300", "960399"))[0] == 0
    hub = db.session.query(Hub).one()
    assert hub.phone == "01632 960399"
    assert db.session.query(QueueVersion).filter_by(hub_id=hub.id).count() == 1
    assert db.session.query(AuditEvent).filter_by(action="set_up_hub").count() == 2
    shown = app.test_cli_runner().invoke(args=["hub", "show", "ambershire"]).output
    assert "960399" in shown and "minutes: 45" in shown


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("kind: mash", "kind: shop"), "shop"),
        (("phone: 01632 960300", ""), "lacks 'phone'"),
        (("clock: calendar", "clock: sundial"), "sundial"),
        (("minutes: 45", "minutes: soon"), "soon"),
        (("name:", "name: ["), "cannot be read"),
        (("settings:", "settings:\n  opening: {}"), "opening has no hours"),
        (("kind: mash", "kind: " + "[" * 3_000), "cannot be read"),
        (("kind: mash", "kind: 2026-99-99"), "2026-99-99"),
        (("{en: Ambershire MASH, cy: Hyb Ambershire}", "Ambershire"), "each hold parts"),
        (("en: Ambershire MASH, ", ""), "name needs en"),
        (("Ambershire MASH", "A" * 201), "200 characters"),
        (("kind: mash", "kind: mash\nphones: 999"), "there is no phones in a hub"),
        (("phone: 01632 960300", "phone: ring us"), "not a phone number"),
        (("phone: 01632 960300", "phone:"), "not a phone number"),
        (("settings:", "settings:\n  opening: {'7': []}"), "no day '7'"),
        (("settings:", "settings:\n  opening: {'0': [[8am, 17:30]]}"), "not '8am'"),
        (("settings:", "settings:\n  opening: {'0': [[17:30, 08:30]]}"), "out of order"),
        (("settings:", "settings:\n  extra_closed_days: [tomorrow]"), "tomorrow"),
        (("settings:", "settings:\n  bank_holidays: mars"), "mars"),
        (("settings:", "settings:\n  languages: [en, fr]"), "fr"),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence(
    app: Flask, tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    code, output = _set(app, tmp_path, GOOD.replace(*change))
    assert code == 1 and says in output and "Traceback" not in output
    assert db.session.query(Hub).count() == 0


def test_names_that_nothing_reads_are_refused(app: Flask, tmp_path: Path) -> None:
    """A mistyped name would leave the default standing, and nobody would know."""
    code, output = _set(app, tmp_path, GOOD.replace("  targets:", "  target:"))
    assert code == 1 and "there is no setting target" in output
    code, output = _set(app, tmp_path, GOOD + "  abuse: {criteria: {counts: 12}}\n")
    assert code == 1 and "abuse.criteria.counts" in output


def _run(app: Flask, *words: str, group: str = "hub") -> tuple[int, str]:
    db.session.rollback()  # what was looked at before would be an older state
    with app.app_context():
        done = app.test_cli_runner().invoke(args=[group, *words])
    return done.exit_code, done.output


def test_one_setting_is_shown_changed_and_put_back(app: Flask, tmp_path: Path) -> None:
    _set(app, tmp_path, GOOD)
    asked = ("settings", "ambershire", "follow_up_days")
    assert _run(app, *asked) == (0, "# by default\nfollow_up_days: 10\n")
    assert _run(app, "change", "ambershire", "follow_up_days", "5")[0] == 0
    assert _run(app, *asked) == (0, "follow_up_days: 5\n")
    (event,) = db.session.query(AuditEvent).filter_by(action="change_setting")
    assert event.why == "follow_up_days"
    assert _run(app, "change", "ambershire", "follow_up_days", "--default")[0] == 0
    assert "by default" in _run(app, *asked)[1]
    assert _run(app, "change", "ambershire", "extra_closed_days", "[2027-03-01]")[0] == 0
    assert _run(app, "change", "ambershire", "opening", "{0: [[09:00, 17:00]]}")[0] == 0
    assert db.session.query(Hub).one().settings["opening"] == {"0": [["09:00", "17:00"]]}
    whole = _run(app, "settings", "ambershire")[1]
    assert "minutes: 45" in whole and all(name in whole for name in DEFAULTS)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nowhere", "follow_up_days", "5"), "There is no hub 'nowhere'. Hubs: "),
        (("ambershire", "follow_up", "5"), "There is no setting follow_up."),
        (("ambershire", "follow_up_days"), "Give a value, or --default."),
        (("ambershire", "follow_up_days", "5", "--default"), "Give a value, or --default."),
        (("ambershire", "follow_up_days", "~"), "The value is empty."),
        (("ambershire", "follow_up_days", "0"), "1 working day or more"),
        (("ambershire", "follow_up_days", "soon"), "soon"),
        (("ambershire", "outcome_read", "{clock: working}"), "lacks 'minutes'"),
        (("ambershire", "outcome_read", "{"), "outcome_read"),
        (("ambershire", "check_prompts", "{agencies: {police: [pets]}}"), "no words for 'pets'"),
        (("ambershire", "abuse", "{criteria: {count: 0}}"), "at least 1"),
        (("ambershire", "opening", "{0: [[17:00, 09:00]]}"), "monday"),
        (("ambershire", "opening", "{}"), "never open"),
        (("ambershire", "languages", "[en, fr]"), "en, cy or both"),
        (("ambershire", "duty_hours", "0"), "duty_hours needs 1 or more"),
        (("ambershire", "bank_holidays", "scotland"), "england-and-wales or none, not scotland"),
        (("ambershire", "extra_closed_days", "[1 March]"), "1 March"),
    ],
)
def test_a_wrong_change_is_refused_in_a_sentence(
    app: Flask, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    _set(app, tmp_path, GOOD)
    code, output = _run(app, "change", *words)
    assert code == 1 and says in output and "Traceback" not in output
    settings = db.session.query(Hub).one().settings
    assert settings == {"targets": {"now": {"minutes": 45, "clock": "calendar"}}}


WRITTEN_PLAINLY = """
name: {en: Ambershire MASH}
kind: mash
nation: england
phone: 02037654321
out_of_hours_phone: +441632960301
settings:
  opening: {0: [[08:30, 17:30]]}
  extra_closed_days: [2026-12-24]
"""


def test_numbers_times_and_days_need_no_quotation_marks(app: Flask, tmp_path: Path) -> None:
    """YAML would make another phone number of the first, and ten to eleven of half past five."""
    code, output = _set(app, tmp_path, WRITTEN_PLAINLY)
    assert code == 0, output
    hub = db.session.query(Hub).one()
    assert (hub.phone, hub.out_of_hours_phone) == ("02037654321", "+441632960301")
    assert hub.settings["opening"] == {"0": [["08:30", "17:30"]]}
    assert _run(app, "change", "ambershire", "extra_closed_days", "[2026-12-28]")[0] == 0
    db.session.rollback()
    assert db.session.query(Hub).one().settings["extra_closed_days"] == ["2026-12-28"]


def test_the_example_is_a_hub_that_can_be_set_up(app: Flask, tmp_path: Path) -> None:
    code, example = _run(app, "example")
    assert code == 0 and _set(app, tmp_path, example)[0] == 0


def _organisation(app: Flask, *words: str) -> tuple[int, str]:
    return _run(app, *words, group="organisation")


def test_a_school_is_set_up_changed_and_can_have_accounts(app: Flask, tmp_path: Path) -> None:
    """Without a demo nobody could ask the hub anything before."""
    _set(app, tmp_path, GOOD)
    school = ("set", "ambershire", "Alder Lane School", "--agency=school")
    assert _organisation(app, *school) == (0, "Alder Lane School is set up at ambershire.\n")
    again = (*school[:2], "alder lane  school", *school[3:], "--source-code=2A")
    assert _organisation(app, *again, "--rename=Alder School")[0] == 0
    assert _organisation(app, "list", "ambershire") == (0, "Alder School  School or college  2A\n")
    assert db.session.query(AuditEvent).filter_by(action="set_up_organisation").count() == 2
    for words, says in (
        (("set", "nowhere", *school[2:]), "There is no hub 'nowhere'"),
        ((*school[:2], " ", *school[3:]), "A name needs"),
        ((*school, "--source-code=ZZ"), "There is no source code 'ZZ'"),
        ((*school, "--rename=Elder School"), "to rename"),
    ):
        code, output = _organisation(app, *words)
        assert code == 1 and says in output, output
    who = ("--email=t@example.org", "--name=T Pike", "--password=wicker-otter-thimble")
    where = ("--hub=ambershire", "--role=referring_professional", "--organisation=Alder School")
    db.session.rollback()
    made = app.test_cli_runner().invoke(args=["account", "create", *who, *where])
    assert made.exit_code == 0, made.output
