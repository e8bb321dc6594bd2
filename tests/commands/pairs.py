"""The same child on two contacts of one hub, for tests of what a match changes."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from portal.commands.matching import decide_match
from portal.extensions import db
from portal.models import Contact, ContactPerson, PersonLink
from portal.rules.permissions import Actor
from portal.vocabulary import AgeKind, ContactStatus, LinkDecision, Role
from tests.actors import actor_of
from tests.makers import NOON, Maker

C, R, U = LinkDecision.CONFIRMED, LinkDecision.REJECTED, LinkDecision.UNDONE
LATER = NOON + timedelta(hours=1)
BORN = {"age_kind": AgeKind.DATE_OF_BIRTH, "born_on": date(2019, 3, 4)}
WHY = "Same mother, and the school says so."


@dataclass
class Pair:
    """The same child on two contacts of one hub, and who looks at them."""

    make: Maker
    now: Contact
    before: Contact
    adviser: Actor
    second: Actor

    def decide(self, decision: LinkDecision, by: Actor | None = None, **words: Any) -> PersonLink:
        return decide_match(
            self.now,
            person_id=child_of(self.now),
            other_id=child_of(self.before),
            decision=decision,
            by=by or self.adviser,
            **{"why": WHY, "at": LATER, **words},
        )

    def links(self) -> list[tuple[int, LinkDecision, bool]]:
        db.session.rollback()
        rows = db.session.query(PersonLink).order_by(PersonLink.version)
        return [(row.version, row.decision, row.is_standing) for row in rows]


def child_of(contact: Contact) -> uuid.UUID:
    return db.session.query(ContactPerson.person_id).filter_by(contact_id=contact.id).scalar()


@pytest.fixture
def pair(make: Maker) -> Pair:
    return Pair(
        make,
        now=make.consultation(ContactStatus.WITH_ADVISER, facts=BORN),
        before=make.consultation(ContactStatus.CLOSED, facts=BORN),
        adviser=actor_of(make.account(Role.MASH_ADVISER, name="Sam Okoro")),
        second=actor_of(make.account(Role.DECISION_MAKER)),
    )
