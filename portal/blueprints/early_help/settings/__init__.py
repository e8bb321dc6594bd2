"""What early help of a hub goes by, for its administrator."""

from portal.blueprints.early_help.settings.routes import bp

__all__ = ["bp"]
