"""The person behind an account acting without a browser: the demo, the command line."""

import uuid

from sqlalchemy import bindparam, false, select

from portal.extensions import db
from portal.models import Account, Hub, Membership, Organisation
from portal.queries.sign_ins import actor_from
from portal.rules.permissions import Actor

_ACTING = (
    select(
        Account.id.label("account_id"),
        Account.name,
        Account.job_title,
        Account.phone,
        Account.locale,
        Membership.id.label("membership_id"),
        Membership.role,
        Membership.hub_id,
        Membership.organisation_id,
        Hub.slug,
        Hub.name.label("hub_name"),
        false().label("has_other_roles"),
        Organisation.name.label("organisation_name"),
        Organisation.agency,
    )
    .join(Membership, Membership.account_id == Account.id)
    .join(Hub, Hub.id == Membership.hub_id)
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    .where(Account.id == bindparam("account_id"), Membership.is_active.is_(True))
    .order_by(Membership.role, Membership.id)
    .limit(1)
)


def acting(account_id: uuid.UUID) -> Actor:
    """The account in its role; raises NoResultFound for one without a role."""
    return actor_from(db.session.execute(_ACTING, {"account_id": account_id}).one(), token="")
