"""Domestic abuse at the hub: referrals to a MARAC, recorded and printed."""

from portal.blueprints.contacts.abuse.routes import bp

__all__ = ["bp"]
