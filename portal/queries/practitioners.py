"""Who can lead early help, and who at an agency can join a team around a family."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, bindparam, exists, or_, select

from portal.extensions import db
from portal.models import (
    Account,
    EarlyHelpEpisode,
    Membership,
    Organisation,
)
from portal.queries.rows import AnyRow
from portal.queries.stepped_aside import knows_family
from portal.rules.permissions import ASKING, Actor
from portal.vocabulary import EpisodeStatus, Role

MOST = 500  # more practitioners than a page can offer

_PRACTITIONERS = (
    select(
        Account.id.label("account_id"),
        Account.name,
        Account.job_title,
        Membership.role,
        Membership.organisation_id,
        Organisation.name.label("organisation_name"),
        Organisation.agency,
    )
    .join(Membership, Membership.account_id == Account.id)
    .join(Organisation, Organisation.id == Membership.organisation_id)
    .where(
        Membership.hub_id == bindparam("hub_id"),
        Membership.role.in_(sorted(ASKING)),
        Membership.is_active.is_(True),
        Account.is_active.is_(True),
    )
    .order_by(Account.name, Account.id)
    .limit(MOST)
)
_ONE = _PRACTITIONERS.where(Account.id == bindparam("wanted_id"))
_BY_EMAIL = _PRACTITIONERS.where(Account.email == bindparam("email")).order_by(Organisation.name)
_DECIDING = (
    select(Membership.account_id)
    .join(Account, Account.id == Membership.account_id)
    .where(
        Membership.hub_id == bindparam("hub_id"),
        Membership.role == Role.DECISION_MAKER,
        Membership.is_active.is_(True),
        Account.is_active.is_(True),
    )
    .order_by(Membership.account_id)
    .limit(MOST)
)
LEADING = frozenset({"lead_practitioner"})
_STILL_THERE = (  # in any role in which they may go on leading it
    Membership.account_id == EarlyHelpEpisode.lead_id,
    Membership.hub_id == EarlyHelpEpisode.hub_id,
    Membership.role.in_(sorted(ASKING)),
    Membership.is_active.is_(True),
    Account.id == Membership.account_id,
    Account.is_active.is_(True),
    or_(
        EarlyHelpEpisode.organisation_id.is_(None),
        EarlyHelpEpisode.organisation_id == Membership.organisation_id,
    ),
)
NOBODY_LEADS: ColumnElement[bool] = (
    EarlyHelpEpisode.status == EpisodeStatus.OPEN
) & ~exists().where(*_STILL_THERE)
_LEFT_BEHIND = (
    select(EarlyHelpEpisode)
    .where(EarlyHelpEpisode.lead_id == bindparam("lead_id"), NOBODY_LEADS)
    .order_by(EarlyHelpEpisode.next_due_on, EarlyHelpEpisode.id)
    .limit(MOST)
)


def practitioner(actor: Actor, account_id: uuid.UUID) -> AnyRow | None:
    """Somebody of an agency of this hub who can lead; None when there is nobody of that id."""
    given = {"hub_id": actor.hub_id, "wanted_id": account_id}
    return db.session.execute(_ONE, given).first()


def by_email(actor: Actor, email: str) -> Sequence[AnyRow]:
    """Somebody by the address they sign in with: once for each agency of this hub they are of."""
    given = {"hub_id": actor.hub_id, "email": email.strip().lower()}
    rows = db.session.execute(_BY_EMAIL, given).all()
    return list({row.organisation_id: row for row in rows}.values())


def leads(actor: Actor) -> Sequence[AnyRow]:
    """The lead practitioners of the hub, by name."""
    found = db.session.execute(_PRACTITIONERS, {"hub_id": actor.hub_id}).all()
    return [row for row in found if row.role in LEADING]


def who_decide(hub_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """The hub's decision makers, who find a lead practitioner where there is none."""
    return db.session.scalars(_DECIDING, {"hub_id": hub_id}).all()


def left_behind(account_id: uuid.UUID) -> Sequence[EarlyHelpEpisode]:
    """Early help that goes on and that this person can no longer lead, 500 at most."""
    return db.session.scalars(_LEFT_BEHIND, {"lead_id": account_id}).all()


def who_know_the_family(
    episode: EarlyHelpEpisode, account_ids: Collection[uuid.UUID]
) -> set[uuid.UUID]:
    """Those of these accounts who stepped aside from the episode or from a contact of it."""
    if not account_ids:
        return set()
    knowing = select(Account.id).where(
        Account.id.in_(account_ids), knows_family(Account.id, episode.id)
    )
    return set(db.session.scalars(knowing))


def is_address_of_who_knows(episode: EarlyHelpEpisode, email: str) -> bool:
    """Whether somebody signs in with that address, in any role, who stepped aside from it."""
    knowing = select(Account.id).where(Account.email == email, knows_family(Account.id, episode.id))
    return db.session.scalar(knowing.limit(1)) is not None
