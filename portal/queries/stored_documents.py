"""Documents made before: found with their contact in one statement, so that a repeat costs one."""

import uuid

from sqlalchemy import Connection, String, bindparam, cast, select

from portal.extensions import db
from portal.models import Contact, StoredDocument
from portal.queries.contacts import FOR_READER, reader_ids
from portal.queries.rows import AnyRow, run
from portal.rules.permissions import Actor
from portal.rules.printing import Printed

_IS_OF_THIS_VERSION = StoredDocument.kind == (
    bindparam("prefix", type_=String()) + cast(Contact.version, String())
)
_WITH_DOCUMENT = (
    select(
        Contact.id,
        Contact.hub_id,
        Contact.account_id,
        Contact.organisation_id,
        Contact.adviser_id,
        Contact.status,
        Contact.kind,
        Contact.reference,
        StoredDocument.content,
    )
    .outerjoin(
        StoredDocument,
        (StoredDocument.contact_id == Contact.id)
        & (StoredDocument.hub_id == Contact.hub_id)
        & (StoredDocument.audience == bindparam("audience"))
        & _IS_OF_THIS_VERSION,
    )
    .where(*FOR_READER)
    .limit(1)
)
_SAME_WORDS = (
    select(StoredDocument)
    .where(
        StoredDocument.hub_id == bindparam("hub_id"),
        StoredDocument.contact_id == bindparam("contact_id"),
        StoredDocument.audience == bindparam("audience"),
        StoredDocument.kind.startswith(bindparam("prefix", type_=String())),
        StoredDocument.fingerprint == bindparam("fingerprint"),
    )
    .limit(1)
)


def contact_with_document(
    actor: Actor, contact_id: uuid.UUID, printed: Printed, connection: Connection | None = None
) -> AnyRow | None:
    """What access turns on, with `content` if the document was made since the contact changed."""
    given = {
        **reader_ids(actor, contact_id),
        "prefix": printed.prefix,
        "audience": printed.audience.value,
    }
    return run(_WITH_DOCUMENT, given, connection).one_or_none()


def same_words(contact: AnyRow, printed: Printed, fingerprint: str) -> StoredDocument | None:
    """A document made earlier that says exactly the same."""
    return db.session.execute(
        _SAME_WORDS,
        {
            "hub_id": contact.hub_id,
            "contact_id": contact.id,
            "audience": printed.audience.value,
            "prefix": printed.prefix,
            "fingerprint": fingerprint,
        },
    ).scalar_one_or_none()
