"""Logs that a machine can read and that never hold personal data."""

import structlog
from flask import Flask


def prepare(app: Flask) -> None:
    """One line a log event: time, level, event and its plain facts."""
    render = (
        structlog.processors.JSONRenderer()
        if app.config["ENVIRONMENT"] == "production"
        else structlog.processors.KeyValueRenderer(key_order=["event"])
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            render,
        ],
        logger_factory=structlog.PrintLoggerFactory(),
    )
