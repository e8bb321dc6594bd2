"""Documents kept once they are made."""

from datetime import datetime

from sqlalchemy import delete

from portal.commands.base import command
from portal.extensions import db
from portal.models import StoredDocument
from portal.queries.rows import AnyRow
from portal.queries.stored_documents import same_words
from portal.rules.printing import Printed


@command
def keep_reading() -> None:
    """Keep the audit event of a reading now, so that making its document holds no lock."""


@command
def made_before(contact: AnyRow, printed: Printed, fingerprint: str) -> bytes | None:
    """The document's bytes if one was made that says the same; found at once from here on."""
    document = same_words(contact, printed, fingerprint)
    if document is None:
        return None
    document.kind = printed.kind(contact.version)
    return document.content


@command
def keep_document(
    contact: AnyRow, printed: Printed, *, fingerprint: str, content: bytes, at: datetime
) -> None:
    """Keep a document under the fingerprint of what it says, in place of those it supersedes."""
    db.session.execute(
        delete(StoredDocument).where(
            StoredDocument.hub_id == contact.hub_id,
            StoredDocument.contact_id == contact.id,
            StoredDocument.audience == printed.audience.value,
            StoredDocument.kind.startswith(printed.prefix),
        )
    )
    db.session.add(
        StoredDocument(
            hub_id=contact.hub_id,
            contact_id=contact.id,
            kind=printed.kind(contact.version),
            audience=printed.audience.value,
            fingerprint=fingerprint,
            content=content,
            made_at=at,
        )
    )
