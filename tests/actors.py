"""The signed-in person of an account, for commands and queries called without a browser."""

from sqlalchemy import select

from portal.extensions import db
from portal.models import Account, Hub, Membership, Organisation
from portal.rules.permissions import Actor

_OF_ACCOUNT = (
    select(Membership, Hub.slug, Organisation.name, Organisation.agency)
    .join(Hub, Hub.id == Membership.hub_id)
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
)


def actor_of(account: Account) -> Actor:
    """The account in its first role."""
    found = db.session.execute(_OF_ACCOUNT.where(Membership.account_id == account.id)).first()
    assert found is not None
    membership, hub_slug, organisation_name, agency = found
    return Actor(
        account_id=account.id,
        name=account.name,
        role=membership.role,
        hub_id=membership.hub_id,
        hub_slug=hub_slug,
        organisation_id=membership.organisation_id,
        organisation_name=organisation_name or "",
        agency=agency,
        job_title=account.job_title,
        phone=account.phone,
        locale=account.locale,
    )
