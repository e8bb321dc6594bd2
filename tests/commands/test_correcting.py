"""Records put right: the one before is kept, what followed from it follows the new one."""

from datetime import date, timedelta

import pytest

from portal.commands import copy_readers, correcting_meetings, meetings
from portal.commands.base import Refused
from portal.commands.corrections import RecordCrossed
from portal.extensions import db
from portal.models import (
    Attendance,
    AuditEvent,
    DomainScore,
    EpisodeEvent,
    EpisodePage,
    RecordCorrection,
)
from portal.queries import help_papers
from portal.rules.family_copy import family_copy, professional_copy
from portal.rules.help_facts import Place
from portal.vocabulary import (
    ActionStatus,
    Attended,
    EpisodeEnd,
    EpisodeStatus,
    HelpDocument,
    ReviewOutcome,
)
from tests.actors import actor_of
from tests.commands.test_meetings import end
from tests.makers import NOON, Maker
from tests.planning import HELD, MEETING, Planned, planned

DANA = "Dana Adderley"


@pytest.fixture
def made(make: Maker) -> Planned:
    return planned(make)


@pytest.fixture
def review(made: Planned):
    """A recorded meeting: the nurse away, the action stuck, health at six, help goes on."""
    found, nurse, action = made.meeting(tells_team=False), made.nurse.id, made.action.id
    dana = made.family.id_of(DANA)
    made.write(found, "came", **{f"attended:{nurse}": "apologies", f"said:{nurse}": "Sorry."})
    made.write(found, "actions", **{f"status:{action}": "stuck", f"note:{action}": "Too early."})
    made.write(found, "scores", **{"score:health": "6", "may_read": [dana]})
    made.write(found, "changes", changed="Calmer mornings.", changed_may_read=[dana])
    made.write(found, "decision", outcome="continue", why="It helps.", may_read=[])
    return made.record(found)


def correct(made: Planned, review, name, answers, why="It was written wrong.", base=0, at=NOON):
    return correcting_meetings.correct_meeting(
        made.episode,
        by=actor_of(made.lead),
        review_id=review.id,
        name=name,
        answers=answers,
        why=why,
        base=base,
        at=at,
    )


def kept() -> list[RecordCorrection]:
    db.session.expire_all()
    return db.session.query(RecordCorrection).order_by(RecordCorrection.number).all()


def paper(made: Planned, of_id, document=HelpDocument.REVIEW):
    return help_papers.facts(actor_of(made.lead), made.episode, document, of_id, on=HELD)


def test_what_was_taken_out_of_a_copy_stays_out_when_the_record_is_corrected(made: Planned, review):
    dana = made.family.id_of(DANA)
    score = db.session.query(DomainScore).filter_by(of_id=review.id).one()
    assert score.readers == [dana]
    copy_readers.leave_out(
        made.episode,
        by=actor_of(made.lead),
        recipient_id=made.family.people[DANA].id,
        place=Place("score", str(score.id)),
        at=NOON,
    )
    answers = {"score:health": "6", "evidence:health": "Weighed on Tuesday.", "may_read": [dana]}
    correct(made, review, "scores", answers)
    score = db.session.query(DomainScore).filter_by(of_id=review.id).one()
    assert (score.evidence, score.readers) == ("Weighed on Tuesday.", [])


def test_who_is_struck_from_what_somebody_said_is_no_longer_chosen_on_its_page(
    made: Planned, review
):
    nurse, dana = made.nurse.id, made.family.id_of(DANA)
    said = {f"attended:{nurse}": "came", f"said:{nurse}": "Sleeps well."}
    correct(made, review, "came", {**said, f"may_read:{nurse}": [dana]})
    row = db.session.query(Attendance).filter_by(review_id=review.id).one()
    assert row.readers == [dana]
    left = {"recipient_id": made.family.people[DANA].id, "place": Place("attendance", str(row.id))}
    copy_readers.leave_out(made.episode, by=actor_of(made.lead), **left, at=NOON)
    page = db.session.query(EpisodePage).filter_by(of_id=review.id, page="came").one()
    assert page.answers == {**said, f"may_read:{nurse}": []}


def test_a_correction_keeps_the_record_before_and_papers_say_the_new_one(made: Planned, review):
    nurse, dana = str(made.nurse.id), made.family.id_of(DANA)
    given_before = family_copy(paper(made, review.id), dana)
    for _ in range(2):  # a button pressed twice
        correct(made, review, "came", {f"attended:{nurse}": "came"}, why="She came late.")
    (first,) = kept()
    assert first.held["pages"]["came"] == {
        f"attended:{nurse}": "apologies",
        f"said:{nurse}": "Sorry.",
    }
    assert (first.corrected_by, first.held["by"]) == (made.lead.name, made.lead.name)
    came = db.session.query(Attendance).filter_by(review_id=review.id).one()
    assert (came.attended, came.contribution) == (Attended.CAME, "")
    facts = paper(made, review.id)
    assert professional_copy(facts).came[0].attended is Attended.CAME
    assert professional_copy(facts).corrected_on == NOON.date()
    assert family_copy(facts, dana) == given_before  # nothing that she may have was corrected
    event = db.session.query(EpisodeEvent).filter_by(action="correct_meeting").one()
    assert event.note == "She came late."
    assert db.session.query(AuditEvent).filter_by(action="correct_meeting").one().why == ""
    correct(made, review, "changes", {"changed": "Calmer evenings."}, base=1)
    assert [each.held["pages"]["changes"]["changed"] for each in kept()] == ["Calmer mornings."] * 2
    assert kept()[1].held["pages"]["came"] == {f"attended:{nurse}": "came"}
    assert "Calmer" not in str(family_copy(paper(made, review.id), dana))  # nobody was ticked


