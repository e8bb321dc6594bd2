"""A consultation written, page by page, and sent: nothing typed is lost, nothing sent twice."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.commands.base import Refused, advance, command, note
from portal.commands.carried_over import tell_what_it_is_tied_to
from portal.commands.consultation_records import record_everything
from portal.commands.kept_out import keep_named_out
from portal.commands.kept_words import drop_words
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.models import Contact, SavedPage
from portal.queries import consultations, contacts, frameworks, hubs, late_entries
from portal.rules import short_form
from portal.rules.journey import is_saved_page
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.rules.reference import make_reference
from portal.rules.saving import Saved, is_conflict, is_late, refuse_too_long, version_of
from portal.rules.typed import Page
from portal.vocabulary import Agency, ContactKind, ContactRoute, ContactStatus, Rag

Answers = Mapping[str, Any]


class PageConflict(Exception):
    """The pages were saved from another open window since; nothing was written.

    `saved` holds what is there now by page name, `typed` what was to be saved, `version` what to
    save from once the person has chosen.
    """

    def __init__(self, saved: Mapping[str, Page], typed: Mapping[str, Page], version: int) -> None:
        super().__init__("saved from another window")
        self.saved = saved
        self.typed = typed
        self.version = version


@command
def start_consultation(
    actor: Actor,
    *,
    route: ContactRoute,
    start_key: str,
    at: datetime,
    kind: ContactKind = ContactKind.CONSULTATION,
) -> Contact:
    """A new draft. The same key twice is the same draft: a double click starts one."""
    return begin_draft(actor, start_key, kind=kind, route=route, at=at)


def begin_draft(
    actor: Actor, start_key: str, *, kind: ContactKind, at: datetime, **values: Any
) -> Contact:
    """The draft of that key, made now if there is none; NotPublished where nothing guides it."""
    found = consultations.by_start_key(actor, start_key)
    if found is not None:
        return found
    guided_by = hubs.hub(actor.hub_id).framework_id
    frameworks.framework(guided_by)
    contact = Contact(
        hub_id=actor.hub_id,
        organisation_id=actor.organisation_id,
        account_id=actor.account_id,
        start_key=start_key,
        kind=kind,
        status=ContactStatus.DRAFT,
        agency=actor.agency or Agency.OTHER,
        asker_name=actor.name,
        framework_id=guided_by,
        created_at=at,
        updated_at=at,
        **values,
    )
    try:
        with db.session.begin_nested():
            db.session.add(contact)
            db.session.flush()
    except IntegrityError:  # the same key from another request, a moment ago
        started = consultations.by_start_key(actor, start_key)
        if started is None:
            raise
        return started
    audit.record(actor, "start", "contact", contact.id, at=at)
    return contact


@command
def save_pages(
    actor: Actor,
    contact: Contact,
    typed: Mapping[str, Answers],
    *,
    tab: str,
    base_version: int | None,
    at: datetime,
    path: str = "",
) -> int:
    """Save pages that are filled in together; the sum of their versions, to save from next time.

    `tab` names the open window and `base_version` the sum it started from; None compares nothing.
    Raises `PageConflict` when another window saved something else in between. A reply that was
    lost, or the same save twice, is never a conflict; a save overtaken by a later one of its own
    window ("<window>.<turn>") changes nothing. `path` forgets the words kept for it.
    Raises `NotAllowedNow` once the consultation has been sent or discarded, and `TooLong`.
    """
    refuse_too_long(typed)
    rows = rows_to_change(actor, contact, typed)
    saved = {name: Saved(row.answers, row.version, row.tab) for name, row in rows.items()}
    if is_late(saved, tab):
        return version_of(saved)
    if is_conflict(saved, {name: dict(page) for name, page in typed.items()}, tab, base_version):
        texts = {name: dict(page.answers) for name, page in saved.items()}
        raise PageConflict(texts, typed, version_of(saved))
    for name, answers in typed.items():
        row = rows.get(name) or new_row(contact, name, at)
        rows[name] = row
        row.tab = tab
        if row.answers != dict(answers):
            row.answers = dict(answers)
            row.version = (row.version or 0) + 1
            row.saved_at = at
    contact.updated_at = at
    _forget(actor, path)
    audit.record(actor, "save_page", "contact", contact.id, at=at)
    return sum(row.version for row in rows.values())


def rows_to_change(
    actor: Actor, contact: Contact, typed: Mapping[str, Answers]
) -> dict[str, SavedPage]:
    """The saved rows, with the draft locked so that two windows take turns."""
    wrong = [name for name in typed if not is_saved_page(name)]
    if wrong:
        raise ValueError(f"no page is called {wrong[0]!r}")
    _lock_draft(contact, "save")
    found = db.session.execute(
        select(SavedPage).where(
            SavedPage.contact_id == contact.id,
            SavedPage.account_id == actor.account_id,
            SavedPage.page.in_(list(typed)),
        ),
        execution_options={"populate_existing": True},
    ).scalars()
    return {row.page: row for row in found}


def _lock_draft(contact: Contact, action: str) -> None:
    db.session.refresh(contact, with_for_update=True)
    if contact.status is not ContactStatus.DRAFT:
        raise NotAllowedNow(action, contact.status)


def new_row(contact: Contact, name: str, at: datetime) -> SavedPage:
    """An empty saved page of the contact's writer, after those there are."""
    last = select(func.coalesce(func.max(SavedPage.position), 0)).where(
        SavedPage.contact_id == contact.id
    )
    row = SavedPage(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        account_id=contact.account_id,
        page=name,
        position=db.session.execute(last).scalar_one() + 1,
        saved_at=at,
    )
    db.session.add(row)
    row.answers = {}
    row.version = 0
    db.session.flush()
    return row


