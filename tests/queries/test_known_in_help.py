"""A person whom only early help knows is found when somebody else writes about them."""

import os
from datetime import timedelta

import pytest

from portal.commands import episode_family, queue
from portal.commands.episodes import start_early_help
from portal.commands.matching import decide_match
from portal.commands.stepping_aside import step_aside_from_help
from portal.extensions import db
from portal.models import EarlyHelpEpisode, EpisodeContact, FamilyConflict, Person, PersonKey
from portal.queries import contacts, early_help, everybody, known
from portal.queries.matching import Candidate, looks_of_row, matches
from portal.queries.pairs import beside
from portal.rules.early_help_people import MemberWords, read_member
from portal.rules.matching_looks import recorded
from portal.vocabulary import Answer, EpisodeLink, EpisodeReason, LinkDecision, PersonKind, Role
from tests.actors import actor_of
from tests.guards.put_in import child_of
from tests.makers import NOON, Maker

SINCE = NOON.date() - timedelta(days=40)
TYPED = {
    **{"kind": "child", "name": "Osian Prydderch", "school": "Ysgol Glan Afon"},
    **{"born_day": "3", "born_month": "5", "born_year": "2018"},
}


@pytest.fixture
def adviser(make: Maker):
    return actor_of(make.account(Role.MASH_ADVISER))


@pytest.fixture
def lead(make: Maker):
    return make.account(Role.LEAD_PRACTITIONER, name="Ines Duarte")


@pytest.fixture
def episode(lead) -> EarlyHelpEpisode:
    return start_early_help(
        actor_of(lead),
        start_key="fresh",
        reason=EpisodeReason.PARENTING,
        reason_note="",
        started_on=SINCE,
        lead_id=None,
        at=NOON,
        randomness=lambda: os.urandom(16),
    )


def add(lead, episode, **more):
    words: MemberWords = read_member({**TYPED, **more})
    found = early_help.episode_to_change(actor_of(lead), episode.id)
    return episode_family.add_member(found, words, by=actor_of(lead), at=NOON)


def looked_for(reader, contact) -> list[Candidate]:
    """Which children the child of a contact may be."""
    person = db.session.get_one(Person, child_of(contact))
    looks = recorded(person, NOON.date(), ())
    found = [each.who for each in matches(reader, {person.id: looks})[person.id]]
    return [who for who in found if who.looks.kind is PersonKind.CHILD]


def later(make: Maker, name: str = "Osian Pryderch"):
    facts = {"born_on": read_member(TYPED).born_on, "school": "Ysgol Glan Afon"}
    return make.consultation(child=name, facts=facts)


def test_who_was_added_by_hand_is_found_until_taken_out(make: Maker, adviser, lead, episode):
    member, contact = add(lead, episode), later(make)
    add(lead, episode, kind="adult", part="parent", name="Mali Prydderch")
    (found,) = looked_for(adviser, contact)
    assert (found.contact_id, found.reference) == (None, episode.reference)
    assert found.help is not None and found.help.started_on == SINCE
    assert found.looks.parents == ("Mali Prydderch",)
    pair = beside(adviser, contact.id, child_of(contact), member.person_id)
    assert pair is not None and pair.other.episode_id == episode.id
    assert not known.open_help(adviser, contact.id)  # nobody has said that it is him
    decide_match(
        contact,
        person_id=child_of(contact),
        other_id=member.person_id,
        decision=LinkDecision.CONFIRMED,
        why="The same school.",
        by=adviser,
        at=NOON,
    )
    (helped,) = known.open_help(adviser, contact.id)
    assert (helped.started_on, helped.lead_name) == (SINCE, "Ines Duarte")
    (decided,) = known.decisions(adviser, contact.id)
    assert decided.reference == episode.reference
    everybody_else = make.account(Role.MASH_ADVISER, hub=make.other_hub)
    assert not looked_for(actor_of(everybody_else), contact)
    locked = early_help.episode_to_change(actor_of(lead), episode.id)
    for is_removed in (True, False):
        episode_family.remove_member(
            locked, member.id, is_removed=is_removed, by=actor_of(lead), at=NOON
        )
        assert bool(looked_for(adviser, contact)) is not is_removed
        assert bool(known.open_help(adviser, contact.id)) is not is_removed


def test_who_was_put_right_is_found_by_the_new_words(make: Maker, adviser, lead, episode):
    member = add(lead, episode, name="Idris Vaughan", born_year="2011", school="")
    contact = later(make)
    assert not looked_for(adviser, contact)
    for _ in range(2):
        episode_family.change_member(
            early_help.episode_to_change(actor_of(lead), episode.id),
            member.id,
            read_member(TYPED),
            version=None,
            by=actor_of(lead),
            at=NOON,
        )
        (found,) = looked_for(adviser, contact)
        assert found.looks.name == "Osian Prydderch"
    before = {(row.person_id, row.key) for row in db.session.query(PersonKey)}
    (row,) = [each for each in everybody.everybody_after(None) if each.id == member.person_id]
    assert looks_of_row(row).name == "Osian Prydderch"
    assert any(person_id == member.person_id for person_id, _ in before)


def test_help_of_a_family_the_reader_knows_is_not_there(make: Maker, adviser, lead, episode):
    member, contact, behind = add(lead, episode), later(make), later(make, "Gwen Moss")
    ids = {"hub_id": episode.hub_id, "contact_id": behind.id}
    link = {"episode_id": episode.id, "link": EpisodeLink.STEPPED_UP, "at": NOON}
    db.session.add(EpisodeContact(**ids, **link))
    db.session.commit()
    assert [each.id for each in looked_for(adviser, contact)] == [member.person_id]
    db.session.add(FamilyConflict(**ids, account_id=adviser.account_id, declared_at=NOON))
    db.session.commit()
    assert not looked_for(adviser, contact)
    assert beside(adviser, contact.id, child_of(contact), member.person_id) is None


def test_who_stepped_aside_from_either_is_kept_out_of_both_but_not_who_leads_it(
    make: Maker, adviser, lead, episode
):
    member, contact = add(lead, episode), later(make)
    decided = {"person_id": child_of(contact), "other_id": member.person_id, "at": NOON}
    knowing = [make.account(Role.MASH_ADVISER) for _ in range(2)]
    queue.take_up(contact.id, adviser=actor_of(knowing[0]), knows_family=Answer.YES, at=NOON)
    queue.take_up(contact.id, adviser=actor_of(lead), knows_family=Answer.YES, at=NOON)
    step_aside_from_help(episode, by=actor_of(knowing[1]), at=NOON)
    for decision, are_out in ((LinkDecision.CONFIRMED, True), (LinkDecision.UNDONE, False)):
        decide_match(contact, decision=decision, why="Same school.", by=adviser, **decided)
        known_by = [actor_of(each) for each in knowing]
        assert (early_help.episode(known_by[0], episode.id) is None) is are_out
        assert (contacts.contact(known_by[1], contact.id) is None) is are_out
        assert early_help.episode(actor_of(lead), episode.id) is not None
        assert contacts.contact(known_by[0], contact.id) is None  # by their own word
