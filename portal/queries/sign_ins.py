"""Who holds a sign-in token: one statement, built once, plain rows."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, select
from sqlalchemy.orm import aliased

from portal.extensions import db
from portal.models import Account, Hub, Membership, Organisation, SignIn
from portal.queries.rows import AnyRow, run
from portal.rules.permissions import Actor


def token_hash(token: str) -> str:
    """What the database knows of a token: SHA-256, hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """A token of 256 random bits."""
    return secrets.token_urlsafe(32)


_OTHER = aliased(Membership)
_HOLDER = (
    select(
        SignIn.id.label("sign_in_id"),
        SignIn.started_at,
        SignIn.last_used_at,
        SignIn.ended_at,
        Account.id.label("account_id"),
        Account.name,
        Account.job_title,
        Account.phone,
        Account.locale,
        Account.is_demo,
        Membership.id.label("membership_id"),
        Membership.role,
        Membership.hub_id,
        Membership.organisation_id,
        Hub.slug,
        Hub.name.label("hub_name"),
        exists()
        .where(
            _OTHER.account_id == Membership.account_id,
            _OTHER.id != Membership.id,
            _OTHER.is_active.is_(True),
        )
        .label("has_other_roles"),
        Organisation.name.label("organisation_name"),
        Organisation.agency,
    )
    .join(Account, Account.id == SignIn.account_id)
    .join(Membership, Membership.id == SignIn.membership_id)
    .join(Hub, Hub.id == Membership.hub_id)
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        Account.is_active.is_(True),
        Membership.is_active.is_(True),
    )
)


def holder(token: str) -> AnyRow | None:
    """The sign-in behind a token with its account and role, whatever its age; None if unknown."""
    return holder_of(token_hash(token))


def holder_of(hashed: str, connection: Connection | None = None) -> AnyRow | None:
    """The same behind the hash of a token."""
    return run(_HOLDER, {"token_hash": hashed}, connection).one_or_none()


def actor_from(row: AnyRow, token: str, *, is_role_chosen: bool = True) -> Actor:
    """The signed-in person as plain facts."""
    return Actor(
        account_id=row.account_id,
        name=row.name,
        role=row.role,
        hub_id=row.hub_id,
        hub_slug=row.slug,
        organisation_id=row.organisation_id,
        organisation_name=row.organisation_name or "",
        agency=row.agency,
        job_title=row.job_title,
        phone=row.phone,
        locale=row.locale,
        token=token,
        membership_id=row.membership_id,
        has_other_roles=bool(row.has_other_roles),
        is_role_chosen=is_role_chosen,
        hub_names=(row.hub_name.get("en") or "", row.hub_name.get("cy") or ""),
    )


_LIVE = (
    select(SignIn.token_hash, SignIn.started_at, SignIn.last_used_at)
    .where(
        SignIn.account_id == bindparam("account_id"),
        SignIn.ended_at.is_(None),
        SignIn.last_used_at > bindparam("idle_since"),
        SignIn.started_at > bindparam("old_since"),
    )
    .order_by(SignIn.last_used_at.desc())
    .limit(50)
)


def live(actor: Actor, now: datetime, *, idle: timedelta, absolute: timedelta) -> Sequence[AnyRow]:
    """When and how recently this account is signed in, newest first, 50 at most."""
    given = {
        "account_id": actor.account_id,
        "idle_since": now - idle,
        "old_since": now - absolute,
    }
    return db.session.execute(_LIVE, given).all()
