"""Danger comes first and alone; every page of a journey can be left at once."""

import pytest
from playwright.sync_api import expect

from portal.web import EXIT_TO
from tests.journeys.conftest import Arrive
from tests.journeys.person import Person
from tests.journeys.writing import CALM, fill

pytestmark = pytest.mark.browser
OTHERS = ("danger", "check", "discard")  # pages that no list of the parts names


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


def test_a_mark_on_a_baby_shows_the_number_of_the_hub(arrive: Arrive) -> None:
    lead = arrive("lead")
    _at_safety(lead)
    fill(lead, CALM | {"S7": "yes"})
    lead.press("Continue")
    lead.at("Phone the hub now")
    expect(lead.page.locator("main a").first).to_have_attribute("href", "tel:01632960110")
    lead.look("danger-baby")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_button_leaves_the_page(arrive: Arrive, scripts: bool) -> None:
    family_worker = arrive("family.worker", scripts=scripts).may_leave()
    _at_safety(family_worker)
    family_worker.page.locator(".govuk-exit-this-page__button").click()
    expect(family_worker.page).to_have_url(EXIT_TO)


def test_shift_three_times_leaves_every_page_of_the_form(arrive: Arrive) -> None:
    gp = arrive("gp")
    _at_safety(gp)
    draft = gp.page.url.removesuffix("/safety")
    fill(gp, CALM | {"S1": "yes"})
    gp.press("Continue")
    gp.on("danger")
    gp.page.goto(f"{draft}/people")
    gp.press("Add a child")
    gp.on("person/[0-9a-f-]+")
    fill(gp, {"name": "Robin Oakes"})
    gp.press("Continue")
    gp.on("people")
    links = gp.page.locator('main a[href*="/consultations/"]:not([href*="new="])')
    parts = links.evaluate_all("links => links.map((each) => each.href)")
    assert len(parts) > 12
    for place in dict.fromkeys([*parts, *(f"{draft}/{name}" for name in OTHERS)]):
        _leave_by_key(gp, place)


def test_shift_three_times_leaves_what_the_hub_answered_and_asked(arrive: Arrive) -> None:
    gp = arrive("gp")
    for waiting, act in (("Read the advice on", "disagree"), ("Answer the hub's", "reply")):
        gp.page.goto("/")
        gp.page.get_by_role("link", name=waiting).first.click()
        gp.on("contacts/[0-9a-f-]+")
        for place in (gp.page.url, f"{gp.page.url}/{act}"):
            _leave_by_key(gp, place)


def _leave_by_key(person: Person, place: str) -> None:
    """From a page that is there, scripts and all; nobody answers at the other end."""
    person.page.goto(place)
    expect(person.page.locator(".govuk-exit-this-page__button")).to_be_visible()
    expect(person.page.locator(".govuk-exit-this-page__indicator")).to_be_attached()  # it listens
    with person.page.expect_request(EXIT_TO):
        for _ in range(3):
            person.page.keyboard.press("Shift")
    expect(person.page).to_have_url("chrome-error://chromewebdata/")
