"""Agreement taken back: sharing stops whichever way it is said, and nothing lets it in again."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from portal.commands import agreements, episode_family, help_reminders, help_safety
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import Account, Agreement, EarlyHelpEpisode
from portal.queries import early_help, episode_lists
from portal.rules.early_help import sees
from portal.rules.episode_lists import EpisodeList
from portal.vocabulary import AgeKind, AgreementHow, LawfulBasis, MemberSees, Role
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


def test_who_turns_13_is_asked_from_midnight_in_london_with_nobody_doing_anything(
    make: Maker,
) -> None:
    made = planned(make)
    wren, manager = made.family.people["Wren Adderley"], make.account(Role.MASH_ADVISER)
    wren.age_kind, wren.born_on = AgeKind.DATE_OF_BIRTH, date(2014, 6, 10)
    db.session.commit()
    agree(made.episode, made.family.people["Dana Adderley"].id, made.lead)

    def state(at: datetime) -> tuple[Any, bool, bool]:
        with time_machine.travel(at, tick=False):
            row = early_help.episode(actor_of(made.lead), made.episode.id)
            by, on = actor_of(manager), at.date()
            rows, _ = episode_lists.episodes(by, EpisodeList.NO_AGREEMENT, None, on)
            missing = [each.id for each in rows] == [made.episode.id]
            assert missing is not row.has_agreement
            return seen(made, made.family.writer), row.is_sharing_awaited, missing

    midnight = datetime(2027, 6, 9, 23, tzinfo=UTC)  # in London
    assert state(midnight - timedelta(seconds=1)) == (MemberSees.EVERYTHING, False, False)
    assert state(midnight) == (MemberSees.NOTHING, True, True)
    remind = help_reminders.ask_who_came_of_age
    assert remind(today=date(2027, 6, 9), at=NOON) == 0
    assert remind(today=date(2027, 6, 10), at=NOON) == 1
    assert remind(today=date(2027, 6, 10), at=NOON) == 0
    assert [mail.account_id for mail in mails("help_reminder")] == [made.lead.id]
    assert state(midnight) == (MemberSees.NOTHING, True, True)
    with time_machine.travel(midnight, tick=False):
        said = {"is_given": True, "given_by": "", "how": AgreementHow.SPOKEN}
        words = {"may_be_shared_with": "", "note": "", "given_on": midnight.date()}
        by = {"by": actor_of(made.lead), "at": midnight}
        agreements.record_agreement(made.episode, wren.id, **said, **words, **by)
    assert state(midnight) == (MemberSees.EVERYTHING, False, False)


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
