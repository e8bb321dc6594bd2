"""Agency checks: asked by the hub, answered by agencies; who is on duty for each of them."""

from portal.blueprints.contacts.checks import agency_routes, duty_routes, routes

bp = routes.bp

__all__ = ["agency_routes", "bp", "duty_routes"]
