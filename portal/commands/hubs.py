"""Front doors set up and changed."""

import uuid
from datetime import datetime
from typing import Any

from portal import audit
from portal.commands.base import command
from portal.extensions import db
from portal.models import Hub, QueueVersion
from portal.queries.hubs import by_slug
from portal.vocabulary import HubKind, Nation


@command
def set_up_hub(
    slug: str,
    *,
    name: dict[str, str],
    kind: HubKind,
    nation: Nation,
    phone: str,
    out_of_hours_phone: str,
    settings: dict[str, Any],
    at: datetime,
) -> uuid.UUID:
    """The hub with this slug as described, made if there is none; its contacts keep their targets.

    The caller has read `settings` with `rules.hub_settings.read`, which refuses nonsense.
    """
    hub = by_slug(slug)
    if hub is None:
        hub = Hub(slug=slug, created_at=at)
        db.session.add(hub)
    hub.name, hub.kind, hub.nation = dict(name), kind, nation
    hub.phone, hub.out_of_hours_phone = phone, out_of_hours_phone
    hub.settings = settings
    db.session.flush()
    if db.session.get(QueueVersion, hub.id) is None:
        db.session.add(QueueVersion(hub_id=hub.id, version=0))
    audit.record(None, "set_up_hub", "hub", hub.id, at=at, hub_id=hub.id)
    return hub.id
