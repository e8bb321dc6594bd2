"""What a person's home page lists beside their own consultations."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import Contact, Hub, ThresholdFramework
from portal.queries.contacts import NOT_KNOWN_TO_READER, WARNINGS
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.vocabulary import ContactStatus

PAGE = 50

_OF_ORGANISATION = (
    select(
        Contact.id.label("contact_id"),
        Contact.reference,
        *WARNINGS,
        Contact.asker_name,
        Contact.status,
        Contact.submitted_at,
        Contact.updated_at,
    )
    .where(
        Contact.hub_id == bindparam("hub_id"),
        Contact.organisation_id == bindparam("organisation_id"),
        Contact.account_id != bindparam("account_id"),
        Contact.status.notin_([ContactStatus.DRAFT, ContactStatus.DISCARDED]),
        NOT_KNOWN_TO_READER,
    )
    .order_by(Contact.updated_at.desc(), Contact.id)
    .limit(PAGE)
)
_WITH_ADVISER = (
    select(
        Contact.id.label("contact_id"),
        Contact.reference,
        Contact.people_label,
        *WARNINGS,
        Contact.kind,
        Contact.status,
        Contact.rag,
        Contact.due_at,
    )
    .where(
        Contact.hub_id == bindparam("hub_id"),
        Contact.adviser_id == bindparam("account_id"),
        Contact.is_open,
        NOT_KNOWN_TO_READER,
    )
    .order_by(Contact.due_at, Contact.id)
    .limit(PAGE)
)


_PUBLISHED = (
    select(ThresholdFramework.code, ThresholdFramework.version, ThresholdFramework.published_at)
    .join(Hub, Hub.framework_id == ThresholdFramework.id)
    .where(Hub.id == bindparam("hub_id"))
)


def sent_by_colleagues(actor: Actor) -> Sequence[AnyRow]:
    """What others at the actor's organisation sent, latest change first, 50 at most."""
    ids = {
        "hub_id": actor.hub_id,
        "organisation_id": actor.organisation_id,
        "account_id": actor.account_id,
    }
    return db.session.execute(_OF_ORGANISATION, ids).all()


def with_adviser(actor: Actor) -> Sequence[AnyRow]:
    """The open contacts this adviser has taken up, most urgent first, 50 at most."""
    ids = {"hub_id": actor.hub_id, "account_id": actor.account_id}
    return db.session.execute(_WITH_ADVISER, ids).all()


def published(actor: Actor) -> AnyRow | None:
    """The version of the threshold document that new contacts of the actor's hub are guided by."""
    return db.session.execute(_PUBLISHED, {"hub_id": actor.hub_id}).one_or_none()
