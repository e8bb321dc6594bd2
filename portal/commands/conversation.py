"""The conversation on the record: the hub asks, the professional replies, either adds."""

import uuid
from datetime import datetime

from portal.commands.base import advance, command
from portal.commands.contact_words import checked_text, forget_words, sent_before
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.models import Contact, Message
from portal.queries import advisers
from portal.rules.permissions import Actor
from portal.vocabulary import N_, MessageKind


@command
def ask_for_more(
    contact: Contact, *, adviser: Actor, text: str, at: datetime, key: uuid.UUID | None = None
) -> Message:
    """Ask the professional for what is missing. The clock goes on: asking is never a pause (U5).

    `key` makes sending twice ask once. Raises `Refused` for an empty text, `NotAllowedNow`.
    """
    text = checked_text(text, "text", N_("Write what you need to know"))
    if (before := sent_before(Message, key, contact)) is not None:
        return before
    advance(contact, "ask_for_more", by=adviser, at=at)
    forget_words(adviser, contact, "ask_for_more")
    queue_mail("question", contact, [contact.account_id], at)
    return say(contact, MessageKind.QUESTION, adviser, text, at, key)


@command
def reply(
    contact: Contact, *, by: Actor, text: str, at: datetime, key: uuid.UUID | None = None
) -> Message:
    """Answer the hub's question; the contact goes back to its adviser.

    `key` makes sending twice reply once. Raises `Refused` for an empty text, `NotAllowedNow`.
    """
    text = checked_text(text, "text", N_("Write your reply"))
    if (before := sent_before(Message, key, contact)) is not None:
        return before
    advance(contact, "reply", by=by, at=at)
    forget_words(by, contact, "reply")
    queue_mail("reply", contact, [contact.adviser_id], at)
    return say(contact, MessageKind.REPLY, by, text, at, key)


@command
def add_information(
    contact: Contact, *, by: Actor, text: str, at: datetime, key: uuid.UUID | None = None
) -> Message:
    """Put something new on the record from either side; the other side hears of it.

    While a decision waits for sign-off, those who could sign it hear of it too.

    `key` makes sending twice add once. Raises `Refused` for an empty text, `NotAllowedNow`.
    """
    text = checked_text(text, "text", N_("Write what you want to add"))
    if (before := sent_before(Message, key, contact)) is not None:
        return before
    advance(contact, "add_information", by=by, at=at)
    forget_words(by, contact, "add_information")
    others = {contact.adviser_id, contact.account_id, *advisers.waiting_to_sign(contact)}
    queue_mail("information_added", contact, others - {by.account_id}, at)
    return say(contact, MessageKind.ADDED, by, text, at, key)


def say(
    contact: Contact,
    kind: MessageKind,
    by: Actor,
    text: str,
    at: datetime,
    key: uuid.UUID | None,
) -> Message:
    """One more message on the contact, in the words of whoever acts."""
    message = Message(
        id=key or uuid.uuid4(),
        hub_id=contact.hub_id,
        contact_id=contact.id,
        kind=kind,
        account_id=by.account_id,
        account_name=by.name,
        text=text,
        at=at,
    )
    db.session.add(message)
    return message
