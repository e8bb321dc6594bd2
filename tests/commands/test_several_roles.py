"""One account in several roles: what is asked for and listed is that of the role acted in."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from portal.commands import sharing
from portal.commands.base import Refused
from portal.commands.sign_ins import act_as, begin_sign_in
from portal.extensions import db
from portal.models import AuditEvent, Contact, FamilyConflict, Membership
from portal.queries import check_lists, checks, consultations, home, sign_ins
from portal.queries import sharing as registers
from portal.rules.permissions import Actor
from portal.rules.share_filters import ShareFilter
from portal.vocabulary import CheckStatus, ContactStatus, Role
from tests.actors import actor_of
from tests.check_maker import ask
from tests.commands.disagreeing import mails
from tests.commands.test_sharing import SHARE
from tests.makers import NOON, Maker
from tests.several_roles import other_role

TODAY = date(2026, 11, 18)


def signed_in(membership: Membership) -> Actor:
    token = begin_sign_in(membership.account_id, membership.id, guess_id=None, at=NOON)
    row = sign_ins.holder(token)
    assert row is not None
    return sign_ins.actor_from(row, token)


def bar(contact: Contact, account_id: uuid.UUID) -> None:
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": account_id}
    db.session.add(FamilyConflict(**ids, declared_at=NOON))
    db.session.commit()


@pytest.fixture
def as_teacher(teacher) -> Actor:
    return signed_in(db.session.query(Membership).filter_by(account_id=teacher.id).one())


@pytest.fixture
def as_adviser(make: Maker, teacher, as_teacher) -> Actor:
    return signed_in(other_role(teacher, Role.MASH_ADVISER, make.hub))


def test_acting_in_another_role_ends_the_token_before(as_teacher, as_adviser):
    token = act_as(as_teacher, as_adviser.membership_id, at=NOON)
    now = sign_ins.holder(token)
    assert (now.role, now.membership_id) == (Role.MASH_ADVISER, as_adviser.membership_id)
    assert now.has_other_roles
    assert sign_ins.holder(as_teacher.token) is None
    (event,) = db.session.query(AuditEvent).filter_by(action="act_as")
    assert (event.role, event.why) == ("mash_adviser", "referring_professional")


def test_no_role_of_somebody_else_and_none_that_ended_is_taken(make, as_teacher, as_adviser):
    ended = db.session.get_one(Membership, as_adviser.membership_id)
    ended.is_active = False
    db.session.commit()
    other = make.account(Role.DECISION_MAKER)
    theirs = db.session.query(Membership).filter_by(account_id=other.id).one()
    for wanted in (ended.id, theirs.id, uuid.uuid4()):
        with pytest.raises(Refused, match="no longer have this role"):
            act_as(as_teacher, wanted, at=NOON)
    assert sign_ins.holder(as_adviser.token) is None
    still = sign_ins.holder(as_teacher.token)
    assert (still.role, still.has_other_roles) == (Role.REFERRING_PROFESSIONAL, False)


def test_lists_of_one_role_hold_nothing_of_another(make, teacher, as_teacher, as_adviser):
    sent = make.consultation(asker=teacher, organisation_id=as_teacher.organisation_id)
    taken = make.consultation(ContactStatus.WITH_ADVISER, adviser=teacher)
    for contact, by in ((sent, as_teacher), (taken, as_adviser)):
        words = replace(SHARE, what=by.role.value)
        sharing.record_decision(contact, by=by, words=words, key=uuid.uuid4(), at=NOON)
    assert [row.contact_id for row in consultations.sent(as_teacher)] == [sent.id]
    assert consultations.sent(as_adviser) == []
    rows, _more = registers.register(as_teacher, ShareFilter.ALL, None, TODAY)
    assert [row.contact_id for row in rows] == [sent.id]


def test_who_knows_a_family_has_it_on_no_list_of_their_own_or_of_colleagues(
    make, teacher, as_teacher
):
    given = {"asker": teacher, "organisation_id": as_teacher.organisation_id}
    draft, sent = make.consultation(ContactStatus.DRAFT, **given), make.consultation(**given)
    sharing.record_decision(sent, by=as_teacher, words=SHARE, key=uuid.uuid4(), at=NOON)
    lead = actor_of(make.account(Role.ORGANISATION_LEAD))

    def listed() -> list[int]:
        rows, _more = registers.register(as_teacher, ShareFilter.ALL, None, TODAY)
        lists = (consultations.drafts(as_teacher), consultations.sent(as_teacher), rows)
        return [len(each) for each in (*lists, home.sent_by_colleagues(lead))]

    assert listed() == [1, 1, 1, 1]
    for contact, who in ((draft, as_teacher), (sent, as_teacher), (sent, lead)):
        bar(contact, who.account_id)
    assert listed() == [0, 0, 0, 0]
    assert consultations.own(as_teacher, draft.id) is None


def test_nobody_answers_for_an_agency_what_they_asked_it(make, teacher, police):
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=teacher)
    asker = signed_in(other_role(teacher, Role.AGENCY_CONTRIBUTOR, make.hub, police))
    (check,) = ask(contact, teacher, police)
    assert teacher.id not in mails("check_asked")
    colleague = actor_of(make.account(Role.AGENCY_CONTRIBUTOR, organisation=police))
    for actor, seen in ((colleague, 1), (asker, 0)):
        rows, _more = check_lists.of_agency(actor, CheckStatus.ASKED)
        assert len(rows) == seen
        assert (checks.own(actor, contact.id, check.id) is not None) is bool(seen)
