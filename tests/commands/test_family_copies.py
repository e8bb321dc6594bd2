"""Family copies through their life: looked through, made, approved, printed, given."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.blueprints.early_help.papers.making import (
    wanted,
)
from portal.commands import family_copies as commands
from portal.commands.base import Refused
from portal.documents.help_paper import data_file
from portal.extensions import db
from portal.models import (
    AuditEvent,
    OutboxMessage,
)
from portal.queries import family_copies
from portal.rules import copying
from portal.vocabulary import (
    CopyStatus,
    HelpDocument,
    Role,
)
from tests.actors import actor_of
from tests.copying import Story
from tests.makers import NOON
from tests.planning import planned


@pytest.fixture
def story(make):
    return Story(planned(make))


def test_a_copy_is_made_once_and_given(story):
    episode = story.made.episode
    episode.copy_due_on = date(2026, 11, 25)
    db.session.commit()
    key = uuid.uuid4()
    copy = story.make(key)
    assert story.make(key).id == copy.id
    assert (copy.status, copy.needs_second) == (CopyStatus.MADE, False)
    assert copying.why_not_print(story.facts(copy)) is None
    story.give(copy)
    assert (copy.status, copy.given_by) == (CopyStatus.GIVEN, story.lead.name)
    assert story.made.episode.copy_due_on is None
    assert story.made.episode.next_due_on != date(2026, 11, 25)
    actions = db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.at)).all()
    assert actions.count("make_copy") == actions.count("give_copy") == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"given_on": None}, "given_on_day"),
        ({"given_on": NOON.date() + timedelta(days=1)}, "given_on_day"),
        ({"given_on": NOON.date() - timedelta(days=1)}, "given_on_day"),
        ({"how": " "}, "how"),
        ({"how": "x" * 201}, "how"),
    ],
)
def test_giving_needs_a_day_and_how(story, change, field):
    copy = story.make()
    with pytest.raises(Refused) as refused:
        story.give(copy, **change)
    assert refused.value.field == field
    assert copy.status is CopyStatus.MADE


def test_where_somebody_is_at_risk_a_second_person_decides(story, make):
    second = make.account(Role.ORGANISATION_LEAD)
    story.put_at_risk()
    copy = story.make()
    assert copy.status is CopyStatus.WAITING
    with pytest.raises(Refused, match="second person"):
        story.give(copy)
    with pytest.raises(Refused):
        story.approve(copy, by=story.lead)  # nobody approves their own
    mails = db.session.scalars(
        select(OutboxMessage.account_id).where(OutboxMessage.kind == "help_copy_to_approve")
    ).all()
    assert set(mails) == {second.id, story.made.family.writer.id}
    assert [row.id for row in family_copies.waiting_for(actor_of(second))] == [copy.id]
    story.approve(copy, by=second)
    assert (copy.status, copy.approved_by) == (CopyStatus.APPROVED, second.name)
    assert family_copies.waiting_for(actor_of(second)) == []
    story.give(copy)
    assert copy.status is CopyStatus.GIVEN


def test_the_second_person_sends_a_copy_back_with_words(story, make):
    second = make.account(Role.DECISION_MAKER)
    story.put_at_risk()
    copy = story.make()
    with pytest.raises(Refused) as refused:
        commands.return_copy(story.made.episode, copy, by=actor_of(second), why=" ", at=NOON)
    assert refused.value.field == "why"
    commands.return_copy(
        story.made.episode, copy, by=actor_of(second), why="The school is named.", at=NOON
    )
    assert (copy.status, copy.returned_why) == (CopyStatus.RETURNED, "The school is named.")
    with pytest.raises(Refused):
        story.approve(copy, by=second)
    mail = db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == "help_copy_returned")
    ).one()
    assert mail.account_id == story.lead.id


def test_what_changed_since_it_was_made_is_neither_approved_nor_given(story, make):
    second = make.account(Role.DECISION_MAKER)
    story.put_at_risk()
    copy = story.make()
    story.made.goal.need = "Mornings are hard since the move."
    db.session.commit()
    with pytest.raises(Refused, match="has changed"):
        story.approve(copy, by=second)
    story.made.goal.need = ""
    db.session.commit()
    story.approve(copy, by=second)
    story.made.goal.goal = "Something else"
    db.session.commit()
    with pytest.raises(Refused, match="has changed"):
        story.give(copy)


def test_what_somebody_else_may_read_changes_nothing(story):
    copy = story.make()
    story.made.add_action("Ask the refuge about Tuesdays", readers=())
    assert copying.why_not_print(story.facts(copy)) is None
    assert b"refuge" not in data_file(story.looked().paper)


def test_a_risk_that_comes_up_later_stops_a_copy_nobody_else_has_seen(story):
    copy = story.make()
    story.put_at_risk()
    with pytest.raises(Refused, match="at risk now"):
        story.give(copy)


def test_every_hit_is_cleared_with_a_reason_before_a_copy_is_made(story):
    story.made.goal.need = "Callum shouts in the morning."
    db.session.commit()
    (hit,) = story.looked().hits
    assert hit.word == "Callum"
    with pytest.raises(Refused, match="not been looked at"):
        story.make()
    with pytest.raises(Refused):
        commands.clear_hits(
            story.made.episode,
            by=actor_of(story.lead),
            recipient_id=story.dana.id,
            hits=(hit.key,),
            why="",
            at=NOON,
        )
    story.clear_all()
    copy = story.make()
    assert copying.why_not_print(story.facts(copy)) is None
    story.made.goal.need = "Callum shouts every morning."
    db.session.commit()
    assert [each.word for each in story.looked().open_hits] == ["Callum"]


def test_a_copy_is_looked_through_again_for_what_changed_and_by_two_once_it_is_secret(story):
    story.made.goal.need = "Callum shouts in the morning."
    db.session.commit()
    story.clear_all()
    copy = story.make()
    callum, dana = (story.made.family.people[name] for name in ("Callum Reid", "Dana Adderley"))
    callum.school, dana.phone = "Ysgol y Garnedd", "07700 900999"
    db.session.commit()
    assert copying.why_not_print(story.facts(copy)) is None
    callum.name = "Callum Reid-Ellis"
    db.session.commit()
    assert copying.why_not_print(story.facts(copy)) == copying.NOT_CLEARED
    story.clear_all()
    assert copying.why_not_print(story.facts(copy)) is None
    callum.is_address_secret = True
    db.session.commit()
    assert copying.why_not_print(story.facts(copy)) == copying.NOW_AT_RISK
    assert [hit.word for hit in story.looked().open_hits] == ["Callum"]


def test_what_is_let_stand_after_it_was_approved_is_seen_by_a_second_person_too(story, make):
    story.put_at_risk()
    story.made.goal.need = "Mornings at Quillfeather are hard."
    db.session.commit()
    copy = story.make()
    story.approve(copy, by=make.account(Role.DECISION_MAKER))
    callum = story.made.family.people["Callum Reid"]
    callum.address = "2 Quillfeather Row"
    db.session.commit()
    with pytest.raises(Refused, match="not been looked at"):
        story.give(copy)
    story.clear_all(at=NOON + timedelta(minutes=1))
    with pytest.raises(Refused, match="second person looks at that too"):
        story.give(copy)


def test_a_copy_says_nothing_where_nothing_is_chosen(story):
    callum = story.made.family.people["Callum Reid"]
    asked = story.asked(callum.id)
    with pytest.raises(Refused, match="nothing this person may have"):
        commands.make_copy(
            story.made.episode,
            by=actor_of(story.lead),
            wanted=wanted(asked, story.looked(asked)),
            key=uuid.uuid4(),
            at=NOON,
        )


def test_papers_of_another_episode_or_person_do_not_exist(story):
    assert story.looked(story.asked(uuid.uuid4())) is None
    assert story.looked(replace(story.asked(), document=HelpDocument.REVIEW)) is None
    baby = story.made.family.people["Baby Adderley"]
    story.made.goal.readers = [str(baby.id)]
    db.session.commit()
    assert story.looked(story.asked(baby.id)) is None
