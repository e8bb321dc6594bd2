"""A hub's threshold document, published version by version; a published one never changes."""

import hashlib
import uuid
from datetime import datetime

from sqlalchemy import select

from portal import audit
from portal.commands.base import Refused, command
from portal.extensions import db
from portal.frameworks.loader import load
from portal.models import Hub, ThresholdFramework


@command
def publish_framework(
    hub_id: uuid.UUID, content: str, *, published_by: str, at: datetime
) -> ThresholdFramework:
    """Freeze a file as the hub's newest version, by which new contacts are guided from now on.

    Contacts already begun keep theirs. The same content twice changes nothing; other content under
    a version number that is taken raises `Refused`, and so does a framework for another nation.
    Raises `FrameworkError` for a file that cannot be read; `checker.check` is the caller's duty.
    """
    hub = db.session.get_one(Hub, hub_id)
    framework = load(content)
    if hub.nation not in framework.jurisdiction:
        raise Refused(f"This framework is not for {hub.nation}: see its jurisdiction.")
    content_hash = hash_of(content)
    published = _same_version(hub_id, framework.id, framework.version)
    if published is not None and published.content_hash != content_hash:
        raise Refused(
            f"{framework.id} {framework.version} is already published with other content. "
            "Give the changed file a new version number."
        )
    if published is None:
        published = ThresholdFramework(
            hub_id=hub_id,
            code=framework.id,
            version=framework.version,
            content=content,
            content_hash=content_hash,
            published_at=at,
            published_by=published_by,
        )
        db.session.add(published)
        db.session.flush()
    hub.framework_id = published.id
    audit.record(
        None, "publish_framework", "framework", published.id, at=at, why=published_by, hub_id=hub_id
    )
    return published


def hash_of(content: str) -> str:
    """By which a published file is known again: SHA-256, in hex."""
    return hashlib.sha256(content.encode()).hexdigest()


def _same_version(hub_id: uuid.UUID, code: str, version: str) -> ThresholdFramework | None:
    return db.session.execute(
        select(ThresholdFramework).where(
            ThresholdFramework.hub_id == hub_id,
            ThresholdFramework.code == code,
            ThresholdFramework.version == version,
        )
    ).scalar_one_or_none()
