"""Next steps as rules: the day they are asked about, whose they are, who may say what happened."""

from datetime import date, timedelta

import pytest

from portal.integrations.calendars import calendar_for
from portal.rules import following_up, hub_settings
from portal.rules.permissions import ContactFacts
from portal.rules.working_time import NeverOpen
from portal.vocabulary import DisagreementStage, Nation, Role, StepOutcome, StepSide
from tests.rules.test_acts import ADVISER, HUB, OTHER_HUB, SCHOOL, WRITER, person

SETTINGS = hub_settings.read({})
CALENDAR = calendar_for(SETTINGS, Nation.ENGLAND)
WEDNESDAY = date(2026, 11, 18)
CONTACT = ContactFacts(HUB, WRITER, SCHOOL, ADVISER, is_draft=False)
NAMES = {
    "asking": ["Rosalind Pike", "Alder Lane Primary School"],
    "of_hub": ["Sam Okoro", "Wessenshire MASH", "Hyb Wessenshire"],
}


@pytest.mark.parametrize(
    ("given_on", "days", "asked_on"),
    [
        (WEDNESDAY, 1, date(2026, 11, 19)),
        (WEDNESDAY, 10, date(2026, 12, 2)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # a Saturday
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Christmas, a weekend, Boxing Day on Monday
    ],
)
def test_a_step_without_a_day_is_asked_about_so_many_working_days_later(given_on, days, asked_on):
    assert following_up.asked_on(None, given_on, days, CALENDAR) == asked_on


def test_a_step_with_a_day_is_asked_about_on_it():
    own = WEDNESDAY + timedelta(days=3)
    assert following_up.asked_on(own, WEDNESDAY, 10, CALENDAR) == own


def test_a_hub_that_never_opens_says_so():
    closed = calendar_for(hub_settings.read({"opening": {}}), Nation.ENGLAND)
    with pytest.raises(NeverOpen):
        following_up.asked_on(None, WEDNESDAY, 10, closed)


@pytest.mark.parametrize("otherwise", list(StepSide))
@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("Rosalind Pike", StepSide.PROFESSIONAL),
        ("rosalind pike, class teacher", StepSide.PROFESSIONAL),
        ("Alder Lane Primary School", StepSide.PROFESSIONAL),
        ("Sam Okoro (MASH adviser)", StepSide.HUB),
        ("hyb wessenshire", StepSide.HUB),
        ("Rosalind Pike with Sam Okoro", StepSide.PROFESSIONAL),
        ("Family Help team", None),
        ("Samuel", None),
    ],
)
def test_who_is_named_says_who_is_asked(who, side, otherwise):
    assert following_up.side_of(who, **NAMES, otherwise=otherwise) is (side or otherwise)


@pytest.mark.parametrize(
    ("outcome", "is_open", "by_on", "state"),
    [
        (None, True, WEDNESDAY + timedelta(days=1), "later"),
        (None, True, WEDNESDAY, "due"),
        (None, True, WEDNESDAY - timedelta(days=1), "overdue"),
        (None, False, WEDNESDAY - timedelta(days=1), "put_aside"),
        (StepOutcome.DONE, False, WEDNESDAY - timedelta(days=1), "followed_up"),
    ],
)
def test_how_a_step_stands(outcome, is_open, by_on, state):
    assert following_up.state_of(outcome, is_open, by_on, WEDNESDAY) == state


def test_each_side_says_what_became_of_its_own_steps():
    writer = person(Role.REFERRING_PROFESSIONAL, WRITER, organisation=SCHOOL)
    lead = person(Role.ORGANISATION_LEAD, organisation=SCHOOL)
    holder, other = person(Role.MASH_ADVISER, ADVISER), person(Role.MASH_ADVISER)
    manager = person(Role.DECISION_MAKER)

    def who(side, owner_id=None):
        people = (writer, lead, holder, other, manager)
        return [
            each for each in people if following_up.may_follow_up(each, CONTACT, side, owner_id)
        ]

    assert who(StepSide.PROFESSIONAL, WRITER) == [writer, lead]
    assert who(StepSide.HUB, ADVISER) == [holder, manager]
    assert who(StepSide.HUB, other.account_id) == [holder, other, manager]


def test_another_hub_says_nothing():
    for side in StepSide:
        for role in (Role.DECISION_MAKER, Role.ORGANISATION_LEAD):
            elsewhere = person(role, WRITER, hub=OTHER_HUB, organisation=SCHOOL)
            assert not following_up.may_follow_up(elsewhere, CONTACT, side, WRITER)


@pytest.mark.parametrize(
    "stored",
    [
        {"follow_up_days": 0},
        {"disagreement_stages": {"leads": {"minutes": 0, "clock": "working"}}},
        {"disagreement_stages": {"nobody": {"minutes": 5, "clock": "working"}}},
    ],
)
def test_a_hub_cannot_set_nonsense(stored):
    with pytest.raises(ValueError, match=r"1 working day|at least 1 minute|nobody"):
        hub_settings.read(stored)


def test_a_hub_sets_one_stage_and_keeps_the_others():
    own = hub_settings.read(
        {"disagreement_stages": {"leads": {"minutes": 60, "clock": "calendar"}}}
    ).disagreement_stages
    assert own[DisagreementStage.LEADS].minutes == 60
    assert set(own) == set(DisagreementStage)
