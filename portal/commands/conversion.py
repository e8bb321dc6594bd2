"""A consultation becomes a referral, and back: nothing is typed again, nothing is lost."""

from datetime import datetime

from portal import audit
from portal.commands.base import Refused, advance, command
from portal.commands.consultations import begin_draft, new_row
from portal.commands.contact_words import checked_text, forget_words
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.models import Contact, LateEntry
from portal.queries import consultations, late_entries
from portal.queries.decisions import was_signed
from portal.rules import short_form
from portal.rules.abuse import is_abuse
from portal.rules.deciding import DECIDED
from portal.rules.journey import is_saved_page
from portal.rules.late_entry import came_on
from portal.rules.lifecycle import ANSWERED, NotAllowedNow
from portal.rules.permissions import Actor
from portal.rules.typed import UK, Page, Pages, text_of
from portal.rules.warnings_kept import joined
from portal.vocabulary import N_, ContactKind, ContactRoute, ContactStatus

OF_ITS_DAY = frozenset({"safety", "timing", "question", "view", "request"})
ASKED_ANEW = frozenset({"safety"})
# Of a page that is carried over: who was safe and where everybody was, that day.
THAT_DAY = {"safe-contact": frozenset({"safe_now", "safe_now_detail", "harmer_where"})}


@command
def turn_draft(actor: Actor, contact: Contact, kind: ContactKind, *, at: datetime) -> None:
    """Make a draft a referral or a consultation where it stands; every page it has stays.

    Turning it into what it is already changes nothing. Raises `NotAllowedNow` once it is sent.
    """
    db.session.refresh(contact, with_for_update=True)
    if contact.status is not ContactStatus.DRAFT:
        raise NotAllowedNow("turn", contact.status)
    if contact.kind is kind:
        return
    contact.kind = kind
    contact.updated_at = at
    audit.record(actor, f"turn_into_{kind}", "contact", contact.id, at=at)


@command
def refer_now(actor: Actor, contact: Contact, *, start_key: str, at: datetime) -> Contact:
    """A referral draft that holds every page of a sent consultation, linked to it.

    One consultation is carried over once: the same key, a second click or a later try give the
    draft, or the referral, that there is. A short form is carried over as the guided one. Whether
    anybody is in danger is asked anew from the next day on: "no" was true of that day.
    """
    db.session.refresh(contact, with_for_update=True)
    if contact.kind is not ContactKind.CONSULTATION or contact.submitted_at is None:
        raise NotAllowedNow("refer_now", contact.status)
    found = consultations.referral_from(actor, contact)
    if found is not None:
        return found
    draft = _draft_from(contact, actor, ContactKind.REFERRAL, start_key, at)
    is_of_today = came_on(contact) == at.astimezone(UK).date()
    _carry_over(contact, draft, at, but=frozenset() if is_of_today else ASKED_ANEW)
    audit.record(actor, "refer_now", "contact", contact.id, at=at)
    return draft


@command
def ask_again(actor: Actor, contact: Contact, *, start_key: str, at: datetime) -> Contact:
    """A new consultation that holds the people, what happened and what was seen of an answered one.

    What is of its day is asked anew: the safety questions, whether somebody is safe to speak, when
    the child is next seen, the question itself. Who must not be told stays. The same key, or a
    second click before it is sent, give the draft there is.
    Raises `NotAllowedNow` while the contact is not answered.
    """
    db.session.refresh(contact, with_for_update=True)
    if contact.status not in ANSWERED:
        raise NotAllowedNow("ask_again", contact.status)
    if (found := consultations.draft_from(actor, contact)) is not None:
        return found
    draft = _draft_from(contact, actor, ContactKind.CONSULTATION, start_key, at)
    if draft.status is ContactStatus.DRAFT:
        _carry_over(contact, draft, at, but=OF_ITS_DAY)
        audit.record(actor, "ask_again", "contact", contact.id, at=at)
    return draft


def _draft_from(
    contact: Contact, actor: Actor, kind: ContactKind, start_key: str, at: datetime
) -> Contact:
    """The draft of that key, linked to the contact; a key of another draft is refused."""
    draft = begin_draft(
        actor,
        start_key,
        kind=kind,
        route=_route_of(contact),
        from_contact_id=contact.id,
        at=at,
    )
    if draft.from_contact_id != contact.id:
        raise Refused(N_("This form cannot be sent. Open the page again and send it from there."))
    return draft


def _route_of(contact: Contact) -> ContactRoute:
    """Domestic abuse keeps its own pages, with who must not be told; a short form becomes whole."""
    return contact.route if is_abuse(contact.route) else ContactRoute.FULL


def _carry_over(
    contact: Contact, draft: Contact, at: datetime, but: frozenset[str] = frozenset()
) -> None:
    """Every page of what was sent, as it was typed; a short form as the guided one."""
    pages = consultations.draft_of(contact).pages
    whole = short_form.in_full(pages) if contact.route is ContactRoute.SHORT else pages
    whole = {name: page for name, page in whole.items() if is_saved_page(name) and name not in but}
    for name, answers in _with_warnings(contact, whole).items():
        passed = THAT_DAY.get(name, frozenset()) if but else frozenset()
        row = new_row(draft, name, at)
        row.answers = {field: said for field, said in answers.items() if field not in passed}
        row.version = 1
    _keep_sender(contact, draft, at)


def _keep_sender(contact: Contact, draft: Contact, at: datetime) -> None:
    """What the hub entered for somebody stays theirs: their name, agency and number go along."""
    late = late_entries.of_contact(contact)
    if late is None or not late.sender_name or draft.received_at is not None:
        return
    draft.agency, draft.received_at = contact.agency, at
    db.session.add(
        LateEntry(
            hub_id=draft.hub_id,
            contact_id=draft.id,
            how=late.how,
            received_by=draft.asker_name,
            sender_name=late.sender_name,
            sender_role=late.sender_role,
            sender_organisation=late.sender_organisation,
            sender_phone=late.sender_phone,
            why=f"{contact.reference}: {late.why}",
            account_id=draft.account_id,
            account_name=draft.asker_name,
            entered_at=at,
        )
    )


def _with_warnings(contact: Contact, pages: Pages) -> dict[str, Page]:
    """The page that says who must not be told has all that the record says by now."""
    name = "wishes" if is_abuse(contact.route) else "family"
    page = pages.get(name, {})
    words = joined(text_of(page, "must_not_be_told"), contact.must_not_be_told)
    told = {name: {**page, "must_not_be_told": words}} if contact.must_not_be_told else {}
    return {**pages, **told}


@command
def convert_back(contact: Contact, *, by: Actor, reason: str, at: datetime) -> None:
    """A sent referral that waits for no decision and never had one is handled as a consultation.

    Its status, place in the queue and record stay; the timeline says who turned it back and why,
    and the other side hears of it. Doing it twice is doing it once. Raises `Refused` without a
    reason and where a decision was signed off, though it was overturned: one adviser alone answers
    a consultation. `NotAllowedNow` while a decision is proposed.
    """
    reason = checked_text(reason, "reason", N_("Write why this is handled as a consultation"))
    if contact.kind is ContactKind.CONSULTATION:
        return
    if was_signed(contact):
        raise Refused(DECIDED)
    advance(contact, "convert_back", by=by, at=at, reason=reason)
    contact.kind = ContactKind.CONSULTATION
    forget_words(by, contact, "convert_back")
    others = {contact.adviser_id, contact.account_id} - {by.account_id}
    queue_mail("converted", contact, others, at)
