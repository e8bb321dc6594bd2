"""Papers of early help: PDFs for the team, and copies for the family."""

from portal.blueprints.early_help.papers import copy_routes, look_routes
from portal.blueprints.early_help.papers.routes import bp

__all__ = ["bp", "copy_routes", "look_routes"]
