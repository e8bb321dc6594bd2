"""Agreement taken back: sharing stops whichever way it is said, and nothing lets it in again."""

import uuid
from typing import Any

import pytest

from portal.commands import agreements, episode_family
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import Agreement, EarlyHelpEpisode
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


def test_no_after_yes_stops_sharing_and_tells_the_team_once(make: Maker) -> None:
    made = planned(make)
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
    made = planned(make)
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
