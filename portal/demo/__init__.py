"""Two invented hubs with invented families to try everything on; never in production."""

from config import DEMO_PASSWORD as PASSWORD

__all__ = ["PASSWORD"]
