"""Settings by environment; production refuses to start without its secrets."""

import os
import re
import secrets
from pathlib import Path
from typing import ClassVar

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

INSTANCE = Path(__file__).resolve().parent / "instance"
DEMO_PASSWORD = "heron-lantern-quarry"  # noqa: S105 - printed on the demo's own sign-in page


class ConfigurationError(RuntimeError):
    """A setting is missing or wrong; the message names it and says what to do."""


class Settings:
    """What every environment shares."""

    ENVIRONMENT: ClassVar[str] = "base"
    SECRET_KEY: str = ""
    SQLALCHEMY_DATABASE_URI: str = ""
    # An error of the database names its statement, never the words that were being written.
    SQLALCHEMY_ENGINE_OPTIONS: ClassVar[dict[str, object]] = {"hide_parameters": True}
    TRUSTED_HOSTS: list[str] | None = None
    WTF_CSRF_TIME_LIMIT = None  # a token lives as long as the sign-in it belongs to
    WTF_CSRF_SSL_STRICT = False  # the referrer is never sent; the token and SameSite guard
    SESSION_COOKIE_NAME = "portal"
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    SESSION_COOKIE_SECURE = True
    MAX_CONTENT_LENGTH = 2 * 1024 * 1024
    MAX_FORM_MEMORY_SIZE = 2 * 1024 * 1024
    MAX_FORM_PARTS = 5_000
    BABEL_DEFAULT_LOCALE = "en"
    LANGUAGES = ("en", "cy")
    IDLE_MINUTES = 15
    WARN_MINUTES = 13
    ABSOLUTE_HOURS = 10
    DEMO_ALLOWED = False
    ARGON2_MEMORY_KIB = 19_456  # OWASP: 19 MiB, two passes, one lane
    ARGON2_TIME_COST = 2
    MAIL_BACKEND = "console"  # or "smtp"
    MAIL_FROM = "no-reply@portal.example"
    SMTP_HOST = "127.0.0.1"
    SMTP_PORT = 25
    SMTP_STARTTLS = False
    SMTP_USER = ""
    SMTP_PASSWORD = ""
    PUBLIC_URL = "http://127.0.0.1:8000"


class Development(Settings):
    """One machine, embedded SQLite, invented data."""

    ENVIRONMENT = "development"
    SESSION_COOKIE_SECURE = False
    DEMO_ALLOWED = True


class Testing(Development):
    """Fast passwords, nothing kept."""

    ENVIRONMENT = "testing"
    SECRET_KEY = "only-for-tests"  # noqa: S105 - signs nothing that outlives a test
    ARGON2_MEMORY_KIB = 64
    ARGON2_TIME_COST = 1
    TESTING = True


class Production(Settings):
    """Real families: nothing starts by accident."""

    ENVIRONMENT = "production"
    MAIL_BACKEND = "smtp"
    # By this name a browser takes it from this host alone: no other site of the same council, and
    # nobody who has broken into one, can put a session of theirs under what a teacher types.
    SESSION_COOKIE_NAME = "__Host-portal"


def development_secret() -> str:
    """A secret of this machine's own, kept under `instance/` so that restarts keep sign-ins."""
    INSTANCE.mkdir(exist_ok=True)
    file = INSTANCE / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return file.read_text().strip()


def _text(name: str, default: str) -> str:
    return os.environ.get(f"PORTAL_{name}", default).strip()


def _number(name: str, default: int) -> int:
    given = _text(name, str(default))
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise ConfigurationError(f"PORTAL_{name} must be a whole number, not {given[:20]!r}.")
    return int(given)


def load() -> Settings:
    """Settings for the environment named by PORTAL_ENV (development when unset).

    Raises `ConfigurationError` naming every production setting that is missing.
    """
    name = os.environ.get("PORTAL_ENV", "development")
    kinds: dict[str, type[Settings]] = {
        "development": Development,
        "testing": Testing,
        "production": Production,
    }
    if name not in kinds:
        raise ConfigurationError(f"PORTAL_ENV is {name!r}; use one of {', '.join(sorted(kinds))}.")
    settings = kinds[name]()
    settings.SECRET_KEY = _text("SECRET_KEY", settings.SECRET_KEY)
    settings.SQLALCHEMY_DATABASE_URI = _text("DATABASE_URL", settings.SQLALCHEMY_DATABASE_URI)
    hosts = _text("TRUSTED_HOSTS", "")
    settings.TRUSTED_HOSTS = [h.strip() for h in hosts.split(",") if h.strip()] or None
    _mail(settings)
    if name == "production":
        _refuse_incomplete(settings)
    else:
        settings.SECRET_KEY = settings.SECRET_KEY or development_secret()
        settings.SQLALCHEMY_DATABASE_URI = (
            settings.SQLALCHEMY_DATABASE_URI or f"sqlite:///{INSTANCE / 'portal.sqlite3'}"
        )
    _refuse_wrong_database(settings.SQLALCHEMY_DATABASE_URI)
    return settings


