"""The team around a family and its meetings; stepping up, ending, and records put right."""

from portal.blueprints.early_help.meetings import (
    correcting_routes,
    ending_routes,
    sees_routes,
    team_routes,
    writing_routes,
)
from portal.blueprints.early_help.meetings.routes import bp

__all__ = [
    "bp",
    "correcting_routes",
    "ending_routes",
    "sees_routes",
    "team_routes",
    "writing_routes",
]
