"""Signing in and out, home, one's own account, language, help."""

from portal.blueprints.accounts import signing_routes  # noqa: F401 - adds its views
from portal.blueprints.accounts.routes import bp

__all__ = ["bp"]
