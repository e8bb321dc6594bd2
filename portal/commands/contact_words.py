"""What the acts on a contact share: texts checked, repeats recognised, words saved as typed."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import delete

from portal import audit
from portal.commands.base import Refused, command
from portal.extensions import db
from portal.models import (
    Advice,
    Contact,
    Disagreement,
    KeptWords,
    Message,
    PersonLink,
    SavedPage,
    ThresholdDecision,
)
from portal.queries.contacts import other_window, saved_page
from portal.rules.permissions import Actor
from portal.rules.typed import has_words
from portal.vocabulary import N_

MOST = 20_000  # characters in one text


class Window(NamedTuple):
    """A browser window that saves a page: its own mark, and the version it began from."""

    tab: str
    base: int


Repeatable = TypeVar("Repeatable", Message, Disagreement, Advice, PersonLink, ThresholdDecision)


def checked_text(text: str, field: str, message: str) -> str:
    """The text without spaces around it; `Refused`, naming the field, when empty or too long."""
    text = text.replace("\r\n", "\n").strip()
    if not has_words(text):
        raise Refused(message, field)
    if len(text) > MOST:
        raise Refused(N_("Shorten this to 20,000 characters or fewer"), field)
    return text


def sent_before(
    kind: type[Repeatable], key: uuid.UUID | None, contact: Contact
) -> Repeatable | None:
    """What the same form made when it was sent the first time; None when it was not.

    A form carries the identifier of what it makes, so that a double click, a refresh or a retry
    after a lost reply makes it once. `Refused` when the identifier is another contact's.
    """
    if key is None:
        return None
    found = db.session.get(kind, key)
    if found is not None and found.contact_id != contact.id:
        raise Refused(N_("This form cannot be sent. Open the page again and send it from there."))
    return found


@command
def save_words(
    actor: Actor,
    contact: Any,
    page: str,
    answers: Mapping[str, Any],
    *,
    at: datetime,
    window: Window | None = None,
) -> int:
    """Keep what was typed on one page of a contact, exactly as typed, until it is sent.

    The answer is the version it has now. Words another window saved since `window` began are kept
    beside them, under `other_window(page)`.
    """
    before = saved_page(actor, contact, page)
    if before is not None and window is not None:
        has_crossed = before.tab != window.tab and before.version > window.base
        if has_crossed and before.answers != dict(answers):
            _save(actor, contact, other_window(page), before.answers, before.saved_at)
    return _save(actor, contact, page, answers, at, tab=window.tab if window else "")


@command
def take_kept_words(
    actor: Actor, contact: Any, page: str, kept: Mapping[str, Any], *, path: str, at: datetime
) -> None:
    """Words that outlived a sign-in become the saved words of their page, and wait no longer."""
    _save(actor, contact, page, kept, at)
    db.session.execute(
        delete(KeptWords).where(KeptWords.account_id == actor.account_id, KeptWords.path == path)
    )


def forget_words(actor: Actor, contact: Contact, page: str) -> None:
    """Drop the saved words of a page in the transaction that sends them."""
    db.session.execute(
        delete(SavedPage).where(
            SavedPage.contact_id == contact.id,
            SavedPage.account_id == actor.account_id,
            SavedPage.page.in_((page, other_window(page))),
        )
    )


def _save(
    actor: Actor,
    contact: Any,
    page: str,
    answers: Mapping[str, Any],
    at: datetime,
    *,
    tab: str = "",
) -> int:
    row = saved_page(actor, contact, page)
    if row is None:
        row = SavedPage(
            hub_id=contact.hub_id,
            contact_id=contact.id,
            account_id=actor.account_id,
            page=page,
            version=0,
        )
        db.session.add(row)
    row.answers = dict(answers)
    row.version += 1
    row.tab = tab
    row.saved_at = at
    audit.record(actor, "save_words", "contact", contact.id, at=at)
    return row.version
