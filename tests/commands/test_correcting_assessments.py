"""A completed assessment put right: what was believed stays, copies made before wait."""

import pytest

from portal.blueprints.early_help.papers.making import Asked
from portal.commands.assessments import complete_assessment
from portal.commands.base import Refused
from portal.commands.correcting_assessments import correct_assessment
from portal.commands.corrections import RecordCrossed
from portal.extensions import db
from portal.models import DomainScore, EpisodeEvent, RecordCorrection
from portal.queries import assessments, help_papers
from portal.rules.family_copy import professional_copy
from portal.vocabulary import HelpDocument
from tests.actors import actor_of
from tests.copying import Story
from tests.makers import NOON
from tests.planning import planned

WHY = "It was her uncle."


@pytest.fixture
def story(make):
    return Story(planned(make))


@pytest.fixture
def done(story):
    made, dana = story.made.family, str(story.dana.id)
    draft = made.written()
    told = {"worries": "Her father shouts.", "needs": "Calm evenings."}
    made.write(draft, "analysis", **told, worries_may_read=[dana], needs_may_read=[dana])
    by = actor_of(story.lead)
    return complete_assessment(story.made.episode, by=by, assessment_id=draft.id, at=NOON)


def correct(story, done, name, answers, why=WHY, base=0, page_base=None):
    return correct_assessment(
        story.made.episode,
        by=actor_of(story.lead),
        assessment_id=done.id,
        name=name,
        answers=answers,
        why=why,
        base=base,
        at=NOON,
        page_base=page_base,
    )


def test_the_assessment_before_stays_and_copies_made_from_it_no_longer_hold(story, done):
    by, dana = actor_of(story.lead), str(story.dana.id)
    asked = Asked(HelpDocument.ASSESSMENT, done.id, story.dana.id)
    before = story.looked(asked)
    answers = {"worries": "Her uncle shouts.", "worries_may_read": [dana], "needs_may_read": []}
    for _ in range(2):  # a button pressed twice
        correct(story, done, "analysis", answers)
    (kept,) = db.session.query(RecordCorrection).all()
    assert kept.held["pages"]["analysis"]["worries"] == "Her father shouts."
    assert (kept.why, kept.held["by"]) == (WHY, story.lead.name)
    after = story.looked(asked)
    assert after.digest != before.digest  # what was looked through and approved says otherwise
    said = [each.answer for page in after.paper.content.pages for each in page.answers]
    assert "Her uncle shouts." in said and "Calm evenings." not in said
    known = help_papers.facts(by, story.made.episode, asked.document, done.id, on=NOON.date())
    assert professional_copy(known).corrected_on == NOON.date()
    event = db.session.query(EpisodeEvent).filter_by(action="correct_assessment").one()
    assert event.note == WHY


def test_a_corrected_number_is_the_families_from_then_on_and_it_stays_complete(story, done):
    dana = str(story.dana.id)
    page = {"score": "6", "evidence": "One missed.", "agreed_else": "Nan", "may_read": [dana]}
    correct(story, done, "domain:health", page)
    score = db.session.query(DomainScore).filter_by(of_id=done.id).one()
    assert (score.score, score.evidence, score.readers) == (6, "One missed.", [dana])
    with pytest.raises(Refused, match="level"):
        correct(story, done, "level", {"level": "", "reason": ""}, base=1)
    db.session.rollback()
    kept = assessments.pages(actor_of(story.lead), story.made.episode, done.id)
    assert kept["level"]["level"] == "2"
    for why, answers in (("", {"worries": "x"}), ("Other.", dict(kept["analysis"]))):
        with pytest.raises(Refused):
            correct(story, done, "analysis", answers, why=why, base=1)
    with pytest.raises(RecordCrossed) as crossed:
        correct(story, done, "domain:health", {**page, "score": "7"}, base=0)
    assert crossed.value.saved["score"] == "6"


def test_an_assessment_that_is_being_written_is_not_corrected(story):
    with pytest.raises(Refused, match="completed"):
        correct(story, story.made.family.written(), "analysis", {"worries": "x"})
