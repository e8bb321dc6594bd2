"""All that is recorded about one family: what belongs together, and what a person confirmed."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case, or_, select, union

from portal.extensions import db
from portal.models import (
    Contact,
    ContactPerson,
    EarlyHelpEpisode,
    EpisodeConflict,
    EpisodeContact,
    EpisodePerson,
    FamilyConflict,
    PersonLink,
)
from portal.queries.contacts import LONGEST_CHAIN, same_family
from portal.vocabulary import KeptBy, LinkDecision

MOST = 50  # contacts or episodes of one family found at a step


@dataclass
class Family:
    """Contacts and early help of one family; `own` and `own_help` nobody had to confirm."""

    contacts: dict[uuid.UUID, Contact] = field(default_factory=dict)
    episodes: dict[uuid.UUID, EarlyHelpEpisode] = field(default_factory=dict)
    own: frozenset[uuid.UUID] = frozenset()
    own_help: frozenset[uuid.UUID] = frozenset()

    def add(self, contacts: Iterable[Contact]) -> None:
        """These contacts with all that was carried over from and into them."""
        for start in contacts:
            if start.id not in self.contacts:
                self.contacts |= {each.id: each for each in same_family(start)}


def whole_family(
    hub_id: uuid.UUID,
    first: Iterable[Contact],
    episodes: Iterable[EarlyHelpEpisode] = (),
) -> Family:
    """What belongs to these, and to whoever somebody confirmed to be one of their people."""
    family = Family(episodes={each.id: each for each in episodes})
    family.add(first)
    family.own = frozenset(family.contacts)
    family.own_help = frozenset(family.episodes) | set(db.session.scalars(_tied(hub_id, family)))
    for _ in range(LONGEST_CHAIN):
        before = (len(family.contacts), len(family.episodes))
        family.episodes |= {each.id: each for each in _episodes(hub_id, family)}
        family.add(_contacts(hub_id, family))
        if before == (len(family.contacts), len(family.episodes)):
            break
    return family


def _same_people(hub_id: uuid.UUID, family: Family) -> Any:
    """Identifiers of the family's people, and of those who were confirmed to be one of them."""
    people = union(
        select(ContactPerson.person_id).where(
            ContactPerson.hub_id == hub_id, ContactPerson.contact_id.in_(family.contacts)
        ),
        select(EpisodePerson.person_id).where(
            EpisodePerson.hub_id == hub_id,
            EpisodePerson.episode_id.in_(family.episodes),
            ~EpisodePerson.is_removed,
        ),
    ).subquery()
    here = select(people.c.person_id)
    other = case((PersonLink.first_id.in_(here), PersonLink.second_id), else_=PersonLink.first_id)
    joined = select(other).where(
        PersonLink.hub_id == hub_id,
        PersonLink.is_standing,
        PersonLink.decision == LinkDecision.CONFIRMED,
        or_(PersonLink.first_id.in_(here), PersonLink.second_id.in_(here)),
    )
    return union(here, joined)


def _contacts(hub_id: uuid.UUID, family: Family) -> Sequence[Contact]:
    about = select(ContactPerson.contact_id).where(
        ContactPerson.hub_id == hub_id, ContactPerson.person_id.in_(_same_people(hub_id, family))
    )
    behind = select(EpisodeContact.contact_id).where(
        EpisodeContact.hub_id == hub_id, EpisodeContact.episode_id.in_(family.episodes)
    )
    wanted = select(Contact).where(
        Contact.hub_id == hub_id,
        Contact.id.not_in(family.contacts),
        or_(Contact.id.in_(about) & Contact.submitted_at.is_not(None), Contact.id.in_(behind)),
    )
    return db.session.scalars(wanted.order_by(Contact.created_at, Contact.id).limit(MOST)).all()


def _tied(hub_id: uuid.UUID, family: Family) -> Any:
    return select(EpisodeContact.episode_id).where(
        EpisodeContact.hub_id == hub_id, EpisodeContact.contact_id.in_(family.contacts)
    )


def _episodes(hub_id: uuid.UUID, family: Family) -> Sequence[EarlyHelpEpisode]:
    about = select(EpisodePerson.episode_id).where(
        EpisodePerson.hub_id == hub_id,
        EpisodePerson.person_id.in_(_same_people(hub_id, family)),
        ~EpisodePerson.is_removed,
    )
    wanted = select(EarlyHelpEpisode).where(
        EarlyHelpEpisode.hub_id == hub_id,
        EarlyHelpEpisode.id.not_in(family.episodes),
        or_(EarlyHelpEpisode.id.in_(_tied(hub_id, family)), EarlyHelpEpisode.id.in_(about)),
    )
    return db.session.scalars(wanted.order_by(EarlyHelpEpisode.id).limit(MOST)).all()


def conflicts_of(family: Family) -> Sequence[FamilyConflict]:
    """Who is kept out of each contact of the family, and whether by their own word.

    Not those who only have a name that stands in it, while the hub has not said it is theirs.
    """
    wanted = select(FamilyConflict).where(
        FamilyConflict.contact_id.in_(family.contacts),
        FamilyConflict.kept_by.is_distinct_from(KeptBy.RECORD),
    )
    return db.session.scalars(wanted.order_by(FamilyConflict.declared_at)).all()


def help_conflicts_of(family: Family) -> Sequence[EpisodeConflict]:
    """The same of its early help."""
    wanted = select(EpisodeConflict).where(EpisodeConflict.episode_id.in_(family.episodes))
    return db.session.scalars(wanted.order_by(EpisodeConflict.declared_at)).all()
