"""The plan: written by several people, never over each other's words, and put right."""

import uuid

import pytest

from portal.commands import plans, team
from portal.commands.base import Crossed, Refused
from portal.commands.plan_words import ActionWords
from portal.extensions import db
from portal.models import EpisodeEvent, OutboxMessage, PlanAction, TeamMember
from portal.queries import plans as queries
from portal.vocabulary import ActionStatus, GoalStatus, Role
from tests.actors import actor_of
from tests.makers import NOON, Maker
from tests.planning import Planned, planned

TODAY = NOON.date()


@pytest.fixture
def made(make: Maker) -> Planned:
    return planned(make)


def shown(made: Planned):
    return queries.plan(actor_of(made.lead), made.episode).on(TODAY)


def test_an_action_stands_under_its_goal_with_who_does_it_and_only_chosen_readers(made: Planned):
    (goal,) = shown(made)
    assert goal.row.readers == [made.family.id_of("Dana Adderley")]
    assert [(each.row.what, each.who) for each in goal.actions] == [
        ("Walk to school together", "Bryn Ellis")
    ]
    other = made.add_action(who="Nan", readers=("somebody else", made.family.id_of("Callum Reid")))
    assert other.readers == [made.family.id_of("Callum Reid")]


def test_adding_twice_with_one_key_adds_once(made: Planned):
    given = {"by": actor_of(made.lead), "goal_id": made.goal.id, "key": uuid.uuid4(), "at": NOON}
    for _ in range(2):
        plans.add_action(made.episode, words=ActionWords(what="Read at bedtime"), **given)
    assert db.session.query(PlanAction).filter_by(what="Read at bedtime").count() == 1


def test_two_people_who_change_one_action_both_see_both_texts(made: Planned):
    given = {"action_id": made.action.id, "version": made.action.version, "at": NOON}
    plans.change_action(
        made.family.locked(made.family.writer),
        by=actor_of(made.family.writer),
        words=ActionWords(what="Walk on Mondays"),
        **given,
    )
    mine = ActionWords(what="Walk with Nan")
    with pytest.raises(Crossed) as crossed:
        plans.change_action(made.episode, by=actor_of(made.lead), words=mine, **given)
    assert crossed.value.saved["what"] == "Walk on Mondays"
    assert crossed.value.who == "Omar Haddad"
    given["version"] = crossed.value.version
    plans.change_action(made.episode, by=actor_of(made.lead), words=mine, **given)
    assert shown(made)[0].actions[0].row.what == "Walk with Nan"


def test_an_action_is_taken_away_put_back_moved_and_done_with_one_click(made: Planned):
    second = made.add_action()
    act = {"by": actor_of(made.lead), "at": NOON}
    plans.take_away(made.episode, part_id=made.action.id, **act)
    assert [each.row.id for each in shown(made)[0].actions] == [second.id]
    plans.put_back(made.episode, part_id=made.action.id, **act)
    plans.move(made.episode, part_id=second.id, is_up=True, **act)
    plans.move(made.episode, part_id=second.id, is_up=True, **act)  # it is first already
    assert [each.row.id for each in shown(made)[0].actions] == [second.id, made.action.id]
    plans.set_status(made.episode, part_id=second.id, status=ActionStatus.DONE, **act)
    assert shown(made)[0].actions[0].row.status_on == TODAY
    plans.set_status(made.episode, part_id=made.goal.id, status=GoalStatus.MET, **act)
    with pytest.raises(Refused, match="how it is going"):
        plans.set_status(made.episode, part_id=made.goal.id, status=ActionStatus.DONE, **act)
    told = [event.action for event in db.session.query(EpisodeEvent)]
    assert {"take_away_action", "put_back_action", "move_action", "action_status"} <= set(told)


def test_nobody_outside_the_episode_can_be_named_or_changed(made: Planned, make: Maker):
    other = planned(make, lead=make.account(Role.LEAD_PRACTITIONER))
    with pytest.raises(Refused, match="Choose who"):
        made.add_action(member_id=other.nurse.id)
    with pytest.raises(Refused, match="no longer part"):
        plans.take_away(made.episode, by=actor_of(made.lead), part_id=other.action.id, at=NOON)


def join(made: Planned, **given) -> TeamMember:
    return team.add_practitioner(
        made.episode,
        by=actor_of(made.lead),
        given=team.Practitioner(**given),
        key=uuid.uuid4(),
        at=NOON,
    )


def test_who_signs_in_here_joins_by_address_is_told_once_and_leaves(made: Planned, make: Maker):
    teacher = make.account(name="Tess Hale")
    member = join(made, email=f" {teacher.email.upper()} ", can_write=True)
    assert (member.account_id, member.name, member.can_write) == (teacher.id, "Tess Hale", True)
    assert join(made, email=teacher.email).id == member.id
    mails = db.session.query(OutboxMessage).filter_by(kind="help_joined").all()
    assert [mail.account_id for mail in mails] == [teacher.id]
    team.set_may_write(
        made.episode, by=actor_of(made.lead), member_id=member.id, may_write=False, at=NOON
    )
    team.leave_team(made.episode, by=actor_of(made.lead), member_id=member.id, at=NOON)
    assert (member.left_on, member.can_write) == (TODAY, False)
    assert join(made, email=teacher.email).id != member.id  # and may come back


def test_an_address_of_another_hub_is_somebody_without_an_account(made: Planned, make: Maker):
    elsewhere = make.account(hub=make.other_hub, name="Never Shown")
    with pytest.raises(Refused, match="Write their name"):
        join(made, email=elsewhere.email)
    member = join(made, email=elsewhere.email, name="Gwen")
    assert (member.account_id, member.name) == (None, "Gwen")
    with pytest.raises(Refused, match="Only somebody who signs in"):
        team.set_may_write(
            made.episode, by=actor_of(made.lead), member_id=member.id, may_write=True, at=NOON
        )
    with pytest.raises(Refused, match="like name"):
        join(made, email="not an address", name="Gwen")


def test_the_family_joins_once_and_the_lead_is_there_already(made: Planned):
    dana = made.family.people["Dana Adderley"]
    for _ in range(2):
        team.add_relative(made.episode, by=actor_of(made.lead), person_id=dana.id, at=NOON)
    assert db.session.query(TeamMember).filter_by(person_id=dana.id).count() == 1
    with pytest.raises(Refused, match="on the team already"):
        join(made, email=made.lead.email)
