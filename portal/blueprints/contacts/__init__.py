"""Answering: the contact page, the conversation, the advice and its documents."""

from portal.blueprints.contacts import (
    advice_routes,
    known_routes,
    referral_routes,
    routes,
    sharing_routes,
    who_reads_routes,
)

bp = routes.bp

__all__ = [
    "advice_routes",
    "bp",
    "known_routes",
    "referral_routes",
    "sharing_routes",
    "who_reads_routes",
]
