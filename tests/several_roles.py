"""Somebody who works in more than one place."""

from portal.extensions import db
from portal.models import Account, Hub, Membership, Organisation
from portal.vocabulary import Role


def other_role(
    account: Account, role: Role, hub: Hub, organisation: Organisation | None = None
) -> Membership:
    """One more role of an account, at a hub or for an organisation there."""
    place = organisation.id if organisation else None
    there = Membership(account_id=account.id, hub_id=hub.id, organisation_id=place, role=role)
    db.session.add(there)
    db.session.commit()
    return there
