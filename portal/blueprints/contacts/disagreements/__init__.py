"""Disagreements: their pages for the parties, and the hub's list."""

from portal.blueprints.contacts.disagreements.routes import bp

__all__ = ["bp"]
