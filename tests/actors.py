"""The signed-in person behind an account, as plain facts, for tests of commands and queries."""

from portal.extensions import db
from portal.models import Account, Hub, Membership, Organisation
from portal.rules.permissions import Actor


def actor_for(account: Account) -> Actor:
    """The account in its one role."""
    role = db.session.query(Membership).filter_by(account_id=account.id).one()
    hub = db.session.get_one(Hub, role.hub_id)
    organisation = db.session.get(Organisation, role.organisation_id or hub.id)
    return Actor(
        account_id=account.id,
        name=account.name,
        role=role.role,
        hub_id=hub.id,
        hub_slug=hub.slug,
        organisation_id=role.organisation_id,
        organisation_name=organisation.name if organisation else "",
        agency=organisation.agency if organisation else None,
        job_title=account.job_title,
        phone=account.phone,
        locale=account.locale,
    )
