"""`flask demo`: sixty contacts and one carried over, alike everywhere, never in production."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.demo import PASSWORD
from portal.demo.cases import read_cases
from portal.demo.family_stories import read_families
from portal.demo.load import load
from portal.demo.small import small_cases
from portal.extensions import db
from portal.models import (
    AbuseVictim,
    Account,
    Advice,
    AgencyCheck,
    AuditEvent,
    Contact,
    ContactEvent,
    ContactPerson,
    DangerAnswer,
    Disagreement,
    DisagreementRound,
    Duty,
    EarlyHelpEpisode,
    FamilyConflict,
    Hub,
    MaracReferral,
    Membership,
    NextStep,
    Organisation,
    Person,
    PersonLink,
    PersonReturn,
    ThresholdDecision,
)
from portal.rules.episode_lists import EpisodeList
from portal.rules.reference import make_reference
from portal.vocabulary import (
    AdviceStatus,
    Answer,
    CheckStatus,
    ContactKind,
    ContactRoute,
    ContactStatus,
    DisagreementStage,
    DisagreementStatus,
    EpisodeStatus,
    HowReceived,
    LinkDecision,
    Role,
    Urgency,
)
from tests.demo import families, looking
from tests.demo.looking import STATUSES, count, states_of_queue, tally
from tests.page_client import PageClient

SUNDAY_NIGHT = datetime(2026, 11, 22, 3, 10, tzinfo=UTC)

FAMILIES = read_families(SUNDAY_NIGHT.date())


@pytest.fixture(scope="module")
def demo(database_app):
    """The demo, loaded once for the tests that only look at it."""
    with database_app.app_context():
        added = sum(load(SUNDAY_NIGHT))
        assert added == 64
        yield database_app
        looking.empty()


@pytest.fixture
def loaded(demo):
    """The loaded demo; a look at it ends with the test, so that others may write."""
    yield demo
    db.session.rollback()


def test_abuse_is_told_of_with_and_without_children_and_one_is_referred_to_a_marac(loaded):
    told = Contact.route == ContactRoute.DOMESTIC_ABUSE
    assert count(Contact, told) == 2
    assert {row.people_label for row in db.session.query(Contact).filter(told)} == {
        "Mara, adult; Tilly, about 9; Bram, about 6",
        "Walter, adult",
    }
    assert count(AbuseVictim) == 2
    assert count(MaracReferral) == 1


def test_some_sixty_contacts_in_every_state(loaded):
    assert tally(Contact.status) == STATUSES
    assert count(Contact, Contact.route == ContactRoute.SHORT) >= 12
    assert count(Hub) == 2
    assert count(Contact, Contact.kind == ContactKind.REFERRAL) == 17
    assert count(Contact, Contact.from_contact_id.is_not(None)) == 1


def test_every_role_hub_agency_and_urgency_is_there(loaded):
    assert count(Account, Account.is_demo) == count(Account) == 19
    assert set(tally(Membership.role)) == set(Role)
    assert len(tally(Contact.hub_id)) == 2
    assert set(tally(Contact.agency)) == set(tally(Organisation.agency))
    assert set(tally(Contact.urgency)) == {*Urgency, None}


@pytest.mark.parametrize(
    "column",
    [
        Contact.status,
        Contact.kind,
        Contact.route,
        Contact.rag,
        Contact.urgency,
        Membership.role,
        Advice.status,
        Advice.outcome,
        ThresholdDecision.status,
        ThresholdDecision.outcome,
        ThresholdDecision.help_offered,
        AgencyCheck.status,
        PersonReturn.answer,
        PersonReturn.may_share,
        Disagreement.stage,
        Disagreement.status,
        Disagreement.at_risk_now,
        DisagreementRound.came_by,
        DangerAnswer.said,
        NextStep.side,
        NextStep.outcome,
        Duty.is_deputy,
    ],
    ids=str,
)
def test_every_role_status_stage_and_answer_is_there_to_be_seen(loaded, column):
    kind = getattr(column.type, "enum_class", None)
    assert set(tally(column)) - {None} == set(kind or (True, False))


def test_answers_are_unread_read_disputed_withdrawn_and_corrected(loaded):
    advised = Contact.status == ContactStatus.ADVISED
    given = Advice.status == AdviceStatus.GIVEN
    of_advised = db.session.scalars(
        select(Advice).join(Contact, Contact.id == Advice.contact_id).where(advised, given)
    ).all()
    read = Counter(advice.read_at is not None for advice in of_advised)
    assert read == {True: 6, False: 3}
    assert count(Advice, Advice.status == AdviceStatus.WITHDRAWN) == 1
    assert count(Advice, Advice.version == 2) == 1
    assert count(Advice, Advice.level.is_(None)) == 0  # that answer is still to come
    assert count(FamilyConflict) == 1
    assert count(ContactEvent, ContactEvent.action == "give_back") == 1


def test_disagreements_stand_at_different_stages_and_one_is_resolved(loaded):
    S, waiting = DisagreementStage, DisagreementStatus.WAITING
    found = set(db.session.execute(select(Disagreement.stage, Disagreement.status)).all())
    assert found == {
        (S.PRACTITIONERS, waiting),
        (S.PRACTITIONERS, DisagreementStatus.ANSWERED),
        (S.LEADS, waiting),
        (S.LEADS, DisagreementStatus.RESOLVED),
        (S.SENIOR_MANAGERS, waiting),
        (S.PARTNERSHIP, DisagreementStatus.NOT_RESOLVED),
    }
    is_waiting = Disagreement.status == waiting
    assert count(Disagreement, is_waiting, Disagreement.due_at < SUNDAY_NIGHT) >= 1
    assert count(Disagreement, Disagreement.at_risk_now == Answer.YES) == 2


def test_one_was_entered_late_and_one_is_known_to_early_help_alone(loaded):
    late, contact = looking.late_entry()
    assert late.how is HowReceived.PAPER and late.received_by and late.why
    assert contact.received_at < contact.created_at <= late.entered_at < contact.submitted_at
    found = looking.known_in_help("Alfy Petigrew", SUNDAY_NIGHT)
    assert found["Alfie Pettigrew"].organisation_name == "Brookside Homes"


def test_next_steps_are_overdue_to_come_and_said_of(loaded):
    today = SUNDAY_NIGHT.date()
    assert count(NextStep, NextStep.is_open, NextStep.by_on < today) >= 5
    assert count(NextStep, NextStep.is_open, NextStep.by_on > today) >= 5


def test_one_family_was_known_before_and_another_may_be(loaded):
    link = db.session.scalars(select(PersonLink)).one()
    assert link.decision is LinkDecision.CONFIRMED
    names = {db.session.get(Person, each).name for each in (link.first_id, link.second_id)}
    assert names == {"Percy Dunn", "Percy Holloway-Dunn"}
    adviser = PageClient(loaded)
    adviser.sign_in("adviser@demo.example", PASSWORD)
    kian = select(ContactPerson.contact_id).join(Person, Person.id == ContactPerson.person_id)
    contacts = [db.session.scalar(kian.where(Person.name == "Kian Ashdown")), link.contact_id]
    undecided, decided = (adviser.get(f"/contacts/{each}").text for each in contacts)
    assert "Name sounds the same: Kian, Cian" in undecided
    assert "Known before: 1 earlier contact in the 12 months before this one" in decided


def test_agencies_were_asked_answered_declined_corrected_and_called_off(loaded):
    assert tally(AgencyCheck.status) == {
        CheckStatus.ASKED: 3,
        CheckStatus.ANSWERED: 6,
        CheckStatus.WITHDRAWN: 1,
    }
    assert count(AgencyCheck, AgencyCheck.version == 2) == 1
    overdue = AgencyCheck.due_at < SUNDAY_NIGHT
    assert count(AgencyCheck, AgencyCheck.status == CheckStatus.ASKED, overdue) == 1
    assert count(Duty) == 3 and count(Duty, Duty.is_deputy) == 1


def test_families_in_early_help_stand_at_every_stage(loaded):
    assert not families.not_told()
    assert tally(EarlyHelpEpisode.status) == {EpisodeStatus.OPEN: 5, EpisodeStatus.CLOSED: 1}
    overdue = select(EarlyHelpEpisode.start_key).where(
        EarlyHelpEpisode.next_due_on < SUNDAY_NIGHT.date()
    )
    assert db.session.scalars(overdue).all() == ["4-trelawney"]
    manager = families.signed_in(loaded, "manager@demo.example")
    for each in EpisodeList:
        is_there = "EH-" in manager.get(f"/early-help/all?show={each.value}").text
        assert is_there is (each is not EpisodeList.NO_LEAD), each  # somebody leads all of them


@pytest.mark.parametrize("slug", [each.slug for each in FAMILIES])
def test_every_page_of_a_family_opens_for_its_people(loaded, slug):
    episode = db.session.scalars(select(EarlyHelpEpisode).filter_by(start_key=slug)).one()
    lead, *others = families.people_of(episode)
    opened = set(families.pages_of(loaded, families.signed_in(loaded, lead), episode.id))
    assert {"early_help.family", "plans.show", "meetings.team", "help_papers.show"} <= opened
    for email in others:
        page = families.signed_in(loaded, email).get(f"/early-help/{episode.id}")
        assert page.status_code == 200


def test_care_and_secrecy_are_there_to_be_seen(loaded):
    assert count(Contact, Contact.is_safe_contact) >= 3
    assert count(Contact, Contact.has_protected_source) == 2


def test_everything_lies_in_the_last_ninety_days_and_nothing_in_the_future(loaded):
    moments = db.session.scalars(select(Contact.created_at)).all()
    moments += db.session.scalars(select(ContactEvent.at)).all()
    assert len(moments) > 200
    assert all(SUNDAY_NIGHT - timedelta(days=91) < at <= SUNDAY_NIGHT for at in moments)


def test_the_queue_has_overdue_soon_due_and_new_contacts_at_night(loaded):
    states = states_of_queue(SUNDAY_NIGHT)
    assert states["overdue"] >= 2
    assert states["due_soon"] >= 2
    assert states["in_time"] >= 8
    assert count(Contact, Contact.submitted_at > SUNDAY_NIGHT - timedelta(minutes=15)) >= 2


def test_everybody_did_it_themselves_and_the_trail_says_so(loaded):
    assert count(AuditEvent, AuditEvent.action == "submit") == 59
    assert count(AuditEvent, AuditEvent.action == "give_advice") == count(Advice)


def drawn(slug):
    return random.Random(slug).randbytes(16)  # noqa: S311 - invented references


def test_references_are_the_same_in_every_demo(loaded):
    today = SUNDAY_NIGHT.date()
    told = (*read_cases(today), *small_cases(today), *FAMILIES)
    slugs = [each.slug for each in told]
    ever = {make_reference(drawn(f"{slug}{end}")) for slug in slugs for end in ("", "-referral")}
    found = set(db.session.scalars(select(Contact.reference).where(Contact.reference.is_not(None))))
    assert len(found) == 59
    assert found <= ever


@pytest.mark.parametrize(
    ("email", "page"), [("teacher", "/"), ("adviser", "/queue"), ("cynghorydd", "/queue")]
)
def test_demo_people_sign_in_and_see_their_work(loaded, email, page):
    client = PageClient(loaded)
    assert client.sign_in(f"{email}@demo.example", PASSWORD).status_code == 303
    assert client.follow(page).status_code == 200


def test_accounts_lists_all_nineteen_with_the_password(loaded):
    shown = loaded.test_cli_runner().invoke(args=["demo", "accounts"]).output
    assert PASSWORD in shown
    assert shown.count("@demo.example") == 19


def test_a_second_load_is_refused_in_one_sentence_and_if_empty_says_nothing(loaded):
    runner = loaded.test_cli_runner()
    again = runner.invoke(args=["demo", "load"])
    assert again.exit_code == 1
    assert "Error: The database already has a hub." in again.output
    assert "Traceback" not in again.output
    quiet = runner.invoke(args=["demo", "load", "--if-empty"])
    assert (quiet.exit_code, quiet.output) == (0, "")
