"""Who knows a family is kept out of its early help, however it would reach them."""

import uuid

import pytest

from portal.commands import (
    accounts,
    checks,
    episodes,
    family_copies,
    queue,
    step_up,
    stepping_aside,
    team,
)
from portal.commands.base import Refused
from portal.commands.outbox import queue_episode_mail
from portal.extensions import db
from portal.models import (
    Account,
    AuditEvent,
    Contact,
    EpisodeContact,
    EpisodeEvent,
    FamilyConflict,
    FamilyCopy,
)
from portal.queries import contacts, early_help, episode_lists
from portal.rules.episode_lists import EpisodeList
from portal.vocabulary import (
    Answer,
    ContactStatus,
    CopyStatus,
    CopyVariant,
    EpisodeLink,
    HelpDocument,
    Role,
)
from tests.actors import actor_of
from tests.commands.test_episodes import mails, start
from tests.makers import NOON, Maker
from tests.planning import Planned, planned


def bar(contact: Contact, account: Account) -> Account:
    given = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": account.id}
    db.session.add(FamilyConflict(declared_at=NOON, **given))
    db.session.commit()
    return account


def begun_from(make: Maker, made: Planned) -> Contact:
    contact = make.referral(ContactStatus.SUBMITTED)
    given = {"hub_id": contact.hub_id, "episode_id": made.episode.id, "contact_id": contact.id}
    db.session.add(EpisodeContact(link=EpisodeLink.STARTED_FROM, at=NOON, **given))
    db.session.commit()
    return contact


def hand_over(made: Planned, to: Account, by: Account | None = None) -> None:
    who = actor_of(by or made.lead)
    episodes.hand_over(
        made.family.locked(by or made.lead), by=who, lead_id=to.id, why="She moves.", at=NOON
    )


def stepped_up(made: Planned, by: Account) -> Contact:
    given = {"by": actor_of(by), "start_key": uuid.uuid4().hex, "say": str, "at": NOON}
    return step_up.step_up(made.family.locked(by), **given)


def step_aside(made: Planned, account: Account) -> None:
    helped = made.family.locked(account)
    stepping_aside.step_aside_from_help(helped, by=actor_of(account), at=NOON)
    assert early_help.episode(actor_of(account), made.family.episode.id) is None


def test_who_knows_the_family_neither_leads_nor_joins_and_gets_no_mail(make: Maker) -> None:
    made = planned(make)
    contact = begun_from(make, made)
    knows = bar(contact, make.account(Role.LEAD_PRACTITIONER))
    with pytest.raises(Refused) as refusal:
        hand_over(made, knows)
    assert refusal.value.field == "lead_id" and "know" not in refusal.value.message
    officer = bar(contact, make.account(Role.AGENCY_CONTRIBUTOR))  # cannot be found as a helper
    for email in (knows.email, officer.email):
        given = team.Practitioner(email=email, name="Ann Bee")
        with pytest.raises(Refused) as refusal:
            team.add_practitioner(
                made.episode, by=actor_of(made.lead), given=given, key=uuid.uuid4(), at=NOON
            )
        assert refusal.value.field == "email"
    queue_episode_mail("help_ended", made.episode, NOON, account_ids=[knows.id, made.lead.id])
    db.session.commit()
    assert [mail.account_id for mail in mails("help_ended")] == [made.lead.id]


def test_decision_makers_hear_of_help_whose_lead_has_left_or_lost_the_role(make: Maker) -> None:
    made, manager = planned(make), make.account(Role.DECISION_MAKER)
    lead, episode = made.lead, made.episode
    place = {"hub_id": episode.hub_id, "organisation_id": episode.organisation_id, "at": NOON}

    def without() -> list[uuid.UUID]:
        by, wanted = actor_of(manager), EpisodeList.NO_LEAD
        return [row.id for row in episode_lists.episodes(by, wanted, None, NOON.date())[0]]

    accounts.add_role(lead.id, role=Role.REFERRING_PROFESSIONAL, **place)
    accounts.end_role(lead.id, role=Role.REFERRING_PROFESSIONAL, **place)
    assert (without(), mails("help_needs_lead")) == ([], [])  # they lead it in the other role
    accounts.end_role(lead.id, role=Role.LEAD_PRACTITIONER, **place)
    assert [mail.account_id for mail in mails("help_needs_lead")] == [manager.id]
    assert without() == [episode.id]
    accounts.add_role(lead.id, role=Role.LEAD_PRACTITIONER, **place)
    assert without() == []
    accounts.deactivate(lead.id, at=NOON)
    assert (len(mails("help_needs_lead")), without()) == (2, [episode.id])


