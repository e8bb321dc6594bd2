"""Published frameworks: read once per process, because a published version never changes."""

import uuid
from functools import lru_cache

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.frameworks.loader import load
from portal.frameworks.synonyms import load_synonyms
from portal.models import ThresholdFramework
from portal.rules.indicator_search import SearchIndex, build_index
from portal.rules.threshold_model import Framework

_CONTENT = select(ThresholdFramework.content).where(ThresholdFramework.id == bindparam("id"))
_ENOUGH = 256


@lru_cache(maxsize=_ENOUGH)
def framework(framework_id: uuid.UUID) -> Framework:
    """The version with this identifier; raises NoResultFound when there is none."""
    content = db.session.execute(_CONTENT, {"id": framework_id}).scalar_one()
    return load(content)


@lru_cache(maxsize=_ENOUGH)
def search_index(framework_id: uuid.UUID) -> SearchIndex:
    """The everyday-words index of that version."""
    return build_index(framework(framework_id), load_synonyms())
