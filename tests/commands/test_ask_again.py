"""Asking again about what was answered: people and facts carried over, not what is of its day."""

from datetime import timedelta

import pytest

from portal.commands import conversion
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import (
    Account,
    AuditEvent,
    Contact,
    ContactEvent,
    FamilyConflict,
    OutboxMessage,
    Statement,
)
from portal.queries import consultations
from portal.rules.lifecycle import NotAllowedNow
from portal.vocabulary import ContactKind, ContactRoute, ContactStatus, Role
from tests.actors import actor_of
from tests.commands.answered import advised
from tests.commands.test_episodes import start as help_from
from tests.commands.writing import PAGES, SAFE, fill, send, start
from tests.makers import NOON, Maker

LATER = NOON + timedelta(days=20)


@pytest.fixture
def writer(make: Maker):
    return actor_of(make.account())


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER)


def answered(writer, adviser: Account, pages=PAGES, route=ContactRoute.FULL) -> Contact:
    contact = start(writer, route)
    fill(writer, contact, pages)
    send(writer, contact)
    contact.status, contact.adviser_id = ContactStatus.WITH_ADVISER, adviser.id
    db.session.commit()
    advised(contact, adviser)
    return contact


def again(writer, contact, key="again") -> Contact:
    return conversion.ask_again(writer, contact, start_key=key, at=LATER)


def pages_of(contact) -> dict:
    return consultations.draft_of(contact).pages


def test_people_and_facts_are_carried_over_and_the_day_is_asked_about_anew(writer, adviser):
    contact = answered(writer, adviser)
    draft = again(writer, contact)
    assert (draft.kind, draft.status) == (ContactKind.CONSULTATION, ContactStatus.DRAFT)
    assert draft.from_contact_id == contact.id
    carried = {name: page for name, page in PAGES.items() if name not in conversion.OF_ITS_DAY}
    assert pages_of(draft) == carried
    assert {"safety"} <= set(PAGES) - set(carried)
    assert {name.partition(":")[0] for name in carried} >= {"person", "statement"}
    assert contact.status is ContactStatus.ADVISED
    assert db.session.query(AuditEvent).filter_by(action="ask_again").count() == 1


def test_a_second_click_goes_on_with_the_same_draft_and_later_there_may_be_another(writer, adviser):
    contact = answered(writer, adviser)
    draft = again(writer, contact)
    assert again(writer, contact).id == again(writer, contact, "other").id == draft.id
    fill(writer, draft, {"safety": SAFE})
    send(writer, draft)
    assert again(writer, contact, "third").id != draft.id


def test_referring_and_asking_again_do_not_get_in_each_others_way(writer, adviser):
    contact = answered(writer, adviser)
    draft = again(writer, contact)
    referral = conversion.refer_now(writer, contact, start_key="refer", at=LATER)
    assert referral.kind is ContactKind.REFERRAL and referral.id != draft.id
    assert again(writer, contact, "more").id == draft.id


def test_nothing_is_asked_again_before_it_is_answered(writer):
    contact = start(writer)
    fill(writer, contact, PAGES)
    send(writer, contact)
    with pytest.raises(NotAllowedNow):
        again(writer, contact)
    with pytest.raises(NotAllowedNow):
        again(writer, start(writer, key="a draft"))


def test_a_key_of_another_draft_is_refused(writer, adviser):
    contact, other = answered(writer, adviser), start(writer, key="taken")
    with pytest.raises(Refused):
        again(writer, contact, "taken")
    assert pages_of(other) == {}