def test_who_knows_the_family_of_fresh_help_steps_aside_for_good(make: Maker) -> None:
    made, manager = planned(make), make.account(Role.DECISION_MAKER)
    writer, lead = made.family.writer, made.lead
    step_aside(made, writer)  # with no contact behind it, only the episode itself says so
    draft = stepped_up(made, lead)
    step_aside(made, lead)
    assert draft.status is ContactStatus.DISCARDED
    assert {mail.account_id for mail in mails("help_needs_lead")} == {manager.id}
    with pytest.raises(Refused):
        hand_over(made, writer, by=manager)
    queue_episode_mail("help_ended", made.family.locked(manager), NOON, account_ids=[writer.id])
    db.session.commit()
    assert mails("help_ended") == []
    heir = make.account(Role.LEAD_PRACTITIONER)
    hand_over(made, heir, by=manager)
    kept_out = {
        row.account_id
        for row in db.session.query(FamilyConflict).filter_by(contact_id=stepped_up(made, heir).id)
    }
    assert kept_out == {writer.id, lead.id}


def test_an_agency_that_steps_aside_from_a_contact_is_kept_out_of_its_help(make: Maker) -> None:
    made = planned(make)
    first, sent = begun_from(make, made), make.referral(ContactStatus.SUBMITTED)
    given = {"hub_id": sent.hub_id, "episode_id": made.episode.id, "contact_id": sent.id}
    db.session.add(EpisodeContact(link=EpisodeLink.STEPPED_UP, at=NOON, **given))
    db.session.commit()
    officer = make.account(Role.AGENCY_CONTRIBUTOR)
    checks.step_aside(first, by=actor_of(officer), at=NOON)
    assert early_help.episode(actor_of(officer), made.episode.id) is None
    assert contacts.who_know_the_family(sent, [officer.id]) == {officer.id}


def test_help_is_not_begun_for_a_lead_who_knows_the_family(make: Maker) -> None:
    contact = make.referral(ContactStatus.SUBMITTED)
    knows = bar(contact, make.account(Role.LEAD_PRACTITIONER))
    with pytest.raises(Refused) as refusal:
        start(make.account(Role.MASH_ADVISER), contact, lead_id=knows.id)
    assert refusal.value.field == "lead_id"


def test_handing_over_puts_the_old_leads_unsent_referral_aside(make: Maker) -> None:
    made, heir = planned(make), make.account(Role.LEAD_PRACTITIONER)
    draft = stepped_up(made, made.lead)
    assert stepped_up(made, made.lead).id == draft.id
    hand_over(made, heir)
    assert draft.status is ContactStatus.DISCARDED
    fresh = stepped_up(made, heir)
    assert (fresh.id != draft.id, fresh.account_id) == (True, heir.id)


def test_why_somebody_else_leads_is_in_the_history_and_not_in_the_audit_trail(make: Maker) -> None:
    made = planned(make)
    hand_over(made, make.account(Role.LEAD_PRACTITIONER))
    assert db.session.query(EpisodeEvent).filter_by(action="hand_over").one().note == "She moves."
    assert db.session.query(AuditEvent).filter_by(action="hand_over").one().why == ""


def test_an_adviser_who_steps_aside_loses_the_help_and_all_that_belongs_to_it(make: Maker) -> None:
    made = planned(make)
    first = begun_from(make, made)
    sent = make.referral(ContactStatus.SUBMITTED)
    given = {"hub_id": sent.hub_id, "episode_id": made.episode.id, "contact_id": sent.id}
    db.session.add(EpisodeContact(link=EpisodeLink.STEPPED_UP, at=NOON, **given))
    db.session.commit()
    for at_contact, other in ((first, sent), (sent, first)):
        adviser = make.account(Role.MASH_ADVISER)
        who = actor_of(adviser)
        assert early_help.episode(who, made.episode.id) is not None
        queue.take_up(at_contact.id, adviser=who, knows_family=Answer.YES, at=NOON)
        assert early_help.episode(who, made.episode.id) is None
        assert (
            db.session.query(FamilyConflict)
            .filter_by(contact_id=other.id, account_id=adviser.id)
            .count()
            == 1
        )


def test_the_lead_of_today_hears_of_a_copy_that_an_earlier_lead_made(make: Maker) -> None:
    made, heir = planned(make), make.account(Role.LEAD_PRACTITIONER)
    copy = FamilyCopy(
        hub_id=made.episode.hub_id,
        episode_id=made.episode.id,
        recipient_id=made.family.people["Dana Adderley"].id,
        document=HelpDocument.PLAN,
        of_id=made.episode.id,
        variant=CopyVariant.STANDARD,
        locale="en",
        digest="d" * 64,
        status=CopyStatus.WAITING,
        needs_second=True,
        made_by_id=made.lead.id,
        made_by=made.lead.name,
        made_at=NOON,
    )
    db.session.add(copy)
    db.session.commit()
    hand_over(made, heir)
    by = actor_of(made.family.writer)
    family_copies.return_copy(made.family.locked(heir), copy, by=by, why="The school.", at=NOON)
    assert [mail.account_id for mail in mails("help_copy_returned")] == [heir.id]
