"""Danger comes first and alone; the page can be left at once."""

import pytest
from playwright.sync_api import expect

from portal.web import EXIT_TO
from tests.journeys.conftest import Arrive
from tests.journeys.person import Person
from tests.journeys.writing import fill

pytestmark = pytest.mark.browser
CALM = {f"S{number}": "no" for number in range(1, 9)}


def _at_safety(person: Person) -> None:
    person.press("Ask the hub for advice")
    person.on("safety")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_danger_shows_call_999_alone_and_one_can_come_back(arrive: Arrive, scripts: bool) -> None:
    lead = arrive("lead", scripts=scripts)
    _at_safety(lead)
    fill(lead, CALM | {"S1": "yes"})
    lead.press("Continue")

    lead.at("Call 999")
    main = lead.page.locator("main")
    assert main.locator("form, button, input").count() == 0
    links = [str(each.get_attribute("href")) for each in main.get_by_role("link").all()]
    assert links[0] == "tel:999"
    assert [link[:4] for link in links[1:-1]] == ["tel:"] * (len(links) - 2)

    lead.follow("I have called. Go on with the form")
    lead.on("you")
    lead.sees("You said someone is in danger.")
    lead.page.go_back()
    lead.at("Call 999")


def test_the_button_leaves_the_page(arrive: Arrive) -> None:
    family_worker = arrive("family.worker")
    _at_safety(family_worker)
    family_worker.page.get_by_role("button", name="Emergency Exit this page").click()
    expect(family_worker.page).to_have_url(EXIT_TO)


def test_without_scripts_the_button_is_a_link_that_leaves(arrive: Arrive) -> None:
    family_worker = arrive("family.worker", scripts=False)
    _at_safety(family_worker)
    family_worker.page.locator(".govuk-exit-this-page__button").click()
    expect(family_worker.page).to_have_url(EXIT_TO)


def test_shift_three_times_leaves_the_page(arrive: Arrive) -> None:
    family_worker = arrive("family.worker")
    _at_safety(family_worker)
    for _ in range(3):
        family_worker.page.keyboard.press("Shift")
    expect(family_worker.page).to_have_url(EXIT_TO)
