"""Signing in and out, home, sign-ins, language, help."""

from portal.blueprints.accounts.routes import bp

__all__ = ["bp"]
