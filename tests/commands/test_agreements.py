"""Agreement taken back: sharing stops whichever way it is said, and nothing lets it in again."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from portal.commands import agreements, episode_family, help_safety
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import Account, Agreement, EarlyHelpEpisode
from portal.queries import early_help
from portal.rules.early_help import sees
from portal.vocabulary import LawfulBasis, MemberSees
from tests.actors import actor_of
from tests.commands.test_episodes import STARTED, agree, mails
from tests.makers import NOON, Maker
from tests.planning import Planned, planned

WITHDRAWN = "help_agreement_withdrawn"


def withdraw(made: Planned, person_id: uuid.UUID, **more: Any) -> None:
    given = {"withdrawn_on": STARTED, "withdrawn_by": "", "why": "", **more}
    agreements.withdraw_agreement(made.episode, person_id, by=actor_of(made.lead), at=NOON, **given)


def stopped(made: Planned) -> bool:
    return db.session.get_one(
        EarlyHelpEpisode, made.episode.id, populate_existing=True
    ).is_sharing_stopped


def put(made: Planned, person_id: uuid.UUID, *, is_removed: bool) -> None:
    given = {"is_removed": is_removed, "by": actor_of(made.lead), "at": NOON}
    episode_family.remove_member(made.episode, person_id, **given)


def awaited(made: Planned) -> bool:
    return db.session.get_one(
        EarlyHelpEpisode, made.episode.id, populate_existing=True
    ).is_sharing_awaited


def seen(made: Planned, account: Account) -> MemberSees | None:
    return sees(actor_of(account), early_help.facts(made.episode))


def share(made: Planned, why: str = "He cannot be found.", **more: Any) -> Any:
    given = {"basis": LawfulBasis.PUBLIC_TASK, "by": actor_of(made.lead), "at": NOON, **more}
    return help_safety.share_without_agreement(made.episode, why=why, **given)


def test_the_team_waits_for_everybody_and_is_told_when_it_may_read(make: Maker) -> None:
    made = planned(make, is_agreed=False)
    writer = made.family.writer
    dana, callum = (made.family.people[name].id for name in ("Dana Adderley", "Callum Reid"))
    agree(made.episode, dana, made.lead)
    assert (seen(made, writer), seen(made, made.lead)) == (
        MemberSees.NOTHING,
        MemberSees.EVERYTHING,
    )
    with pytest.raises(Refused, match="agreed yet"):
        made.meeting()
    assert (mails("help_shared"), mails("help_meeting")) == ([], [])
    agree(made.episode, callum, made.lead)
    assert seen(made, writer) is MemberSees.EVERYTHING
    assert [mail.account_id for mail in mails("help_shared")] == [writer.id]
    agree(made.episode, callum, made.lead)
    assert len(mails("help_shared")) == 1


def test_a_basis_stands_in_for_who_was_not_asked_until_they_say_no(make: Maker) -> None:
    made = planned(make, is_agreed=False)
    dana, callum = (made.family.people[name].id for name in ("Dana Adderley", "Callum Reid"))
    agree(made.episode, dana, made.lead)
    for wrong, field in (({"basis": None}, "basis"), ({"why": " "}, "why")):
        with pytest.raises(Refused) as refusal:
            share(made, **wrong)
        assert refusal.value.field == field
    basis = share(made, at=NOON - timedelta(minutes=1))
    assert (basis.covers, awaited(made)) == ([str(callum)], False)
    assert not made.episode.has_agreement  # it is another question
    assert share(made) is None
    agree(made.episode, callum, made.lead, is_given=False)
    assert awaited(made)


def test_nothing_is_shared_without_agreement_that_was_taken_back(make: Maker) -> None:
    made = planned(make)
    withdraw(made, made.family.people["Callum Reid"].id)
    with pytest.raises(Refused, match="taken their agreement back"):
        share(made)


def test_no_after_yes_stops_sharing_and_tells_the_team_once(make: Maker) -> None:
    made = planned(make, is_agreed=False)
    dana = made.family.people["Dana Adderley"].id
    agree(made.episode, dana, made.lead, is_given=False)  # it is no taking back: nothing was given
    assert (stopped(made), mails(WITHDRAWN)) == (False, [])
    agree(made.episode, dana, made.lead)
    agree(made.episode, dana, made.lead, is_given=False)
    told = len(mails(WITHDRAWN))
    assert stopped(made) and told
    agree(made.episode, dana, made.lead, is_given=False)
    withdraw(made, dana)
    assert len(mails(WITHDRAWN)) == told


def test_taking_back_what_nobody_wrote_down_is_recorded_and_stops_sharing(make: Maker) -> None:
    made = planned(make, is_agreed=False)
    dana = made.family.people["Dana Adderley"].id
    for _again in range(2):
        withdraw(made, dana, withdrawn_by="Her sister", why="Too many visits")
    row = db.session.query(Agreement).filter_by(person_id=dana).one()
    assert (row.is_given, row.withdrawn_on, row.withdrawn_why) == (
        False,
        STARTED,
        "Too many visits",
    )
    assert stopped(made)
    assert {mail.account_id for mail in mails(WITHDRAWN)} >= {made.lead.id, None}


def test_putting_somebody_back_who_withdrew_stops_sharing_again(make: Maker) -> None:
    made = planned(make)
    dana, callum = (made.family.people[name].id for name in ("Dana Adderley", "Callum Reid"))
    for each in (dana, callum):
        agree(made.episode, each, made.lead)
    withdraw(made, callum)
    agree(made.episode, dana, made.lead)
    assert stopped(made)
    put(made, callum, is_removed=True)
    agree(made.episode, dana, made.lead)
    assert not stopped(made)
    put(made, callum, is_removed=False)
    assert stopped(made)
    agree(made.episode, callum, made.lead)
    assert not stopped(made)


def test_a_long_name_is_asked_for_again_and_never_cut(make: Maker) -> None:
    made = planned(make)
    dana = made.family.people["Dana Adderley"].id
    with pytest.raises(Refused) as refusal:
        agree(made.episode, dana, made.lead, given_by="n" * 201)
    assert refusal.value.field == "given_by"
    with pytest.raises(Refused) as refusal:
        withdraw(made, dana, withdrawn_by="n" * 201)
    assert refusal.value.field == "withdrawn_by"
