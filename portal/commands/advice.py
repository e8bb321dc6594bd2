"""The hub's answer: given, withdrawn, corrected, acknowledged, disagreed with, closed."""

import uuid
from datetime import datetime
from typing import Any

from portal.commands.base import Refused, advance, command
from portal.commands.checked_answers import checked_answer
from portal.commands.contact_words import checked_text, forget_words, sent_before
from portal.commands.next_steps import add_steps, put_aside
from portal.commands.open_checks import no_longer_needed
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.models import Advice, Contact
from portal.queries.advice import current_advice, highest_version, withdrawn_version
from portal.rules.answers import AdviceWords
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import N_, AdviceStatus, ContactStatus, StepSide

NOT_OWN = N_("You sent this yourself. Ask a colleague to answer it.")
NO_ADVICE = N_("There is no advice that this could be about.")


@command
def give_advice(
    contact: Contact, *, adviser: Actor, at: datetime, key: uuid.UUID | None = None, **words: Any
) -> Advice:
    """Record and send the hub's answer as its next version. It informs, and never decides.

    What agencies have not answered by then is withdrawn.

    `words` are the fields of `AdviceWords`; next steps may be plain (what, who, by_on). `key`
    makes sending twice give one version. Raises `Refused`, naming the field, for anything
    `rules.advice.gaps` finds missing, and `despite_why` where parts of it do not fit each other;
    `Refused` on the adviser's own submission; `NotAllowedNow`.
    """
    if adviser.account_id == contact.account_id:
        raise Refused(NOT_OWN)
    given = checked_answer(contact, AdviceWords(**words), at.astimezone(UK).date())
    if (before := sent_before(Advice, key, contact)) is not None:
        return before
    advance(contact, "give_advice", by=adviser, at=at)
    advice = _advice(contact, given, adviser, at, key)
    forget_words(adviser, contact, "give_advice")
    no_longer_needed(contact, adviser, at)
    queue_mail("advice", contact, [contact.account_id], at)
    return advice


def _advice(
    contact: Contact, given: AdviceWords, adviser: Actor, at: datetime, key: uuid.UUID | None
) -> Advice:
    """The next version with its steps; the words as they were written, without spaces around."""
    advice = Advice(
        id=key or uuid.uuid4(),
        hub_id=contact.hub_id,
        contact_id=contact.id,
        version=highest_version(contact) + 1,
        status=AdviceStatus.GIVEN,
        adviser_id=adviser.account_id,
        adviser_name=adviser.name,
        framework_id=contact.framework_id,
        level=given.level,
        outcome=given.outcome,
        descriptors=list(dict.fromkeys(given.descriptors)),
        safe_to_tell=given.safe_to_tell,
        given_at=at,
        **given.texts,
    )
    db.session.add(advice)
    db.session.flush()
    add_steps(contact, given.steps, StepSide.PROFESSIONAL, adviser, at, advice_id=advice.id)
    return advice


@command
def withdraw_advice(
    contact: Contact, *, by: Actor, reason: str, at: datetime, version: int | None = None
) -> Advice:
    """Take the advice back: the version stays, marked withdrawn; its reader is told not to act.

    The contact is with an adviser again, who may send a corrected version. `version` names the one
    that was looked at: if it is the last and withdrawn already, nothing happens. Raises `Refused`
    without a reason, `NotAllowedNow` also where another version stands by now.
    """
    reason = checked_text(reason, "reason", N_("Write why you are withdrawing the advice"))
    if by.account_id == contact.account_id:
        raise Refused(NOT_OWN)
    if version is not None:
        if version != highest_version(contact):
            raise NotAllowedNow("withdraw_advice", contact.status)
        if (before := withdrawn_version(contact, version)) is not None:
            return before
    advance(contact, "withdraw_advice", by=by, at=at)
    advice = _current(contact)
    advice.status = AdviceStatus.WITHDRAWN
    advice.withdrawn_at = at
    advice.withdrawn_why = reason
    put_aside(advice_id=advice.id)
    if contact.adviser_id is None:
        contact.adviser_id, contact.adviser_name = by.account_id, by.name
    forget_words(by, contact, "withdraw_advice")
    queue_mail("advice_withdrawn", contact, [contact.account_id], at)
    if contact.adviser_id != by.account_id:
        queue_mail("given_to_you", contact, [contact.adviser_id], at)
    return advice


@command
def acknowledge(contact: Contact, *, by: Actor, at: datetime) -> Advice:
    """The professional has read the advice; the concern stays with their agency.

    Acknowledging twice is fine and changes nothing. Raises `NotAllowedNow`, and `Refused` when
    there is no advice.
    """
    advice = _current(contact)
    if advice.acknowledged_at is not None:
        return advice
    advance(contact, "acknowledge", by=by, at=at)
    advice.acknowledged_at = at
    advice.read_at = advice.read_at or at
    queue_mail("acknowledged", contact, [advice.adviser_id], at)
    return advice


@command
def close(contact: Contact, *, by: Actor, at: datetime) -> None:
    """The hub closes an answered contact nobody has acknowledged; closing twice is closing once.

    Raises `NotAllowedNow`.
    """
    if contact.status is ContactStatus.CLOSED:
        return
    advance(contact, "close", by=by, at=at)
    no_longer_needed(contact, by, at)
    queue_mail("closed", contact, [contact.account_id], at)


def _current(contact: Contact) -> Advice:
    advice = current_advice(contact)
    if advice is None:
        raise Refused(NO_ADVICE)
    return advice
