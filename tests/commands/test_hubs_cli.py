"""A deployer sets up a hub from a file, changes it, and is told what is wrong with one."""

from pathlib import Path

import pytest
from flask import Flask

from portal.extensions import db
from portal.models import AuditEvent, Hub, QueueVersion

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
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence(
    app: Flask, tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    code, output = _set(app, tmp_path, GOOD.replace(*change))
    assert code == 1 and says in output and "Traceback" not in output
    assert db.session.query(Hub).count() == 0
