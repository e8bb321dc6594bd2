"""Two people beside each other, and what was decided of them."""

import uuid
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Uuid, bindparam, case, cast, null, or_, select, type_coerce, union_all

from portal.extensions import db
from portal.models import (
    Contact,
    ContactPerson,
    EarlyHelpEpisode,
    EpisodePerson,
    Person,
    PersonLink,
)
from portal.queries.known import HUB, MOST, confirmed_with
from portal.queries.matching import PERSON, looks_of_row, on_barred, parents_of
from portal.queries.matching_help import NO_HELP, helped_by_barred, in_help
from portal.queries.rows import AnyRow, AnySelect, run
from portal.rules.matching_looks import Looks
from portal.rules.permissions import Actor
from portal.rules.person_links import pair_of
from portal.vocabulary import LinkDecision


def _everybody(person: str) -> Any:
    """A person with everybody who was confirmed to be the same."""
    start = bindparam(person, type_=Uuid())
    group = select(type_coerce(start, Uuid()).label("id")).cte(
        f"joined_to_{person}", recursive=True
    )
    other_id = case(
        (PersonLink.first_id == group.c.id, PersonLink.second_id), else_=PersonLink.first_id
    )
    return group.union(
        select(other_id).select_from(group).join(PersonLink, confirmed_with(group.c.id))
    )


def _against() -> AnySelect:
    one, other = _everybody("one"), _everybody("other")
    here, there = PersonLink.first_id, PersonLink.second_id
    return (
        select(PersonLink.account_name, PersonLink.decided_at)
        .where(
            PersonLink.hub_id == HUB,
            PersonLink.is_standing,
            PersonLink.decision == LinkDecision.REJECTED,
            or_(
                here.in_(select(one.c.id)) & there.in_(select(other.c.id)),
                here.in_(select(other.c.id)) & there.in_(select(one.c.id)),
            ),
        )
        .order_by(PersonLink.decided_at)
        .limit(1)
    )


_AGAINST = _against()

_OF_PAIR = (
    select(PersonLink)
    .where(
        PersonLink.hub_id == HUB,
        PersonLink.first_id == bindparam("first_id", type_=Uuid()),
        PersonLink.second_id == bindparam("second_id", type_=Uuid()),
    )
    .order_by(PersonLink.version)
    .limit(MOST)
)


@lru_cache(maxsize=2)
def _two(dialect: str) -> AnySelect:
    is_asked = (Person.hub_id == HUB, Person.id.in_(bindparam("person_ids", expanding=True)))
    on_contacts = (
        select(
            *PERSON,
            Person.age_kind,
            ContactPerson.part,
            Contact.id.label("contact_id"),
            Contact.reference,
            Contact.kind.label("contact_kind"),
            Contact.agency,
            Contact.submitted_at,
            parents_of(dialect).label("parents"),
            *NO_HELP,
        )
        .join(ContactPerson, ContactPerson.person_id == Person.id)
        .join(Contact, Contact.id == ContactPerson.contact_id)
        .where(*is_asked, Contact.submitted_at.is_not(None), ~on_barred(Person.id))
    )
    helped = in_help(
        dialect,
        *PERSON,
        Person.age_kind,
        EpisodePerson.part,
        cast(null(), Uuid()).label("contact_id"),
        EarlyHelpEpisode.reference,
        cast(null(), Contact.kind.type).label("contact_kind"),
        EarlyHelpEpisode.agency,
        EarlyHelpEpisode.created_at.label("submitted_at"),
    ).where(*is_asked, ~helped_by_barred(EarlyHelpEpisode.id))
    both = union_all(on_contacts, helped).subquery()
    return select(*both.c).order_by(both.c.submitted_at, both.c.contact_id).limit(MOST)


class Beside(NamedTuple):
    """Two people beside each other, as recorded on this contact and on the other, or in help."""

    one: AnyRow
    other: AnyRow
    decisions: Sequence[PersonLink]  # about the two, the oldest first

    @property
    def looks(self) -> tuple[Looks, Looks]:
        """What each record says to tell them by."""
        return looks_of_row(self.one), looks_of_row(self.other)


def beside(
    actor: Actor, contact_id: uuid.UUID, person_id: uuid.UUID, other_id: uuid.UUID
) -> Beside | None:
    """Somebody of this contact and somebody of another or in early help, with what was decided.

    None unless both are of the reader's hub, on different contacts, and neither of a family the
    reader knows.
    """
    given = {
        "hub_id": actor.hub_id,
        "account_id": actor.account_id,
        "person_ids": [person_id, other_id],
    }
    rows = run(_two(db.engine.dialect.name), given).all()
    ones = [row for row in rows if row.id == person_id and row.contact_id == contact_id]
    others = [row for row in rows if row.id == other_id]
    is_on_this = any(row.contact_id == contact_id for row in others)
    if not ones or not others or is_on_this:
        return None
    return Beside(ones[0], others[0], decided(actor, person_id, other_id))


def not_the_same(actor: Actor, one: uuid.UUID, other: uuid.UUID) -> AnyRow | None:
    """A decision that stands against joining two people, or any who would be joined with them."""
    given = {"hub_id": actor.hub_id, "one": one, "other": other}
    return run(_AGAINST, given).first()


def decided(actor: Actor, one: uuid.UUID, other: uuid.UUID) -> Sequence[PersonLink]:
    """Every decision about two people, the oldest first."""
    pair = pair_of(one, other)._asdict()
    return db.session.execute(_OF_PAIR, {"hub_id": actor.hub_id, **pair}).scalars().all()
