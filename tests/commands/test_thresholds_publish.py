"""A hub publishes its threshold document from the command line."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.extensions import db
from portal.frameworks.loader import packaged_text
from portal.models import AuditEvent, Hub, ThresholdFramework
from tests.makers import Maker

SECOND = packaged_text("default-gb").replace("\n  version: 1.1.0", "\n  version: 1.2.0", 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(SECOND, encoding="utf-8")
    return path


def publish(app: Flask, *arguments: str | Path):
    runner = app.test_cli_runner()
    return runner.invoke(args=["thresholds", "publish", *map(str, arguments)])


def versions() -> list[str]:
    db.session.expire_all()
    query = select(ThresholdFramework.version).order_by(ThresholdFramework.version)
    return list(db.session.execute(query).scalars())


def test_an_administrator_publishes_a_new_version_and_new_contacts_are_guided_by_it(
    app: Flask, make: Maker, file: Path
):
    hub_id = make.hub.id
    answer = publish(app, "wessenshire", file, "--by", "Head of service")
    assert answer.exit_code == 0, answer.output
    assert "1.2.0 is the framework of wessenshire" in answer.output
    assert versions() == ["1.1.0", "1.2.0"]
    hub = db.session.get_one(Hub, hub_id)
    newest = db.session.get_one(ThresholdFramework, hub.framework_id)
    assert (newest.version, newest.published_by) == ("1.2.0", "Head of service")
    assert newest.content == SECOND
    events = db.session.execute(select(AuditEvent.action)).scalars().all()
    assert "publish_framework" in events


def test_publishing_the_same_file_twice_changes_nothing(app: Flask, make: Maker, file: Path):
    assert make.hub
    assert publish(app, "wessenshire", file).exit_code == 0
    assert publish(app, "wessenshire", file).exit_code == 0
    assert versions() == ["1.1.0", "1.2.0"]


def test_other_content_under_a_published_version_is_refused(app: Flask, make: Maker, file: Path):
    assert make.hub
    assert publish(app, "wessenshire", file).exit_code == 0
    file.write_text(f"{SECOND}\n# changed\n", encoding="utf-8")
    answer = publish(app, "wessenshire", file)
    assert answer.exit_code == 2
    assert "new version number" in answer.output
    assert versions() == ["1.1.0", "1.2.0"]


def test_a_file_with_findings_is_not_published_and_each_finding_is_shown(
    app: Flask, make: Maker, file: Path
):
    assert make.hub
    file.write_text(SECOND.replace("red_line: true", "red_line: false", 1), encoding="utf-8")
    answer = publish(app, "wessenshire", file)
    assert answer.exit_code == 1
    assert "HLT-31" in answer.output
    assert versions() == ["1.1.0"]


def test_a_version_whose_number_rises_too_little_is_not_published(
    app: Flask, make: Maker, file: Path
):
    assert make.hub
    file.write_text(SECOND.replace("    level: 2\n", "    level: 3\n", 1), encoding="utf-8")
    answer = publish(app, "wessenshire", file)
    assert answer.exit_code == 1
    assert "framework.version: must be 2.0.0 or higher" in answer.output
    assert versions() == ["1.1.0"]


def test_a_hub_that_is_not_there_is_named_with_those_that_are(app: Flask, make: Maker, file: Path):
    assert make.hub
    answer = publish(app, "nowhere", file)
    assert answer.exit_code == 2
    assert "There is no hub nowhere; there are: wessenshire." in answer.output
    assert versions() == ["1.1.0"]


def test_a_framework_for_england_or_without_its_welsh_is_not_published_for_a_welsh_hub(
    app: Flask, make: Maker, tmp_path: Path
):
    assert make.other_hub
    english = SECOND.replace("jurisdiction: [england, wales]", "jurisdiction: [england]", 1)
    start = english.index("    jurisdiction:\n      wales:")
    end = english.index("    sources:", start)
    path = tmp_path / "english.yaml"
    path.write_text(
        (english[:start] + english[end:]).replace("      nation: wales\n", ""), encoding="utf-8"
    )
    answer = publish(app, "dyffryn-arian", path)
    assert answer.exit_code == 2, answer.output
    assert "not for wales" in answer.output
    path.write_text(SECOND, encoding="utf-8")
    answer = publish(app, "dyffryn-arian", path)
    assert answer.exit_code == 1, answer.output
    assert "a hub in Wales requires cy too" in answer.output
    assert versions() == ["1.1.0"]
