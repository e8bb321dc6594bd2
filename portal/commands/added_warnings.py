"""Warnings put on a contact after it was sent: safe contact, and who must not be told what."""

import uuid
from datetime import datetime

from portal.commands.base import Refused, command, note
from portal.commands.contact_words import checked_text, forget_words, sent_before
from portal.commands.conversation import say
from portal.commands.family_warnings import warn_family
from portal.commands.outbox import queue_mail
from portal.models import Contact, Message
from portal.queries import advisers
from portal.rules.permissions import Actor
from portal.rules.typed import has_words
from portal.vocabulary import N_, MessageKind

NOTHING_NEW = N_("Write who must not be told, or choose safe contact only. What is there stays.")


@command
def add_warning(
    contact: Contact,
    *,
    by: Actor,
    is_safe_contact: bool,
    must_not_be_told: str,
    reason: str,
    at: datetime,
    key: uuid.UUID,
) -> Message:
    """Put a warning on a contact in any status, and on all that is about the same family.

    A warning is only ever added to: nothing here takes one off. How it is known goes into the
    conversation, where the other side reads it. `key` makes sending twice warn once. Raises
    `Refused` when nothing new is said, or not how it is known.
    """
    reason = checked_text(reason, "reason", N_("Write how you know"))
    if (before := sent_before(Message, key, contact)) is not None:
        return before
    words = ""
    if has_words(must_not_be_told):
        words = checked_text(must_not_be_told, "must_not_be_told", "")
    if not warn_family(contact, is_safe_contact=is_safe_contact, words=words, by=by, at=at):
        raise Refused(NOTHING_NEW, "must_not_be_told")
    contact.updated_at = at
    note(contact, "add_warning", by=by, at=at)
    forget_words(by, contact, "add_warning")
    others = {contact.adviser_id, contact.account_id, *advisers.waiting_to_sign(contact)}
    queue_mail("information_added", contact, others - {by.account_id}, at)
    return say(contact, MessageKind.ADDED, by, reason, at, key)
