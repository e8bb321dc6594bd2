"""Published frameworks: read once per process, because a published version never changes."""

import uuid
from functools import lru_cache

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.frameworks.loader import load
from portal.models import ThresholdFramework
from portal.rules.threshold_model import Framework

_CONTENT = select(ThresholdFramework.content).where(ThresholdFramework.id == bindparam("id"))
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