def _mail(settings: Settings) -> None:
    settings.MAIL_BACKEND = _text("MAIL_BACKEND", settings.MAIL_BACKEND)
    if settings.MAIL_BACKEND not in {"console", "smtp"}:
        raise ConfigurationError("PORTAL_MAIL_BACKEND must be 'console' or 'smtp'.")
    settings.MAIL_FROM = _text("MAIL_FROM", settings.MAIL_FROM)
    settings.SMTP_HOST = _text("SMTP_HOST", settings.SMTP_HOST)
    settings.SMTP_PORT = _number("SMTP_PORT", settings.SMTP_PORT)
    if not 0 < settings.SMTP_PORT < 65536:
        raise ConfigurationError("PORTAL_SMTP_PORT must be a number from 1 to 65535.")
    settings.SMTP_STARTTLS = _yes_or_no("SMTP_STARTTLS")
    settings.SMTP_USER = _text("SMTP_USER", settings.SMTP_USER)
    settings.SMTP_PASSWORD = _text("SMTP_PASSWORD", settings.SMTP_PASSWORD)
    port = _text("PORT", os.environ.get("PORT", "8000"))
    here = "" if settings.ENVIRONMENT == "production" else f"http://127.0.0.1:{port}"
    settings.PUBLIC_URL = _text("PUBLIC_URL", here).rstrip("/")
    _refuse_wrong_letters(settings)


def _yes_or_no(name: str) -> bool:
    """Nothing but the two words: "true", read as no, would send mail without encryption."""
    given = _text(name, "no")
    if given not in {"yes", "no"}:
        raise ConfigurationError(f"PORTAL_{name} must be 'yes' or 'no', not {given!r}.")
    return given == "yes"


def _refuse_wrong_letters(settings: Settings) -> None:
    """What every letter carries: a sender, and an address to sign in at that works."""
    if not _SENDER.fullmatch(settings.MAIL_FROM):
        raise ConfigurationError(
            "PORTAL_MAIL_FROM must be one email address, for example no-reply@hub.example."
        )
    if settings.MAIL_BACKEND == "smtp" and not _SERVER.fullmatch(settings.SMTP_HOST):
        raise ConfigurationError(
            "PORTAL_SMTP_HOST must be the name or number of a mail server, for example 127.0.0.1."
        )
    if bool(settings.SMTP_USER) != bool(settings.SMTP_PASSWORD):
        raise ConfigurationError("PORTAL_SMTP_USER and PORTAL_SMTP_PASSWORD are set together.")
    if settings.PUBLIC_URL and not _ADDRESS.fullmatch(settings.PUBLIC_URL):
        raise ConfigurationError(
            "PORTAL_PUBLIC_URL must be where the portal is reached: https://portal.example."
        )


def _refuse_incomplete(settings: Settings) -> None:
    missing = [
        f"PORTAL_{name}"
        for name, value in (
            ("SECRET_KEY", settings.SECRET_KEY),
            ("DATABASE_URL", settings.SQLALCHEMY_DATABASE_URI),
            ("TRUSTED_HOSTS", settings.TRUSTED_HOSTS),
            (
                "PUBLIC_URL",
                settings.PUBLIC_URL,
            ),  # or mails would link to their reader's own machine
        )
        if not value
    ]
    if missing:
        raise ConfigurationError(
            "Production needs " + ", ".join(missing) + ". Set and start again."
        )
    if not settings.PUBLIC_URL.lower().startswith("https://"):  # no sign-in holds without it
        raise ConfigurationError("PORTAL_PUBLIC_URL must begin with https:// in production.")
    if len(settings.SECRET_KEY) < 32 or len(set(settings.SECRET_KEY)) < 8:
        raise ConfigurationError("PORTAL_SECRET_KEY must be 32 random characters or more.")
    for host in settings.TRUSTED_HOSTS or ():
        if not _HOST.fullmatch(host):
            raise ConfigurationError(
                f"PORTAL_TRUSTED_HOSTS must be host names with commas between, not {host!r}: "
                "www.example.org, or .example.org with all below it."
            )


_SENDER = re.compile(r"[^\s@<>,]+@[^\s@<>,]+")
_ADDRESS = re.compile(r"https?://([\w.-]+|\[[\da-f:.]+\])(:\d+)?(/[^\s?#<>\"]*)?", re.I)
_SERVER = re.compile(r"[\w.-]+|[\da-f:.]+", re.I)
_HOST = re.compile(r"\.?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?", re.I)


_DRIVERS = {"postgresql", "postgresql+psycopg", "sqlite", "sqlite+pysqlite"}  # what is installed


def _refuse_wrong_database(address: str) -> None:
    """The address may hold a password, so that no message repeats any of it.

    Of a password with an unwritten "@" a part would be taken for the host, and be named as such.
    """
    try:
        url = make_url(address)
        is_ours = url.drivername in _DRIVERS
        is_plain = "@" not in (url.host or "")
        url.get_dialect()().create_connect_args(url)
    except (ArgumentError, ValueError, ImportError, NoSuchModuleError):
        is_ours = is_plain = False
    if not (is_ours and is_plain):
        raise ConfigurationError(
            "PORTAL_DATABASE_URL must be postgresql://user:password@host/database, "
            "or sqlite:///file on one machine; in a password, write @ as %40 and % as %25."
        )
