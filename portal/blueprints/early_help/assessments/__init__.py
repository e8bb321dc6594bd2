"""Assessments of early help: written together page by page, and the distance travelled."""

from portal.blueprints.early_help.assessments import routes
from portal.blueprints.early_help.assessments.blueprint import bp

__all__ = ["bp", "routes"]
