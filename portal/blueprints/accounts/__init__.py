"""Signing in and out, home, one's own account, language, help."""

from portal.blueprints.accounts import role_routes, signing_routes  # noqa: F401 - add their views
from portal.blueprints.accounts.routes import bp

__all__ = ["bp"]
