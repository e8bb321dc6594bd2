"""Who knows a family is kept out of its early help: declared there, or on a contact behind it."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, or_

from portal.models import EarlyHelpEpisode, EpisodeConflict, EpisodeContact, FamilyConflict


def knows_family(account: Any = None, episode: Any = EarlyHelpEpisode.id) -> ColumnElement[bool]:
    """Whether an account stepped aside from an episode; the reader's where none is named."""
    account = bindparam("account_id") if account is None else account
    return or_(
        exists().where(
            EpisodeContact.episode_id == episode,
            FamilyConflict.contact_id == EpisodeContact.contact_id,
            FamilyConflict.account_id == account,
        ),
        exists().where(
            EpisodeConflict.episode_id == episode, EpisodeConflict.account_id == account
        ),
    )
