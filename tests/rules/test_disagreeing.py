"""Disagreements as rules: who sees one, who answers which stage, that it always leads on."""

import uuid
from dataclasses import replace

import pytest

from portal.rules import disagreeing
from portal.rules.disagreeing import STAGES, TABLE, Standing
from portal.rules.permissions import ContactFacts
from portal.vocabulary import DisagreementStage as Stage
from portal.vocabulary import DisagreementStatus as S
from portal.vocabulary import Role
from tests.rules.test_acts import ADVISER, HUB, OTHER_HUB, SCHOOL, WRITER, person

SIGNER, NAMED = uuid.uuid4(), uuid.uuid4()
CONTACT = ContactFacts(HUB, WRITER, SCHOOL, ADVISER, is_draft=False)
WAITING = Standing(
    contact=CONTACT,
    raiser_id=WRITER,
    stage=Stage.PRACTITIONERS,
    status=S.WAITING,
    responder_id=ADVISER,
    challenged=frozenset({ADVISER, SIGNER}),
    were_named=frozenset({ADVISER}),
)
SECOND = replace(
    WAITING, stage=Stage.LEADS, responder_id=NAMED, were_named=frozenset({ADVISER, NAMED})
)
writer = person(Role.REFERRING_PROFESSIONAL, WRITER, organisation=SCHOOL)
lead = person(Role.ORGANISATION_LEAD, organisation=SCHOOL)
author = person(Role.MASH_ADVISER, ADVISER)
signer = person(Role.MASH_ADVISER, SIGNER)
named = person(Role.DECISION_MAKER, NAMED)
manager = person(Role.DECISION_MAKER)

PARTIES = [writer, lead, author, signer, named, manager]
OTHERS = [
    person(Role.MASH_ADVISER),
    person(Role.REFERRING_PROFESSIONAL, organisation=SCHOOL),
    person(Role.ORGANISATION_LEAD, organisation=uuid.uuid4()),
    person(Role.LEAD_PRACTITIONER, organisation=SCHOOL),
    person(Role.HUB_ADMINISTRATOR),
    person(Role.DECISION_MAKER, hub=OTHER_HUB),
    person(Role.MASH_ADVISER, ADVISER, hub=OTHER_HUB),
]


@pytest.mark.parametrize("actor", PARTIES)
def test_the_parties_see_it(actor):
    assert disagreeing.sees(actor, SECOND)


@pytest.mark.parametrize("actor", OTHERS)
def test_nobody_else_sees_it_or_may_do_anything(actor):
    assert not disagreeing.sees(actor, SECOND)
    assert disagreeing.acts_for(actor, SECOND) == ()


def test_whoever_gave_the_answer_replies_first_and_never_again():
    assert disagreeing.acts_for(author, WAITING) == ("respond",)
    for stage in STAGES[1:]:
        again = replace(WAITING, stage=stage)  # named by mistake
        assert disagreeing.why_not_respond(author, again) == disagreeing.CHALLENGED
        assert ADVISER in disagreeing.kept_from_answering(again, stage)
        assert SIGNER in disagreeing.kept_from_answering(again, stage)
    assert ADVISER not in disagreeing.kept_from_answering(WAITING, STAGES[0])


def test_only_who_is_named_answers():
    assert disagreeing.acts_for(named, SECOND) == ("respond", "name_responder")
    assert disagreeing.why_not_respond(manager, SECOND) == disagreeing.NOT_NAMED
    assert disagreeing.acts_for(manager, SECOND) == ("name_responder",)


@pytest.mark.parametrize("stage", STAGES)
def test_only_the_professionals_side_ends_it_or_takes_it_further(stage):
    answered = replace(WAITING, stage=stage, status=S.ANSWERED)
    following = "end_without_agreement" if stage is STAGES[-1] else "take_further"
    for actor in (writer, lead):
        assert disagreeing.acts_for(actor, answered) == ("resolve", following)
    for actor in (author, signer, named, manager):
        assert disagreeing.acts_for(actor, answered) == ()


def test_a_colleague_of_who_raised_it_does_not_speak_for_them():
    raised_by_lead = replace(WAITING, raiser_id=lead.account_id)
    assert disagreeing.sees(writer, raised_by_lead)
    assert disagreeing.acts_for(writer, raised_by_lead) == ()
    assert disagreeing.acts_for(lead, raised_by_lead) == ("resolve",)


def test_nobody_answers_a_challenge_they_wrote_themselves():
    own = replace(WAITING, contact=replace(CONTACT, account_id=NAMED), responder_id=NAMED)
    assert disagreeing.why_not_respond(named, own) == disagreeing.OWN
    assert "name_responder" not in disagreeing.acts_for(named, own)
    assert NAMED in disagreeing.kept_from_answering(own, Stage.PRACTITIONERS)


def test_every_state_that_is_open_leads_on_at_every_stage():
    for stage in STAGES:
        for status in disagreeing.OPEN:
            standing = replace(WAITING, stage=stage, status=status)
            assert any(disagreeing.allows(standing, act) for _, act in TABLE)


def test_nothing_happens_to_one_that_is_over():
    for status in set(S) - disagreeing.OPEN:
        over = replace(WAITING, status=status)
        assert not any(disagreeing.allows(over, act) for _, act in TABLE)


def test_the_stages_follow_each_other_and_end_with_the_partnership():
    assert [disagreeing.after(stage) for stage in STAGES] == [*STAGES[1:], None]
    last = replace(WAITING, stage=STAGES[-1])
    assert not disagreeing.allows(last, "time_ran_out")
    assert disagreeing.allows(WAITING, "time_ran_out")