def test_what_the_plan_and_the_scores_took_over_is_put_right_too(made: Planned, review):
    action = str(made.action.id)
    correct(made, review, "actions", {f"status:{action}": "done", f"note:{action}": "They walk."})
    correct(made, review, "scores", {"score:health": "7", "score:home": "4"}, base=1)
    db.session.expire_all()
    assert (made.action.status, made.action.status_note) == (ActionStatus.DONE, "They walk.")
    assert review.actions[action]["status"] == "done"
    rows = db.session.query(DomainScore).filter_by(of_id=review.id)
    assert {row.domain.value: row.score for row in rows} == {"health": 7, "home": 4}
    made.action.status = ActionStatus.DROPPED  # since the meeting
    db.session.commit()
    correct(made, review, "actions", {f"status:{action}": "stuck"}, base=2)
    db.session.expire_all()
    assert made.action.status is ActionStatus.DROPPED
    assert (review.actions[action]["status"], review.actions[action]["note"]) == ("stuck", "")


def test_the_day_and_the_decision_move_the_next_meeting_until_one_was_held(made: Planned, review):
    earlier = HELD - timedelta(days=7)
    typed = {"held_day": str(earlier.day), "held_month": "11", "held_year": "2026"}
    correct(made, review, "day", typed)
    db.session.expire_all()
    assert (review.held_on, review.next_on) == (earlier, earlier + timedelta(weeks=6))
    assert made.episode.meeting_due_on == review.next_on
    assert {row.on for row in db.session.query(DomainScore)} == {earlier}
    correct(made, review, "decision", {"outcome": "step_down", "why": "Calm."}, base=1)
    assert review.outcome is ReviewOutcome.STEP_DOWN and made.episode.meeting_due_on is None
    second = made.meeting(planned_at=MEETING + timedelta(days=1), tells_team=False)
    made.write(second, "decision", outcome="continue", why="Again.")
    made.record(second)
    due = made.episode.meeting_due_on
    correct(made, review, "decision", {"outcome": "close", "why": "Calm."}, base=2)
    assert made.episode.meeting_due_on == due


@pytest.mark.parametrize(
    ("name", "answers", "why", "field"),
    [
        ("changes", {"changed": "Other"}, " ", "why"),
        ("decision", {"outcome": "close", "why": ""}, "Wrong", "decision"),
        ("day", {"held_day": "19", "held_month": "11", "held_year": "2026"}, "Wrong", "held_day"),
        ("day", {"held_day": "18", "held_month": "11", "held_year": "2026"}, "Wrong", "why"),
    ],
)
def test_no_reason_no_change_or_a_wrong_day_corrects_nothing(
    made: Planned, review, name, answers, why, field
):
    with pytest.raises(Refused) as refused:
        correct(made, review, name, answers, why=why)
    assert refused.value.field == field
    db.session.rollback()
    assert not kept() and review.outcome is ReviewOutcome.CONTINUE


def test_two_corrections_of_one_page_show_both_and_of_two_pages_both_stand(made: Planned, review):
    correct(made, review, "changes", {"changed": "Calmer evenings."})
    correct(made, review, "scores", {"score:health": "7"})  # opened before the other was saved
    with pytest.raises(RecordCrossed) as crossed:
        correct(made, review, "changes", {"changed": "Calm days."})
    assert crossed.value.saved["changed"] == "Calmer evenings."
    assert crossed.value.version.startswith("2.")
    planned_one = made.meeting(planned_at=MEETING + timedelta(days=3), tells_team=False)
    with pytest.raises(Refused, match="on the record"):
        correct(made, planned_one, "changes", {"changed": "Early."})
    meetings.call_off(made.episode, by=actor_of(made.lead), review_id=planned_one.id, at=NOON)


def test_how_it_ended_is_put_right_and_help_stays_ended(made: Planned, review):
    def again(**more):
        given = {
            **{"reason": EpisodeEnd.MOVED, "end_note": "They moved to Leeds."},
            **{"family_words": "You listened.", "ended_on": HELD, "why": "They had moved."},
            **{"base": 0, **more},
        }
        return correcting_meetings.correct_end(
            made.episode, by=actor_of(made.lead), at=NOON, **given
        )

    with pytest.raises(Refused, match="has not ended"):
        again()
    end(made)
    for _ in range(2):
        episode = again()
    assert (episode.status, episode.end_reason) == (EpisodeStatus.CLOSED, EpisodeEnd.MOVED)
    (first,) = kept()
    assert (first.of_id, first.held["end_note"]) == (episode.id, "Mornings are calm.")
    told = professional_copy(paper(made, episode.id, HelpDocument.CLOSURE))
    assert (told.end.note, told.corrected_on) == ("They moved to Leeds.", NOON.date())
    assert professional_copy(paper(made, episode.id, HelpDocument.PLAN)).corrected_on is None
    with pytest.raises(RecordCrossed):
        again(end_note="They moved to Bath.")
    with pytest.raises(Refused):
        again(ended_on=date(2027, 1, 1), base=1)
    db.session.rollback()
    correct(made, review, "changes", {"changed": "Calmer evenings."})  # its meetings too
    assert made.episode.meeting_due_on is None
