"""The decision on a referral: proposed, read twice where asked, signed off, told, overturned."""

import uuid
from datetime import datetime
from typing import Any

from portal.commands.base import Refused, advance, command
from portal.commands.checked_answers import checked_answer
from portal.commands.contact_words import checked_text, forget_words, sent_before
from portal.commands.next_steps import add_steps, begin_asking, put_aside
from portal.commands.open_checks import hasten, no_longer_needed
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.frameworks.codes import codes_of
from portal.integrations.calendars import calendar_for
from portal.models import Contact, ThresholdDecision
from portal.queries import advisers, decisions, hubs, second_readers
from portal.rules import deciding, hub_settings, targets
from portal.rules.answers import DecisionWords
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import N_, DecisionStatus, Rag, StepSide


@command
def propose(
    contact: Contact,
    *,
    adviser: Actor,
    at: datetime,
    key: uuid.UUID | None = None,
    heard: int | None = None,
    **words: Any,
) -> ThresholdDecision:
    """Put a decision forward for someone else to sign off; the referrer is told nothing yet.

    `words` are the fields of `DecisionWords`; `key` makes sending twice propose once; `heard` is
    how much the contact told on the page it was written on, None where there was no page. Raises
    `Refused`, naming the field, for anything `rules.answers.gaps` finds missing and when something
    was added since; `Refused` on one's own referral; `NotAllowedNow`.
    """
    if adviser.account_id == contact.account_id:
        raise Refused(deciding.OWN)
    hub = hubs.hub(contact.hub_id)
    needs = codes_of(hub.nation, hub.settings).needs.labels
    today = at.astimezone(UK).date()
    given = checked_answer(contact, DecisionWords(**words), today, needs)
    if (before := sent_before(ThresholdDecision, key, contact)) is not None:
        return before
    if heard is not None:
        _refuse_unheard(contact, heard)
    advance(contact, "propose", by=adviser, at=at)
    decision = _decision(contact, given, adviser, at, key)
    decision.need_code = given.need if given.need in needs else None
    forget_words(adviser, contact, "propose")
    queue_mail("to_sign_off", contact, advisers.who_can_sign(contact, adviser.account_id), at)
    return decision


def _decision(
    contact: Contact, given: DecisionWords, proposer: Actor, at: datetime, key: uuid.UUID | None
) -> ThresholdDecision:
    decision = ThresholdDecision(
        id=key or uuid.uuid4(),
        hub_id=contact.hub_id,
        contact_id=contact.id,
        version=decisions.highest_version(contact) + 1,
        status=DecisionStatus.PROPOSED,
        framework_id=contact.framework_id,
        level=given.level,
        outcome=given.outcome,
        help_offered=given.help_offered,
        descriptors=list(dict.fromkeys(given.descriptors)),
        safe_to_tell=given.safe_to_tell,
        proposer_id=proposer.account_id,
        proposer_name=proposer.name,
        proposed_at=at,
        needs_second_reader=second_readers.is_asked_for(proposer, contact),
        **given.texts,
    )
    db.session.add(decision)
    db.session.flush()
    add_steps(contact, given.steps, StepSide.HUB, proposer, at, decision_id=decision.id)
    return decision


@command
def read_second(
    contact: Contact, *, by: Actor, version: int, heard: int, words: str, at: datetime
) -> ThresholdDecision:
    """A second person has read the referral and the proposal; what they make of it stays with it.

    `heard` is how much the contact told on the page they read. Reading it again changes nothing.
    Raises `Refused` for the proposer or the writer, without words, or when the proposal is another
    one by now or something was added; `NotAllowedNow`.
    """
    words = checked_text(words, "words", N_("Write what you make of it"))
    decision = _proposal(contact, version, "read_second")
    if decision.second_reader_id == by.account_id:
        return decision
    _refuse(deciding.why_not_read_second(by, _standing(contact, decision)))
    _refuse_unheard(contact, heard)
    if decision.second_reader_id is not None:
        raise Refused(N_("A second reader has read this already."))
    advance(contact, "read_second", by=by, at=at)
    decision.second_reader_id, decision.second_reader_name = by.account_id, by.name
    decision.second_read_at, decision.second_reader_note = at, words
    forget_words(by, contact, "second_reading")
    queue_mail("to_sign_off", contact, advisers.who_can_sign(contact, decision.proposer_id), at)
    return decision


@command
def return_proposal(
    contact: Contact, *, by: Actor, version: int, reason: str, at: datetime
) -> ThresholdDecision:
    """Send a proposal back to its adviser with a reason; returning it twice returns it once."""
    reason = checked_text(reason, "reason", N_("Write what has to change"))
    before = _last(contact, version)
    if before is not None and before.status is DecisionStatus.RETURNED:
        return before
    decision = _proposal(contact, version, "return_proposal")
    if by.account_id == contact.account_id:
        raise Refused(deciding.OWN)
    advance(contact, "return_proposal", by=by, at=at, reason=reason)
    _end(decision, DecisionStatus.RETURNED, by, reason, at)
    forget_words(by, contact, "return_proposal")
    queue_mail("decision_returned", contact, [decision.proposer_id], at)
    return decision


