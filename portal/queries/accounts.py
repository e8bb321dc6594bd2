"""Accounts and their roles, found by what a person types."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select

from portal.extensions import db
from portal.models import Account, Hub, Membership, Organisation, SignInAttempt
from portal.queries.rows import AnyRow
from portal.vocabulary import Role

GUESSES = 10
COUNTED_FOR = timedelta(minutes=5)
_NO_ROLE = uuid.UUID(int=0)

_BY_EMAIL = select(Account).where(Account.email == bindparam("email"))
_KEY = (
    select(
        Account.id,
        Account.password_hash,
        Membership.id.label("membership_id"),
    )
    .join(Membership, Membership.account_id == Account.id)
    .where(
        Account.email == bindparam("email"),
        Account.is_active.is_(True),
        Account.is_demo.in_(bindparam("demo", expanding=True)),
        Membership.is_active.is_(True),
    )
    .order_by((Membership.id == bindparam("wanted_id")).desc(), Membership.role, Membership.id)
    .limit(1)
)
_ONE_ROLE = (
    select(Membership)
    .where(
        Membership.account_id == bindparam("account_id"),
        Membership.role == bindparam("role"),
        Membership.hub_id == bindparam("hub_id"),
        Membership.organisation_id.is_not_distinct_from(bindparam("organisation_id")),
    )
    .order_by(Membership.is_active.desc(), Membership.id)
    .limit(1)
)
_ROLES = (
    select(
        Membership.id,
        Membership.role,
        Organisation.name.label("organisation_name"),
        Hub.name.label("hub_name"),
    )
    .join(Hub, Hub.id == Membership.hub_id)
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    .where(Membership.account_id == bindparam("account_id"), Membership.is_active.is_(True))
    .order_by(Hub.slug.desc(), Membership.role, Organisation.name, Membership.id)
    .limit(50)
)
_OWN = select(
    Account.id, Account.email, Account.name, Account.password_hash, Account.is_demo
).where(Account.id == bindparam("account_id"))
_GUESSES = select(func.count()).select_from(
    select(SignInAttempt.id)
    .where(
        SignInAttempt.email_hash == bindparam("name"),
        SignInAttempt.at > bindparam("since"),
    )
    .limit(GUESSES)
    .subquery()
)
_DEMO = (
    select(
        Account.email,
        Account.name,
        Account.job_title,
        Membership.role,
        Organisation.name.label("organisation_name"),
        Hub.name.label("hub_name"),
    )
    .join(Membership, Membership.account_id == Account.id)
    .join(Hub, Hub.id == Membership.hub_id)
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    .where(Account.is_demo.is_(True), Account.is_active.is_(True), Membership.is_active.is_(True))
    .order_by(Hub.slug.desc(), Membership.role.desc(), Account.name)
    .limit(50)
)
_EVERY = (
    select(
        Account.email,
        Account.name,
        Account.is_active,
        Account.is_demo,
        Membership.role,
        Membership.is_active.label("has_role"),
        Hub.slug,
        Organisation.name.label("organisation_name"),
    )
    .join(Membership, Membership.account_id == Account.id)
    .join(Hub, Hub.id == Membership.hub_id)
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    .where(
        Account.email.in_(
            select(Account.email)
            .where(Account.email > bindparam("after"))
            .order_by(Account.email)
            .limit(50)
        ),
    )
    .order_by(Account.email, Hub.slug, Membership.role, Membership.id)
    .limit(2_500)
)


def email_hash(email: str) -> str:
    """What is kept of a name that was guessed: SHA-256 of the folded address, hex."""
    return hashlib.sha256(email.strip().casefold().encode()).hexdigest()


def by_email(email: str) -> Account | None:
    """The account of an address, in any letter case."""
    folded = email.strip().casefold()
    return db.session.execute(_BY_EMAIL, {"email": folded}).scalar_one_or_none()


def key_of(email: str, *, is_demo_allowed: bool, wanted: uuid.UUID | None = None) -> AnyRow | None:
    """What a password is compared with, and the role a right one opens; None admits nobody.

    The `wanted` role where it is still the account's. A demo account has no key where no demo may
    be, even if its row is there.
    """
    given = {
        "email": email.strip().casefold(),
        "demo": [False, is_demo_allowed],
        "wanted_id": wanted or _NO_ROLE,
    }
    return db.session.execute(_KEY, given).one_or_none()


def membership(
    account_id: uuid.UUID, role: Role, hub_id: uuid.UUID, organisation_id: uuid.UUID | None
) -> Membership | None:
    """This role of the account, ended or not."""
    theirs = {"account_id": account_id, "role": role, "hub_id": hub_id}
    given = {**theirs, "organisation_id": organisation_id}
    return db.session.execute(_ONE_ROLE, given).scalars().first()


def roles(account_id: uuid.UUID) -> Sequence[AnyRow]:
    """The roles the account has now, 50 at most: id, role, organisation_name, hub_name."""
    return db.session.execute(_ROLES, {"account_id": account_id}).all()


def own(account_id: uuid.UUID) -> AnyRow:
    """The account's own address, name and password hash."""
    return db.session.execute(_OWN, {"account_id": account_id}).one()


def is_guess_left(name: str, now: datetime) -> bool:
    """Whether fewer than ten guesses at this name are counted in the last five minutes."""
    given = {"name": name, "since": now - COUNTED_FOR}
    return int(db.session.execute(_GUESSES, given).scalar_one()) < GUESSES


def demo_accounts() -> list[tuple[AnyRow, list[AnyRow]]]:
    """The accounts of the demo with their roles, 50 roles at most, for its sign-in page."""
    found: dict[str, list[AnyRow]] = {}
    for row in db.session.execute(_DEMO).all():
        found.setdefault(row.email, []).append(row)
    return [(rows[0], rows) for rows in found.values()]


def page_of_accounts(after: str = "") -> Sequence[AnyRow]:
    """The roles of fifty accounts in the order of their addresses, from the one after `after`."""
    return db.session.execute(_EVERY, {"after": after}).all()
