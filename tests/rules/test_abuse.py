"""Pages about domestic abuse as facts, their order, what is missing, and the settings of a hub."""

import uuid
from datetime import date

import pytest

from portal.rules import hub_settings, journey, missing_abuse
from portal.rules.abuse import OF_CHILDREN, Topic, read_abuse
from portal.rules.abuse_words import CHOICES, QUESTIONS, TOPICS
from portal.rules.consultation import read
from portal.rules.people_label import in_words, with_adult
from portal.vocabulary import (
    Answer,
    ContactKind,
    ContactRoute,
    LawfulBasis,
    TopicAnswer,
    TopicSource,
)

ABUSE = ContactRoute.DOMESTIC_ABUSE
CHILD, ADULT = uuid.UUID(int=1), uuid.UUID(int=2)
FREYA = {"kind": "child", "name": "Freya Corrigan", "age_kind": "estimate", "age_years": "7"}
LEAH = {"kind": "adult", "name": "Leah Corrigan", "part": "adult_victim"}
PAGES = {f"person:{ADULT}": LEAH}
WITH_CHILD = {**PAGES, f"person:{CHILD}": FREYA}
ON = date(2026, 11, 18)


def kinds(pages, kind=ContactKind.CONSULTATION, route=ABUSE):
    return [step.kind for step in journey.steps(route, read(pages), kind)]


def test_safe_contact_comes_right_after_the_safety_screen():
    assert kinds({})[:3] == ["safety", "safe-contact", "you"]


def test_pages_of_children_are_there_only_where_there_are_children():
    assert not OF_CHILDREN & set(kinds(PAGES))
    assert set(kinds(WITH_CHILD)) >= OF_CHILDREN


def test_a_referral_asks_the_same_and_then_what_a_referral_asks():
    asked = kinds(WITH_CHILD)
    further = kinds(WITH_CHILD, ContactKind.REFERRAL)
    assert further[: len(asked) - 2] == asked[:-2]
    assert further[-2:] == ["request", "check"]


@pytest.mark.parametrize("route", [ContactRoute.FULL, ContactRoute.SHORT])
def test_safe_contact_once_told_stays_on_every_way(route):
    told = {"safe-contact": {"reach": "Her work phone"}}
    assert kinds(told, route=route)[:2] == ["safety", "safe-contact"]
    assert "safe-contact" not in kinds({}, route=route)
    assert read({"safety": {"S8": "no"}, **told}).is_safe_contact


def test_only_its_own_route_sends_its_pages_and_safe_contact_is_always_sent():
    for page in ("victim", "risk-topics", f"affected:{CHILD}", "wishes"):
        assert journey.is_sent(page, ContactKind.CONSULTATION, ABUSE)
        assert not journey.is_sent(page, ContactKind.CONSULTATION, ContactRoute.FULL)
    assert journey.is_sent("safe-contact", ContactKind.CONSULTATION, ContactRoute.FULL)


def test_every_page_can_be_saved_and_every_question_is_of_such_a_page():
    pages = {field.partition(".")[0] for field in QUESTIONS}
    for page in pages - {"affected"}:
        assert journey.is_saved_page(page)
    assert journey.is_saved_page(f"affected:{CHILD}")
    assert set(CHOICES) <= set(QUESTIONS)
    assert len(TOPICS) == 24


def test_what_cannot_be_read_counts_as_not_known():
    pages = {
        "risk-topics": {"t1": "perhaps", "t2": "yes", "t2_source": "victim", "t99": "yes"},
        "risk-view": {"incidents": "several", "prompts": "stalking", "repeat": ""},
        "risk-tool": {"tool": "tarot", "done_on_day": "40"},
    }
    told = read_abuse(pages, read(pages))
    assert told.topics == {2: Topic(TopicAnswer.YES, TopicSource.VICTIM)}
    assert (told.incidents, told.repeat, told.tool, told.done_on) == (None, None, None, None)
    assert told.prompts == frozenset()


