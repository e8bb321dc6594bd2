"""What a copy holds: blocks left out where they stand, and what is looked for in it."""

import uuid
from dataclasses import replace

import pytest

from portal.blueprints.early_help.papers.making import (
    Asked,
)
from portal.commands import copy_readers
from portal.commands.assessments import complete_assessment
from portal.commands.base import Refused
from portal.documents.help_paper import data_file
from portal.extensions import db
from portal.models import (
    Contact,
    ContactAddress,
    ContactPerson,
    EpisodeContact,
    EpisodeDocument,
    PersonDetails,
    Statement,
)
from portal.queries import help_papers
from portal.rules.copy_scan import PROTECTED
from portal.vocabulary import (
    AddressTime,
    EpisodeLink,
    HelpDocument,
    SaidBy,
    StatementBasis,
)
from tests.actors import actor_of
from tests.copying import Story
from tests.makers import NOON
from tests.planning import planned


@pytest.fixture
def story(make):
    return Story(planned(make))


def test_a_pdf_takes_the_place_of_the_one_of_its_name_for_the_same_reader_alone(story):
    papers = [("plan", "team", "1"), ("review", "team", "2"), ("plan", "dana", "3")]
    for name, audience, said in (*papers, ("plan", "team", "4"), ("plan", "team", "4")):
        given = {"name": name, "audience": audience, "fingerprint": said, "content": b"%PDF"}
        copy_readers.keep_paper(story.made.episode, at=NOON, **given)
    kept = db.session.query(EpisodeDocument)
    assert {each.fingerprint for each in kept} == {"2", "3", "4"} and kept.count() == 3


def test_a_part_is_left_out_where_it_stands_on_the_record(story):
    story.made.action.what = "Ring Callum about the bus"
    db.session.commit()
    (hit,) = story.looked().hits
    copy_readers.leave_out(
        story.made.episode,
        by=actor_of(story.lead),
        recipient_id=story.dana.id,
        place=hit.place,
        at=NOON,
    )
    assert story.looked().hits == ()
    assert b"bus" not in data_file(story.looked().paper)
    db.session.refresh(story.made.action)
    assert story.made.action.readers == []
    with pytest.raises(Refused):
        copy_readers.leave_out(
            story.made.episode,
            by=actor_of(story.lead),
            recipient_id=story.dana.id,
            place=replace(hit.place, id=str(uuid.uuid4())),
            at=NOON,
        )


def test_a_page_of_an_assessment_is_left_out(story):
    by, draft = actor_of(story.lead), story.made.family.written()
    complete_assessment(story.made.episode, by=by, assessment_id=draft.id, at=NOON)
    asked = Asked(HelpDocument.ASSESSMENT, draft.id, story.dana.id)
    (score,) = story.looked(asked).paper.content.scores
    assert (score.score, score.evidence) == (4, "Two appointments missed.")
    copy_readers.leave_out(
        story.made.episode, by=by, recipient_id=story.dana.id, place=score.place, at=NOON
    )
    assert story.looked(asked).digest == ""
    known = help_papers.facts(by, story.made.episode, asked.document, draft.id, on=NOON.date())
    assert (known.scores[0].score, bool(known.level.name)) == (4, True)


def test_a_score_left_out_of_one_paper_is_left_out_of_all(story):
    by, draft = actor_of(story.lead), story.made.family.written()
    complete_assessment(story.made.episode, by=by, assessment_id=draft.id, at=NOON)
    asked = Asked(HelpDocument.ASSESSMENT, draft.id, story.dana.id)
    for left_out_of, other in ((asked, None), (None, asked)):
        story.tell_scores(draft)
        (score,) = story.looked(left_out_of).paper.content.scores
        assert len(story.looked(other).paper.content.scores) == 1
        copy_readers.leave_out(
            story.made.episode, by=by, recipient_id=story.dana.id, place=score.place, at=NOON
        )
        assert story.looked(asked).paper.content.scores == ()
        assert story.looked().paper.content.scores == ()


def test_each_text_of_a_page_has_its_own_readers_and_an_old_page_has_one_list_for_all(story):
    by, dana, made = actor_of(story.lead), str(story.dana.id), story.made.family
    draft = made.written()
    told = {"worries": "His temper.", "needs": "Calm evenings."}
    made.write(draft, "analysis", **told, worries_may_read=[], needs_may_read=[dana])
    made.write(draft, "who", others="Nan", absent="He was rung.", may_read=[dana])  # as once saved
    complete_assessment(story.made.episode, by=by, assessment_id=draft.id, at=NOON)
    asked = Asked(HelpDocument.ASSESSMENT, draft.id, story.dana.id)
    pages = story.looked(asked).paper.content.pages
    said = {each.answer: page for page in pages for each in page.answers}
    assert {"Nan", "He was rung.", "Calm evenings."} <= set(said) and "His temper." not in said
    for text, stays in (("He was rung.", "Nan"), ("Calm evenings.", "Nan")):
        left = {"recipient_id": story.dana.id, "place": said[text].place, "at": NOON}
        copy_readers.leave_out(story.made.episode, by=by, **left)
        now = data_file(story.looked(asked).paper).decode()
        assert text not in now and stays in now


def test_a_review_says_who_may_read_it_as_the_meeting_and_the_plan_both_allow(story):
    dana = str(story.dana.id)
    meeting = story.made.meeting()
    story.made.write(meeting, "changes", changed="Mornings are calm.", changed_may_read=[dana])
    story.made.write(meeting, "decision", outcome="continue", why="It works.", may_read=[dana])
    story.made.record(meeting)
    asked = Asked(HelpDocument.REVIEW, meeting.id, story.dana.id)
    content = story.looked(asked).paper.content
    assert content.pages[0].answers[0].answer == "Mornings are calm."
    assert content.meeting.outcome_why == "It works."
    assert content.goals[0].actions[0].what == "Walk to school together"
    story.made.action.readers = []
    db.session.commit()
    assert story.looked(asked).paper.content.goals[0].actions == ()


def test_hidden_addresses_and_sources_of_contacts_behind_it_are_looked_for(story, make):
    contact = make.referral()
    _keep_secrets(story, contact)
    story.made.goal.need = "Since Quillfeather, Tanglewood says, mornings are calm. Ask Twmi."
    db.session.commit()
    found = {hit.word: hit.why for hit in story.looked().hits}
    assert found["Quillfeather"] == PROTECTED
    assert {"Tanglewood", "Twmi"} <= set(found)
    known = help_papers.facts(
        actor_of(story.lead),
        story.made.episode,
        HelpDocument.PLAN,
        story.made.episode.id,
        on=NOON.date(),
    )
    assert "Nan Tanglewood" in known.sources


def _keep_secrets(story: Story, contact: Contact) -> None:
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
    child = db.session.query(ContactPerson.person_id).filter_by(contact_id=contact.id).first()
    db.session.add_all(
        [
            EpisodeContact(
                hub_id=contact.hub_id,
                episode_id=story.made.episode.id,
                contact_id=contact.id,
                link=EpisodeLink.STARTED_FROM,
                at=NOON,
            ),
            PersonDetails(**ids, person_id=child.person_id, names_used="at home Twmi"),
            ContactAddress(
                **ids,
                text="2 Quillfeather Row",
                postcode="ZZ9 9ZZ",
                time=AddressTime.CURRENT,
                is_confidential=True,
            ),
            Statement(
                **ids,
                what="Shouting",
                said_by=SaidBy.RELATIVE,
                said_by_detail="Nan Tanglewood",
                basis=StatementBasis.TOLD,
                is_source_protected=True,
            ),
        ]
    )
    db.session.commit()
