"""Published frameworks: read once per process, because a published version never changes."""

import uuid
from functools import lru_cache

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.frameworks.loader import load
from portal.models import Hub, ThresholdFramework
from portal.rules.threshold_model import Framework

_CONTENT = select(ThresholdFramework.content).where(ThresholdFramework.id == bindparam("id"))
_OF_HUB = (
    select(ThresholdFramework.content)
    .join(Hub, Hub.framework_id == ThresholdFramework.id)
    .where(Hub.id == bindparam("hub_id"))
)
_PUBLISHED = select(ThresholdFramework.id).where(
    ThresholdFramework.hub_id == bindparam("hub_id"),
    ThresholdFramework.content_hash == bindparam("content_hash"),
)
_ENOUGH = 256


class NotPublished(LookupError):
    """The hub has published no threshold document yet, so there is nothing to guide anybody by."""


@lru_cache(maxsize=_ENOUGH)
def framework(framework_id: uuid.UUID | None) -> Framework:
    """The version with this identifier.

    Raises NotPublished for the one of a hub that has none yet, NoResultFound when there is none.
    """
    if framework_id is None:
        raise NotPublished
    content = db.session.execute(_CONTENT, {"id": framework_id}).scalar_one()
    return load(content)


def of_hub(hub_id: uuid.UUID) -> str | None:
    """The file by which the hub's new contacts are guided now; None while it has none."""
    return db.session.execute(_OF_HUB, {"hub_id": hub_id}).scalar_one_or_none()


def is_published(hub_id: uuid.UUID, content_hash: str) -> bool:
    """Whether the hub published a file of exactly this content at any time."""
    given = {"hub_id": hub_id, "content_hash": content_hash}
    return db.session.execute(_PUBLISHED.limit(1), given).first() is not None
