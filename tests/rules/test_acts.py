"""What each person is offered: the lifecycle and the access rules, never one without the other."""

import uuid

import pytest

from portal.rules.acts import MAY, acts_for, may
from portal.rules.lifecycle import allows
from portal.rules.permissions import Actor, ContactFacts
from portal.rules.timeline import is_reason_shown, is_shown, sentence
from portal.vocabulary import ContactKind as Kind
from portal.vocabulary import ContactStatus as S
from portal.vocabulary import Role

HUB, OTHER_HUB, SCHOOL, WRITER, ADVISER = (uuid.UUID(int=number) for number in range(1, 6))


def person(role, account=None, hub=HUB, organisation=None) -> Actor:
    return Actor(
        account_id=account or uuid.uuid4(),
        name="Somebody",
        role=role,
        hub_id=hub,
        hub_slug="hub",
        organisation_id=organisation,
        organisation_name="",
        agency=None,
        job_title="",
        phone="",
        locale="en",
    )


def contact(is_draft=False, organisation=SCHOOL) -> ContactFacts:
    return ContactFacts(HUB, WRITER, organisation, ADVISER, is_draft)


writer = person(Role.REFERRING_PROFESSIONAL, WRITER, organisation=SCHOOL)
lead = person(Role.ORGANISATION_LEAD, organisation=SCHOOL)
adviser = person(Role.MASH_ADVISER, ADVISER)
colleague = person(Role.MASH_ADVISER)
decision_maker = person(Role.DECISION_MAKER)

OFFERED = [
    (writer, S.SUBMITTED, ["add_information"]),
    (writer, S.WAITING_FOR_INFORMATION, ["reply"]),
    (writer, S.ADVISED, ["acknowledge", "disagree"]),
    (writer, S.CLOSED, ["disagree"]),
    (lead, S.WAITING_FOR_INFORMATION, ["reply"]),
    (lead, S.ADVISED, ["disagree"]),
    (colleague, S.SUBMITTED, ["take_up"]),
    (colleague, S.WITH_ADVISER, []),
    (
        adviser,
        S.WITH_ADVISER,
        ["give_advice", "ask_for_more", "add_information", "change_rag", "give_back"],
    ),
    (adviser, S.ADVISED, ["withdraw_advice", "close"]),
    (
        decision_maker,
        S.WAITING_FOR_INFORMATION,
        ["give_advice", "change_rag", "give_back", "reassign"],
    ),
    (person(Role.REFERRING_PROFESSIONAL, organisation=SCHOOL), S.ADVISED, []),
    (person(Role.LEAD_PRACTITIONER, organisation=SCHOOL), S.ADVISED, []),
    (person(Role.HUB_ADMINISTRATOR), S.WITH_ADVISER, []),
    (person(Role.DECISION_MAKER, hub=OTHER_HUB), S.WITH_ADVISER, []),
    (person(Role.ORGANISATION_LEAD, organisation=uuid.uuid4()), S.ADVISED, []),
]


@pytest.mark.parametrize(("actor", "status", "offered"), OFFERED)
def test_each_person_is_offered_what_they_may_do_now(actor, status, offered):
    assert list(acts_for(actor, contact(), Kind.CONSULTATION, status)) == offered


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("status", list(S))
@pytest.mark.parametrize("actor", [writer, lead, adviser, colleague, decision_maker])
def test_nothing_is_offered_that_the_lifecycle_does_not_have(actor, status, kind):
    offered = acts_for(actor, contact(), kind, status)
    assert all(allows(kind, status, act) for act in offered)


@pytest.mark.parametrize("act", list(MAY))
def test_a_writer_never_answers_themselves_whatever_their_role(act):
    own = {"reply", "add_information", "acknowledge", "disagree", "convert_back"}
    for role in Role:
        assert not may(person(role, WRITER, organisation=SCHOOL), contact(), act) or act in own


@pytest.mark.parametrize("act", list(MAY))
def test_a_draft_offers_nothing_here(act):
    for actor in (writer, lead, adviser, decision_maker):
        assert not may(actor, contact(is_draft=True), act)


def test_a_lead_without_an_organisation_speaks_for_nobody():
    nowhere = person(Role.ORGANISATION_LEAD)
    assert not may(nowhere, contact(organisation=None), "reply")


def test_why_the_hub_moved_work_is_for_the_hub():
    assert is_reason_shown("give_back", to_hub=True)
    assert not is_reason_shown("give_back", to_hub=False)
    assert is_shown("give_back", to_hub=False)


def test_an_act_without_a_sentence_is_the_hubs_own_and_still_readable():
    assert not is_shown("moved_desk", to_hub=False)
    assert sentence("moved_desk") == "Moved desk"
