"""Words that waited for their writer through an expired sign-in or token."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from portal.models import KeptWords
from portal.queries.rows import run
from portal.rules.permissions import Actor

KEPT_FOR = timedelta(hours=12)

_KEPT = select(KeptWords.fields).where(
    KeptWords.account_id == bindparam("account_id"),
    KeptWords.path == bindparam("path"),
    KeptWords.kept_at > bindparam("since"),
)
_BELOW = (
    select(KeptWords.path)
    .where(
        KeptWords.account_id == bindparam("account_id"),
        KeptWords.path.startswith(bindparam("folder")),
        KeptWords.kept_at > bindparam("since"),
    )
    .order_by(KeptWords.kept_at.desc(), KeptWords.id)
    .limit(1)
)


def kept(actor: Actor, path: str, now: datetime) -> dict[str, list[Any]] | None:
    """The fields kept for this person on this page (name -> list of values), or None."""
    given = {"account_id": actor.account_id, "path": path, "since": now - KEPT_FOR}
    found = run(_KEPT, given).scalar_one_or_none()
    return dict(found) if found is not None else None


def page_waiting(actor: Actor, folder: str, now: datetime) -> str | None:
    """The page below this address for which words were kept last, or None.

    `folder` ends with a slash and holds nothing that a search by pattern would read otherwise.
    """
    given = {"account_id": actor.account_id, "folder": folder, "since": now - KEPT_FOR}
    found: str | None = run(_BELOW, given).scalar_one_or_none()
    return found
