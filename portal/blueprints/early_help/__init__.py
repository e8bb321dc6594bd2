"""Early help: episodes, their families, agreement, and who leads them."""

from portal.blueprints.early_help import (
    agreement_routes,
    blank,
    family_routes,
    safety_routes,
    start_routes,
)
from portal.blueprints.early_help.routes import bp

__all__ = ["agreement_routes", "blank", "bp", "family_routes", "safety_routes", "start_routes"]
