"""What a family worker's week holds: overdue first, seven days ahead, nothing later."""

import uuid
from datetime import date, timedelta
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from portal.rules.this_week import Doing, Due, this_week

TODAY = date(2026, 11, 18)
ID = uuid.UUID(int=1)


def family(**days: date):
    none = dict.fromkeys(("assessment_due_on", "meeting_due_on", "copy_due_on"))
    return SimpleNamespace(id=ID, reference="EH-1", family_label="Wren", **(none | days))


def test_what_is_overdue_comes_first_and_what_is_later_stays_away():
    row = family(
        assessment_due_on=TODAY + timedelta(days=8),
        meeting_due_on=TODAY + timedelta(days=7),
        copy_due_on=TODAY - timedelta(days=30),
    )
    action = Due(TODAY, Doing.ACTION, ID, "EH-1", "Wren", "Ring the dentist")
    assert [due.doing for due in this_week([row], [action], TODAY)] == [
        Doing.COPY,
        Doing.ACTION,
        Doing.MEETING,
    ]


@given(st.lists(st.integers(-400, 400), max_size=12))
def test_every_day_up_to_the_seventh_is_there_and_in_order(days):
    others = [Due(TODAY + timedelta(days=n), Doing.ACTION, ID, "EH-1", "", str(n)) for n in days]
    shown = [(due.on - TODAY).days for due in this_week([], others, TODAY)]
    assert shown == sorted(n for n in days if n <= 7)
