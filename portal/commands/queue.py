"""Taking contacts up from the queue, giving them back, giving them to someone else."""

import uuid
from datetime import datetime

from sqlalchemy import exists

from portal import audit
from portal.commands.base import Refused, advance, advance_if, command
from portal.commands.outbox import queue_mail
from portal.commands.stepping_aside import keep_out
from portal.models import Contact, FamilyConflict
from portal.queries import advisers, contacts
from portal.rules.lifecycle import NotAllowedNow, allows
from portal.rules.permissions import Actor
from portal.rules.typed import has_words
from portal.vocabulary import N_, Answer, ContactStatus

GIVEN_MEANWHILE = N_("Somebody else got it while you were choosing. Look at both, then choose.")


class AlreadyTaken(Exception):
    """Someone else was first: `name` has the contact since `at` (None when not known)."""

    def __init__(self, contact_id: uuid.UUID, name: str, at: datetime | None) -> None:
        super().__init__("the contact has been taken up by someone else")
        self.contact_id = contact_id
        self.name = name
        self.at = at


@command
def note_search(actor: Actor, *, at: datetime) -> None:
    """Record that the hub's contacts were searched; what was typed is not kept."""
    audit.record(actor, "search_queue", "hub", actor.hub_id, at=at)


@command
def note_already_taken(actor: Actor, contact_id: uuid.UUID, *, at: datetime) -> None:
    """Record that who came second was shown who has the contact."""
    audit.record(actor, "read", "contact", contact_id, at=at, why="already_taken")


@command
def take_up(
    contact_id: uuid.UUID, *, adviser: Actor, knows_family: Answer, at: datetime
) -> Contact | None:
    """The contact is this adviser's from here on; of several who try at once, one wins.

    An adviser who knows the family does not get it: that is recorded, the contact stays in the
    queue for others and no longer exists for this adviser; then None. Raises `AlreadyTaken` for
    all but the first, `Refused` when the question about the family is not answered yes or no.
    """
    if knows_family is Answer.NOT_KNOWN:
        raise Refused(N_("Say whether you know this family"), "knows_family")
    if knows_family is Answer.YES:
        contact = contacts.contact_to_change(adviser, contact_id)
        if contact is not None:
            if _has_it(contact, adviser):  # given to them since
                _let_go(contact, adviser, at)
            _step_aside(contact, adviser, at)
        return None
    is_first = advance_if(
        contact_id,
        "take_up",
        Contact.account_id != adviser.account_id,
        ~exists().where(
            FamilyConflict.contact_id == contact_id,
            FamilyConflict.account_id == adviser.account_id,
        ),
        start=ContactStatus.SUBMITTED,
        by=adviser,
        at=at,
        adviser_id=adviser.account_id,
        adviser_name=adviser.name,
    )
    if not is_first:
        raise already_taken(adviser, contact_id)
    return contacts.contact_to_change(adviser, contact_id)


def already_taken(reader: Actor, contact_id: uuid.UUID) -> AlreadyTaken:
    """Who has the contact and since when, for the person who came second."""
    holder = advisers.holder_of(reader, contact_id)
    name, at = (holder.adviser_name, holder.at) if holder else ("", None)
    return AlreadyTaken(contact_id, name, at)


@command
def give_back(
    contact_id: uuid.UUID, *, by: Actor, reason: str, knows_family: bool = False, at: datetime
) -> None:
    """The contact waits in the queue again, for anyone, with the reason on its timeline.

    `knows_family` records that whoever gives it back knows the family: it no longer exists for
    them. Raises `Refused` without a reason, `NotAllowedNow` when nobody has it.
    """
    contact = _to_change(by, contact_id, "give_back", reason)
    holder_id = contact.adviser_id
    _let_go(contact, by, at, reason.strip())
    if knows_family:
        _step_aside(contact, by, at)
    if holder_id != by.account_id:
        queue_mail("taken_from_you", contact, [holder_id], at)


@command
def reassign(
    contact_id: uuid.UUID,
    *,
    by: Actor,
    to_account_id: uuid.UUID,
    reason: str,
    seen: str | None = None,
    at: datetime,
) -> None:
    """A decision maker gives the contact to an adviser of the hub, with a reason.

    `seen` is who had it on the page they chose on ("" for nobody): where somebody else has it by
    now, that is `Refused`, so that both are looked at.

    Raises `Refused` without a reason, and for anyone who cannot have it: not an active adviser of
    this hub, the person who asked, someone who knows the family, or whoever has it already.
    """
    contact = _to_change(by, contact_id, "reassign", reason)
    present = str(contact.adviser_id or "")
    if seen not in (None, present) and present != str(to_account_id):
        raise Refused(GIVEN_MEANWHILE, "to_account_id")
    adviser = next(
        (row for row in advisers.who_can_have(by, contact) if row.id == to_account_id), None
    )
    if adviser is None:
        raise Refused(N_("Choose an adviser who can have this contact"), "to_account_id")
    former_id = contact.adviser_id
    contact.adviser_id = adviser.id
    contact.adviser_name = adviser.name
    advance(contact, "reassign", by=by, at=at, reason=reason.strip())
    queue_mail("given_to_you", contact, [adviser.id], at)
    queue_mail("taken_from_you", contact, [former_id], at)


def _to_change(by: Actor, contact_id: uuid.UUID, action: str, reason: str) -> Contact:
    if not has_words(reason):
        raise Refused(N_("Give a reason"), "reason")
    contact = contacts.contact_to_change(by, contact_id)
    if contact is None:
        raise NotAllowedNow(action, ContactStatus.DISCARDED)
    return contact


def _has_it(contact: Contact, adviser: Actor) -> bool:
    is_theirs = contact.adviser_id == adviser.account_id
    return is_theirs and allows(contact.kind, contact.status, "give_back")


def _let_go(contact: Contact, by: Actor, at: datetime, reason: str = "") -> None:
    contact.adviser_id = None
    contact.adviser_name = ""
    advance(contact, "give_back", by=by, at=at, reason=reason)


def _step_aside(contact: Contact, adviser: Actor, at: datetime) -> None:
    """The contact no longer exists for them, nor anything else recorded about the family."""
    keep_out(contact.hub_id, [contact], adviser.account_id, at, by=adviser)
    audit.record(adviser, "knows_family", "contact", contact.id, at=at, hub_id=contact.hub_id)
