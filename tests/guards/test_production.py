"""Production settings: nothing starts by accident, and nothing of the demo is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import config
from config import ConfigurationError
from portal import create_app

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "PORTAL_ENV": "production",
    "PORTAL_SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "PORTAL_DATABASE_URL": "sqlite:///:memory:",
    "PORTAL_TRUSTED_HOSTS": "portal.example,.hub.example",
    "PORTAL_PUBLIC_URL": "https://portal.example",
}
NEEDED = [name for name in COMPLETE if name != "PORTAL_ENV"]


def _start(tool: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Start the portal as a deployer would, with these settings and none of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    command = {
        "flask": [sys.executable, "-m", "flask", "--app", "wsgi", "access-table"],
        "gunicorn": [sys.executable, "-m", "gunicorn", "--check-config", "wsgi:app"],
    }[tool]
    return subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, env=kept | given, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("missing", NEEDED)
def test_production_does_not_start_without_a_setting_and_names_it(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for setting, given in COMPLETE.items():
        monkeypatch.setenv(setting, given)
    monkeypatch.delenv(missing)
    with pytest.raises(ConfigurationError) as refused:
        config.load()
    assert [name for name in NEEDED if name in str(refused.value)] == [missing]


def test_a_setting_that_is_missing_is_said_in_words() -> None:
    done = _start("flask", {**COMPLETE, "PORTAL_SECRET_KEY": ""})
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "PORTAL_SECRET_KEY" in said and "Traceback" not in said


def test_production_names_everything_that_is_missing_at_once() -> None:
    done = _start("gunicorn", {"PORTAL_ENV": "production"})
    assert done.returncode != 0
    assert all(name in done.stdout + done.stderr for name in NEEDED)


def test_production_starts_with_complete_settings() -> None:
    done = _start("gunicorn", COMPLETE)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORTAL_SECRET_KEY", "short", "32 random characters"),
        ("PORTAL_SECRET_KEY", "a" * 40, "32 random characters"),
        ("PORTAL_SECRET_KEY", " " * 40, "PORTAL_SECRET_KEY"),
        ("PORTAL_DATABASE_URL", "nonsense", "PORTAL_DATABASE_URL"),
        ("PORTAL_DATABASE_URL", "mysql://u:p@h/d", "PORTAL_DATABASE_URL"),
        ("PORTAL_DATABASE_URL", "postgresql://u:p@h:port/d", "PORTAL_DATABASE_URL"),
        ("PORTAL_DATABASE_URL", "postgresql+psycopg2://u:p@h/d", "PORTAL_DATABASE_URL"),
        ("PORTAL_DATABASE_URL", "postgresql://u:sec@ret@h/d", "write @ as %40"),
        ("PORTAL_DATABASE_URL", "sqlite:///file?timeout=long", "PORTAL_DATABASE_URL"),
        ("PORTAL_TRUSTED_HOSTS", "*", "PORTAL_TRUSTED_HOSTS"),
        ("PORTAL_TRUSTED_HOSTS", "http://a.example:80/", "PORTAL_TRUSTED_HOSTS"),
        ("PORTAL_SMTP_PORT", "²", "PORTAL_SMTP_PORT"),
        ("PORTAL_TRUSTED_HOSTS", " , ", "PORTAL_TRUSTED_HOSTS"),
        ("PORTAL_ENV", "prod", "PORTAL_ENV"),
        ("PORTAL_MAIL_BACKEND", "pigeon", "PORTAL_MAIL_BACKEND"),
        ("PORTAL_SMTP_PORT", "many", "PORTAL_SMTP_PORT"),
        ("PORTAL_SMTP_PORT", "99999", "PORTAL_SMTP_PORT"),
        ("PORTAL_SMTP_STARTTLS", "true", "PORTAL_SMTP_STARTTLS"),
        ("PORTAL_MAIL_FROM", "nobody", "PORTAL_MAIL_FROM"),
        ("PORTAL_MAIL_FROM", "a@b.example\nBcc: c@d.example", "PORTAL_MAIL_FROM"),
        ("PORTAL_PUBLIC_URL", "portal.example", "PORTAL_PUBLIC_URL"),
        ("PORTAL_PUBLIC_URL", "javascript:alert(1)", "PORTAL_PUBLIC_URL"),
        ("PORTAL_PUBLIC_URL", "http://portal.example", "https://"),
        ("PORTAL_PUBLIC_URL", "https://<portal>", "PORTAL_PUBLIC_URL"),
        ("PORTAL_SMTP_HOST", " ", "PORTAL_SMTP_HOST"),
        ("PORTAL_SMTP_PORT", "9" * 5000, "PORTAL_SMTP_PORT"),
        ("PORTAL_SMTP_USER", "portal", "PORTAL_SMTP_PASSWORD"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    for setting, given in {**COMPLETE, name: value}.items():
        monkeypatch.setenv(setting, given)
    with pytest.raises(ConfigurationError, match=says):
        config.load()


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> config.Settings:
    for setting, given in COMPLETE.items():
        monkeypatch.setenv(setting, given)
    monkeypatch.setenv("PORTAL_DEMO_ALLOWED", "yes")  # no such setting: it changes nothing
    return config.load()


def test_production_keeps_the_demo_out(production: config.Settings) -> None:
    app = create_app(production)
    assert app.config["DEMO_ALLOWED"] is False
    assert app.config["DEMO_PASSWORD"] is None
    with app.app_context():  # a context left open by another test would be taken for ours
        done = app.test_cli_runner().invoke(args=["demo", "load"])
    assert done.exit_code != 0
    assert "never loaded under production settings" in done.output


def test_production_cookies_travel_over_https_only(production: config.Settings) -> None:
    assert production.SESSION_COOKIE_SECURE is True
    assert production.SESSION_COOKIE_NAME.startswith("__Host-")  # and what a browser asks of it:
    made = create_app(production).test_client().get("/sign-in", base_url="https://portal.example")
    (cookie,) = made.headers.getlist("Set-Cookie")
    assert "; Secure" in cookie and "; Path=/;" in f"{cookie};" and "Domain" not in cookie
    assert production.SESSION_COOKIE_HTTPONLY is True
    assert production.SESSION_COOKIE_SAMESITE == "Lax"


def test_production_answers_only_to_its_own_hosts(production: config.Settings) -> None:
    client = create_app(production).test_client()
    assert client.get("/timed-out", headers={"Host": "evil.example"}).status_code == 400
    for host in ("portal.example", "a.hub.example"):
        assert client.get("/timed-out", headers={"Host": host}).status_code == 200


def test_production_tells_browsers_to_stay_on_https_behind_a_proxy_too(
    production: config.Settings,
) -> None:
    client = create_app(production).test_client()
    answer = client.get("/timed-out", headers={"Host": "portal.example"})
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_production_hashes_passwords_at_owasp_strength(production: config.Settings) -> None:
    assert production.ARGON2_MEMORY_KIB >= 19_456
    assert production.ARGON2_TIME_COST >= 2


def test_production_shows_no_debugger(production: config.Settings) -> None:
    app = create_app(production)
    assert not app.debug
    assert not app.testing
