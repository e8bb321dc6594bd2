"""Episodes of early help: started once, everything carried over, agreement given and taken back."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.commands import agreements, episode_family, episodes
from portal.commands.base import Crossed, Refused
from portal.extensions import db
from portal.models import (
    Account,
    Contact,
    ContactAnswer,
    EarlyHelpEpisode,
    EpisodePerson,
    OutboxMessage,
    TeamMember,
)
from portal.queries.early_help import EpisodeRecord, episode_to_change, record
from portal.rules.early_help_people import read_member
from portal.vocabulary import (
    AgreementHow,
    ContactStatus,
    EpisodeReason,
    LineKind,
    Role,
    SaidBy,
)
from tests.actors import actor_of
from tests.makers import NOON, Maker

STARTED = NOON.date()


def start(by: Account, contact: Contact | None = None, **more: Any) -> EarlyHelpEpisode:
    given = {
        "start_key": uuid.uuid4().hex,
        "reason": EpisodeReason.PARENTING,
        "reason_note": "Calmer mornings",
        "started_on": STARTED,
        "lead_id": None,
        "at": NOON,
        "randomness": lambda: uuid.uuid4().bytes,
        **more,
    }
    return episodes.start_early_help(actor_of(by), contact=contact, **given)


def held(by: Account, episode: EarlyHelpEpisode) -> EpisodeRecord:
    return record(actor_of(by), episode)


def parent(episode: EarlyHelpEpisode, by: Account, **more: str) -> EpisodePerson:
    words = read_member({"kind": "adult", "name": "Gwen Adderley", "part": "parent", **more})
    return episode_family.add_member(episode, words, by=actor_of(by), at=NOON)


def agree(episode: EarlyHelpEpisode, person_id: uuid.UUID, by: Account, **more: Any) -> Any:
    given = {
        **{"is_given": True, "given_by": "", "how": AgreementHow.SPOKEN, "given_on": STARTED},
        **{"may_be_shared_with": "", "note": ""},
        **more,
    }
    return agreements.record_agreement(episode, person_id, by=actor_of(by), at=NOON, **given)


def mails(kind: str) -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == kind)))


def test_everything_of_a_contact_comes_along_with_where_it_came_from(make: Maker) -> None:
    contact = make.consultation(ContactStatus.ADVISED)
    writer = db.session.get_one(Account, contact.account_id)
    for field, text in (
        ("working-well.working_well", "Her nan walks her to school."),
        ("tried.result", "She ate two breakfasts."),
    ):
        ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
        db.session.add(ContactAnswer(**ids, field=field, text=text))
    found = held(writer, episode := start(writer, contact))
    assert [person.name for person in found.family] == ["Wren Adderley"]
    told = {(line.kind, line.text): line for line in found.lines}
    said = told[LineKind.STATEMENT, "Came to school hungry three days running."]
    assert said.source == f"{contact.reference}, 1"
    assert (said.said_by, said.said_by_detail) == (SaidBy.OTHER_PROFESSIONAL, contact.asker_name)
    assert (LineKind.STRENGTH, "Her nan walks her to school.") in told
    assert (LineKind.TRIED, "She ate two breakfasts.") in told
    assert all(line.readers == [] for line in found.lines)  # nobody's copy, until chosen
    assert episode.assessment_due_on == STARTED + timedelta(weeks=3)
    assert episode.next_due_on == episode.assessment_due_on


def test_who_a_protected_source_is_stays_with_the_contact(make: Maker) -> None:
    contact = make.consultation(ContactStatus.ADVISED, protected=True)
    writer = db.session.get_one(Account, contact.account_id)
    lines = held(writer, start(writer, contact)).lines
    assert [line.is_source_protected for line in lines] == [True]
    assert {(line.said_by, line.said_by_detail) for line in lines} == {(None, "")}


def test_a_secret_address_stays_with_the_contact_and_everybody_is_marked(make: Maker) -> None:
    contact = make.referral(
        ContactStatus.DECIDED,
        facts={"address": "7 Refuge Row"},
        must_not_be_told="Her father must not learn of this.",
    )
    writer = db.session.get_one(Account, contact.account_id)
    found = held(writer, start(writer, contact))
    assert found.is_anyone_at_risk
    assert [(one.address, one.is_address_secret) for one in found.family] == [("", True)]
    assert found.family[0].is_at_risk
    assert "Refuge" not in repr([tuple(line) for line in found.lines])


def test_the_same_start_twice_is_one_episode(make: Maker) -> None:
    contact = make.consultation(ContactStatus.ADVISED)
    writer = db.session.get_one(Account, contact.account_id)
    first = start(writer, contact, start_key="one")
    assert start(writer, contact, start_key="one").id == first.id
    assert start(writer, contact, start_key="another").id == first.id  # one a contact
    assert start(writer, start_key="one").id == first.id
    assert start(writer, start_key="fresh").id != first.id


def test_the_hub_starts_it_for_a_lead_practitioner_who_is_told(make: Maker) -> None:
    adviser, lead = make.account(Role.MASH_ADVISER), make.account(Role.LEAD_PRACTITIONER)
    with pytest.raises(Refused) as refusal:
        start(adviser)
    assert refusal.value.field == "lead_id"
    elsewhere = make.account(Role.LEAD_PRACTITIONER, hub=make.other_hub)
    with pytest.raises(Refused):
        start(adviser, lead_id=elsewhere.id)
    episode = start(adviser, lead_id=lead.id)
    assert (episode.lead_id, episode.organisation_name) == (lead.id, make.school.name)
    assert [mail.account_id for mail in mails("help_given")] == [lead.id]
    assert mails("help_given")[0].episode_id == episode.id


def test_handing_over_changes_who_leads_and_tells_them_once(make: Maker) -> None:
    lead, next_lead = make.account(), make.account(Role.LEAD_PRACTITIONER)
    episode = start(lead)
    for _ in range(2):
        episodes.hand_over(
            episode, by=actor_of(lead), lead_id=next_lead.id, why="She moves.", at=NOON
        )
    assert episode.lead_id == next_lead.id
    assert len(mails("help_given")) == 1


def test_agreement_counts_once_everybody_who_must_has_given_it(make: Maker) -> None:
    lead = make.account()
    episode = start(lead)
    mother, father = parent(episode, lead), parent(episode, lead, name="Tom Adderley")
    agree(episode, mother.id, lead)
    assert not episode.has_agreement
    agree(episode, father.id, lead, is_given=False)
    assert not episode.has_agreement
    agree(episode, father.id, lead)
    assert episode.has_agreement
    parent(episode, lead, name="Rhys Adderley")
    assert not episode.has_agreement  # somebody new has not been asked
    standing = [row for row in held(lead, episode).agreements if row.is_standing]
    assert len(standing) == 2  # earlier answers stay, and no longer stand


def test_taking_it_back_stops_sharing_and_tells_the_team_once(make: Maker) -> None:
    lead, nurse = make.account(), make.account(Role.LEAD_PRACTITIONER)
    episode = start(lead)
    mother = parent(episode, lead)
    agree(episode, mother.id, lead)
    ids = {"hub_id": episode.hub_id, "episode_id": episode.id, "joined_on": STARTED}
    db.session.add_all(
        [
            TeamMember(**ids, account_id=nurse.id, name=nurse.name),
            TeamMember(**ids, name="A coach", email="coach@example.org"),
            TeamMember(**ids, name="Gwen Adderley", person_id=mother.id),
        ]
    )
    db.session.commit()
    for _ in range(2):
        agreements.withdraw_agreement(
            episode,
            mother.id,
            withdrawn_on=STARTED,
            withdrawn_by="",
            why="",
            by=actor_of(lead),
            at=NOON,
        )
    assert (episode.is_sharing_stopped, episode.has_agreement) == (True, False)
    told = mails("help_agreement_withdrawn")
    assert {mail.account_id for mail in told} == {lead.id, nurse.id, None}
    assert len(told) == 3  # once each, and nobody of the family
    agree(episode, mother.id, lead)
    assert not episode.is_sharing_stopped


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"is_given": None}, "is_given"),
        ({"how": None}, "how"),
        ({"given_on": STARTED + timedelta(days=1)}, "given_on_day"),
    ],
)
def test_an_unclear_agreement_is_asked_again(
    make: Maker, wrong: dict[str, Any], field: str
) -> None:
    lead = make.account()
    episode = start(lead)
    mother = parent(episode, lead)
    with pytest.raises(Refused) as refusal:
        agree(episode, mother.id, lead, **wrong)
    assert refusal.value.field == field


def test_a_line_is_put_right_once_seen_and_never_over_unseen_words(make: Maker) -> None:
    lead = make.account()
    episode = start(lead)
    mother = parent(episode, lead)
    line = episode_family.add_line(
        episode,
        kind=LineKind.STRENGTH,
        text="Bedtimes are calm.",
        about_id=None,
        readers=None,
        by=actor_of(lead),
        at=NOON,
    )
    assert line.readers == [str(mother.id)]  # nobody is at risk
    ids = {"by": actor_of(lead), "at": NOON, "about_id": mother.id}
    change = episode_family.change_line
    change(episode, line.id, text="Bedtimes are calmer.", readers=[], version=1, **ids)
    with pytest.raises(Crossed) as crossed:
        change(episode, line.id, text="Never calm.", readers=["nobody"], version=1, **ids)
    assert (crossed.value.saved["text"], crossed.value.version) == ("Bedtimes are calmer.", 2)
    change(episode, line.id, text="Bedtimes are calmer.", readers=[], version=1, **ids)  # once
    assert (line.text, line.readers, line.version) == ("Bedtimes are calmer.", [], 2)
    episode_family.remove_line(episode, line.id, is_removed=True, by=actor_of(lead), at=NOON)
    assert [row.is_removed for row in held(lead, episode).lines] == [True]


def test_another_hubs_episode_cannot_be_found_or_changed(make: Maker) -> None:
    lead = make.account()
    episode = start(lead)
    stranger = actor_of(make.account(Role.DECISION_MAKER, hub=make.other_hub))
    assert episode_to_change(stranger, episode.id) is None


def test_a_secret_address_makes_two_people_look_at_every_copy_for_good(make: Maker) -> None:
    lead = make.account()
    episode = start(lead)
    mother = parent(episode, lead)
    assert not held(lead, episode).is_anyone_at_risk
    hidden = {"kind": "adult", "name": "Gwen Adderley", "part": "parent", "address": "7 Low Row"}
    change = episode_family.change_member
    secret = read_member({**hidden, "is_address_secret": "yes"})
    change(episode, mother.id, secret, version=None, by=actor_of(lead), at=NOON)
    assert held(lead, episode).is_anyone_at_risk
    change(episode, mother.id, read_member(hidden), version=None, by=actor_of(lead), at=NOON)
    episode_family.remove_member(episode, mother.id, is_removed=True, by=actor_of(lead), at=NOON)
    assert held(lead, episode).is_anyone_at_risk  # nobody puts the second person away alone


def test_only_the_lead_lifts_the_secrecy_of_an_address(make: Maker) -> None:
    lead, nurse = make.account(), make.account(Role.LEAD_PRACTITIONER)
    episode = start(lead)
    words = {"address": "7 Low Row", "is_address_secret": "yes", "is_at_risk": "yes"}
    mother = parent(episode, lead, **words)
    plain = read_member({"kind": "adult", "name": "Gwen", "part": "parent"})
    episode_family.change_member(
        episode, mother.id, plain, version=None, by=actor_of(nurse), at=NOON
    )
    assert (mother.name, mother.address) == ("Gwen", "7 Low Row")
    assert (mother.is_address_secret, mother.is_at_risk) == (True, True)
    lifted = {"version": None, "by": actor_of(lead), "at": NOON}
    episode_family.change_member(episode, mother.id, plain, **lifted)
    assert (mother.is_address_secret, mother.address) == (False, "7 Low Row")
    assert mother.is_at_risk  # that takes two
