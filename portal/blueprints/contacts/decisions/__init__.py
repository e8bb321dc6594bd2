"""Deciding on referrals: proposal, second reading, sign-off, overturning, and urgency."""

from portal.blueprints.contacts.decisions.routes import bp

__all__ = ["bp"]
