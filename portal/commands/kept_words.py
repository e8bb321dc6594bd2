"""Words typed on a page whose sign-in or token had expired, kept until their writer returns."""

import re
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from portal import audit
from portal.commands.base import command
from portal.extensions import db
from portal.models import Account, KeptWords
from portal.models.transactions import begin_writing
from portal.queries.kept_words import KEPT_FOR
from portal.rules.permissions import Actor

# Two savings of one page that cross, such as a button pressed while the page saves itself.
_TAKE_TURNS = (
    select(Account.id).where(Account.id == bindparam("account_id")).with_for_update(key_share=True)
)


@command
def keep_words(actor: Actor, path: str, fields: dict[str, list[Any]], *, at: datetime) -> None:
    """Keep what was posted to `path`; a later post there replaces it. It acts on nothing.

    Passwords and form tokens are never kept. Words nobody came back for in twelve hours go.
    """
    begin_writing()
    db.session.execute(_TAKE_TURNS, {"account_id": actor.account_id})
    is_this = (KeptWords.account_id == actor.account_id) & (KeptWords.path == path)
    db.session.execute(delete(KeptWords).where(is_this | (KeptWords.kept_at <= at - KEPT_FOR)))
    words = {name: values for name, values in fields.items() if not _NEVER_KEPT.search(name)}
    kept = KeptWords(account_id=actor.account_id, path=path, fields=words, kept_at=at)
    db.session.add(kept)
    db.session.flush()
    audit.record(actor, "keep_words", "kept_words", kept.id, at=at)


_NEVER_KEPT = re.compile(r"^(csrf_token|return_to)$|password", re.IGNORECASE)


@command
def forget_words(account_id: uuid.UUID, path: str) -> None:
    """Drop what was kept for `path`, once it has been saved or sent."""
    drop_words(account_id, path)


def drop_words(account_id: uuid.UUID, path: str) -> None:
    """The same in the present transaction, by an act that has saved or sent them."""
    db.session.execute(
        delete(KeptWords).where(KeptWords.account_id == account_id, KeptWords.path == path)
    )
