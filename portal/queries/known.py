"""Who was known before: decisions about people, their other contacts, what happened on them."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Uuid,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from portal.models import (
    Advice,
    Contact,
    ContactEvent,
    ContactPerson,
    EarlyHelpEpisode,
    EpisodePerson,
    Person,
    PersonLink,
    ThresholdDecision,
)
from portal.queries.contacts import TIED, WARNINGS
from portal.queries.matching import on_barred
from portal.queries.matching_help import first_help, helped_by_barred, in_barred_help
from portal.queries.rows import AnyRow, AnySelect, run
from portal.rules.late_entry import came_at
from portal.rules.permissions import Actor
from portal.vocabulary import AdviceStatus, DecisionStatus, EpisodeStatus, LinkDecision

MOST = 500  # rows of one kind; more than any family has
HUB = bindparam("hub_id", type_=Uuid())
_CONTACT = bindparam("contact_id", type_=Uuid())
_CAME_AT = func.coalesce(Contact.received_at, Contact.submitted_at)


def confirmed_with(person_id: Any) -> ColumnElement[bool]:
    """Decisions that stand: this person and another are the same."""
    return and_(
        PersonLink.hub_id == HUB,
        PersonLink.is_standing,
        PersonLink.decision == LinkDecision.CONFIRMED,
        or_(PersonLink.first_id == person_id, PersonLink.second_id == person_id),
    )


def _everybody() -> Any:
    """Each person of the contact (`root_id`) with everybody confirmed to be the same person.

    Those of what it was carried over from or into are known with it: its writer tied the two, so
    nobody has to confirm that. A step at a time over confirmed decisions, and never through
    somebody whose family the reader knows.
    """
    may_be_known = or_(ContactPerson.contact_id == _CONTACT, ~on_barred(ContactPerson.person_id))
    known = (
        select(ContactPerson.person_id.label("root_id"), ContactPerson.person_id.label("id"))
        .where(ContactPerson.hub_id == HUB, ContactPerson.contact_id.in_(TIED), may_be_known)
        .cte("known", recursive=True)
    )
    other_id = case(
        (PersonLink.first_id == known.c.id, PersonLink.second_id), else_=PersonLink.first_id
    )
    known = known.union(
        select(known.c.root_id, other_id)
        .select_from(known)
        .join(
            PersonLink,
            confirmed_with(known.c.id),
        )
        .where(~on_barred(other_id))
    )
    return known


def _joined() -> AnySelect:
    """The other contacts of everybody on this one."""
    known = _everybody()
    return (
        select(
            known.c.root_id,
            Person.id.label("person_id"),
            Person.name,
            Contact.id.label("contact_id"),
            Contact.reference,
            Contact.kind,
            Contact.status,
            Contact.is_open,
            *WARNINGS,
            Contact.must_not_be_told,
            Contact.agency,
            Contact.asker_name,
            Contact.adviser_name,
            Contact.submitted_at,
            Contact.received_at,
        )
        .select_from(known)
        .join(Person, Person.id == known.c.id)
        .join(ContactPerson, ContactPerson.person_id == Person.id)
        .join(Contact, Contact.id == ContactPerson.contact_id)
        .where(Person.hub_id == HUB, Contact.id != _CONTACT, Contact.submitted_at.is_not(None))
        .order_by(_CAME_AT.desc(), Contact.id, Person.id)
        .limit(MOST)
    )


def _helped() -> AnySelect:
    """Episodes of early help of everybody on the contact that are going on."""
    known = _everybody()
    return (
        select(
            EarlyHelpEpisode.id,
            EarlyHelpEpisode.reference,
            EarlyHelpEpisode.started_on,
            EarlyHelpEpisode.lead_name,
            EarlyHelpEpisode.organisation_name,
            EarlyHelpEpisode.created_at,
        )
        .where(
            EarlyHelpEpisode.hub_id == HUB,
            EarlyHelpEpisode.status == EpisodeStatus.OPEN,
            EarlyHelpEpisode.id.in_(
                select(EpisodePerson.episode_id)
                .join(known, known.c.id == EpisodePerson.person_id)
                .where(EpisodePerson.hub_id == HUB, ~EpisodePerson.is_removed)
            ),
            ~helped_by_barred(EarlyHelpEpisode.id),
        )
        .order_by(EarlyHelpEpisode.started_on.desc(), EarlyHelpEpisode.id)
        .limit(MOST)
    )


_KNOWN, _HELPED = _joined(), _helped()


def _first_reference() -> Any:
    """The reference of the first contact that a person was on, else of the help they are in."""
    part = aliased(ContactPerson)
    first = (
        select(Contact.reference)
        .join(part, part.contact_id == Contact.id)
        .where(part.person_id == Person.id, Contact.submitted_at.is_not(None))
        .order_by(Contact.submitted_at)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )
    return func.coalesce(first, first_help()).label("reference")


_IS_DECIDED = and_(
    PersonLink.hub_id == ContactPerson.hub_id,
    or_(
        PersonLink.first_id == ContactPerson.person_id,
        PersonLink.second_id == ContactPerson.person_id,
    ),
)
_OTHER_ID = case(
    (PersonLink.first_id == ContactPerson.person_id, PersonLink.second_id),
    else_=PersonLink.first_id,
)
_DECISIONS = (
    select(
        ContactPerson.person_id,
        Person.id.label("other_id"),
        Person.name,
        _first_reference(),
        PersonLink.decision,
        PersonLink.account_id,
        PersonLink.account_name,
        PersonLink.decided_at,
        PersonLink.why,
    )
    .select_from(ContactPerson)
    .join(PersonLink, _IS_DECIDED)
    .join(Person, Person.id == _OTHER_ID)
    .where(
        ContactPerson.hub_id == HUB,
        ContactPerson.contact_id == _CONTACT,
        ~on_barred(Person.id),
        ~in_barred_help(Person.id),
    )
    .order_by(ContactPerson.position, Person.id, PersonLink.version)
    .limit(MOST)
)
_ANSWERS = (
    select(Advice.contact_id, Advice.level, Advice.outcome, Advice.framework_id, Advice.given_at)
    .where(
        Advice.hub_id == HUB,
        Advice.contact_id.in_(bindparam("contact_ids", expanding=True)),
        Advice.status == AdviceStatus.GIVEN,
    )
    .order_by(Advice.given_at.desc())
    .limit(MOST)
)
_SIGNED = (
    select(
        ThresholdDecision.contact_id,
        ThresholdDecision.level,
        ThresholdDecision.outcome,
        ThresholdDecision.framework_id,
        ThresholdDecision.signed_at.label("given_at"),
    )
    .where(
        ThresholdDecision.hub_id == HUB,
        ThresholdDecision.contact_id.in_(bindparam("contact_ids", expanding=True)),
        ThresholdDecision.status == DecisionStatus.SIGNED_OFF,
    )
    .order_by(ThresholdDecision.signed_at.desc())
    .limit(MOST)
)
_EVENTS = (
    select(
        ContactEvent.contact_id,
        ContactEvent.at,
        ContactEvent.action,
        ContactEvent.account_name,
        ContactEvent.account_side,
    )
    .where(
        ContactEvent.hub_id == HUB,
        ContactEvent.contact_id.in_(bindparam("contact_ids", expanding=True)),
        ContactEvent.action.in_(bindparam("actions", expanding=True)),
    )
    .order_by(ContactEvent.at.desc(), ContactEvent.id.desc())
    .limit(MOST)
)


def joined(actor: Actor, contact_id: uuid.UUID) -> Sequence[AnyRow]:
    """The other contacts of everybody on this one who was confirmed to be known, newest first.

    A row for each person and contact, 500 at most; `root_id` is who they are on this contact, or
    on what it was carried over from or into.
    """
    return run(_KNOWN, _given(actor, contact_id)).all()


def open_help(actor: Actor, contact_id: uuid.UUID) -> Sequence[AnyRow]:
    """Early help that goes on for anybody on this contact, the latest begun first."""
    return run(_HELPED, _given(actor, contact_id)).all()


def decisions(actor: Actor, contact_id: uuid.UUID) -> Sequence[AnyRow]:
    """Every decision about the people of a contact, pair by pair, the oldest first.

    Rows of person_id (of this contact), other_id, name and reference of the other, decision, who
    decided, when and why.
    """
    return run(_DECISIONS, _given(actor, contact_id)).all()


def answers(actor: Actor, contact_ids: Sequence[uuid.UUID]) -> Sequence[AnyRow]:
    """What the hub answered on these contacts, newest first: advice and decisions that stand."""
    given = {"hub_id": actor.hub_id, "contact_ids": list(contact_ids)}
    both = [*run(_ANSWERS, given).all(), *run(_SIGNED, given).all()]
    return sorted(both, key=lambda row: row.given_at, reverse=True)


def earlier_contacts(actor: Actor, contact: Any, since: datetime) -> int:
    """How many contacts came before this one, since then, about people known to be the same."""
    return len(
        {
            row.contact_id
            for row in joined(actor, contact.id)
            if since <= came_at(row) < came_at(contact)
        }
    )


def events(
    actor: Actor, contact_ids: Sequence[uuid.UUID], actions: Sequence[str]
) -> Sequence[AnyRow]:
    """What was done on these contacts, the oldest first."""
    given = {
        "hub_id": actor.hub_id,
        "contact_ids": list(contact_ids),
        "actions": list(actions),
    }
    return run(_EVENTS, given).all()[::-1]


def _given(actor: Actor, contact_id: uuid.UUID) -> dict[str, Any]:
    return {"hub_id": actor.hub_id, "account_id": actor.account_id, "contact_id": contact_id}
