"""Agency checks: those of one contact, those of one agency, and what each reader may have."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select

from portal.extensions import db
from portal.models import (
    AgencyCheck,
    CheckPerson,
    Contact,
    ContactPerson,
    FamilyConflict,
    Person,
    PersonReturn,
)
from portal.queries.contacts import facts
from portal.queries.rows import AnyRow
from portal.rules.checks import Reader, may_see, reader_of
from portal.rules.permissions import Actor
from portal.vocabulary import CheckStatus

PAGE = 50
MANY = 2_000  # more people and answers than the checks of any contact have
_COLUMNS = tuple(AgencyCheck.__table__.c)
_OF_CONTACT = (
    AgencyCheck.hub_id == bindparam("hub_id"),
    AgencyCheck.contact_id == bindparam("contact_id"),
)
_CHECKS = select(*_COLUMNS).where(*_OF_CONTACT).order_by(AgencyCheck.number).limit(MANY)
_ONE = select(*_COLUMNS).where(*_OF_CONTACT, AgencyCheck.id == bindparam("check_id"))
_TO_CHANGE = (
    select(AgencyCheck)
    .where(*_OF_CONTACT, AgencyCheck.id == bindparam("check_id"))
    .with_for_update(of=AgencyCheck)
)
_TO_PASS_ON = (
    select(AgencyCheck)
    .where(
        *_OF_CONTACT,
        AgencyCheck.organisation_id == bindparam("organisation_id"),
        AgencyCheck.status == CheckStatus.ASKED,
    )
    .order_by(AgencyCheck.number)
    .limit(MANY)
    .with_for_update(of=AgencyCheck)
)
_OPEN = (
    select(AgencyCheck)
    .where(*_OF_CONTACT, AgencyCheck.status == CheckStatus.ASKED)
    .order_by(AgencyCheck.number)
    .limit(MANY)
    .with_for_update(of=AgencyCheck)
)
_HIGHEST = select(func.max(AgencyCheck.number)).where(*_OF_CONTACT)
_PEOPLE = (
    select(
        CheckPerson.check_id,
        CheckPerson.person_id,
        Person.kind,
        Person.name,
        Person.age_kind,
        Person.born_on,
        Person.due_on,
        Person.age_months_from,
    )
    .join(Person, Person.id == CheckPerson.person_id)
    .where(
        CheckPerson.hub_id == bindparam("hub_id"),
        CheckPerson.check_id.in_(bindparam("check_ids", expanding=True)),
    )
    .order_by(CheckPerson.check_id, CheckPerson.position)
    .limit(MANY)
)
_RETURNS = (
    select(*PersonReturn.__table__.c)
    .where(
        PersonReturn.hub_id == bindparam("hub_id"),
        PersonReturn.check_id.in_(bindparam("check_ids", expanding=True)),
    )
    .order_by(PersonReturn.check_id, PersonReturn.version.desc())
    .limit(MANY)
)
_OF_AGENCY = (
    AgencyCheck.hub_id == bindparam("hub_id"),
    AgencyCheck.organisation_id == bindparam("organisation_id"),
    AgencyCheck.asker_id != bindparam("account_id"),  # nobody answers what they asked
    ~exists().where(
        FamilyConflict.contact_id == AgencyCheck.contact_id,
        FamilyConflict.account_id == bindparam("account_id"),
    ),
)
_OWN = (
    select(*_COLUMNS, Contact.reference)
    .join(Contact, Contact.id == AgencyCheck.contact_id)
    .where(
        *_OF_AGENCY,
        AgencyCheck.contact_id == bindparam("contact_id"),
        AgencyCheck.id == bindparam("check_id"),
    )
)
_NAMED = (
    select(
        ContactPerson.person_id,
        ContactPerson.position,
        ContactPerson.part,
        Person.kind,
        Person.name,
        Person.age_kind,
        Person.born_on,
        Person.due_on,
        Person.age_months_from,
    )
    .join(Person, Person.id == ContactPerson.person_id)
    .where(
        ContactPerson.hub_id == bindparam("hub_id"),
        ContactPerson.contact_id == bindparam("contact_id"),
        or_(Person.name != "", Person.due_on.is_not(None)),
    )
    .order_by(ContactPerson.position, ContactPerson.id)
    .limit(PAGE)
)
_KNOWING = (
    select(FamilyConflict.account_id)
    .where(FamilyConflict.contact_id == bindparam("contact_id"))
    .limit(MANY)
)
_REMINDERS = (
    select(AgencyCheck)
    .where(AgencyCheck.remind_at <= bindparam("now"))
    .order_by(AgencyCheck.remind_at, AgencyCheck.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


@dataclass(frozen=True)
class AboutOne:
    """One person who was asked about, and what came back as this reader may have it."""

    person: AnyRow
    answer: AnyRow | None  # the latest version; None while there is none, and for who may not
    earlier: tuple[AnyRow, ...] = ()  # versions before it, newest first


@dataclass(frozen=True)
class CheckShown:
    """One check with its people, as this reader may have it."""

    row: AnyRow
    people: tuple[AboutOne, ...]
    withheld: int = 0  # answers that only the person who asked may read


def of_contact(actor: Actor, contact: Any) -> tuple[CheckShown, ...]:
    """The checks of a contact in the order they were asked, as this reader may have them.

    The hub's people have every check; the referrer only released answers, in checks that have one.
    """
    rows = db.session.execute(_CHECKS, _ids(actor, contact.id)).all()
    known = facts(contact)
    readers = {row.id: reader_of(actor, known, row.asker_id) for row in rows}
    return tuple(_shown(actor, [row for row in rows if readers[row.id]], readers))


def of_agency(actor: Actor, row: AnyRow) -> CheckShown:
    """A check as the agency that was asked has it: everyone asked about, its own answers."""
    return next(_shown(actor, [row], {row.id: None}))


def _shown(
    actor: Actor, rows: Sequence[AnyRow], readers: dict[uuid.UUID, Reader | None]
) -> Iterator[CheckShown]:
    given = {"hub_id": actor.hub_id, "check_ids": [row.id for row in rows]}
    people = db.session.execute(_PEOPLE, given).all() if rows else ()
    returns = db.session.execute(_RETURNS, given).all() if rows else ()
    for row in rows:
        mine = [each for each in people if each.check_id == row.id]
        back = [each for each in returns if each.check_id == row.id]
        shown = _for_reader(row, mine, back, readers[row.id])
        if shown.people or readers[row.id] is not Reader.REFERRER:
            yield shown


def _for_reader(
    row: AnyRow, people: Sequence[AnyRow], returns: Sequence[AnyRow], reader: Reader | None
) -> CheckShown:
    """What was corrected is read by who may read both: the later permission governs the earlier."""
    found, withheld = [], 0
    for person in people:
        versions = [each for each in returns if each.person_id == person.person_id]
        allowed = [each for each in versions if _is_allowed(reader, each)]
        is_withheld = bool(versions) and versions[0] not in allowed
        withheld += is_withheld
        latest = None if is_withheld or not allowed else allowed[0]
        if latest is not None or reader is not Reader.REFERRER:
            has_earlier = latest is not None and reader is not Reader.REFERRER
            earlier = tuple(allowed[1:]) if has_earlier else ()
            found.append(AboutOne(person, latest, earlier))
    return CheckShown(row, tuple(found), withheld)


def _is_allowed(reader: Reader | None, row: AnyRow) -> bool:
    return reader is None or may_see(reader, row.answer, row.may_share)


def one(actor: Actor, contact_id: uuid.UUID, check_id: uuid.UUID) -> AnyRow | None:
    """One check of a contact, for the hub's own people; the contact was found for them before."""
    given = {**_ids(actor, contact_id), "check_id": check_id}
    return db.session.execute(_ONE, given).one_or_none()


