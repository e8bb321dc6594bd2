"""A place on a team is that of the role it was given in, on pages and on lists (decision 18)."""

import uuid
from dataclasses import replace

import pytest

from portal.commands import team
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import FamilyCopy
from portal.queries import early_help, episode_lists, family_copies
from portal.queries import team as team_rows
from portal.rules.early_help import sees
from portal.rules.team import written_to
from portal.vocabulary import Agency, CopyStatus, CopyVariant, HelpDocument, MemberSees, Role
from tests.actors import actor_of
from tests.makers import NOON, Maker
from tests.planning import Planned, planned
from tests.several_roles import other_role


def waiting_copy(made: Planned) -> None:
    values = {
        "recipient_id": made.family.people["Dana Adderley"].id,
        "document": HelpDocument.PLAN,
        "of_id": made.episode.id,
        "variant": CopyVariant.STANDARD,
        "status": CopyStatus.WAITING,
        "made_by_id": made.lead.id,
        "made_by": made.lead.name,
    }
    ids = {"hub_id": made.episode.hub_id, "episode_id": made.episode.id}
    given = {"locale": "en", "digest": "d" * 64, "needs_second": True, "made_at": NOON}
    db.session.add(FamilyCopy(**ids, **given, **values))
    db.session.commit()


def test_who_works_at_two_agencies_is_on_the_team_for_the_one_that_was_named(make: Maker) -> None:
    made, nurse = planned(make), make.account()
    clinic = make.organisation(make.hub, Agency.HOSPITAL, "Zeal Lane Clinic")
    other_role(nurse, Role.REFERRING_PROFESSIONAL, make.hub, clinic)
    words = {"email": nurse.email, "organisation": "zeal lane clinic", "can_write": True}
    given = {"given": team.Practitioner(**words), "key": uuid.uuid4(), "at": NOON}
    team.add_practitioner(made.episode, by=actor_of(made.lead), **given)
    with pytest.raises(Refused) as refused:  # nobody guesses for which of the two
        values = {**words, "organisation": "the clinic"}
        again = {"given": team.Practitioner(**values), "key": uuid.uuid4(), "at": NOON}
        team.add_practitioner(made.episode, by=actor_of(made.lead), **again)
    assert refused.value.field == "organisation"
    waiting_copy(made)
    at_school = replace(actor_of(nurse), organisation_id=make.school.id)
    at_clinic = replace(at_school, organisation_id=clinic.id)
    for actor, seen in ((at_clinic, MemberSees.EVERYTHING), (at_school, None)):
        assert sees(actor, early_help.facts(made.episode)) is seen
        assert len(episode_lists.mine(actor)) == bool(seen)
        assert len(family_copies.waiting_for(actor)) == bool(seen)
    assert nurse.id in set(family_copies.who_may_approve(made.episode, made.lead.id))
    here = len(team_rows.everyone(made.episode))
    for name in (make.school.name, make.school.name.upper(), "Zeal Lane Clinic"):
        values = {"email": nurse.email, "organisation": name, "sees": MemberSees.PLAN}
        again = {"given": team.Practitioner(**values), "key": uuid.uuid4(), "at": NOON}
        team.add_practitioner(made.episode, by=actor_of(made.lead), **again)
    rows = team_rows.everyone(made.episode)
    assert len(rows) == here + 1  # for each agency once
    assert written_to(rows).account_ids.count(nurse.id) == 1
    facts = early_help.facts(made.episode)
    assert (sees(at_clinic, facts), sees(at_school, facts)) == (
        MemberSees.EVERYTHING,
        MemberSees.PLAN,
    )
    assert len(episode_lists.mine(at_school)) == len(episode_lists.mine(at_clinic)) == 1
    for_clinic = next(each for each in rows if each.organisation_id == clinic.id)
    leaving = {"member_id": for_clinic.id, "at": NOON}
    team.leave_team(made.episode, by=actor_of(made.lead), **leaving)
    facts = early_help.facts(made.episode)
    assert (sees(at_clinic, facts), sees(at_school, facts)) == (None, MemberSees.PLAN)
