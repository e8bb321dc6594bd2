"""Follow-through: what became of a next step, and the hub's list of steps."""

from portal.blueprints.contacts.following_up.routes import bp

__all__ = ["bp"]
