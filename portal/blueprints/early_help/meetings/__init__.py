"""The team around a family and its meetings; stepping up and ending."""

from portal.blueprints.early_help.meetings import (
    ending_routes,
    sees_routes,
    team_routes,
    writing_routes,
)
from portal.blueprints.early_help.meetings.routes import bp

__all__ = ["bp", "ending_routes", "sees_routes", "team_routes", "writing_routes"]