def _forget(actor: Actor, path: str) -> None:
    if path:
        drop_words(actor.account_id, path)


@command
def remove_part(actor: Actor, contact: Contact, page: str, *, at: datetime) -> None:
    """Take a person or statement away; its words stay, so that it can be put back."""
    _mark(actor, contact, page, "yes", at)
    audit.record(actor, "remove_part", "contact", contact.id, at=at)


@command
def restore_part(actor: Actor, contact: Contact, page: str, *, at: datetime) -> None:
    """Put a person or statement back with every word it had."""
    _mark(actor, contact, page, None, at)
    audit.record(actor, "restore_part", "contact", contact.id, at=at)


def _mark(actor: Actor, contact: Contact, page: str, removed: str | None, at: datetime) -> None:
    row = rows_to_change(actor, contact, {page: {}}).get(page)
    if row is None:
        return
    answers = {name: value for name, value in row.answers.items() if name != "removed"}
    row.answers = {**answers, "removed": removed} if removed else answers
    row.version += 1
    row.tab = ""
    row.saved_at = at
    contact.updated_at = at


@command
def continue_in_full(actor: Actor, contact: Contact, *, at: datetime) -> None:
    """Go on from the short form in the full one with everything already typed."""
    _lock_draft(contact, "save")
    if contact.route is ContactRoute.FULL:
        return
    pages = consultations.draft_of(contact).pages
    for name, answers in short_form.in_full(pages).items():
        if answers != pages.get(name):
            row = rows_to_change(actor, contact, {name: {}}).get(name)
            row = row or new_row(contact, name, at)
            row.answers = answers
            row.version += 1
            row.saved_at = at
    contact.route = ContactRoute.FULL
    contact.updated_at = at
    audit.record(actor, "continue_in_full", "contact", contact.id, at=at)


@command
def discard_draft(actor: Actor, contact: Contact, *, at: datetime) -> None:
    """Put a draft aside for good; doing it twice is doing it once."""
    db.session.refresh(contact, with_for_update=True)
    if contact.status is not ContactStatus.DISCARDED:
        advance(contact, "discard", by=actor, at=at)


@command
def submit_consultation(
    actor: Actor, contact: Contact, *, at: datetime, randomness: Callable[[], bytes]
) -> Contact:
    """Send it: records, frozen guidance, reference, targets and mail, all or nothing.

    Incomplete is welcome. Sending again (double click, refresh, retry) gives the same contact.
    `randomness` gives at least eight fresh random bytes at each call. Raises `NotAllowedNow` for
    a discarded draft.
    """
    if contact.from_contact_id is not None:  # what it came from is told, and may be warned
        contacts.lock_family(contact)
    db.session.refresh(contact, with_for_update=True)
    if contact.submitted_at is not None:
        return contact
    if contact.framework_id is None:
        raise Refused("This hub has no published threshold framework yet.")
    record_everything(actor, contact, consultations.draft_of(contact).pages, at)
    contact.reference = _reference(randomness)
    contact.submitted_at = at
    keep_named_out(contact, by=actor, at=at)
    advance(contact, "submit", by=actor, at=at)
    if (late := late_entries.of_contact(contact)) is not None:
        note(contact, "enter_late", by=actor, at=at, reason=late.why)
    tell_what_it_is_tied_to(contact, by=actor, at=at)
    if actor.asks:
        queue_mail("received", contact, [actor.account_id], at)
    if contact.rag is Rag.RED:
        queue_mail("new_contact", contact, consultations.who_advises(contact.hub_id), at)
    return contact


def _reference(randomness: Callable[[], bytes]) -> str:
    while consultations.is_taken(reference := make_reference(randomness())):
        pass
    return reference
