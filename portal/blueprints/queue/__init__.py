"""The live queue, and who has which contact."""

from portal.blueprints.queue.routes import bp

__all__ = ["bp"]
