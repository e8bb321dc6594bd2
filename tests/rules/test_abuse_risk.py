"""The evidence about abuse: a yes never takes away, don't know is never no, judgement only adds."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.rules import missing_abuse
from portal.rules.abuse import Abuse, Topic, read_abuse
from portal.rules.abuse_explained import explain
from portal.rules.abuse_risk import ALWAYS, Criteria, as_json, from_json, weigh
from portal.rules.abuse_words import TOPICS
from portal.rules.consultation import read
from portal.rules.guidance import URGENCIES
from portal.vocabulary import (
    Answer,
    FindingState,
    JudgementPrompt,
    MaracCriterion,
    RiskTool,
    TopicAnswer,
    Urgency,
    VictimAge,
)

few = settings(max_examples=60, deadline=None, derandomize=True)
ANSWERS = st.sampled_from([None, *Answer])
NUMBERS = st.one_of(st.none(), st.integers(0, 40))
YES = Topic(TopicAnswer.YES, None)
NOT_KNOWN = Topic(TopicAnswer.NOT_KNOWN, None)
TOPIC = st.sampled_from(sorted(TOPICS))
SAID = st.builds(Topic, st.sampled_from(list(TopicAnswer)), st.none())
TOLD = st.builds(
    Abuse,
    age=st.sampled_from([None, *VictimAge]),
    tool=st.none(),
    done_on=st.none(),
    says_high=ANSWERS,
    topics=st.dictionaries(TOPIC, SAID),
    note=st.just(""),
    incidents=NUMBERS,
    repeat=ANSWERS,
    frightened=ANSWERS,
    judgement=ANSWERS,
    prompts=st.frozensets(st.sampled_from(list(JudgementPrompt))),
    affected=st.just(()),
    seen_by=ANSWERS,
)
HUBS = st.builds(Criteria, st.integers(1, 24), st.integers(1, 10), st.integers(1, 24))
NOTHING = read_abuse({}, read({}))
QUESTIONS = ("says_high", "judgement", "repeat", "frightened")


def possible(evidence):
    return {*evidence.met, *evidence.open}


def not_less(after, before):
    """Everything that stood before stands after, and nothing is looked at later."""
    assert {*before.met} <= {*after.met}
    assert {*before.topics} <= {*after.topics}
    assert {*before.prompts} <= {*after.prompts}
    assert after.is_consult >= before.is_consult
    assert URGENCIES.index(after.how_soon) >= URGENCIES.index(before.how_soon)


@few
@given(TOLD, HUBS, TOPIC)
def test_one_more_topic_answered_yes_takes_nothing_away(told, hub, topic):
    more = replace(told, topics={**told.topics, topic: YES})
    not_less(weigh(more, hub), weigh(told, hub))


@few
@given(TOLD, HUBS, st.sampled_from(QUESTIONS))
def test_one_more_question_answered_yes_takes_nothing_away(told, hub, question):
    not_less(weigh(replace(told, **{question: Answer.YES}), hub), weigh(told, hub))


@few
@given(TOLD, HUBS, st.integers(0, 40), st.integers(0, 40))
def test_more_incidents_take_nothing_away(told, hub, some, more):
    fewer = weigh(replace(told, incidents=some), hub)
    not_less(weigh(replace(told, incidents=some + more), hub), fewer)


@few
@given(TOLD, HUBS, st.frozensets(st.sampled_from(list(JudgementPrompt))))
def test_more_prompts_take_nothing_away(told, hub, prompts):
    not_less(weigh(replace(told, prompts=told.prompts | prompts), hub), weigh(told, hub))


@few
@given(TOLD, HUBS, TOPIC, st.sampled_from([None, TopicAnswer.NOT_KNOWN, TopicAnswer.NOT_ASKED]))
def test_a_topic_that_is_not_known_keeps_open_whatever_a_yes_would_meet(told, hub, topic, answer):
    others = {number: each for number, each in told.topics.items() if number != topic}
    unknown = others if answer is None else {**others, topic: Topic(answer, None)}
    as_yes = possible(weigh(replace(told, topics={**others, topic: YES}), hub))
    as_no = possible(
        weigh(replace(told, topics={**others, topic: Topic(TopicAnswer.NO, None)}), hub)
    )
    found = weigh(replace(told, topics=unknown), hub)
    assert as_no <= possible(found)
    assert as_yes <= possible(found)
    count = next(each for each in found.findings if each.criterion is MaracCriterion.COUNT)
    assert topic in count.unknown
    assert (topic in found.ask) is (topic in ALWAYS)


@few
@given(TOLD, HUBS, st.sampled_from(QUESTIONS[:3]), st.sampled_from([None, Answer.NOT_KNOWN]))
def test_a_question_that_is_not_known_stays_open(told, hub, question, answer):
    criterion = {
        "says_high": MaracCriterion.TOOL,
        "judgement": MaracCriterion.JUDGEMENT,
        "repeat": MaracCriterion.REPEAT,
    }[question]
    assert criterion in weigh(replace(told, **{question: answer}), hub).open


@few
@given(TOLD, HUBS)
def test_incidents_that_nobody_counted_stay_open(told, hub):
    assert MaracCriterion.ESCALATION in weigh(replace(told, incidents=None), hub).open


@few
@given(TOLD, HUBS, ANSWERS)
def test_judgement_never_lowers_what_anything_else_says(told, hub, judgement):
    without = weigh(replace(told, judgement=None), hub)
    found = weigh(replace(told, judgement=judgement), hub)
    others = {each for each in MaracCriterion if each is not MaracCriterion.JUDGEMENT}
    assert {*found.met} & others == {*without.met} & others
    assert {*found.open} & others == {*without.open} & others
    assert (MaracCriterion.JUDGEMENT in found.met) is (judgement is Answer.YES)


@few
@given(TOLD, HUBS)
def test_few_topics_and_a_frightened_victim_is_a_reason_to_talk_today(told, hub):
    no = {number: Topic(TopicAnswer.NO, None) for number in TOPICS}
    calm = replace(
        told, topics=no, incidents=0, repeat=Answer.NO, judgement=Answer.NO, says_high=Answer.NO
    )
    afraid = weigh(replace(calm, frightened=Answer.YES), hub)
    assert afraid.met == afraid.open == ()
    assert afraid.is_consult
    assert afraid.how_soon is Urgency.SAMEDAY


@few
@given(TOLD, HUBS)
def test_the_evidence_is_frozen_and_read_again_word_for_word(told, hub):
    found = weigh(told, hub)
    assert from_json(json.loads(json.dumps(as_json(found)))) == found


@few
@given(TOLD, HUBS, st.booleans())
def test_every_criterion_is_told_with_a_reason_and_no_score(told, hub, has_children):
    lines = explain(weigh(told, hub), age=told.age, has_children=has_children)
    assert len(lines.findings) == len(MaracCriterion)
    assert all(each.reasons and all(each.reasons) for each in lines.findings)
    said = " ".join([*lines.to_do, *(r for each in lines.findings for r in each.reasons)])
    assert "%" not in said
    assert not any(word in said for word in ("score", "standard risk", "medium risk"))


@pytest.mark.parametrize(
    ("number", "prompt"),
    [
        (15, JudgementPrompt.STRANGULATION),
        (8, JudgementPrompt.STALKING),
        (14, JudgementPrompt.THREATS_TO_KILL),
        (2, JudgementPrompt.OWN_FEAR),
        (10, JudgementPrompt.ESCALATION),
        (11, JudgementPrompt.ESCALATION),
    ],
)
def test_a_topic_prompts_judgement(number, prompt):
    assert prompt in weigh(replace(NOTHING, topics={number: YES}), Criteria()).prompts


def test_separation_control_and_violence_prompt_judgement_only_together():
    three = (6, 12, 1)
    for left_out in (None, *three):
        topics = {number: YES for number in three if number != left_out}
        prompts = weigh(replace(NOTHING, topics=topics), Criteria()).prompts
        assert (JudgementPrompt.TOGETHER in prompts) is (left_out is None)


@pytest.mark.parametrize("number", ALWAYS)
def test_what_matters_whatever_the_count_is_told_by_name(number):
    found = weigh(replace(NOTHING, topics={number: YES}), Criteria())
    assert explain(found, age=None, has_children=False).topics == (TOPICS[number],)


def test_nothing_said_leaves_every_criterion_open():
    found = weigh(NOTHING, Criteria())
    assert {each.state for each in found.findings} == {FindingState.OPEN}
    assert found.ask == ALWAYS


def test_the_count_is_met_at_the_hubs_own_number():
    topics = {number: YES for number in list(TOPICS)[:13]}
    told = replace(NOTHING, topics=topics)
    assert MaracCriterion.COUNT not in weigh(told, Criteria()).met
    assert MaracCriterion.COUNT in weigh(told, Criteria(count=13)).met
    all_known = {number: topics.get(number, Topic(TopicAnswer.NO, None)) for number in TOPICS}
    assert MaracCriterion.COUNT not in possible(weigh(replace(told, topics=all_known), Criteria()))
    one_open = {**all_known, 24: NOT_KNOWN}
    assert MaracCriterion.COUNT in weigh(replace(told, topics=one_open), Criteria()).open


def test_dara_has_its_own_rules_and_no_count():
    yes_to_all = {number: YES for number in TOPICS}
    told = replace(NOTHING, tool=RiskTool.DARA, topics=yes_to_all, says_high=Answer.NO)
    found = weigh(told, Criteria())
    assert MaracCriterion.COUNT not in {each.criterion for each in found.findings}
    assert found.topics == ALWAYS and not found.met
    assert MaracCriterion.TOOL in weigh(replace(told, says_high=Answer.YES), Criteria()).met
    others = {number: YES for number in TOPICS if number not in ALWAYS}
    assert not weigh(replace(told, topics=others), Criteria()).topics
    pages = {"risk-tool": {"tool": "dara"}, "risk-topics": {f"t{each}": "no" for each in ALWAYS}}
    wanted = "Some topics of the risk tool are not known yet"
    assert wanted not in {task.text for task in missing_abuse.tasks(read(pages), pages)}
    pages["risk-tool"] = {"tool": "dash"}
    assert wanted in {task.text for task in missing_abuse.tasks(read(pages), pages)}
