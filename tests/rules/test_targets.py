"""When an answer is due, from hub settings: the target, the home-time, whichever comes first."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.integrations.calendars import calendar_for
from portal.rules.hub_settings import read
from portal.rules.targets import due, rag_for
from portal.vocabulary import Nation, Rag, Urgency

FRIDAY_AFTERNOON = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)


def due_for(urgency, received_at=FRIDAY_AFTERNOON, home_at=None, **stored):
    settings = read(stored)
    return due(settings, calendar_for(settings, Nation.ENGLAND), urgency, received_at, home_at)


def test_red_runs_on_the_clock_even_at_the_weekend():
    saturday = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    target_at, due_at = due_for(Urgency.NOW, saturday)
    assert target_at == due_at == saturday + timedelta(hours=1)


def test_amber_on_friday_afternoon_is_due_on_monday():
    target_at, due_at = due_for(Urgency.SAMEDAY)
    assert target_at == due_at == datetime(2026, 11, 23, 11, 30, tzinfo=UTC)


def test_home_time_before_the_target_takes_its_place():
    home_at = FRIDAY_AFTERNOON + timedelta(minutes=20)
    target_at, due_at = due_for(Urgency.SAMEDAY, home_at=home_at)
    assert (target_at, due_at) == (datetime(2026, 11, 23, 11, 30, tzinfo=UTC), home_at)


def test_home_time_after_the_target_changes_nothing():
    target_at, due_at = due_for(Urgency.SAMEDAY, home_at=FRIDAY_AFTERNOON + timedelta(days=9))
    assert due_at == target_at


def test_a_hub_changes_its_target_as_data():
    target_at, _ = due_for(Urgency.NOW, targets={"now": {"minutes": 15, "clock": "calendar"}})
    assert target_at == FRIDAY_AFTERNOON + timedelta(minutes=15)


def test_bank_holidays_and_own_closed_days_do_not_count():
    maundy_thursday = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)  # 4pm; Good Friday and Monday shut
    target_at, _ = due_for(Urgency.SAMEDAY, maundy_thursday)
    assert target_at == datetime(2026, 4, 7, 10, 30, tzinfo=UTC)
    without, _ = due_for(Urgency.SAMEDAY, maundy_thursday, bank_holidays="none")
    assert without == datetime(2026, 4, 3, 10, 30, tzinfo=UTC)
    shut, _ = due_for(Urgency.SAMEDAY, maundy_thursday, extra_closed_days=["2026-04-07"])
    assert shut == datetime(2026, 4, 8, 10, 30, tzinfo=UTC)


def test_the_calendar_of_the_same_hours_is_kept():
    assert calendar_for(read({}), Nation.WALES) is calendar_for(read({}), Nation.WALES)


@pytest.mark.parametrize(
    ("urgency", "rag"),
    [
        (Urgency.NOW, Rag.RED),
        (Urgency.SAMEDAY, Rag.AMBER),
        (Urgency.DAYS, Rag.GREEN),
        (Urgency.ROUTINE, Rag.GREEN),
    ],
)
def test_urgency_has_its_colour(urgency, rag):
    assert rag_for(urgency) is rag
