"""The register of decisions to share information and not to share it."""

from portal.blueprints.sharing.routes import bp

__all__ = ["bp"]