def own(actor: Actor, contact_id: uuid.UUID, check_id: uuid.UUID) -> AnyRow | None:
    """One check of the contributor's own organisation; None for who knows the family."""
    given = {**_agency(actor), "contact_id": contact_id, "check_id": check_id}
    return db.session.execute(_OWN, given).one_or_none()


def to_change(actor: Actor, contact_id: uuid.UUID, check_id: uuid.UUID) -> AgencyCheck:
    """The check, locked until the transaction ends; it was found for this person before."""
    given = {**_ids(actor, contact_id), "check_id": check_id}
    return db.session.execute(_TO_CHANGE, given).scalar_one()


def to_pass_on(actor: Actor, contact_id: uuid.UUID) -> Sequence[AgencyCheck]:
    """What waits for the contributor's organisation on a contact they step aside from, locked."""
    given = {**_ids(actor, contact_id), "organisation_id": actor.organisation_id}
    return db.session.execute(_TO_PASS_ON, given).scalars().all()


def open_of(contact: Any) -> Sequence[AgencyCheck]:
    """Every question of the contact that waits for an answer, locked."""
    given = {"hub_id": contact.hub_id, "contact_id": contact.id}
    return db.session.execute(_OPEN, given).scalars().all()


def people_of(actor: Actor, check_ids: Collection[uuid.UUID]) -> Sequence[AnyRow]:
    """Who is asked about in these checks."""
    given = {"hub_id": actor.hub_id, "check_ids": list(check_ids)}
    return db.session.execute(_PEOPLE, given).all() if check_ids else ()


def named_people(actor: Actor, contact: Any) -> Sequence[AnyRow]:
    """Those of the contact about whom an agency can be asked: with a name, or an unborn baby."""
    return db.session.execute(_NAMED, _ids(actor, contact.id)).all()


def highest_number(contact: Any) -> int:
    """The number of the contact's latest check, 0 before the first."""
    given = {"hub_id": contact.hub_id, "contact_id": contact.id}
    return int(db.session.execute(_HIGHEST, given).scalar_one() or 0)


def knowing_the_family(contact_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Those for whom the contact does not exist, who are told nothing of it."""
    return frozenset(db.session.execute(_KNOWING, {"contact_id": contact_id}).scalars())


def to_remind(now: datetime, most: int) -> Sequence[AgencyCheck]:
    """Checks to remind of now, locked; those another worker holds are passed over."""
    return db.session.execute(_REMINDERS, {"now": now, "most": most}).scalars().all()


def _ids(actor: Actor, contact_id: uuid.UUID) -> dict[str, Any]:
    return {"hub_id": actor.hub_id, "contact_id": contact_id}


def _agency(actor: Actor) -> dict[str, Any]:
    return {
        "hub_id": actor.hub_id,
        "organisation_id": actor.organisation_id,
        "account_id": actor.account_id,
    }
