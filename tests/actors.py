"""The signed-in person of an account, for commands and queries called without a browser."""

from portal.extensions import db
from portal.models import Account, Hub, Membership, Organisation
from portal.rules.permissions import Actor


def actor_of(account: Account) -> Actor:
    """The account in its first role."""
    membership = db.session.query(Membership).filter_by(account_id=account.id).first()
    assert membership is not None
    hub = db.session.get(Hub, membership.hub_id)
    organisation = db.session.get(Organisation, membership.organisation_id or account.id)
    assert hub is not None
    return Actor(
        account_id=account.id,
        name=account.name,
        role=membership.role,
        hub_id=hub.id,
        hub_slug=hub.slug,
        organisation_id=membership.organisation_id,
        organisation_name=organisation.name if organisation else "",
        agency=organisation.agency if organisation else None,
        job_title=account.job_title,
        phone=account.phone,
        locale=account.locale,
    )
