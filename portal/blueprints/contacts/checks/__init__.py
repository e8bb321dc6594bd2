"""Agency checks: asked by the hub, answered by agencies; who is on duty for each of them."""

from portal.blueprints.contacts.checks import agency_routes, blank, duty_routes, routes

bp = routes.bp

__all__ = ["agency_routes", "blank", "bp", "duty_routes"]
