"""Who may be the second person, and when a copy can be printed and given."""

import uuid
from dataclasses import replace

import pytest

from portal.rules import copying
from portal.rules.copying import CopyFacts, may_second, why_not_approve, why_not_print
from portal.rules.early_help import EpisodeFacts
from portal.rules.permissions import Actor
from portal.vocabulary import CopyStatus, MemberSees, Role

MAKER, HUB, SCHOOL = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
COPY = CopyFacts(
    status=CopyStatus.APPROVED,
    is_seconded=True,
    digest="a",
    digest_now="a",
    is_at_risk_now=True,
    are_hits_cleared=True,
)


def somebody(role):
    return Actor(
        account_id=uuid.uuid4(),
        name="Somebody",
        role=role,
        hub_id=HUB,
        hub_slug="hub",
        organisation_id=SCHOOL,
        organisation_name="A school",
        agency=None,
        job_title="",
        phone="",
        locale="en",
    )


def test_a_copy_waits_only_where_somebody_is_at_risk():
    assert copying.first_status(is_anyone_at_risk=True) is CopyStatus.WAITING
    assert copying.first_status(is_anyone_at_risk=False) is CopyStatus.MADE
    assert copying.after(CopyStatus.WAITING, "give") is None
    assert copying.after(CopyStatus.RETURNED, "give") is None
    assert copying.after(CopyStatus.MADE, "give") is CopyStatus.GIVEN


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, None),
        ({"status": CopyStatus.WAITING}, copying.WAITS),
        ({"status": CopyStatus.RETURNED}, copying.SENT_BACK),
        ({"digest_now": "b"}, copying.CHANGED),
        ({"digest_now": ""}, copying.CHANGED),
        ({"are_hits_cleared": False}, copying.NOT_CLEARED),
        ({"is_cleared_since": True}, copying.CLEARED_SINCE),
        ({"is_cleared_since": True, "is_at_risk_now": False}, None),
        ({"status": CopyStatus.MADE, "is_seconded": False}, copying.NOW_AT_RISK),
        ({"status": CopyStatus.MADE, "is_seconded": False, "is_at_risk_now": False}, None),
        ({"status": CopyStatus.GIVEN, "is_seconded": False}, copying.NOW_AT_RISK),
    ],
)
def test_what_keeps_a_copy_from_being_printed(change, why):
    assert why_not_print(replace(COPY, **change)) == why


def test_a_copy_that_changed_or_was_not_looked_through_is_not_approved():
    waiting = replace(COPY, status=CopyStatus.WAITING, is_seconded=False)
    assert why_not_approve(waiting) is None
    assert why_not_approve(replace(waiting, digest_now="b")) == copying.CHANGED
    assert why_not_approve(replace(waiting, are_hits_cleared=False)) == copying.NOT_CLEARED


@pytest.mark.parametrize(
    ("role", "change", "may"),
    [
        (Role.DECISION_MAKER, {"organisation_id": None}, True),
        (Role.DECISION_MAKER, {"organisation_id": None, "hub_id": uuid.uuid4()}, False),
        (Role.MASH_ADVISER, {"organisation_id": None}, False),
        (Role.ORGANISATION_LEAD, {}, True),
        (Role.ORGANISATION_LEAD, {"organisation_id": uuid.uuid4()}, False),
        (Role.REFERRING_PROFESSIONAL, {}, False),
        (Role.LEAD_PRACTITIONER, {}, False),
        (Role.ORGANISATION_LEAD, {"account_id": MAKER}, False),
        (Role.DECISION_MAKER, {"account_id": MAKER}, False),
    ],
)
def test_who_may_be_the_second_person(role, change, may):
    actor = somebody(role)
    episode = EpisodeFacts(HUB, MAKER, is_open=True, is_sharing_stopped=False)
    assert may_second(replace(actor, **change), episode, SCHOOL, MAKER) is may


def test_who_writes_with_the_team_may_be_the_second_until_agreement_is_withdrawn():
    writer = replace(somebody(Role.REFERRING_PROFESSIONAL), organisation_id=None)
    me = (writer.account_id, None)
    seeing = {me: MemberSees.EVERYTHING}
    episode = EpisodeFacts(HUB, MAKER, True, False, writers=frozenset({me}), seeing=seeing)
    assert may_second(writer, episode, SCHOOL, MAKER)
    for changed in (
        {"is_sharing_stopped": True},
        {"is_sharing_awaited": True},
        {"seeing": {me: MemberSees.PLAN}},
    ):
        assert not may_second(writer, replace(episode, **changed), SCHOOL, MAKER)


def test_after_agreement_is_withdrawn_only_the_lead_prints():
    lead = somebody(Role.LEAD_PRACTITIONER)
    episode = EpisodeFacts(HUB, lead.account_id, True, False)
    other = somebody(Role.MASH_ADVISER)
    assert copying.may_print_professional(other, episode)
    stopped = replace(episode, is_sharing_stopped=True)
    assert not copying.may_print_professional(other, stopped)
    assert copying.may_print_professional(lead, stopped)


def test_a_second_person_reads_a_copy_while_it_waits_and_what_they_approved():
    other = uuid.uuid4()
    for status in CopyStatus:
        assert copying.may_second_read(status, other, None) is (status is CopyStatus.WAITING)
    assert copying.may_second_read(CopyStatus.GIVEN, other, other)
    assert not copying.may_second_read(CopyStatus.APPROVED, other, MAKER)
