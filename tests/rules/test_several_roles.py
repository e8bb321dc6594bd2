"""One account in several roles: each acts for itself, and nobody gains by changing between them."""

import uuid
from dataclasses import replace

from portal.rules import copying, deciding, disagreeing
from portal.rules.acts import MAY, may, may_reply
from portal.rules.checks import Reader, reader_of
from portal.rules.early_help import (
    EpisodeFacts,
    is_writer,
    may_lead_episode,
    may_open_episode,
    may_read_episode,
    sees,
)
from portal.rules.permissions import ContactFacts, is_of_hub, is_own, may_read
from portal.vocabulary import DisagreementStage, DisagreementStatus, MemberSees, Role
from tests.rules.test_acts import ADVISER, HUB, OTHER_HUB, SCHOOL, WRITER, person

BOTH = WRITER
CONTACT = ContactFacts(HUB, BOTH, SCHOOL, ADVISER, is_draft=False)
DRAFT = replace(CONTACT, is_draft=True)
as_teacher = person(Role.REFERRING_PROFESSIONAL, BOTH, organisation=SCHOOL)
CLINIC = uuid.uuid4()
as_nurse = person(Role.REFERRING_PROFESSIONAL, BOTH, organisation=CLINIC)
as_adviser = person(Role.MASH_ADVISER, BOTH)
as_manager = person(Role.DECISION_MAKER, BOTH)


def test_what_was_written_in_one_role_is_gone_on_with_in_that_role():
    assert is_own(as_teacher, CONTACT)
    assert may_read(as_teacher, DRAFT)
    for other in (as_nurse, as_adviser, as_manager):
        assert not is_own(other, CONTACT)
        assert not may_read(other, DRAFT)
        assert not may_reply(other, CONTACT)
    assert not may_read(as_nurse, CONTACT)


def test_nobody_answers_or_decides_what_they_sent_in_another_role():
    mine = replace(CONTACT, adviser_id=BOTH)
    for actor in (as_adviser, as_manager):
        assert [act for act in MAY if may(actor, mine, act)] == []
        assert not is_of_hub(actor, mine)
        assert reader_of(actor, mine, BOTH) is Reader.REFERRER
    standing = deciding.Standing(writer_id=BOTH, proposer_id=ADVISER)
    assert deciding.why_not_sign(as_manager, standing) == deciding.OWN
    assert deciding.why_not_overturn(as_manager, standing) == deciding.OWN
    assert deciding.why_not_sign(as_manager, replace(standing, writer_id=ADVISER, proposer_id=BOTH))


def test_who_answers_for_the_hub_never_speaks_for_the_professional_too():
    as_lead = person(Role.ORGANISATION_LEAD, ADVISER, organisation=SCHOOL)
    another = person(Role.ORGANISATION_LEAD, organisation=SCHOOL)
    assert may_reply(another, CONTACT)
    assert not may_reply(as_lead, CONTACT)
    free = replace(CONTACT, adviser_id=None)
    answered = disagreeing.Standing(
        contact=free,
        raiser_id=BOTH,
        stage=DisagreementStage.PRACTITIONERS,
        status=DisagreementStatus.ANSWERED,
        challenged=frozenset({ADVISER}),
    )
    assert disagreeing.may(another, answered, "resolve")
    assert not disagreeing.may(as_lead, answered, "resolve")
    assert disagreeing.why_not_respond(as_adviser, replace(answered, raiser_id=ADVISER))


def test_a_place_on_a_team_is_that_of_the_role_it_was_given_in():
    def on_team(*agencies):
        places = {(BOTH, each): MemberSees.EVERYTHING for each in agencies}
        return {"writers": frozenset(places), "seeing": places}

    episode = EpisodeFacts(HUB, ADVISER, True, False, **on_team(SCHOOL))
    assert is_writer(as_teacher, episode)
    assert not may_open_episode(as_nurse, episode) and not is_writer(as_nurse, episode)
    as_contributor = person(Role.AGENCY_CONTRIBUTOR, BOTH, organisation=SCHOOL)
    assert not may_open_episode(as_contributor, episode)
    before = replace(episode, **on_team(None))  # joined before it was kept
    assert is_writer(as_nurse, before) and is_writer(as_teacher, before)
    both = {(BOTH, SCHOOL): MemberSees.PLAN, (BOTH, CLINIC): MemberSees.EVERYTHING}
    twice = replace(episode, writers=frozenset({(BOTH, CLINIC)}), seeing=both)
    assert [sees(each, twice) for each in (as_teacher, as_nurse)] == [*both.values()]
    assert is_writer(as_nurse, twice) and not is_writer(as_teacher, twice)


def test_an_episode_is_led_for_the_agency_it_was_begun_for_and_copies_take_another_person():
    episode = EpisodeFacts(HUB, BOTH, True, False, frozenset({ADVISER}), organisation_id=SCHOOL)
    assert may_lead_episode(as_teacher, episode)
    for other in (as_nurse, as_adviser, person(Role.REFERRING_PROFESSIONAL, BOTH, OTHER_HUB)):
        assert not may_lead_episode(other, episode)
    assert not may_read_episode(as_nurse, episode)
    assert may_read_episode(as_adviser, episode)
    assert not is_writer(person(Role.MASH_ADVISER, ADVISER), episode)
    assert not copying.may_second(as_manager, episode, SCHOOL, maker_id=BOTH)
