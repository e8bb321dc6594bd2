"""Meetings: planned, the team told without a word about the family, recorded, and what follows."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from portal.cli_worker import deliver, run_timers
from portal.commands import ending, help_reminders, meetings, recording, step_up, team
from portal.commands.base import Refused
from portal.commands.episode_pages import EpisodePageConflict
from portal.commands.outbox import queue_episode_mail
from portal.commands.stepping_aside import step_aside_from_help
from portal.extensions import db
from portal.models import (
    Attendance,
    AuditEvent,
    Contact,
    DomainScore,
    EpisodeContact,
    OutboxMessage,
    Review,
    SavedPage,
    TeamMember,
)
from portal.rules.consultation import read
from portal.vocabulary import (
    ActionStatus,
    Attended,
    ContactKind,
    EpisodeEnd,
    EpisodeStatus,
    MeetingKind,
    ReviewOutcome,
    ReviewStatus,
    Role,
)
from tests.actors import actor_of
from tests.commands.test_outbox import smtp  # noqa: F401 - a mail server that listens
from tests.commands.writing import send
from tests.makers import NOON, Maker
from tests.planning import HELD, MEETING, Planned, planned

GOES_ON = {"outcome": "continue", "why": "Mornings are calmer."}
DANA = "Dana Adderley"


@pytest.fixture
def made(make: Maker) -> Planned:
    return planned(make)


def mails(kind: str) -> list[OutboxMessage]:
    return db.session.query(OutboxMessage).filter_by(kind=kind).all()


def test_planning_tells_practitioners_only_and_the_mail_says_nothing(made: Planned, smtp):  # noqa: F811
    dana = made.family.people[DANA].id
    relative = team.add_relative(made.episode, by=actor_of(made.lead), person_id=dana, at=NOON)
    relative.email = "dana@example.org"  # even then
    review = made.meeting()
    assert (review.kind, review.number) == (MeetingKind.FIRST, 1)
    assert [each.account_id for each in mails("help_meeting")] == [made.family.writer.id]
    assert [each.member_id for each in mails("help_invited")] == [made.nurse.id]
    assert made.nurse.invited_at and relative.invited_at is None  # she is told at home
    assert deliver() == (2, 0)
    queue_episode_mail("help_invited", made.family.episode, NOON, member_ids=[relative.id])
    db.session.commit()
    assert deliver()[0] == 0  # nor would she be if an act asked for it
    texts = [envelope.content.decode() for envelope in smtp.taken]
    assert sum("sign-in" in text for text in texts) == 1  # there is nothing to sign in to without
    for text in texts:
        for secret in ("Adderley", "library", "20 November", "15:30", "Bryn Ellis", "Wren", "dana"):
            assert secret not in text
    with pytest.raises(Refused, match="planned already"):
        made.meeting()


def test_an_invitation_that_waits_leaves_for_nobody_who_left_or_stepped_aside(
    made: Planned,
    make,
    smtp,  # noqa: F811
):
    """Also where a colleague wrote the address down again, as of somebody without an account."""
    officer = make.account(Role.AGENCY_CONTRIBUTOR)
    made.nurse.email = officer.email  # answers for an agency, and is on no team by it
    made.meeting()
    step_aside_from_help(made.episode, by=actor_of(officer), at=NOON)
    writer = db.session.query(TeamMember).filter_by(account_id=made.family.writer.id).one()
    team.leave_team(made.episode, by=actor_of(made.lead), member_id=writer.id, at=NOON)
    assert deliver() == (0, 2)
    assert smtp.taken == []


def test_a_meeting_in_the_year_9999_is_a_slip_of_the_keyboard(made: Planned):
    with pytest.raises(Refused, match="within a year"):
        made.meeting(planned_at=MEETING.replace(year=9999))


def test_moving_a_meeting_shows_both_and_calling_it_off_frees_the_place(made: Planned):
    review = made.meeting(tells_team=False)
    assert not mails("help_meeting")
    later = MEETING + timedelta(days=1)
    given = {"by": actor_of(made.lead), "review_id": review.id, "place": "School", "at": NOON}
    given |= {"planned_at": later, "tells_team": False}
    first = review.version
    meetings.move_meeting(made.episode, version=first, **given)
    given["place"] = "Library"
    with pytest.raises(meetings.MeetingCrossed) as crossed:
        meetings.move_meeting(made.episode, version=first, **given)
    assert (crossed.value.place, crossed.value.planned_at) == ("School", later)
    assert crossed.value.who == made.lead.name
    for _ in range(2):
        meetings.call_off(made.episode, by=actor_of(made.lead), review_id=review.id, at=NOON)
    assert made.meeting().number == 2


def test_nobody_is_written_to_once_agreement_is_withdrawn(made: Planned):
    episode = made.episode
    episode.is_sharing_stopped = True
    db.session.commit()
    with pytest.raises(Refused, match="Agreement has been withdrawn"):
        made.meeting()
    assert db.session.query(Review).count() == 0 and not mails("help_invited")


def test_a_recorded_meeting_moves_the_plan_the_scores_and_the_days(made: Planned):
    review = made.meeting()
    dana = made.family.id_of(DANA)
    nurse, action = made.nurse.id, made.action.id
    made.write(
        review,
        "came",
        **{
            f"attended:{nurse}": "contributed",
            f"said:{nurse}": "Sleeps well.",
            f"may_read:{nurse}": [dana],
        },
    )
    made.write(review, "actions", **{f"status:{action}": "stuck", f"note:{action}": "Too early."})
    made.write(review, "scores", **{"score:health": "6", "may_read": [dana, "nobody known"]})
    made.write(review, "decision", **GOES_ON, may_read=[dana])
    for _ in range(2):
        made.record(review)
    db.session.expire_all()
    assert (review.status, review.outcome) == (ReviewStatus.RECORDED, ReviewOutcome.CONTINUE)
    assert made.action.status is ActionStatus.STUCK and made.action.status_on == HELD
    kept = review.actions[str(action)]
    assert (kept["status"], kept["note"], kept["who"]) == ("stuck", "Too early.", "Bryn Ellis")
    (score,) = db.session.query(DomainScore).filter_by(of_id=review.id)
    assert (score.score, score.readers) == (6, [dana])
    came = db.session.query(Attendance).filter_by(member_id=nurse).one()
    assert (came.attended, came.contribution) == (Attended.CONTRIBUTED, "Sleeps well.")
    episode = made.episode
    assert review.next_on == episode.meeting_due_on == HELD + timedelta(weeks=6)
    assert episode.copy_due_on == date(2026, 11, 25)  # five working days
    with pytest.raises(Refused, match="recorded or called off"):
        made.write(review, "changes", changed="Too late")
    assert made.meeting().kind is MeetingKind.REVIEW


@pytest.mark.parametrize(
    ("decision", "held_on", "says"),
    [
        (GOES_ON, None, "Enter the day"),
        (GOES_ON, HELD + timedelta(days=1), "in the future"),
        ({"why": "Because"}, HELD, "Choose what happens next"),
        ({"outcome": "close", "why": " "}, HELD, "Write why"),
        ({**GOES_ON, "next_day": "1", "next_month": "1", "next_year": "2026"}, HELD, "after this"),
    ],
)
def test_a_record_without_a_day_a_decision_or_a_reason_is_asked_for(
    made: Planned, decision, held_on, says
):
    review = made.meeting()
    made.write(review, "decision", **decision)
    with pytest.raises(Refused, match=says):
        made.record(review, held_on)
    db.session.rollback()
    assert db.session.get_one(Review, review.id).status is ReviewStatus.PLANNED


def test_two_people_on_one_page_of_a_review_lose_nothing(made: Planned):
    review = made.meeting()
    given = {"base_version": 0, "at": NOON}
    save = recording.save_review_page
    writer = made.family.writer
    save(
        actor_of(writer),
        made.family.locked(writer),
        review.id,
        "changes",
        {"changed": "A"},
        tab="w.1",
        **given,
    )
    with pytest.raises(EpisodePageConflict) as conflict:
        save(
            actor_of(made.lead),
            made.episode,
            review.id,
            "changes",
            {"changed": "B"},
            tab="l.1",
            **given,
        )
    assert (conflict.value.saved, conflict.value.by) == ({"changed": "A"}, "Omar Haddad")


def stepped(made: Planned) -> Contact:
    return step_up.step_up(
        made.episode, by=actor_of(made.lead), start_key="k", say=lambda text: text, at=NOON
    )


def test_stepping_up_carries_everything_over_once_and_the_referral_can_be_sent(made: Planned):
    review = made.meeting()
    made.write(review, "changes", changed="Calmer, then worse.", worries="He is back at night.")
    draft = stepped(made)
    assert stepped(made).id == draft.id
    assert draft.kind is ContactKind.REFERRAL
    rows = db.session.query(SavedPage).order_by(SavedPage.position)
    pages = {row.page: row.answers for row in rows}
    said = read(pages)
    assert [each.name for each in said.people] == [*made.family.people]
    texts = {each.what for each in said.statements}
    assert {"Came to school hungry three days running.", "He is back at night."} <= texts
    assert said.by_child[made.family.people["Wren Adderley"].id][0].indicator_id == "CAR-20"
    assert "Walk to school together (Bryn Ellis, Not started)" in said.texts["tried.result"]
    assert "safety" not in pages and "Bryn Ellis" in str(pages)
    assert db.session.query(EpisodeContact).one().contact_id == draft.id
    assert send(actor_of(made.lead), draft).submitted_at is not None
    assert stepped(made).id == draft.id  # while the hub has it, another click is no other referral
    assert made.episode.status is EpisodeStatus.OPEN


def end(made: Planned, **more):
    given = {
        "reason": EpisodeEnd.OUTCOMES_MET,
        "end_note": "Mornings are calm.",
        "family_words": "You listened.",
        "ended_on": HELD,
    }
    return ending.end_early_help(made.episode, by=actor_of(made.lead), at=NOON, **{**given, **more})


def test_ending_tells_the_team_calls_off_what_was_planned_and_fixes_everything(made: Planned):
    review = made.meeting()
    for field, wrong in (("reason", None), ("end_note", " "), ("ended_on", date(2026, 11, 1))):
        with pytest.raises(Refused):
            end(made, **{field: wrong})
    for _ in range(2):
        end(made)
    db.session.expire_all()
    episode = made.family.episode
    assert (episode.status, episode.family_words) == (EpisodeStatus.CLOSED, "You listened.")
    assert (review.status, episode.next_due_on) == (ReviewStatus.CANCELLED, None)
    to = {mail.account_id or mail.member_id for mail in mails("help_ended")}
    assert to == {made.family.writer.id, made.nurse.id}
    with pytest.raises(Refused, match="has ended"):
        made.add_action()
    with pytest.raises(Refused, match="has ended"):
        made.meeting()


def test_the_lead_is_reminded_once_for_each_day_and_it_is_audited(made: Planned):
    made.meeting()  # on the 20th, to be recorded by the 25th
    assert made.episode.next_due_on == date(2026, 11, 25)
    db.session.commit()
    remind = help_reminders.remind_leads
    assert remind(today=date(2026, 11, 21), at=NOON) == 0
    assert remind(today=date(2026, 11, 22), at=NOON) == 1
    assert remind(today=date(2026, 11, 25), at=NOON) == 0
    assert [mail.account_id for mail in mails("help_reminder")] == [made.lead.id]
    assert db.session.query(AuditEvent).filter_by(action="remind_lead").count() == 1
    episode = made.episode
    episode.next_due_on = date(2026, 12, 1)
    db.session.commit()
    with time_machine.travel(datetime(2026, 11, 29, 9, tzinfo=UTC), tick=False):
        assert run_timers().told == 1