@command
def sign_off(
    contact: Contact, *, by: Actor, version: int, heard: int, at: datetime
) -> ThresholdDecision:
    """The decision stands and its referrer is told at once; signing twice signs once.

    `heard` is how much the contact told on the page that was signed. What agencies have not
    answered by now is withdrawn: it was asked for this decision.

    Raises `Refused` for the proposer, the writer or the second reader, while a second reader is
    still wanted by what is known today, and when something was added since; `NotAllowedNow`.
    """
    before = decisions.numbered(contact, version)
    if before is not None and before.status is DecisionStatus.SIGNED_OFF:
        return before
    decision = _proposal(contact, version, "sign_off")
    decision.needs_second_reader |= second_readers.is_asked_for(by, contact)
    _refuse(deciding.why_not_sign(by, _standing(contact, decision)))
    _refuse_unheard(contact, heard)
    advance(contact, "sign_off", by=by, at=at)
    decision.status = DecisionStatus.SIGNED_OFF
    decision.signer_id, decision.signer_name, decision.signed_at = by.account_id, by.name, at
    hub = hubs.hub(contact.hub_id)
    settings = hub_settings.read(hub.settings)
    calendar = calendar_for(settings, hub.nation)
    begin_asking(contact, decision.id, at)
    no_longer_needed(contact, by, at)
    decision.read_by_at = targets.after(settings.outcome_read, at, calendar)
    queue_mail("decision", contact, [contact.account_id], at)
    queue_mail("decision_signed", contact, [decision.proposer_id], at)
    return decision


@command
def overturn(
    contact: Contact, *, by: Actor, version: int, reason: str, at: datetime
) -> ThresholdDecision:
    """Take a decision back: it stays on the record, and the referral is open again.

    Overturning twice overturns once. Raises `Refused` for whoever signed it off or wrote the
    referral, and without a reason; `NotAllowedNow`.
    """
    reason = checked_text(reason, "reason", N_("Write why the decision is overturned"))
    decision = _last(contact, version)
    if decision is not None and decision.status is DecisionStatus.OVERTURNED:
        return decision
    if decision is None or decision.status is not DecisionStatus.SIGNED_OFF:
        raise NotAllowedNow("overturn", contact.status)
    _refuse(deciding.why_not_overturn(by, _standing(contact, decision)))
    advance(contact, "overturn", by=by, at=at, reason=reason)
    _end(decision, DecisionStatus.OVERTURNED, by, reason, at)
    put_aside(decision_id=decision.id)
    if contact.adviser_id is None:
        contact.adviser_id, contact.adviser_name = by.account_id, by.name
    forget_words(by, contact, "overturn")
    queue_mail("decision_overturned", contact, [contact.account_id], at)
    queue_mail("given_to_you", contact, {contact.adviser_id} - {by.account_id}, at)
    return decision


@command
def acknowledge_decision(contact: Contact, *, by: Actor, at: datetime) -> ThresholdDecision:
    """The referrer has read the decision; acknowledging twice changes nothing."""
    decision = decisions.standing(contact, DecisionStatus.SIGNED_OFF)
    if decision is None:
        raise NotAllowedNow("acknowledge", contact.status)
    if decision.acknowledged_at is not None:
        return decision
    advance(contact, "acknowledge", by=by, at=at)
    decision.acknowledged_at = at
    decision.read_at = decision.read_at or at
    queue_mail("acknowledged", contact, [decision.proposer_id], at)
    return decision


@command
def change_rag(contact: Contact, *, by: Actor, rag: Rag | None, reason: str, at: datetime) -> None:
    """Call an open contact more or less urgent, with a reason; its target starts from receipt.

    Agencies that have not answered are asked for it sooner, never later.
    Sending twice changes it once. Raises `Refused` without a colour or with the one it has,
    without a reason, or on one's own submission; `NotAllowedNow` once it is answered.
    """
    if rag is None:
        raise Refused(N_("Choose how urgent this is"), "rag")
    reason = checked_text(reason, "reason", N_("Write why"))
    if by.account_id == contact.account_id:
        raise Refused(deciding.OWN)
    if rag is contact.rag and not decisions.has_called_it_so(by, contact, reason):
        raise Refused(N_("It is that urgent already. Choose another, or go back"), "rag")
    forget_words(by, contact, "change_rag")
    if rag is contact.rag:
        return
    advance(contact, "change_rag", by=by, at=at, reason=reason)
    contact.rag, contact.urgency = rag, targets.URGENCY_OF[rag]
    hub = hubs.hub(contact.hub_id)
    settings = hub_settings.read(hub.settings)
    contact.target_at, contact.due_at = targets.due(
        settings,
        calendar_for(settings, hub.nation),
        contact.urgency,
        contact.came_at,
        contact.home_at,
    )
    hasten(contact, by, at)


def _last(contact: Contact, version: int) -> ThresholdDecision | None:
    """The decision of that number, while no later one has taken its place."""
    decision = decisions.numbered(contact, version)
    is_last = decision is not None and decision.version == decisions.highest_version(contact)
    return decision if is_last else None


def _proposal(contact: Contact, version: int, action: str) -> ThresholdDecision:
    """The proposal that was looked at, if it is still the one that stands."""
    decision = decisions.standing(contact, DecisionStatus.PROPOSED)
    if decision is None:
        raise NotAllowedNow(action, contact.status)
    if decision.version != version:
        raise Refused(N_("The proposal has changed since you opened this page. Look at it again."))
    return decision


def _standing(contact: Contact, decision: ThresholdDecision) -> deciding.Standing:
    return deciding.Standing(
        writer_id=contact.account_id,
        proposer_id=decision.proposer_id,
        needs_second_reader=decision.needs_second_reader,
        second_reader_id=decision.second_reader_id,
        signer_id=decision.signer_id,
    )


def _refuse_unheard(contact: Contact, heard: int) -> None:
    """Nobody signs over what they were not shown."""
    if heard != decisions.heard(contact):
        raise Refused(deciding.ADDED_SINCE, "heard")


def _end(
    decision: ThresholdDecision, status: DecisionStatus, by: Actor, why: str, at: datetime
) -> None:
    decision.status = status
    decision.ended_at, decision.ended_by_name, decision.ended_why = at, by.name, why


def _refuse(why: str) -> None:
    if why:
        raise Refused(why)
