"""The hub that a command names."""

import click

from portal.models import Hub
from portal.queries import hubs


def hub_named(slug: str) -> Hub:
    """By its short name; ends with a sentence that names those there are."""
    found = hubs.by_slug(slug)
    if found is None:
        known = ", ".join(hub.slug for hub in hubs.phone_book()) or "none yet"
        raise click.ClickException(f"There is no hub {slug!r}. Hubs: {known}.")
    return found