@pytest.mark.parametrize(
    ("sees", "related", "is_victim"),
    [
        ("yes", "yes", True),
        ("not_known", "not_known", True),
        ("", "", True),
        ("yes", "no", False),
        ("no", "yes", False),
    ],
)
def test_a_child_is_a_victim_unless_a_plain_no_was_said(sees, related, is_victim):
    pages = {**WITH_CHILD, f"affected:{CHILD}": {"sees": sees, "related": related}}
    assert [each.is_victim for each in read_abuse(pages, read(pages)).affected] == [is_victim]


def test_another_basis_than_the_usual_one_is_asked_for_its_reason():
    pages = {**WITH_CHILD, "wishes": {"basis": "consent"}}
    usual = frozenset({LawfulBasis.PUBLIC_TASK})
    asked = "Say why you chose another basis for sharing"
    assert asked in {task.text for task in missing_abuse.tasks(read(pages), pages, usual)}
    pages["wishes"]["basis_reason"] = "She asked me to write to you."
    assert asked not in {task.text for task in missing_abuse.tasks(read(pages), pages, usual)}


def test_what_is_missing_never_sends_anybody_to_the_person_causing_harm_or_the_family():
    tasks = missing_abuse.tasks(read(WITH_CHILD), WITH_CHILD)
    pages = {task.page.partition(":")[0] for task in tasks}
    assert tasks[0].page == "safe-contact"
    assert not pages & {"family", "tried", "timing"}
    assert {"risk-topics", "risk-view", "affected", "wishes"} <= pages
    told = " ".join(task.text for task in tasks)
    assert "without asking them anything" in told
    assert "family" not in told


def test_the_label_names_the_adult_first_and_reads_in_another_language():
    assert with_adult(read(WITH_CHILD).people, ON) == "Leah, adult; Freya, about 7"
    assert with_adult(read(PAGES).people, ON) == "Leah, adult"
    assert with_adult((), ON) == "Adult, name not known"
    welsh = {"%(name)s, adult": "%(name)s, oedolyn", "about %(age)s": "tua %(age)s"}
    label = in_words("Leah, adult; Freya, about 7", lambda text: welsh.get(text, text), str)
    assert label == "Leah, oedolyn; Freya, tua 7"


def test_a_label_never_outgrows_its_column():
    many = {f"person:{uuid.UUID(int=n)}": {**FREYA, "name": "N" * 60} for n in range(3, 9)}
    pages = {f"person:{ADULT}": {**LEAH, "name": "L" * 300}, **many}
    assert len(with_adult(read(pages).people, ON)) <= 200


def test_a_hub_sets_its_own_numbers_and_nothing_is_confirmed_by_itself():
    usual = hub_settings.read({}).abuse
    assert (usual.criteria.count, usual.criteria.incidents) == (14, 3)
    assert usual.criteria.repeat_months == 12
    assert not usual.criteria.is_confirmed
    given = {"count": 10, "effective": "2026-04-01", "edition": "Plan 3", "confirmed": True}
    told = hub_settings.read({"abuse": {"criteria": given}}).abuse.criteria
    assert (told.count, told.effective_from, told.is_confirmed) == (10, date(2026, 4, 1), True)
    law = hub_settings.read({"abuse": {"clares_law": {"days": 28, "confirmed": "yes"}}})
    assert not law.abuse.scheme.is_confirmed


@pytest.mark.parametrize("wrong", [{"count": 0}, {"incidents": "some"}, {"repeat_months": -1}])
def test_a_setting_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError):
        hub_settings.read({"abuse": {"criteria": wrong}})


def test_an_answer_is_never_taken_for_another_kind_of_no():
    pages = {"safe-contact": {"seen_by": "no"}}
    assert read_abuse(pages, read(pages)).seen_by is Answer.NO
    assert read_abuse({}, read({})).seen_by is None
