"""A risk is taken away by two people; a secret address is opened with a reason; who sees what."""

import uuid
from typing import Any

import pytest

from portal.commands import help_safety, team
from portal.commands.base import Crossed, Refused
from portal.extensions import db
from portal.models import Account, AuditEvent, EpisodePerson, TeamMember
from portal.vocabulary import MemberSees, Role
from tests.actors import actor_of
from tests.commands.test_episodes import mails
from tests.makers import NOON, Maker
from tests.planning import Planned, planned


@pytest.fixture
def made(make: Maker) -> Planned:
    return planned(make)


def at_risk(made: Planned) -> EpisodePerson:
    dana = made.family.people["Dana Adderley"]
    dana.is_at_risk = True
    db.session.commit()
    return dana


def propose(made: Planned, dana: EpisodePerson, by: Account, why: str = "He moved away.") -> Any:
    return help_safety.propose_lower_risk(
        made.family.locked(by), dana.id, why=why, by=actor_of(by), at=NOON
    )


def decide(made: Planned, dana: EpisodePerson, by: Account, *, is_confirmed: bool = True) -> None:
    given = {"is_confirmed": is_confirmed, "by": actor_of(by), "at": NOON}
    help_safety.decide_lower_risk(made.family.locked(by), dana.id, **given)


def test_nobody_takes_a_risk_away_alone(made: Planned, make: Maker) -> None:
    dana, writer = at_risk(made), made.family.writer
    with pytest.raises(Refused) as refusal:
        propose(made, dana, made.lead, why=" ")
    assert refusal.value.field == "why"
    first = propose(made, dana, made.lead)
    assert propose(made, dana, writer).id == first.id
    assert [mail.account_id for mail in mails("help_risk_to_confirm")] == [writer.id]
    with pytest.raises(Refused, match="yourself"):
        decide(made, dana, made.lead)
    decide(made, dana, make.account(Role.MASH_ADVISER), is_confirmed=False)
    assert dana.is_at_risk
    propose(made, dana, made.lead)
    decide(made, dana, writer)
    assert not dana.is_at_risk
    with pytest.raises(Refused, match="decided already"):
        decide(made, dana, writer)


def test_a_secret_address_is_opened_with_a_reason_that_stands_in_the_trail(made: Planned) -> None:
    dana, by = made.family.people["Dana Adderley"], actor_of(made.lead)
    with pytest.raises(Refused):
        help_safety.open_secret_address(made.episode, dana.id, reason=" ", by=by, at=NOON)
    help_safety.open_secret_address(made.episode, dana.id, reason="A lift.", by=by, at=NOON)
    assert db.session.query(AuditEvent).filter_by(action="open_address").one().why == "A lift."


def member(made: Planned) -> TeamMember:
    wanted = {"episode_id": made.episode.id, "account_id": made.family.writer.id}
    return db.session.query(TeamMember).filter_by(**wanted).one()


def change(made: Planned, sees: MemberSees | None, version: int | None = None) -> TeamMember:
    given = {"member_id": member(made).id, "sees": sees, "version": version, "at": NOON}
    return team.set_sees(made.episode, by=actor_of(made.lead), **given)


def test_who_sees_less_writes_less_and_is_written_to_less(made: Planned) -> None:
    with pytest.raises(Refused) as refusal:
        change(made, None)
    assert refusal.value.field == "sees"
    with pytest.raises(Crossed):
        change(made, MemberSees.PLAN, version=7)
    assert change(made, MemberSees.PLAN).can_write
    assert not change(made, MemberSees.OWN_ACTIONS).can_write
    said = [row.why for row in db.session.query(AuditEvent).filter_by(action="change_sees")]
    assert sorted(said) == ["everything to plan", "plan to own_actions"]
    with pytest.raises(Refused, match="nobody writes unseen"):
        allowing = {"member_id": member(made).id, "may_write": True, "at": NOON}
        team.set_may_write(made.episode, by=actor_of(made.lead), **allowing)
    made.meeting()
    assert mails("help_meeting") == []  # only the nurse, who sees the plan, is invited
    assert len(mails("help_invited")) == 1


def test_who_joins_sees_as_little_as_their_work_needs(made: Planned, make: Maker) -> None:
    joined = [
        team.add_practitioner(
            made.episode,
            by=actor_of(made.lead),
            given=team.Practitioner(email=make.account().email, **chosen),
            key=uuid.uuid4(),
            at=NOON,
        )
        for chosen in ({}, {"can_write": True}, {"can_write": True, "sees": MemberSees.NOTHING})
    ]
    assert [(each.sees, each.can_write) for each in joined] == [
        (MemberSees.PLAN, False),
        (MemberSees.EVERYTHING, True),
        (MemberSees.NOTHING, False),
    ]
