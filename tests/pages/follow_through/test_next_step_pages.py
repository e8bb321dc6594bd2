"""Next steps through their pages: asked at home, answered with one click, seen by both sides."""

from datetime import date, timedelta

import pytest
import time_machine

from portal.extensions import db
from portal.models import NextStep
from portal.vocabulary import StepOutcome
from tests.makers import NOON
from tests.pages.contacts.helpers import fresh, hidden, url

ON_THE_DAY = NOON + timedelta(days=2)
LATE = NOON + timedelta(days=3)


@pytest.fixture
def step(contact) -> NextStep:
    """To meet the mother by Friday 20 November; the teacher's."""
    made = db.session.query(NextStep).one()
    assert made.by_on == date(2026, 11, 20)
    return made


def page_of(contact, step) -> str:
    return url(contact, "next-steps", str(step.id))


def test_before_its_day_nobody_asks(client_for, teacher, contact, step):
    with time_machine.travel(NOON, tick=False):
        as_writer = client_for(teacher)
        assert "what happened?" not in as_writer.get("/").text
        shown = as_writer.get(url(contact)).text
        assert "What became of the next steps" in shown and "What happened?" not in shown


@pytest.mark.parametrize("outcome", list(StepOutcome))
def test_the_professional_says_with_one_click_at_home(client_for, teacher, contact, step, outcome):
    with time_machine.travel(ON_THE_DAY, tick=False):
        as_writer = client_for(teacher)
        assert "Next steps: what happened?" in as_writer.get("/").text
        done = as_writer.post_form("/", form=f"step-{step.id}", button=outcome.value)
        assert done.status_code == 303 and done.location == "/"
        assert "Next steps: what happened?" not in as_writer.get("/").text
    assert (fresh(step).outcome, step.note) == (outcome, "")


def test_an_overdue_one_stands_on_both_sides_until_it_is_said(
    client_for, teacher, adviser, make, contact, step
):
    with time_machine.travel(LATE, tick=False):
        as_writer, as_adviser = client_for(teacher), client_for(adviser)
        for client in (as_writer, as_adviser):
            assert "Overdue" in client.get(url(contact)).text
        assert "Meet the mother" in as_adviser.get("/next-steps").text
        words = {"outcome": "partly", "note": "She came late."}
        assert as_writer.post_form(page_of(contact, step), **words).status_code == 303
        for client in (as_writer, as_adviser):
            shown = client.get(url(contact)).text
            assert "Partly done" in shown and "She came late." in shown
        assert "Meet the mother" not in as_adviser.get("/next-steps").text
        assert as_writer.get("/next-steps").status_code == 404


def test_the_hub_is_not_asked_for_the_professional(client_for, adviser, contact, step):
    with time_machine.travel(LATE, tick=False):
        as_adviser = client_for(adviser)
        assert as_adviser.get(page_of(contact, step)).status_code == 404
        assert "What happened?" not in as_adviser.get(url(contact)).text


def test_without_a_choice_it_says_so_and_keeps_the_note(client_for, teacher, contact, step):
    with time_machine.travel(LATE, tick=False):
        answer = client_for(teacher).post_form(page_of(contact, step), note="She came late.")
        assert answer.status_code == 422
        assert "Choose what happened" in answer.text and "She came late." in answer.text


def test_ask_again_carries_everything_over_and_asks_what_is_of_the_day_anew(
    client_for, teacher, adviser, contact
):
    as_writer = client_for(teacher)
    started = as_writer.post_form(url(contact), form="ask-again")
    assert started.status_code == 303 and started.location.endswith("/safety")
    shown = as_writer.get(url(contact)).text
    assert "Go on with the new consultation" in shown
    again = as_writer.post_form(url(contact), form="ask-again")
    assert again.location == started.location
    assert "Go on with the new consultation" not in client_for(adviser).get(url(contact)).text


def test_a_note_that_comes_too_late_is_shown_and_not_lost(client_for, teacher, contact, step):
    with time_machine.travel(LATE, tick=False):
        as_writer = client_for(teacher)
        token = hidden(as_writer.get(page_of(contact, step)).text, "csrf_token")
        as_writer.post_form(page_of(contact, step), outcome="done", note="She came.")
        typed = {"csrf_token": token, "outcome": "partly", "note": "She came late."}
        late = as_writer.post(page_of(contact, step), typed)
    assert late.status_code == 409
    assert "What you had written" in late.text and "She came late." in late.text
    assert "She came.</p>" in late.text and "Both are below." in late.text
