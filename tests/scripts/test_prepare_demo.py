"""A second start: it looks, finds everything in place, and loads next to nothing to see it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from portal.demo.load import load
from scripts import check_database, prepare_demo
from tests.conftest import MIGRATIONS
from tests.makers import NOON

SCRIPT = Path(prepare_demo.__file__)
HEAVY = {"portal", "wsgi", "flask", "alembic", "sqlalchemy.orm", "weasyprint", "babel"}


def _run(url: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return subprocess.run(  # noqa: S603 - our own script and interpreter
        [sys.executable, "-X", "importtime", SCRIPT],
        env=kept | {"PORTAL_DATABASE_URL": url, "PORTAL_SECRET_KEY": "only-for-tests"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def _loaded(done: subprocess.CompletedProcess[str]) -> set[str]:
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip() for line in lines}


def test_a_second_start_shows_the_sign_ins_and_loads_no_portal(app):
    assert sum(load(NOON, contacts=0)) == 0
    done = _run(app.config["SQLALCHEMY_DATABASE_URI"])
    assert done.returncode == 0, done.stderr
    assert done.stdout == app.test_cli_runner().invoke(args=["demo", "accounts"]).output
    assert done.stdout.count("@demo.example") >= 12
    assert "sqlalchemy" in _loaded(done) and not _loaded(done) & HEAVY


def test_what_is_not_in_place_goes_the_long_way(app, tmp_path, monkeypatch):
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    assert prepare_demo.sign_ins(url) == []  # migrated, and nobody in it
    assert sum(load(NOON, contacts=0)) == 0
    assert len(prepare_demo.sign_ins(url)) >= 12
    monkeypatch.setattr(prepare_demo, "trouble_with", lambda _engine: "not of this release")
    assert prepare_demo.sign_ins(url) == []
    nowhere = tmp_path / "portal.sqlite3"
    assert prepare_demo.sign_ins(f"sqlite:///{nowhere}") == []
    assert not nowhere.exists()


def test_the_newest_migration_is_the_one_alembic_would_go_to():
    known, newest = check_database.revisions()
    assert newest == set(ScriptDirectory(MIGRATIONS).get_heads())
    assert len(known) > len(newest)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE alembic_version SET version_num = 'of tomorrow'", "newer release"),
        ("UPDATE alembic_version SET version_num = '0001'", "older release"),
        ("DROP TABLE alembic_version", "no tables"),
    ],
)
def test_a_server_does_not_start_on_the_database_of_another_release(
    statement, says, tmp_path, monkeypatch
):
    engine = create_engine(f"sqlite:///{tmp_path / 'portal.sqlite3'}")
    _, newest = check_database.revisions()
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        now = {"now": min(newest)}
        connection.execute(text("INSERT INTO alembic_version VALUES (:now)"), now)
    assert check_database.trouble_with(engine) == ""
    with engine.begin() as connection:
        connection.execute(text(statement))
    monkeypatch.setenv("PORTAL_DATABASE_URL", str(engine.url))
    with pytest.raises(SystemExit, match=says):
        check_database.main()


def test_a_start_with_other_settings_goes_the_long_way(app, monkeypatch):
    assert sum(load(NOON, contacts=0)) == 0
    monkeypatch.setenv("PORTAL_DATABASE_URL", app.config["SQLALCHEMY_DATABASE_URI"])
    went = []
    monkeypatch.setattr(prepare_demo, "prepare", lambda: went.append(os.environ["PORTAL_ENV"]))
    for environment in ("development", "production", "unknown"):
        monkeypatch.setenv("PORTAL_ENV", environment)
        prepare_demo.main()
    assert went == ["production", "unknown"]


def test_a_file_that_is_no_database_is_said_in_one_sentence(tmp_path):
    broken = tmp_path / "portal.sqlite3"
    broken.write_bytes(b"not a database at all" * 200)
    done = _run(f"sqlite:///{broken}")
    assert done.returncode == 1
    said = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    assert said == [
        "The database cannot be used: file is not a database. Look at PORTAL_DATABASE_URL."
    ]


def test_a_first_demo_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    file = tmp_path / "portal.sqlite3"
    monkeypatch.setenv("PORTAL_DATABASE_URL", f"sqlite:///{file}")

    def half() -> None:
        Path(os.environ["PORTAL_DATABASE_URL"].removeprefix("sqlite:///")).write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(prepare_demo, "prepare", half)
    with pytest.raises(KeyboardInterrupt):
        prepare_demo.main()
    assert not file.exists()
    monkeypatch.setenv("PORTAL_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setattr(prepare_demo, "prepare", lambda: None)
    prepare_demo.main()
    assert file.exists() and [*tmp_path.iterdir()] == [file]