def test_once_sent_the_first_contact_says_so_and_who_knows_the_family_is_kept_out(
    make, writer, adviser
):
    contact, knows = answered(writer, adviser), make.account(Role.MASH_ADVISER)
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": knows.id}
    db.session.add(FamilyConflict(**ids, declared_at=NOON))
    db.session.commit()
    draft = again(writer, contact)
    fill(writer, draft, {"safety": SAFE})
    send(writer, draft)
    kept_out = db.session.query(FamilyConflict).filter_by(contact_id=draft.id).one()
    assert kept_out.account_id == knows.id
    said = db.session.query(ContactEvent).filter_by(contact_id=contact.id, action="ask_again")
    assert said.count() == 1
    told = [
        [
            (each.what, each.said_by)
            for each in db.session.query(Statement).filter_by(contact_id=one)
        ]
        for one in (contact.id, draft.id)
    ]
    assert told[0] == told[1] and told[0]


WISHES = {"wants": "To stay", "must_not_be_told": "Stuart must not learn that she spoke with us."}
SAFELY = {"safe_now": "yes", "harmer_where": "At work", "reach": "Her work phone"}


def test_advice_on_domestic_abuse_keeps_its_route_and_every_warning(writer, adviser):
    abuse = {"wishes": WISHES, "safe-contact": SAFELY, "risk-tool": {"tool": "dash"}}
    contact = answered(writer, adviser, {**PAGES, **abuse}, ContactRoute.DOMESTIC_ABUSE)
    contact.must_not_be_told += "\nNor his mother."  # told since it was sent
    db.session.commit()
    draft = again(writer, contact)
    assert draft.route is ContactRoute.DOMESTIC_ABUSE
    held = pages_of(draft)
    assert held["wishes"]["must_not_be_told"] == contact.must_not_be_told
    assert held["safe-contact"] == {"reach": "Her work phone"}
    assert held["risk-tool"] == {"tool": "dash"}
    contact.must_not_be_told += "\nNor the school's office."  # while the draft was waiting
    db.session.commit()
    fill(writer, draft, {"safety": SAFE})
    send(writer, draft)
    assert draft.is_safe_contact
    assert draft.must_not_be_told == contact.must_not_be_told
    assert "Nor the school's office." in draft.must_not_be_told


def test_a_warning_raised_since_holds_for_what_is_asked_again(writer, adviser):
    contact = answered(writer, adviser)
    contact.is_safe_contact, contact.must_not_be_told = True, "The father must not know."
    db.session.commit()
    draft = again(writer, contact)
    told = {**PAGES["family"], "must_not_be_told": "The father must not know."}
    assert pages_of(draft)["family"] == told
    fill(writer, draft, {"safety": SAFE})
    send(writer, draft)
    assert (draft.is_safe_contact, draft.must_not_be_told) == (True, "The father must not know.")


def test_a_warning_on_what_is_asked_again_is_carried_back_to_what_came_before(
    make, writer, adviser
):
    """Whoever still reads the first contact, or helps the family, must not tell the father."""
    contact = answered(writer, adviser)
    referral = conversion.refer_now(writer, contact, start_key="refer", at=LATER)
    fill(writer, referral, {"safety": SAFE})
    send(writer, referral)
    referral.status, referral.adviser_id = ContactStatus.WITH_ADVISER, adviser.id
    helped = help_from(db.session.get_one(Account, writer.account_id), contact)
    contact.must_not_be_told, unrelated = "Nor his mother.", answered(writer, adviser)
    db.session.commit()
    draft = again(writer, contact)
    told = {**PAGES["family"], "must_not_be_told": "The father must not know."}
    fill(writer, draft, {"safety": {**SAFE, "S2": "yes"}, "family": told})
    send(writer, draft)
    for each in (contact, referral, helped):
        lines = each.must_not_be_told.splitlines()
        assert "The father must not know." in lines and len(lines) == len(set(lines))
    assert "Nor his mother." in contact.must_not_be_told and helped.has_been_risky
    assert unrelated.must_not_be_told == ""
    warned = db.session.query(ContactEvent).filter_by(action="add_warning")
    assert {each.contact_id for each in warned} == {contact.id, referral.id}
    (mail,) = db.session.query(OutboxMessage).filter_by(kind="information_added")
    assert (mail.contact_id, mail.account_id) == (referral.id, adviser.id)
