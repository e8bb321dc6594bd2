"""Passwords: Argon2id at OWASP's parameters."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app


def _hasher() -> PasswordHasher:
    settings = current_app.config
    return PasswordHasher(
        time_cost=settings["ARGON2_TIME_COST"],
        memory_cost=settings["ARGON2_MEMORY_KIB"],
        parallelism=1,
    )


def hash_password(password: str) -> str:
    """An Argon2id hash with its parameters and salt."""
    return _hasher().hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Whether the password fits; takes as long for an account that does not exist."""
    hasher = _hasher()
    try:
        fits = hasher.verify(stored or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return fits and stored is not None


_nobodies: dict[int, str] = {}


def _nobody() -> str:
    """A hash of nothing in particular, made once per process."""
    cost = current_app.config["ARGON2_MEMORY_KIB"]
    if cost not in _nobodies:
        _nobodies[cost] = hash_password("nobody has this password")
    return _nobodies[cost]
