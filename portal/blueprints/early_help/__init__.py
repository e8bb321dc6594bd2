"""Early help: episodes, their families, agreement, and who leads them."""

from portal.blueprints.early_help import agreement_routes, family_routes, start_routes
from portal.blueprints.early_help.routes import bp

__all__ = ["agreement_routes", "bp", "family_routes", "start_routes"]
