"""Who is who: decided by a person with a reason, undone by anybody, joined by nobody else."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from portal.commands.base import Refused
from portal.commands.matching import decide_match
from portal.extensions import db
from portal.frameworks.same_names import load_same_names
from portal.models import (
    AuditEvent,
    Contact,
    ContactEvent,
    ContactPerson,
    FamilyConflict,
    OutboxMessage,
    Person,
    PersonKey,
    PersonLink,
)
from portal.models.transactions import begin_writing
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.matching_keys import keys
from portal.rules.matching_looks import recorded
from portal.rules.permissions import Actor
from portal.vocabulary import AgeKind, ContactStatus, LinkDecision, Role
from tests.actors import actor_of
from tests.commands.writing import PAGES, fill, send, start
from tests.makers import NOON, Maker

C, R, U = LinkDecision.CONFIRMED, LinkDecision.REJECTED, LinkDecision.UNDONE
LATER = NOON + timedelta(hours=1)
BORN = {"age_kind": AgeKind.DATE_OF_BIRTH, "born_on": date(2019, 3, 4)}
TOGETHER = 6
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


def test_sending_keeps_everybody_under_their_keys(make: Maker) -> None:
    actor = actor_of(make.account())
    contact = start(actor)
    fill(actor, contact, PAGES)
    assert db.session.query(PersonKey).count() == 0  # nobody of a draft is ever found
    send(actor, contact)
    people = db.session.query(Person).all()
    mother = next(person.name for person in people if person.name.startswith("Carly"))
    for person in people:
        parents = (mother,) if person.name != mother else ()
        looks = recorded(person, NOON.date(), parents)
        kept = db.session.query(PersonKey.key).filter_by(person_id=person.id).all()
        assert {row.key for row in kept} == keys(looks, load_same_names()) != set()


def test_an_adviser_says_that_two_are_the_same(pair: Pair) -> None:
    link = pair.decide(C)
    ids = {child_of(pair.now), child_of(pair.before)}
    assert {link.first_id, link.second_id} == ids and link.first_id < link.second_id
    assert (link.decision, link.account_name, link.decided_at) == (C, "Sam Okoro", LATER)
    assert (link.why, link.contact_id) == (WHY, pair.now.id)
    kinds = [reason["kind"] for reason in link.reasons]
    assert kinds == ["same_name", "same_birth"]
    audited = db.session.query(AuditEvent).filter_by(record_id=link.id).one()
    assert (audited.action, audited.account_id) == ("match_confirmed", pair.adviser.account_id)


def test_nothing_of_either_contact_moves_and_nobody_is_written_to(pair: Pair) -> None:
    before = [(each.version, each.updated_at, each.status) for each in (pair.now, pair.before)]
    pair.decide(C)
    db.session.refresh(pair.now)
    db.session.refresh(pair.before)
    assert before == [
        (each.version, each.updated_at, each.status) for each in (pair.now, pair.before)
    ]
    assert db.session.query(OutboxMessage).count() == 0
    line = db.session.query(ContactEvent).filter_by(action="look_at_match").one()
    assert (line.contact_id, line.reason) == (pair.now.id, "")


def test_it_can_be_undone_and_decided_the_other_way(pair: Pair) -> None:
    for decision in (C, U, R, U, C):
        pair.decide(decision)
    assert pair.links() == [
        (1, C, False),
        (2, U, False),
        (3, R, False),
        (4, U, False),
        (5, C, True),
    ]


def test_sent_twice_is_decided_once(pair: Pair) -> None:
    key = uuid.uuid4()
    assert pair.decide(C, key=key).id == pair.decide(C, key=key).id == key
    assert pair.links() == [(1, C, True)]


@pytest.mark.parametrize(("first", "then"), [(C, C), (C, R), (R, C), (None, U)])
def test_what_was_overtaken_is_told_so(pair: Pair, first, then) -> None:
    if first:
        pair.decide(first)
    with pytest.raises(NotAllowedNow):
        pair.decide(then)
    assert len(pair.links()) == (1 if first else 0)


def test_somebody_else_looks_a_second_time_and_anybody_undoes(pair: Pair) -> None:
    pair.decide(C)
    pair.decide(C, by=pair.second)
    with pytest.raises(NotAllowedNow):
        pair.decide(C)
    pair.decide(U, by=pair.second)
    assert pair.links() == [(1, C, False), (2, C, False), (3, U, True)]


def test_a_reason_is_needed(pair: Pair) -> None:
    with pytest.raises(Refused) as refused:
        pair.decide(C, why="  ")
    assert refused.value.field == "why"


def test_it_is_one_pair_from_either_contact(pair: Pair) -> None:
    pair.decide(C)
    with pytest.raises(NotAllowedNow):
        Pair(pair.make, pair.before, pair.now, pair.adviser, pair.second).decide(R)


def test_who_is_not_the_same_is_not_joined_through_a_third(pair: Pair) -> None:
    third = pair.make.consultation(ContactStatus.CLOSED, facts=BORN)
    pair.decide(R)
    pair.now, now = third, pair.now
    pair.decide(C)  # the third is the one of before
    pair.now, pair.before = now, third
    with pytest.raises(Refused) as refused:
        pair.decide(C)  # and so cannot be the one of now
    assert refused.value.field == "why"
    assert len(pair.links()) == 2


def test_another_hubs_person_does_not_exist(pair: Pair) -> None:
    pair.before = pair.make.consultation(ContactStatus.CLOSED, hub=pair.make.other_hub, facts=BORN)
    with pytest.raises(NotAllowedNow):
        pair.decide(C)


def test_the_database_refuses_a_pair_across_hubs(pair: Pair) -> None:
    link = pair.decide(C)
    elsewhere = child_of(pair.make.consultation(hub=pair.make.other_hub))
    link.second_id = max(elsewhere, link.first_id)
    link.first_id = min(elsewhere, link.first_id)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize("which", ["now", "before"])
def test_who_knows_the_family_of_either_decides_nothing(pair: Pair, which: str) -> None:
    contact = getattr(pair, which)
    db.session.add(
        FamilyConflict(
            hub_id=contact.hub_id,
            contact_id=contact.id,
            account_id=pair.adviser.account_id,
            declared_at=NOON,
        )
    )
    db.session.commit()
    with pytest.raises(NotAllowedNow):
        pair.decide(C)


def test_a_draft_is_nobodys_match(pair: Pair) -> None:
    pair.before.status, pair.before.submitted_at = ContactStatus.DRAFT, None
    db.session.commit()
    with pytest.raises(NotAllowedNow):
        pair.decide(C)


def test_two_of_one_contact_are_two(pair: Pair) -> None:
    person_id, other_id = child_of(pair.now), child_of(pair.before)
    db.session.query(ContactPerson).filter_by(person_id=other_id).one().contact_id = pair.now.id
    db.session.commit()
    for other in (other_id, person_id):
        with pytest.raises(NotAllowedNow):
            decide_match(
                pair.now,
                person_id=person_id,
                other_id=other,
                decision=C,
                why=WHY,
                by=pair.adviser,
                at=LATER,
            )


def test_several_at_once_leave_one_decision_standing(app: Flask, pair: Pair) -> None:
    advisers = [actor_of(pair.make.account(Role.MASH_ADVISER)) for _ in range(TOGETHER)]
    ids = [(pair.now.id, child_of(pair.now), child_of(pair.before))]
    ids.append((pair.before.id, ids[0][2], ids[0][1]))
    db.session.remove()
    together = threading.Barrier(TOGETHER)

    def decide(number: int) -> str:
        with app.app_context():
            begin_writing()
            contact_id, person_id, other_id = ids[number % 2]
            together.wait(30)
            try:
                contact = db.session.get_one(Contact, contact_id)
                decision = (C, R)[number % 3 == 0]
                words = {"decision": decision, "why": WHY, "by": advisers[number], "at": LATER}
                decide_match(contact, person_id=person_id, other_id=other_id, **words)
            except NotAllowedNow:
                return "overtaken"
            finally:
                db.session.remove()
            return str(decision)

    with ThreadPoolExecutor(TOGETHER) as pool:
        outcomes = list(pool.map(decide, range(TOGETHER)))
    links = pair.links()
    assert len(links) == TOGETHER - outcomes.count("overtaken")
    assert [version for version, _, _ in links] == list(range(1, len(links) + 1))
    assert len({decision for _, decision, _ in links}) == 1
    assert [is_standing for _, _, is_standing in links] == [False] * (len(links) - 1) + [True]
