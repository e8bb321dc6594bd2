"""Hubs as pages need them."""

import uuid
from collections.abc import Sequence

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import Hub, Organisation
from portal.queries.rows import AnyRow, run

_PHONE_BOOK = (
    select(Hub.id, Hub.slug, Hub.name, Hub.phone, Hub.out_of_hours_phone, Hub.nation)
    .order_by(Hub.slug)
    .limit(200)
)
_HUB = select(
    Hub.id,
    Hub.slug,
    Hub.name,
    Hub.phone,
    Hub.out_of_hours_phone,
    Hub.nation,
    Hub.settings,
    Hub.framework_id,
).where(Hub.id == bindparam("hub_id"))

_ORGANISATIONS = (
    select(Organisation.id, Organisation.name, Organisation.agency, Organisation.source_code)
    .where(Organisation.hub_id == bindparam("hub_id"))
    .order_by(Organisation.name, Organisation.id)
    .limit(1000)
)

_SOURCE = select(Organisation.source_code).where(Organisation.id == bindparam("organisation_id"))

_as_last_read: list[AnyRow] = []


def phone_book() -> Sequence[AnyRow]:
    """Every hub's name and numbers: public, so that nobody waits for a sign-in to phone."""
    _as_last_read[:] = db.session.execute(_PHONE_BOOK).all()
    return list(_as_last_read)


def phone_book_without_asking() -> Sequence[AnyRow]:
    """The same as this process last read it, for when the database does not answer."""
    return list(_as_last_read)


def hub(hub_id: uuid.UUID) -> AnyRow:
    """One hub's facts and settings."""
    return run(_HUB, {"hub_id": hub_id}).one()


def by_slug(slug: str) -> Hub | None:
    """The hub with this short name, to be changed; None when there is none."""
    return db.session.execute(select(Hub).where(Hub.slug == slug)).scalar_one_or_none()


def source_code(organisation_id: uuid.UUID | None) -> str | None:
    """The statutory source that an organisation always is; None where it has to be asked."""
    given = {"organisation_id": organisation_id}
    return db.session.execute(_SOURCE, given).scalar_one_or_none() if organisation_id else None


def organisations(hub_id: uuid.UUID) -> Sequence[AnyRow]:
    """The organisations of a hub by name, 1,000 at most."""
    return db.session.execute(_ORGANISATIONS, {"hub_id": hub_id}).all()
