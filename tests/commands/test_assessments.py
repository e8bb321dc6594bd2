"""An assessment written by several people and completed, on both databases."""

from datetime import timedelta

import pytest

from portal.commands.assessments import (
    AssessmentCompleted,
    complete_assessment,
    save_assessment_page,
    start_assessment,
)
from portal.commands.base import Refused
from portal.commands.episode_pages import EpisodePageConflict
from portal.extensions import db
from portal.models import EpisodeEvent
from portal.queries import assessments
from portal.vocabulary import AssessmentStatus, HelpDomain
from tests.actors import actor_of
from tests.assessing import LEVEL, Family, family
from tests.makers import NOON, Maker


@pytest.fixture
def adderleys(make: Maker) -> Family:
    return family(make)


def actions(here: Family) -> list[str]:
    found = db.session.query(EpisodeEvent).filter_by(episode_id=here.episode.id)
    return [event.action for event in found.order_by(EpisodeEvent.at)]


def complete(here: Family, assessment, at=NOON):
    by = actor_of(here.lead)
    episode = here.locked(here.lead)
    return complete_assessment(episode, by=by, assessment_id=assessment.id, at=at)


def save(here: Family, who, draft, base, *, tab, name="analysis", **answers):
    return save_assessment_page(
        actor_of(who),
        here.locked(who),
        draft.id,
        name,
        answers,
        tab=tab,
        base_version=base,
        at=NOON,
    )


def test_one_assessment_is_written_at_a_time(adderleys):
    first = adderleys.begin()
    by_writer = start_assessment(
        actor_of(adderleys.writer), adderleys.locked(adderleys.writer), at=NOON
    )
    assert (by_writer.id, first.number) == (first.id, 1)
    assert actions(adderleys).count("start_assessment") == 1


def test_two_people_on_different_pages_save_both(adderleys):
    draft = adderleys.begin()
    save(adderleys, adderleys.lead, draft, 0, tab="a.1", worries="Tired.")
    save(adderleys, adderleys.writer, draft, 0, tab="b.1", name="domain:home", evidence="Damp.")
    pages = assessments.page_rows(actor_of(adderleys.lead), adderleys.episode, draft.id)
    assert {name: row.saved_by for name, row in pages.items()} == {
        "analysis": "Ines Duarte",
        "domain:home": "Omar Haddad",
    }


def test_on_the_same_page_nobody_writes_over_what_they_have_not_seen(adderleys):
    draft = adderleys.begin()
    save(adderleys, adderleys.lead, draft, 0, tab="a.1", worries="Tired.")
    with pytest.raises(EpisodePageConflict) as conflict:
        save(adderleys, adderleys.writer, draft, 0, tab="b.1", worries="Hungry.")
    found = conflict.value
    assert (found.saved["worries"], found.typed["worries"]) == ("Tired.", "Hungry.")
    assert (found.by, found.version) == ("Ines Duarte", 1)
    version = save(adderleys, adderleys.writer, draft, 1, tab="b.2", worries="Tired. Hungry.")
    assert version == 2


def test_completing_gives_the_scores_and_freezes_the_guidance(adderleys):
    draft = adderleys.written()
    done = complete(adderleys, draft)
    by = actor_of(adderleys.lead)
    (score,) = assessments.scores(by, adderleys.episode)
    dana = adderleys.id_of("Dana Adderley")
    assert (score.domain, score.score, score.readers) == (HelpDomain.HEALTH, 4, [dana])
    assert score.agreed_with == "Dana Adderley"
    assert (done.level, done.level_reason) == (2, LEVEL["reason"])
    children = {each["name"]: each["case"]["indicators"] for each in done.guidance["children"]}
    assert list(children) == ["Wren Adderley", "Baby Adderley"]
    assert "CAR-20" in children["Wren Adderley"]
    episode = adderleys.locked(adderleys.lead)
    assert episode.assessment_due_on is None
    assert episode.next_due_on == episode.meeting_due_on
    complete(adderleys, draft, NOON + timedelta(minutes=1))
    assert len(assessments.scores(by, adderleys.episode)) == 1
    assert actions(adderleys).count("complete_assessment") == 1


def test_a_completed_assessment_takes_no_more_words(adderleys):
    draft = adderleys.written()
    complete(adderleys, draft)
    with pytest.raises(AssessmentCompleted):
        save(adderleys, adderleys.writer, draft, 0, tab="b.1", worries="Too late.")
    following = adderleys.begin()
    assert (following.number, following.status) == (2, AssessmentStatus.DRAFT)
    before = assessments.earlier(actor_of(adderleys.lead), adderleys.episode, 2)
    assert before is not None and before.id == draft.id


def test_without_a_voice_or_a_level_it_stays_open(adderleys):
    draft = adderleys.begin()
    with pytest.raises(Refused) as refusal:
        complete(adderleys, draft)
    assert refusal.value.field == "voice"
    adderleys.write(
        draft, f"voice:{adderleys.id_of('Dana Adderley')}", why_not="She could not come."
    )
    adderleys.write(draft, "level", level="not_enough")
    with pytest.raises(Refused) as refusal:
        complete(adderleys, draft)
    assert refusal.value.field == "level"
    adderleys.write(draft, "level", level="not_enough", reason="Nobody has seen the home.")
    assert complete(adderleys, draft).level is None


def test_no_page_but_its_own_is_saved(adderleys):
    draft = adderleys.begin()
    for name in ("voice:somebody", "domain:weather", "review"):
        with pytest.raises(ValueError, match="no page"):
            adderleys.write(draft, name, words="x")
