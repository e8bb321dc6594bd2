"""The plan of a family: its page, and the pages on which it is written."""

from portal.blueprints.early_help.plans.routes import bp

__all__ = ["bp"]
