"""Known before: an adviser finds an earlier contact, says who is who, and takes it back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.looking import PHONE
from tests.journeys.person import Person

pytestmark = pytest.mark.browser
WHY = "His mother's name, the school and the bus are the same. I rang the school."


def test_an_adviser_says_who_is_who_and_another_looks_again(arrive: Arrive) -> None:
    adviser, manager = arrive("adviser"), arrive("manager", viewport=PHONE)
    _open(adviser, "Kian")
    adviser.sees("Known before?", "Name sounds the same: Kian, Cian")
    adviser.look("contact-may-be-known")
    contact = adviser.page.url
    adviser.page.get_by_role("link", name="Cian Ashdown").first.click()
    adviser.at("Is this the same person?")
    adviser.press("This is the same person")
    adviser.sees("There is a problem")
    adviser.look("match-problem")
    adviser.page.get_by_label("Why do you think so?").fill(WHY)
    adviser.look("match")
    adviser.press("This is the same person")
    adviser.sees("Recorded: the same person.", "Known before: 1 earlier contact")
    adviser.look("contact-known-before")
    adviser.follow("Chronology of all these contacts")
    adviser.at("Chronology")
    adviser.look("chronology")

    manager.page.goto(contact)
    manager.sees(WHY, "Look a second time, or undo")
    manager.look("contact-known-before-phone")
    manager.page.get_by_role("link", name="Look a second time, or undo").click()
    manager.sees("I agree: the same person", WHY)
    manager.page.get_by_label("Why do you think so?").fill("Another mother. I asked the surgery.")
    manager.look("match-phone")
    manager.press("Undo the decision")
    manager.sees("The decision is undone.")
    expect(manager.page.locator("main")).not_to_contain_text("earlier contact in the")


def test_without_scripts_and_never_for_who_asked(arrive: Arrive) -> None:
    manager, officer = arrive("manager", scripts=False), arrive("police")
    _open(manager, "Percy")
    manager.sees("Known before: 1 earlier contact")
    manager.page.get_by_role("link", name="Look a second time, or undo").click()
    manager.page.get_by_label("Why do you think so?").fill("The surgery confirms it.")
    manager.press("I agree: the same person")
    manager.sees("The surgery confirms it.")
    officer.page.goto("/")
    officer.page.locator("main").get_by_role("link", name="CN-").first.click()
    expect(officer.page.locator("main")).not_to_contain_text("Known before")


def _open(adviser: Person, name: str) -> None:
    """The newest contact about somebody of that name."""
    adviser.page.goto("/queue")
    adviser.page.get_by_label("Find by reference or name").fill(name)
    adviser.press("Find")
    adviser.page.locator("main").get_by_role("link", name="CN-").first.click()
    adviser.sees("Known before")
