"""People whom only early help knows: added there by hand, and on no contact that was sent."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    Uuid,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
)
from sqlalchemy.orm import aliased

from portal.extensions import db
from portal.models import (
    ContactPerson,
    EarlyHelpEpisode,
    EpisodePerson,
    Person,
)
from portal.queries.early_help import MANY
from portal.queries.stepped_aside import knows_family
from portal.vocabulary import Part

# What is said of help, for somebody who is found on a contact: nothing.
NO_HELP = (
    cast(null(), Uuid()).label("episode_id"),
    cast(null(), Date()).label("said_on"),
    cast(null(), Date()).label("started_on"),
    cast(null(), Date()).label("ended_on"),
    cast(null(), String(200)).label("organisation_name"),
)
_HELP = (
    EarlyHelpEpisode.id.label("episode_id"),
    EpisodePerson.age_on.label("said_on"),
    EarlyHelpEpisode.started_on,
    EarlyHelpEpisode.ended_on,
    EarlyHelpEpisode.organisation_name,
)


def helped_by_barred(episode_id: Any) -> ColumnElement[bool]:
    """Help that does not exist for the reader, who knows the family."""
    return knows_family(bindparam("account_id", type_=Uuid()), episode_id)


def in_barred_help(person_id: Any) -> ColumnElement[bool]:
    """Known from help that does not exist for the reader."""
    member = aliased(EpisodePerson)
    return (
        select(member.id)
        .where(member.person_id == person_id, helped_by_barred(member.episode_id))
        .exists()
    )


def _is_on_no_contact(person_id: Any) -> ColumnElement[bool]:
    part = aliased(ContactPerson)
    return ~select(part.id).where(part.person_id == person_id).exists()


def _parents(dialect: str) -> Any:
    """The names of the parents in the same family, a line each."""
    parent = aliased(EpisodePerson)
    together = func.string_agg if dialect == "postgresql" else func.group_concat
    return (
        select(together(parent.name, literal_column("'\n'")))
        .where(
            parent.episode_id == EarlyHelpEpisode.id,
            parent.part == Part.PARENT,
            parent.person_id != Person.id,
            ~parent.is_removed,
            parent.name != "",
        )
        .correlate(EarlyHelpEpisode, Person)
        .scalar_subquery()
    )


def in_help(dialect: str, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Those people with what is recorded of them, the help they are in and their parents.

    In the shape that `matching` and `pairs` read of people on contacts; nobody who was taken out
    of the family again.
    """
    return (
        select(*columns, _parents(dialect).label("parents"), *_HELP)
        .join(EpisodePerson, EpisodePerson.person_id == Person.id)
        .join(EarlyHelpEpisode, EarlyHelpEpisode.id == EpisodePerson.episode_id)
        .where(~EpisodePerson.is_removed, _is_on_no_contact(Person.id))
    )


def by_hand(episode: Any) -> Sequence[tuple[EpisodePerson, Person]]:
    """Those of one family who are on no contact, as the episode and as the hub knows them."""
    found = (
        select(EpisodePerson, Person)
        .join(Person, Person.id == EpisodePerson.person_id)
        .where(
            EpisodePerson.hub_id == episode.hub_id,
            EpisodePerson.episode_id == episode.id,
            _is_on_no_contact(Person.id),
        )
        .order_by(EpisodePerson.position, EpisodePerson.id)
        .limit(MANY)
    )
    return [(row[0], row[1]) for row in db.session.execute(found)]


def first_help() -> Any:
    """The reference of the first help that a person was in, for who is on no contact."""
    return (
        select(EarlyHelpEpisode.reference)
        .join(EpisodePerson, EpisodePerson.episode_id == EarlyHelpEpisode.id)
        .where(EpisodePerson.person_id == Person.id)
        .order_by(EarlyHelpEpisode.started_on)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )
