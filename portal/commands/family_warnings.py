"""A warning on one contact holds for all that is about the same family, before it and after it."""

from datetime import datetime

from portal.commands.base import note
from portal.commands.episodes import tell
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.models import Contact, EarlyHelpEpisode
from portal.queries import contacts
from portal.rules.permissions import Actor
from portal.rules.warnings_kept import joined


def warn_family(
    contact: Contact,
    *,
    is_safe_contact: bool,
    words: str,
    by: Actor,
    at: datetime,
) -> list[Contact]:
    """Raise what the contacts and the early help of a family say; those that say more than before.

    The line stands on every timeline but the contact's own, which has what was done there. Who is
    answering another of them hears of it.
    """
    family = contacts.same_family(contact)
    raised = [each for each in family if _warn(each, is_safe_contact, words)]
    for each in raised:
        if each is not contact and each.submitted_at is not None:
            each.updated_at = at
            note(each, "add_warning", by=by, at=at)
            if each.is_open and each.adviser_id != by.account_id:
                queue_mail("information_added", each, [each.adviser_id], at)
    for episode in contacts.open_help_of(family):
        _warn_helpers(episode, words, by, at, is_new=bool(raised))
    return raised


def _warn(contact: Contact, is_safe_contact: bool, words: str) -> bool:
    """Raise what the contact says; whether that is more than it said."""
    if not _is_more(contact, is_safe_contact, words):
        return False
    if contact.submitted_at is not None:  # somebody may be writing on it at this moment
        db.session.refresh(contact, with_for_update=True)
    contact.is_safe_contact = contact.is_safe_contact or is_safe_contact
    contact.must_not_be_told = joined(contact.must_not_be_told, words)
    return True


def _is_more(contact: Contact, is_safe_contact: bool, words: str) -> bool:
    is_safer = is_safe_contact and not contact.is_safe_contact
    return is_safer or joined(contact.must_not_be_told, words) != contact.must_not_be_told


def _warn_helpers(
    episode: EarlyHelpEpisode, words: str, by: Actor, at: datetime, *, is_new: bool
) -> None:
    """Early help for the family knows it too; from here on two people look at every copy."""
    told = joined(episode.must_not_be_told, words)
    if is_new or told != episode.must_not_be_told or not episode.has_been_risky:
        episode.must_not_be_told, episode.has_been_risky = told, True
        tell(episode, "add_warning", by=by, at=at)
