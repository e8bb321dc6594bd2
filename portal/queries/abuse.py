"""What a contact holds about domestic abuse, as its reader may have it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from portal.extensions import db
from portal.models import AbuseAssessment, AbuseVictim, ContactPerson, MaracReferral, Person
from portal.queries.rows import AnyRow
from portal.rules.abuse import is_abuse
from portal.rules.permissions import Actor
from portal.vocabulary import PersonKind

MANY = 500  # more rows of one kind than any contact has; nothing is read without an end


def of_contact(model: Any) -> tuple[Any, Any]:
    """The rows of one contact, in the reader's hub."""
    return model.hub_id == bindparam("hub_id"), model.contact_id == bindparam("contact_id")


_ASSESSMENT = select(*AbuseAssessment.__table__.c).where(*of_contact(AbuseAssessment)).limit(1)
_VICTIMS = (
    select(
        AbuseVictim.person_id,
        AbuseVictim.is_victim,
        AbuseVictim.sees,
        AbuseVictim.related,
        AbuseVictim.how,
        Person.name,
    )
    .join(Person, Person.id == AbuseVictim.person_id)
    .where(*of_contact(AbuseVictim))
    .order_by(Person.name, AbuseVictim.id)
    .limit(MANY)
)
_MARACS = (
    select(*MaracReferral.__table__.c)
    .where(*of_contact(MaracReferral))
    .order_by(MaracReferral.version.desc())
    .limit(MANY)
)
_A_CHILD = (
    select(ContactPerson.id)
    .join(Person, Person.id == ContactPerson.person_id)
    .where(*of_contact(ContactPerson), Person.kind.in_([PersonKind.CHILD, PersonKind.UNBORN]))
    .limit(1)
)


@dataclass(frozen=True)
class AbuseRecord:
    """The evidence, the children as victims, and the MARAC referrals, newest first."""

    assessment: AnyRow | None
    victims: Sequence[AnyRow]
    maracs: Sequence[AnyRow]


def abuse_record(actor: Actor, contact: Any, acts: Collection[str]) -> AbuseRecord:
    """In as many statements for one child as for twenty; none where no abuse was told of.

    `acts` are those of the contact's timeline.
    """
    ids = {"contact_id": contact.id, "hub_id": actor.hub_id}
    maracs = db.session.execute(_MARACS, ids).all() if "record_marac" in acts else ()
    if not is_abuse(contact.route):
        return AbuseRecord(None, (), maracs)
    return AbuseRecord(
        assessment=db.session.execute(_ASSESSMENT, ids).one_or_none(),
        victims=db.session.execute(_VICTIMS, ids).all(),
        maracs=maracs,
    )


def has_children(contact: Any) -> bool:
    """Whether a child or an unborn baby is on the contact."""
    ids = {"contact_id": contact.id, "hub_id": contact.hub_id}
    return db.session.execute(_A_CHILD, ids).first() is not None


def highest_marac(contact: Any) -> int:
    """The version recorded last; 0 when there is none."""
    ids = {"contact_id": contact.id, "hub_id": contact.hub_id}
    rows = db.session.execute(_MARACS, ids).all()
    return max((row.version for row in rows), default=0)
